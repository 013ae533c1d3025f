// A shop that adds a known delay to every answer, and writes down how long it really waited: a timer of a busy machine is late.
//   node shop.mjs PORT LOG DELAY_MS SEED
// The delay jitters evenly by a fifth to either side, so its true median is DELAY_MS; which delays come is settled by SEED. The third time that the
// product is timed it takes eight seconds: one slow outlier.
import {createServer} from 'node:http';
import {appendFileSync, writeFileSync} from 'node:fs';

const [port, log, delay, seed] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4]), Number(process.argv[5])];
const OUTLIER = {request: 4, ms: 8000}; // of whichever product is timed; the first request for a page is the crawl's own

// chance gives the same numbers for the same seed and path.
function chance(seed, path) {
  let a = seed;
  for (const c of path) a = Math.imul(a ^ c.charCodeAt(0), 2654435761) >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const words = '<p>We pour every candle by hand from the wax of beekeepers in the valley, and we are glad when somebody likes the smell of it.</p>';
const page = (title, main) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} – Valley Candles</title></head><body>
<header><nav><a href="/">Home</a> <a href="/candles">All candles</a> <a href="/cart">Cart</a></nav></header><main><h1>${title}</h1>${main}${words.repeat(40)}</main>
<footer><a href="/about">About us</a></footer></body></html>`;
const product = n => page(`Candle ${n}`, `<p>£12.90</p><form method="post" action="/add"><label>How many <input name="quantity"></label><button>Add to cart</button></form>
<script type="application/ld+json">{"@type":"Product","name":"Candle ${n}","offers":{"price":"12.90","priceCurrency":"GBP"}}</script>`);
const pages = {
  '/': page('Welcome', '<p><a href="/candles">To the candles</a></p>'),
  '/candles': page('All candles', [1, 2, 3, 4, 5, 6].map(n => `<p><a href="/p/${n}">Candle ${n}</a> £12.90</p>`).join('')),
  '/cart': page('Your cart', '<p>Your cart is empty.</p>'),
  '/about': page('About us', ''),
};
for (let n = 1; n <= 6; n++) pages[`/p/${n}`] = product(n);

const random = {}, asked = {};
writeFileSync(log, '');
const server = createServer((req, res) => {
  const path = req.url;
  const body = pages[path];
  if (!body) {
    res.writeHead(404, {'Content-Type': 'text/plain'}).end('not here');
    return;
  }
  random[path] ??= chance(seed, path);
  asked[path] = (asked[path] ?? 0) + 1;
  let added = delay * (0.8 + 0.4 * random[path]());
  if (path.startsWith('/p/') && asked[path] === OUTLIER.request) added = OUTLIER.ms;
  const n = asked[path], came = performance.now();
  setTimeout(() => {
    const waited = performance.now() - came;
    res.writeHead(200, {'Content-Type': 'text/html; charset=utf-8', 'Content-Length': Buffer.byteLength(body)}).end(body);
    appendFileSync(log, JSON.stringify({path, request: n, added, waited}) + '\n');
  }, added);
});
server.keepAliveTimeout = 60_000;
server.listen(port, '127.0.0.1', () => console.log('ready'));
