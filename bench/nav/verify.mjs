// Asks for every target of the truth list as a browser would and says where the world answers otherwise than the list expects:
// world.sh DIR node verify.mjs DIR/truth.tsv
import { lists } from './truth.mjs';

const REDIRECTS = 20; // of the Fetch standard
const headers = {
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  Accept: 'text/html,*/*;q=0.8', 'Accept-Language': 'en-GB,en;q=0.9',
};

const failures = {
  ECONNREFUSED: 'refused', ENOTFOUND: 'no host', EAI_AGAIN: 'no host', ECONNRESET: 'reset', UND_ERR_SOCKET: 'reset', TimeoutError: 'no answer',
  CERT_HAS_EXPIRED: 'bad certificate', DEPTH_ZERO_SELF_SIGNED_CERT: 'bad certificate', ERR_TLS_CERT_ALTNAME_INVALID: 'bad certificate',
};

async function ask(address) {
  const jar = new Map();
  let url;
  try {
    url = new URL(address);
  } catch {
    return { met: 'bad address' };
  }
  if (!/^https?:$/.test(url.protocol)) return { met: 'bad address' };
  for (let hops = 0; hops <= REDIRECTS; hops++) {
    url.username = url.password = '';
    let r;
    try {
      r = await fetch(url, { redirect: 'manual', headers: { ...headers, Cookie: [...jar].map((c) => c.join('=')).join('; ') }, signal: AbortSignal.timeout(8000) });
      for (const c of r.headers.getSetCookie()) jar.set(...c.split(';')[0].split('='));
      const to = r.headers.get('location');
      if (r.status < 300 || r.status > 399 || !to) return { met: String(r.status), url, type: r.headers.get('content-type') ?? '', body: await body(r) };
      const fragment = url.hash;
      url = new URL(to, url);
      url.hash ||= fragment;
    } catch (e) {
      return { met: failures[e.cause?.code ?? e.name] ?? (e.cause?.message === 'bad port' ? 'bad address' : String(e.cause ?? e)) };
    }
  }
  return { met: 'loop' };
}

// body reads what comes, also where less comes than was promised.
async function body(r) {
  const parts = [];
  try {
    for await (const part of r.body ?? []) parts.push(part);
  } catch { /* cut short */ }
  return Buffer.concat(parts).toString('latin1');
}

const picture = /^(\x89PNG|GIF8|\xff\xd8|RIFF|<svg|BM)/;

// place looks for the place of a fragment in a page, as plainly as will do here.
function place(a, fragment) {
  const html = Buffer.from(a.body, 'latin1').toString().replace(/<template>.*?<\/template>|<!--.*?-->/gs, '');
  const raw = fragment.slice(1).split(':~:')[0];
  return raw === '' || raw.toLowerCase() === 'top' || /^!?\//.test(raw) || !/html/.test(a.type)
    || [raw, decodeURIComponent(raw)].some((x) => html.includes(`id="${x}"`) || html.includes(`<a name="${x}"`));
}

function meets(expect, a) {
  switch (expect) {
    case 'no picture': return a.met === '200' && !picture.test(a.body);
    case 'no style': return a.met === '200' && !a.type.startsWith('text/css');
    case 'no place': return a.met === '200' && !place(a, a.url.hash);
    case 'blank': return /^[23]/.test(a.met) && a.body === '';
    case 'not what was promised': return a.met === '200';
    case '400 bare': return a.met === '400';
    case '200': return a.met === '200' && (a.body !== '' || a.type === 'text/css') && place(a, a.url.hash);
    default: return a.met === expect;
  }
}

const asked = new Map();
let wrong = 0;
for (const t of lists(process.argv[2])) {
  const key = `${t.target} ${t.expect}`;
  if (t.expect === '-' || asked.has(key)) continue;
  let a = await ask(t.target);
  if (t.verdict === 'ok' && !meets(t.expect, a)) a = await ask(t.target); // some answer well the second time only, as the list says
  asked.set(key, a);
  if (!meets(t.expect, a)) {
    wrong++;
    console.log(`${t.page} ${t.target.slice(0, 200)}: expected ${t.expect}, met ${a.met}`);
  }
}
console.log(`${asked.size} targets asked, ${wrong} not as expected`);
process.exitCode = wrong ? 1 : 0;
