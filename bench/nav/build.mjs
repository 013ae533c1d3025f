// Writes the site's files and its truth list: node build.mjs DIR. The app reads the same cases, so none of the three can drift from the others.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { site } from './site/index.mjs';

const COLUMNS = ['page', 'element', 'target', 'verdict', 'category', 'why', 'expect', 'via', 'written'];

function line(t) {
  return [t.page, t.element, t.target, t.verdict, t.category, t.why, t.expect, t.via.join(' '), JSON.stringify(t.raw)].map((x) => x.replace(/[\t\n\r]/g, ' ')).join('\t');
}

const dir = process.argv[2];
const s = site();
for (const [path, content] of s.files) {
  const file = join(dir, 'www', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
writeFileSync(join(dir, 'truth.tsv'), [COLUMNS.join('\t'), ...s.truth.map(line)].join('\n') + '\n');
const count = (v) => s.truth.filter((t) => t.verdict === v).length;
console.log(`${s.pages.length} pages, ${s.files.size} files, ${s.routes.size} routes; links: ${count('broken')} broken, ${count('ok')} ok, ${count('not-checkable')} not checkable`);
