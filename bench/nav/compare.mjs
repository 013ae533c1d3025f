// Prints the comparison: node compare.mjs DIR, where DIR holds truth.tsv and out/, what the programs said. Writes out/NAME.misses for each.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { lists } from './truth.mjs';
import { Truth, score } from './score.mjs';
import { TOOLS } from './tools.mjs';

const dir = process.argv[2];
const truth = new Truth(lists(`${dir}/truth.tsv`));
const broken = [...truth.targets.values()].filter((t) => t.verdict === 'broken');
const brokenPlaces = [...truth.places].filter(([, p]) => p.verdict === 'broken');
const names = Object.keys(TOOLS).filter((n) => existsSync(`${dir}/out/${n}.time`));
const all = new Map(names.map((n) => [n, score(truth, TOOLS[n](`${dir}/out`))]));

const share = (a, b) => (b ? (a / b).toFixed(3) : '–');
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

// Requests that a careful visitor does not make, from the server's log.
function visits(name) {
  const log = existsSync(`${dir}/out/${name}.log`) ? readFileSync(`${dir}/out/${name}.log`, 'utf8').split('\n') : [];
  const to = (re) => log.filter((l) => re.test(l)).length;
  const acting = /"(GET|HEAD) \/(logout|cart\/add|wishlist\/add|newsletter\/unsubscribe|account\?action|compare\/add)/;
  return { requests: log.length - 1, acting: to(acting), barred: to(/"(GET|HEAD) \/(intern\/|faq\.html\?view=print)/), traps: to(/"(GET|HEAD) \/(calendar|filter)/) };
}

const empty = (n) => names.map(() => '---:').slice(0, n);
console.log(`${truth.pages.size} documents with links; ${truth.targets.size} targets, ${broken.length} broken; ${truth.places.size} places, ${brokenPlaces.length} broken\n`);
row('program', 'targets: precision', 'recall', 'places: precision', 'recall', 'false alarms', 'missed', 'requests', 'acting', 'barred', 'in traps', 'seconds', 'peak MB');
row('---', ...Array(12).fill('---:'));
for (const [n, s] of all) {
  const v = visits(n);
  const [seconds, kb] = readFileSync(`${dir}/out/${n}.time`, 'utf8').trim().split('\n').at(-1).split(' ');
  const right = s.targets.right.size, placed = s.places.right.size;
  row(n, share(right, right + s.targets.wrong.size), share(right, broken.length), share(placed, placed + s.places.wrong.size), share(placed, brokenPlaces.length),
    s.targets.wrong.size, broken.length - right, v.requests, v.acting, v.barred, v.traps, Math.round(seconds), Math.round(kb / 1024));
}

console.log('\nFound targets of all broken ones, and false alarms, by kind:\n');
row('kind', 'broken', ...names);
row('---', '---:', ...empty());
const kinds = [...new Set([...broken.map((t) => t.category), ...[...all.values()].flatMap((s) => [...s.targets.wrong.values()].map((w) => w.category))])].sort();
for (const kind of kinds) {
  const some = broken.filter((t) => t.category === kind);
  row(kind, some.length, ...[...all.values()].map((s) => {
    const wrong = [...s.targets.wrong.values()].filter((w) => w.category === kind).length;
    return `${some.filter((t) => s.targets.right.has(t.key)).length}${wrong ? ` (+${wrong} false)` : ''}`;
  }));
}
console.log(`\nReports on what nobody can know, left out of the score: ${[...all].map(([n, s]) => `${n} ${s.open.size}`).join(', ')}; on links of error pages: ${[...all].map(([n, s]) => `${n} ${s.errorPages}`).join(', ')}.`);

for (const [n, s] of all) {
  const cut = (x) => (x.length > 160 ? `${x.slice(0, 160)}…` : x);
  const lines = [
    ...broken.filter((t) => !s.targets.right.has(t.key)).map((t) => ['missed', t.category, cut(t.target), t.why, [...truth.places.values()].find((p) => p.key === t.key && p.verdict === 'broken').page]),
    ...[...s.targets.wrong.values()].map((w) => ['false alarm', w.category, cut(w.target), `${w.why}; it says: ${w.said}`, w.page]),
    ...brokenPlaces.filter(([place, p]) => s.targets.right.has(p.key) && !s.places.right.has(place)).map(([, p]) => ['place missed', p.category, cut(p.key), p.why, p.page]),
    ...[...s.places.wrong.values()].filter((w) => ![...s.targets.wrong.values()].some((x) => x.page === w.page && x.target === w.target)).map((w) => ['wrong place', w.category, cut(w.target), `${w.why}; it says: ${w.said}`, w.page]),
  ];
  writeFileSync(`${dir}/out/${n}.misses`, lines.map((l) => l.map((x) => x.replace(/\s+/g, ' ')).join('\t')).join('\n') + '\n');
}
