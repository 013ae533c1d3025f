// The whole site: pages, files, routes and the truth about every link.
import { Site, PNG_BYTES } from './dsl.mjs';
import { answers } from './answers.mjs';
import { around, cases } from './catalogue.mjs';
import { data } from './data.mjs';
import { elements } from './elements.mjs';
import { fragments } from './fragments.mjs';
import { render } from './layout.mjs';
import { styles } from './styles.mjs';
import { urls } from './urls.mjs';

export function site() {
  const s = new Site();
  for (const group of [around, elements, styles, data, urls, fragments, answers, cases]) group(s);
  s.files.set('/assets/logo.png', PNG_BYTES);
  for (const p of s.pages) s.file(p.file ?? p.path, render(p));
  for (const d of s.documents) s.file(d.path, (d.pack ?? String)(d.body.join('\n')));
  agree(s.truth);
  return s;
}

// agree makes sure that no address is called broken at one place and sound at another.
function agree(truth) {
  const verdicts = new Map();
  for (const t of truth) {
    if (t.verdict !== 'not-checkable' && (verdicts.get(t.target) ?? t.verdict) !== t.verdict) throw new Error(`${t.target} is broken and sound`);
    if (t.verdict !== 'not-checkable') verdicts.set(t.target, t.verdict);
  }
}
