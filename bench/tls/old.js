// A shop served by Node.js 0.10, for what OpenSSL 1.0.1 could: old.js ADDRESS KEY CHAIN METHOD CIPHERS [ssl3]
var https = require('https'), fs = require('fs'), path = require('path'), a = process.argv;
var chain = fs.readFileSync(a[4], 'utf8').match(/-----BEGIN[^]*?-----END CERTIFICATE-----/g);
https.createServer({
  key: fs.readFileSync(a[3]), cert: chain[0], ca: chain.slice(1), secureProtocol: a[5], ciphers: a[6], honorCipherOrder: true,
  secureOptions: a[7] ? 0 : require('constants').SSL_OP_NO_SSLv3
}, function (q, r) {
  var file = path.join(process.cwd(), '../site', path.normalize('/' + q.url.split('?')[0]));
  if (/\/$/.test(file)) file += 'index.html';
  fs.readFile(file, function (err, body) {
    r.writeHead(err ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8', 'Strict-Transport-Security': 'max-age=63072000' });
    r.end(body || 'not found');
  });
}).listen(443, a[2]);
