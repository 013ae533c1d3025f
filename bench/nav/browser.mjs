// Holds the truth list against Chromium: what it takes for a link, what it loads, which pictures it shows, where fragments lead.
//   world.sh DIR node --experimental-websocket browser.mjs DIR
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { key } from './score.mjs';
import { lists } from './truth.mjs';

const dir = process.argv[2];
const PORT = 9333;
const SCREENS = [[1200, 1], [1200, 2], [1200, 3], [400, 1]]; // width and pixels a dot: browsers choose pictures by them
const chromium = spawn('chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', `--user-data-dir=${dir}/chromium`, `--remote-debugging-port=${PORT}`, 'about:blank'], { stdio: 'ignore' });

// connect opens a session with the browser's first page: send(method, params) asks, on(method, fn) listens.
async function connect() {
  let list;
  for (let i = 0; !list && i < 100; i++) {
    await sleep(200);
    list = await fetch(`http://127.0.0.1:${PORT}/json/list`).then((r) => r.json()).catch(() => null);
  }
  const socket = new WebSocket(list.find((t) => t.type === 'page').webSocketDebuggerUrl);
  await new Promise((ok) => { socket.onopen = ok; });
  const waiting = new Map();
  const ears = new Map();
  let id = 0;
  socket.onmessage = ({ data }) => {
    const m = JSON.parse(data);
    if (m.id) waiting.get(m.id)?.(m.result ?? m.error);
    else ears.get(m.method)?.(m.params);
  };
  return {
    send: (method, params = {}) => new Promise((ok) => { waiting.set(++id, ok); socket.send(JSON.stringify({ id, method, params })); }),
    on: (method, fn) => ears.set(method, fn),
  };
}

// look runs in the page.
function look() {
  const place = (hash) => {
    const raw = hash.slice(1).split(':~:')[0];
    let decoded = raw;
    try { decoded = decodeURIComponent(raw); } catch { /* as it is */ }
    const there = (x) => document.getElementById(x) || [...document.getElementsByName(x)].some((e) => e.localName === 'a');
    return raw === '' || raw.toLowerCase() === 'top' || Boolean(there(raw) || there(decoded));
  };
  const links = [...document.querySelectorAll('a[href], area[href]')].map((a) => [a.href.baseVal === undefined ? a.href : new URL(a.href.baseVal, document.baseURI).href, a.hash && a.pathname === location.pathname && !a.search ? place(a.hash) : null]);
  const pictures = [...document.images].filter((i) => i.currentSrc).map((i) => [i.currentSrc, i.naturalWidth > 0]);
  return { links, pictures };
}

const b = await connect();
let requests = new Map(); // address → what became of it
let byId = new Map();
b.on('Network.requestWillBeSent', (p) => { byId.set(p.requestId, p.request.url); requests.set(key(p.request.url), 'asked'); });
b.on('Network.responseReceived', (p) => requests.set(key(byId.get(p.requestId) ?? p.response.url), p.response.status));
b.on('Network.loadingFailed', (p) => { if (byId.has(p.requestId) && p.errorText !== 'net::ERR_ABORTED') requests.set(key(byId.get(p.requestId)), p.errorText); });
for (const d of ['Network', 'Page', 'Runtime']) await b.send(`${d}.enable`);
await b.send('Network.setCacheDisabled', { cacheDisabled: true });

async function visit(url) {
  const seen = { links: new Map(), pictures: new Map(), requests: new Map() };
  for (const [width, deviceScaleFactor] of SCREENS) {
    requests = new Map();
    byId = new Map();
    await b.send('Emulation.setDeviceMetricsOverride', { width, height: 9000, deviceScaleFactor, mobile: false });
    await b.send('Page.navigate', { url });
    await sleep(700);
    const { result } = await b.send('Runtime.evaluate', { expression: `(${look})()`, returnByValue: true });
    for (const [to, place] of result.value.links) seen.links.set(key(to), place);
    for (const [src, shown] of result.value.pictures) seen.pictures.set(key(src), shown);
    for (const [k, v] of requests) seen.requests.set(k, v);
  }
  return seen;
}

const LOADED = /^(img\[(src|srcset|data-src|data-srcset)\]|source\[|input\[src|script\[src|video|audio|track|object|embed|iframe|style|css|[a-z0-9]+\[style|use|image)/;
const ANCHOR = /^(a|area)\[(xlink:)?href\]$/;
const say = (...x) => console.log(x.map((s) => (s.length > 150 ? `${s.slice(0, 150)}…` : s)).join(' · '));

function compare(page, lines, seen) {
  const listed = new Set(lines.map((t) => key(t.target)));
  for (const to of seen.links.keys()) if (!listed.has(to)) say('a link for Chromium, not listed', page, to);
  for (const t of lines) {
    const k = key(t.target);
    if (ANCHOR.test(t.element) && t.expect !== '-' && !seen.links.has(k)) say('listed, no link for Chromium', page, t.target, t.why);
    if (t.expect === 'no place' && seen.links.get(k) === true) say('Chromium finds this place', page, t.target);
    if (t.verdict === 'ok' && seen.links.get(k) === false) say('Chromium finds no such place', page, t.target);
    if (!LOADED.test(t.element)) continue;
    const met = seen.requests.get(k.replace(/#.*/, ''));
    if (t.verdict === 'broken' && met === undefined) say('broken, not asked for by Chromium', page, t.element, t.target, t.why);
    else if (t.verdict === 'broken' && met === 200 && seen.pictures.get(k) !== false) say('broken, answered with 200', page, t.element, t.target, t.expect);
    if (t.verdict === 'ok' && t.expect === '-' && met !== undefined && !k.startsWith('data:')) say('no link, but asked for by Chromium', page, t.element, t.target, t.why);
    if (t.verdict === 'ok' && t.expect === '200' && met === undefined) say('sound, not asked for by Chromium', page, t.element, t.target, t.why);
    if (t.verdict === 'ok' && seen.pictures.get(k) === false) say('sound, not shown by Chromium', page, t.target, t.why);
  }
  for (const [k, met] of seen.requests) if (met !== 200 && !listed.has(k) && !/favicon\.ico$/.test(k)) say('fails in Chromium, not listed', page, k, String(met));
}

const pages = new Map();
for (const t of lists(`${dir}/truth.tsv`)) for (const p of [t.page, ...t.via]) pages.set(p, [...(pages.get(p) ?? []), t]);
const html = [...pages.keys()].filter((p) => /(\.html|\/)$/.test(p) && !/\/catalogue\/item-(0[2-9]|[1-4])/.test(p));
for (const page of html) compare(page, pages.get(page), await visit(page));
console.log(`${html.length} pages looked at`);
chromium.kill();
process.exit();
