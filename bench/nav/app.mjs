// Answers what no static file can: node app.mjs. nginx stands before it. SIGHUP makes it forget whom it has seen.
import { createServer } from 'node:http';
import { createServer as createTCP } from 'node:net';
import { site } from './site/index.mjs';
import { errorPage } from './site/catalogue.mjs';
import { HOST, PNG_BYTES, escape } from './site/dsl.mjs';
import { ADDRESSES, HOSTS } from './site/others.mjs';

const CUT = 599; // nginx cuts the connection when it sees this

const routes = site().routes;
const seen = new Set();
process.on('SIGHUP', () => seen.clear());

const menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/shop.html">Lamps</a></li><li><a href="/faq.html">Help</a></li><li><a href="/contact.html">Contact</a></li></ul></nav>';

function htmlOf(b, own) {
  const product = b.product && `<p>${b.product.price} EUR, in stock</p><form method="post" action="/cart"><button>Add to basket</button></form><script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'Product', name: b.product.name, sku: String(b.product.id), offers: { '@type': 'Offer', price: b.product.price, priceCurrency: 'EUR' } })}</script>`;
  const title = b.product?.name ?? b.title;
  const text = b.product ? `The ${b.product.name.toLowerCase()} comes from our workshop: article ${b.product.id}, brass and linen.` : b.text ?? '';
  return `<!DOCTYPE html>\n<html lang="${b.lang ?? 'en'}"><head><meta charset="utf-8"><title>${escape(title)}</title></head><body>${own ? menu : ''}<main><h1>${escape(title)}</h1><p>${escape(text)}</p>${product ?? ''}${b.html ?? ''}</main></body></html>\n`;
}

// calendar leads from month to month, n months in each direction; facets lets every choice be combined with every other.
function calendar(n, query) {
  const [y, m] = (query.get('m') ?? '2026-11').split('-').map(Number);
  const at = (d) => new Date(Date.UTC(y, m - 1 + d, 1)).toISOString().slice(0, 7);
  const far = (month) => Math.abs((Number(month.slice(0, 4)) - 2026) * 12 + Number(month.slice(5)) - 11) > n;
  const links = [at(-1), at(1)].filter((x) => !far(x)).map((x) => `<a href="/calendar?m=${x}">${x}</a>`);
  return { status: 200, title: `Workshop days ${at(0)}`, text: 'No workshop days in this month.', html: links.join(' ') };
}

function facets(all, query) {
  const links = Object.entries(all).flatMap(([name, values]) => values.map((v) => {
    const q = new URLSearchParams(query);
    q.set(name, v);
    return `<li><a href="/filter?${escape(q.toString())}">${name}: ${v}</a></li>`;
  }));
  return { status: 200, title: 'Choose your lamp', text: 'Two lamps suit your choice: Harbour and Orchard.', html: `<ul>${links.join('')}</ul>` };
}

function find(host, url) {
  const path = url.split('?')[0];
  const table = HOSTS[host];
  if (table) return table[path] ?? table['*'];
  const parent = path.slice(0, path.lastIndexOf('/') + 1) + '*';
  return routes.get(url) ?? routes.get(path) ?? routes.get(parent) ?? errorPage(url);
}

const browser = (h) => /^Mozilla\/5\.0 \((Windows|X11|Mac)/.test(h['user-agent'] ?? '') && /[a-z]{2}/.test(h['accept-language'] ?? '');

// choose says what this request meets: what is special for HEAD, for browsers, for the first visit, for who has the cookie.
function choose(b, req, key) {
  const search = req.url.includes('?') ? req.url.slice(req.url.indexOf('?') + 1) : '';
  const query = new URLSearchParams(search);
  if (b.calendar) return calendar(b.calendar, query);
  if (b.facets) return facets(b.facets, query);
  if (b.query && search !== b.query || b.long && search.length < b.long) return errorPage(req.url);
  if (b.need && !query.get(b.need)) return { status: 400, title: 'Bad request', text: `${b.need} is missing` };
  if (b.head && req.method === 'HEAD') return { ...b, ...b.head };
  if (b.browser && browser(req.headers)) return { ...b, headers: {}, ...b.browser };
  if (b.cookie && (req.headers.cookie ?? '').includes(`${b.cookie.name}=1`)) return b.cookie;
  if (b.first && !seen.has(key)) {
    seen.add(key);
    return { ...b, ...b.first };
  }
  return b;
}

function send(res, b, own, head) {
  if (b.hang) return;
  if (b.reset) return void res.writeHead(CUT).end();
  const body = Buffer.from(b.picture ? PNG_BYTES : b.body ?? (b.location || b.status === 304 || !(b.title || b.product) ? '' : htmlOf(b, own)));
  const headers = { 'Content-Type': b.type ?? (b.picture ? 'image/png' : 'text/html; charset=utf-8'), ...b.headers };
  if (b.location) headers.Location = b.location;
  if (b.status !== 304) headers['Content-Length'] = body.length + (b.lengthBy ?? 0);
  res.writeHead(b.status, headers);
  if (b.lengthBy && !head) return void res.write(body, () => setTimeout(() => res.destroy(), 100));
  res.end(head ? undefined : body);
}

createServer((req, res) => {
  const host = req.headers.host?.toLowerCase().replace(/:80$/, '').replace(/\.$/, '');
  const b = choose(find(host, req.url), req, host + req.url);
  setTimeout(() => send(res, b, host === HOST, req.method === 'HEAD'), b.delay ?? 0);
}).listen(9001, '127.0.0.1');

createTCP((socket) => socket.on('error', () => {})).listen(80, ADDRESSES.silent); // takes connections and says nothing
