#!/usr/bin/env bash
# Scans one sound made-up shop behind each of several servers, none of them written in Go but Caddy: nothing but the server differs, so whatever is found
# was read into the server. Debian: nginx apache2 caddy haproxy lighttpd lighttpd-mod-openssl lighttpd-mod-deflate varnish hitch nodejs python3 openssl. What is missing is left out and said.
# bench/servers/run.sh [server …]
set -euo pipefail
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; [ -n "${KEEP:-}" ] && echo "kept: $dir" || rm -rf "$dir"' EXIT
go build -o "$dir/shopvet" ./cmd/shopvet
go build -o "$dir/shop" ./bench/servers
chmod 755 "$dir"

free() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
start() { "$@" >>"$dir/$name.log" 2>&1 & pids+=($!); }

# An authority of our own and a certificate as a careful owner has it.
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=Bench CA" -keyout "$dir/ca.key" -out "$dir/ca.pem" 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=127.0.0.1" -keyout "$dir/key.pem" -out "$dir/csr" 2>/dev/null
printf 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature\nbasicConstraints=CA:FALSE\n' >"$dir/ext"
openssl x509 -req -in "$dir/csr" -CA "$dir/ca.pem" -CAkey "$dir/ca.key" -CAcreateserial -days 90 -extfile "$dir/ext" -out "$dir/leaf.pem" 2>/dev/null
cat "$dir/leaf.pem" "$dir/ca.pem" >"$dir/chain.pem"
cat "$dir/leaf.pem" "$dir/ca.pem" "$dir/key.pem" >"$dir/all.pem"
chmod 644 "$dir"/*.pem

nginx_() {
  cat >"$dir/nginx.conf" <<CONF
daemon off; worker_processes 1; error_log stderr; pid $dir/nginx.pid;
events {}
http { access_log off; gzip on; gzip_types text/css application/javascript image/svg+xml; client_body_temp_path $dir/nb; proxy_temp_path $dir/np; fastcgi_temp_path $dir/nf; uwsgi_temp_path $dir/nu; scgi_temp_path $dir/ns;
server { listen 127.0.0.1:$port ssl http2; ssl_certificate $dir/chain.pem; ssl_certificate_key $dir/key.pem; ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20; server_tokens off;
location / { proxy_pass http://127.0.0.1:$back; proxy_set_header Host \$http_host; proxy_set_header X-Forwarded-Proto https; } } }
CONF
  start nginx -c "$dir/nginx.conf"
}
apache2_() {
  cat >"$dir/apache.conf" <<CONF
ServerRoot /etc/apache2
PidFile $dir/apache.pid
DefaultRuntimeDir $dir
ErrorLog $dir/apache.err
Listen 127.0.0.1:$port
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
LoadModule http2_module /usr/lib/apache2/modules/mod_http2.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
LoadModule filter_module /usr/lib/apache2/modules/mod_filter.so
LoadModule deflate_module /usr/lib/apache2/modules/mod_deflate.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
ServerName 127.0.0.1
ServerTokens Prod
Protocols h2 http/1.1
SSLEngine on
SSLCertificateFile $dir/chain.pem
SSLCertificateKeyFile $dir/key.pem
SSLProtocol -all +TLSv1.2 +TLSv1.3
SSLCipherSuite ECDHE+AESGCM:ECDHE+CHACHA20
AddOutputFilterByType DEFLATE text/html text/css application/javascript
RequestHeader set X-Forwarded-Proto https
ProxyPreserveHost On
ProxyPass / http://127.0.0.1:$back/ nocanon
AllowEncodedSlashes NoDecode
CONF
  start apache2 -f "$dir/apache.conf" -DFOREGROUND
}
caddy_() {
  cat >"$dir/Caddyfile" <<CONF
{
	admin off
	auto_https off
}
https://127.0.0.1:$port {
	tls $dir/chain.pem $dir/key.pem
	encode gzip zstd
	reverse_proxy 127.0.0.1:$back {
		header_up Host {http.request.hostport}
	}
}
CONF
  HOME=$dir start caddy run --config "$dir/Caddyfile" --adapter caddyfile
}
haproxy_() {
  cat >"$dir/haproxy.cfg" <<CONF
global
  ssl-default-bind-options ssl-min-ver TLSv1.2
  ssl-default-bind-ciphers ECDHE+AESGCM:ECDHE+CHACHA20
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend f
  bind 127.0.0.1:$port ssl crt $dir/all.pem alpn h2,http/1.1
  compression algo gzip
  compression type text/html text/css application/javascript
  http-request set-header X-Forwarded-Proto https
  default_backend b
backend b
  server s 127.0.0.1:$back
CONF
  start haproxy -db -f "$dir/haproxy.cfg"
}
lighttpd_() {
  cat >"$dir/lighttpd.conf" <<CONF
server.modules = ("mod_openssl", "mod_proxy", "mod_setenv", "mod_deflate")
server.port = $port
server.bind = "127.0.0.1"
server.tag = "lighttpd"
server.document-root = "$dir"
server.errorlog = "$dir/lighttpd.err"
ssl.engine = "enable"
ssl.pemfile = "$dir/chain.pem"
ssl.privkey = "$dir/key.pem"
ssl.openssl.ssl-conf-cmd = ("MinProtocol" => "TLSv1.2", "CipherString" => "ECDHE+AESGCM:ECDHE+CHACHA20")
deflate.mimetypes = ("text/html", "text/css", "application/javascript")
deflate.allowed-encodings = ("gzip", "deflate")
setenv.set-request-header = ("X-Forwarded-Proto" => "https")
proxy.server = ("" => (("host" => "127.0.0.1", "port" => $back)))
CONF
  start lighttpd -D -f "$dir/lighttpd.conf"
}
varnish_() {
  local cache; cache=$(free)
  cat >"$dir/v.vcl" <<CONF
vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "$back"; }
sub vcl_recv { set req.http.X-Forwarded-Proto = "https"; unset req.http.Cookie; }
sub vcl_backend_response { set beresp.ttl = 30s; }
CONF
  start varnishd -F -n "$dir/varnish" -a "127.0.0.1:$cache" -f "$dir/v.vcl" -s malloc,32m
  printf 'frontend = "[127.0.0.1]:%s"\nbackend = "[127.0.0.1]:%s"\npem-file = "%s"\ntls-protos = TLSv1.2 TLSv1.3\nciphers = "ECDHE+AESGCM:ECDHE+CHACHA20"\nworkers = 1\nalpn-protos = "http/1.1"\n' "$port" "$cache" "$dir/all.pem" >"$dir/hitch.conf"
  start hitch --config="$dir/hitch.conf" --user=nobody
}
node_() {
  cat >"$dir/node.mjs" <<CONF
import {createSecureServer} from 'node:http2'; import http from 'node:http'; import fs from 'node:fs'; import zlib from 'node:zlib'
createSecureServer({key: fs.readFileSync('$dir/key.pem'), cert: fs.readFileSync('$dir/chain.pem'), allowHTTP1: true, minVersion: 'TLSv1.2', ciphers: 'ECDHE+AESGCM:ECDHE+CHACHA20:TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256'}, (q, a) => {
  const h = {}; for (const [k, v] of Object.entries(q.headers)) if (!k.startsWith(':')) h[k] = v
  h.host = q.headers[':authority'] ?? q.headers.host; h['x-forwarded-proto'] = 'https'; delete h['accept-encoding']
  http.request({port: $back, host: '127.0.0.1', path: q.url, method: q.method, headers: h}, r => {
    const o = {...r.headers}; delete o.connection; delete o['transfer-encoding']; delete o['content-length']; delete o['keep-alive']
    const br = /\bbr\b/.test(q.headers['accept-encoding'] ?? '') && /text|script/.test(o['content-type'] ?? '')
    if (br) o['content-encoding'] = 'br'
    a.writeHead(r.statusCode, o); (br ? r.pipe(zlib.createBrotliCompress({params: {[zlib.constants.BROTLI_PARAM_QUALITY]: 3}})) : r).pipe(a)
  }).on('error', () => a.destroy()).end()
}).listen($port, '127.0.0.1')
CONF
  start node "$dir/node.mjs"
}
python_() {
  cat >"$dir/old.py" <<CONF
# As old servers are: HTTP/1.0, one exchange a connection, no compression, lower-case and odd headers.
import http.server, ssl, urllib.request, http.client
class H(http.server.BaseHTTPRequestHandler):
    def go(self):
        c = http.client.HTTPConnection('127.0.0.1', $back)
        h = {k: v for k, v in self.headers.items() if k.lower() not in ('connection', 'accept-encoding')}
        h['X-Forwarded-Proto'] = 'https'
        c.request(self.command, self.path, headers=h)
        r = c.getresponse(); body = r.read()
        self.send_response_only(r.status, r.reason)
        for k, v in r.getheaders():
            if k.lower() not in ('transfer-encoding', 'connection', 'date'): self.send_header(k.lower(), v)
        self.send_header('date', self.date_time_string()); self.end_headers()
        if self.command != 'HEAD': self.wfile.write(body)
    do_GET = do_HEAD = go
    def log_message(self, *a): pass
s = http.server.ThreadingHTTPServer(('127.0.0.1', $port), H)
x = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); x.minimum_version = ssl.TLSVersion.TLSv1_2; x.set_ciphers('ECDHE+AESGCM:ECDHE+CHACHA20'); x.load_cert_chain('$dir/chain.pem', '$dir/key.pem')
s.socket = x.wrap_socket(s.socket, server_side=True, do_handshake_on_connect=False); s.serve_forever()
CONF
  start python3 "$dir/old.py"
}

langs=(en de fr es it nl pt-br pl zh-cn zh-tw ja ko)
n=0
found=0
for s in ${*:-nginx apache2 caddy haproxy lighttpd varnish node python}; do
  program=$s
  [ "$s" = varnish ] && program=varnishd
  [ "$s" = python ] && program=python3
  command -v "$program" >/dev/null || { echo "$s is not installed: left out"; continue; }
  lang=${langs[$((n % 12))]}; name=$s; port=$(free); back=$(free)
  start "$dir/shop" -lang "$lang" -layout $((n % 3)) -listen "127.0.0.1:$back"
  "${s}_"
  for _ in $(seq 100); do curl -s --cacert "$dir/ca.pem" -o /dev/null "https://127.0.0.1:$port/" && break; sleep 0.1; done
  "$dir/shopvet" scan "https://127.0.0.1:$port/" --ca-file "$dir/ca.pem" --browser off --quiet --format json --out "$dir/$s.json" 2>"$dir/$s.err" || true
  python3 - "$dir/$s.json" "$s" "$lang" <<'PY' || found=1
import json, sys
v = json.load(open(sys.argv[1]))
bad = [r for r in v["results"] if r["status"] in ("fail", "warn", "broken")]
if not v["crawl"]["pages"]:
    sys.exit(f"{sys.argv[2]} did not answer: KEEP=1 keeps its log")
print(f'{sys.argv[2]:10} {sys.argv[3]:6} {v["crawl"]["pages"]} pages, score {v["initial"]["value"]} {v["initial"]["grade"]}, {len(bad)} findings')
for r in bad:
    print("  ", r["status"], r["check"], r["reason"]["text"][:150])
    for f in (r.get("findings") or [])[:2]: print("       ", json.dumps(f, ensure_ascii=False)[:300])
sys.exit(1 if bad else 0)
PY
  n=$((n + 1))
done
exit $found
