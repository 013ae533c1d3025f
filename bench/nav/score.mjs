// Holds what a program says against the truth list.

// A place is a document and an address in it. Programs write addresses in many ways; keys are what the URL standard makes of them, with escapes
// undone so that none is marked down for how it prints.
export function key(address, base) {
  let s = address.trim();
  if (/^https?:\/*$/.test(s)) return 'http://'; // without a host: some print fewer slashes than were written
  try {
    const u = new URL(s, base);
    u.username = u.password = '';
    if (u.hostname.endsWith('.')) u.hostname = u.hostname.slice(0, -1);
    s = u.href;
  } catch { /* no address: as it is written */ }
  return undone(s);
}

const undone = (s) => s.replace(/(?:%[0-9a-f]{2})+/gi, (x) => {
  try {
    return decodeURIComponent(x).replace(/[%/?#]/g, encodeURIComponent);
  } catch {
    return x.toUpperCase();
  }
});

const worse = (a, b) => (a === 'broken' || b === 'broken' ? 'broken' : a === 'not-checkable' || b === 'not-checkable' ? 'not-checkable' : a ?? b);

// Truth answers what is true of a target and of a place.
export class Truth {
  constructor(lines) {
    this.targets = new Map();
    this.places = new Map();
    this.pages = new Map();
    this.written = new Map();
    this.whole = new Map();
    for (const t of lines) this.add(t);
  }

  add(t) {
    const k = key(t.target);
    const pages = [t.page, ...t.via].map((p) => key(p));
    const known = this.targets.get(k) ?? { key: k, category: t.category, expect: t.expect, target: t.target, why: t.why };
    if (known.verdict && worse(known.verdict, t.verdict) !== known.verdict) Object.assign(known, { category: t.category, expect: t.expect, why: t.why });
    known.verdict = worse(known.verdict, t.verdict);
    this.targets.set(k, known);
    const place = `${pages[0]} ${k}`;
    const old = this.places.get(place);
    this.places.set(place, { page: t.page, pages, key: k, category: t.category, verdict: worse(old?.verdict, t.verdict), why: t.why, element: t.element });
    for (const p of pages) this.written.set(`${p} ${t.written.trim()}`, place).set(`${p} ${k}`, place);
    const whole = k.replace(/#.*/, ''); // where the document itself is at fault, naming it without the place in it will do
    if (t.expect !== 'no place') {
      this.whole.set(whole, k);
      for (const p of pages) if (!this.written.has(`${p} ${whole}`)) this.written.set(`${p} ${whole}`, place);
    }
    if (!this.pages.has(pages[0])) this.pages.set(pages[0], t.category);
  }

  // errorPage says whether a document is the answer to a missing address, or to one that a program made up: what it links to is none of the
  // shop's pages.
  errorPage(page) {
    const k = key(page);
    return !this.pages.has(k) && this.targets.get(k)?.verdict !== 'ok' && !/\/(calendar|filter)(\?|$)/.test(k) || /\/gone\/|\/more\/?$/.test(k);
  }

  // kind is the category of a report on an address that the list does not know.
  kind(r) {
    return this.pages.get(key(r.target, r.page || undefined).replace(/#.*/, '')) ?? this.pages.get(key(r.page)) ?? 'elsewhere';
  }

  place(r) {
    const page = key(r.page);
    for (const k of [key(r.target, r.base || r.page || undefined), r.target.trim(), r.moved && key(r.moved)]) {
      const place = k && this.written.get(`${page} ${k}`);
      if (place) return place;
    }
    return null;
  }

  target(r, place) {
    if (place) return this.targets.get(this.places.get(place).key);
    const known = (k) => this.targets.get(k) ?? this.targets.get(this.whole.get(k));
    return known(key(r.target, r.base || r.page || undefined)) ?? (r.moved && known(key(r.moved)));
  }
}

// score sorts reports into right, wrong and left out; maps for targets and for places.
export function score(truth, reports) {
  const s = { targets: { right: new Set(), wrong: new Map() }, places: { right: new Set(), wrong: new Map() }, open: new Set(), errorPages: 0 };
  for (const r of reports) {
    if (r.page && truth.errorPage(r.page)) {
      s.errorPages++;
      continue;
    }
    judge(truth, s, r);
  }
  fill(truth, s, reports);
  return s;
}

function judge(truth, s, r) {
  const place = truth.place(r);
  const target = truth.target(r, place);
  const verdict = place ? truth.places.get(place).verdict : target?.verdict ?? 'ok';
  const at = { page: r.page, target: r.target, said: r.said, category: target?.category ?? truth.kind(r), why: target?.why ?? 'no such link on the site' };
  if (target?.verdict === 'broken') s.targets.right.add(target.key);
  if (verdict === 'not-checkable') s.open.add(key(r.target, r.page || undefined));
  else if (verdict === 'ok' && target?.verdict !== 'broken') s.targets.wrong.set(target?.key ?? key(r.target, r.page || undefined), at);
  if (verdict === 'broken' && place) s.places.right.add(place);
  else if (verdict !== 'not-checkable') s.places.wrong.set(`${key(r.page)} ${key(r.target, r.page || undefined)}`, place ? at : { ...at, why: target ? 'the target is known, but not at this place' : at.why });
}

const NAMED = 20; // places that a report has to name where there are more

// fill grants the places that a report counts and does not name, if it names enough of them and counts rightly.
function fill(truth, s, reports) {
  const counts = new Map(reports.filter((r) => r.count).map((r) => [key(r.target, r.page || undefined), r.count]));
  for (const [k, count] of counts) {
    const all = [...truth.places].filter(([, p]) => p.key === k && p.verdict === 'broken').map(([place]) => place);
    const named = all.filter((place) => s.places.right.has(place)).length;
    if (count === all.length && named >= Math.min(NAMED, all.length)) all.forEach((place) => s.places.right.add(place));
  }
}
