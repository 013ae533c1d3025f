// Holds what shopvet reports against what the server added, and prints one row of the table.
//   node compare.mjs WAY DELAY_MS LOG SNAPSHOT VERDICT
// The truth is the median of how long the server waited, by its own clock, before the answers that were timed: per page, and for a check the median
// over its pages.
// Exit code 1: a median is off by more than 5 % and 5 ms, a status is not what the truth calls for, or the outlier was held against the shop.
import {readFileSync} from 'node:fs';

const [way, delayText, log, snapshot, verdict] = process.argv.slice(2);
const delay = Number(delayText);
const lines = file => readFileSync(file, 'utf8').trim().split('\n').map(l => JSON.parse(l));
const median = list => {
  const s = [...list].sort((a, b) => a - b), n = s.length;
  return n ? (s[(n - 1) >> 1] + s[n >> 1]) / 2 : NaN;
};
const near = (got, want) => Math.abs(got - want) <= Math.max(5, 0.05 * want);

const samples = lines(snapshot)[0].samples, v = JSON.parse(readFileSync(verdict, 'utf8'));
const added = {};
for (const r of lines(log)) (added[r.path] ??= [])[r.request - 1] = r;
const problems = [];

// The k-th timing of a page is its k+1st request: timings run alone, and nothing else asks for a page twice.
const timed = {}; // path → [{setting, added, waited}]
for (const s of samples) {
  const path = new URL(s.url).pathname, hop = s.hops?.at(-1);
  if (hop?.setting === 'first') continue;
  const list = (timed[path] ??= []);
  list.push({setting: hop?.setting, ...added[path][list.length + 1]});
}
for (const [path, list] of Object.entries(timed)) {
  if (list.length !== added[path].length - 1) problems.push(`${path}: ${added[path].length} requests, ${list.length} timings`);
}

// The picture: medians of "wait", page by page, over new connections and open ones.
let worst = 0, medians = 0;
for (const t of v.timings) {
  const list = timed[new URL(t.url).pathname];
  for (const setting of ['cold', 'warm']) {
    if (!t[setting]) continue;
    const truth = median(list.filter(x => x.setting === setting).map(x => x.waited)), said = 1000 * t[setting].wait;
    medians++;
    worst = Math.max(worst, Math.abs(said - truth));
    if (!near(said, truth)) problems.push(`${t.role} ${setting}: ${said.toFixed(1)} ms, truth ${truth.toFixed(1)} ms`);
  }
}

// The checks: what they say, and what the truth calls for.
const result = id => v.results.find(r => r.check === id);
const inMs = text => /^([\d.]+) (ms|s)$/.exec(text)?.slice(1).reduce((n, unit) => unit === 's' ? 1000 * n : Number(n)) ?? NaN;
const allowed = (ms, pass, warn) => ms <= 1000 * pass ? ['pass'] : ms <= 1000 * warn ? ['warn'] : ['fail'];
const late = median(Object.values(timed).flat().map(x => x.waited - x.added));
const cells = [way, `${delay} ms`, `${late.toFixed(1)} ms`];
for (const [id, roles, pass, warn] of [['speed-ttfb', ['home', 'listing', 'product'], 0.8, 1.8], ['speed-ttfb-cart', ['cart'], 1, 2.5]]) {
  const paths = v.timings.filter(t => roles.includes(t.role)).map(t => new URL(t.url).pathname);
  if (paths.length !== roles.length) problems.push(`of ${roles} only ${paths} were timed`);
  const r = result(id), truth = median(paths.map(p => median(timed[p].map(x => x.waited))));
  const said = inMs(r.reason.args?.median ?? '');
  if (id === 'speed-ttfb') {
    cells.push(`${truth.toFixed(0)} ms`, `${said.toFixed(0)} ms`, `${(said - truth).toFixed(1)} ms`, `${r.reason.args?.from} to ${r.reason.args?.to}`, r.reason.args?.n);
  }
  cells.push(r.status);
  if (!near(said, truth)) problems.push(`${id} says ${said} ms, truth ${truth.toFixed(1)} ms`);
  // Where the jitter reaches over a limit, "cannot tell" is a right answer, and so is the milder one of the two.
  const right = allowed(delay, pass, warn), milder = {fail: 'warn', warn: 'pass'}[right[0]];
  if ([pass, warn].some(l => Math.abs(delay - 1000 * l) <= 0.2 * delay)) right.push('unknown', milder);
  if (!right.includes(r.status)) problems.push(`${id} is ${r.status}, truth calls for ${right[0]}`);
}
const outlier = Object.values(timed).flat().some(x => x.added === 8000) ? 'timed' : 'not met';
for (const r of v.results) {
  for (const f of r.findings ?? []) {
    if (r.check.startsWith('speed-') && f.evidence.some(e => /^[78]\.\d\d s$/.test(e.value ?? ''))) problems.push(`the outlier is a finding of ${r.check}`);
  }
}
if (result('speed-timeouts').status !== 'pass') problems.push(`speed-timeouts is ${result('speed-timeouts').status}`);
cells.push(`${worst.toFixed(1)} ms`, medians, outlier, problems.length ? 'NO' : 'yes');
console.log('| ' + cells.join(' | ') + ' |');
for (const p of problems) console.error(`  ${way} ${delay} ms: ${p}`);
process.exit(problems.length ? 1 : 0);
