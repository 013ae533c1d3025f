// Reads what each program says is broken: a list of {page, target, count}. count is how many places the program says there are, where it names
// only some of them. page is the document in which the program says the link stands, '' where it names none.
import { readFileSync } from 'node:fs';

const read = (file) => readFileSync(file, 'utf8');

function linkinator(dir) {
  return JSON.parse(read(`${dir}/linkinator.out`)).links.filter((l) => l.state === 'BROKEN').map((l) => ({ page: l.parent ?? '', target: l.url, said: `status ${l.status}` }));
}

function muffet(dir) {
  return JSON.parse(read(`${dir}/muffet.out`)).flatMap((p) => p.links.map((l) => ({ page: p.url, target: l.url, said: l.error })));
}

// rows reads CSV with semicolons and double quotes.
function rows(text) {
  const out = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n"]*))(;|\r?\n|$)/g)) {
    out.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ';') out.push([]);
  }
  return out.filter((r) => r.length > 1);
}

// linkchecker calls missing anchors a warning; both count here. Its other warnings do not say that something is broken.
function linkchecker(dir) {
  const [head, ...lines] = rows(read(`${dir}/linkchecker.csv`).replace(/^#.*\n/gm, ''));
  return lines.map((l) => Object.fromEntries(head.map((name, i) => [name, l[i]])))
    .filter((r) => r.valid === 'False' || /^Anchor .* not found/.test(r.warningstring))
    .map((r) => ({ page: r.parentname, target: r.urlname, moved: r.url, base: r.base, said: r.valid === 'False' ? r.result : 'anchor not found' }));
}

// The checks of shopvet that say of an address that it is broken. Long chains of redirects are told apart: they come to an end.
const CHECKS = /^(nav-(broken-|server-errors|redirect-loop|malformed-)|render-(broken-|failed-))/;

// A mail address of the seller that cannot work is told with the contacts, link or not.
const MAIL = 'contact-email-wellformed';

function shopvet(dir) {
  const verdict = JSON.parse(read(`${dir}/shopvet.out`));
  const out = [];
  for (const r of verdict.results.filter((x) => CHECKS.test(x.check) || x.check === MAIL)) {
    for (const f of r.findings ?? []) {
      if (r.check === 'nav-redirect-loop' && f.message.key === 'chain') continue;
      for (const e of f.evidence) out.push(r.check === MAIL ? { page: e.url, target: `mailto:${e.value}`, said: `${r.check}: ${f.message.text}` } : { page: e.target ? e.url : '', target: e.target ?? e.url, count: f.message.args?.pages, said: `${r.check}: ${f.message.text}` });
    }
  }
  return out;
}

export const TOOLS = { shopvet, linkinator, linkchecker, muffet };
