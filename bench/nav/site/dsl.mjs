// The words in which the cases are written. A case says the HTML and the truth about it in one breath, so that neither can change alone.

export const HOST = 'www.lumenhaus.example';
export const ORIGIN = `http://${HOST}`;

export const BROKEN = 'broken'; // a shopper in a browser does not get what the link promises
export const OK = 'ok'; // the shopper gets it, or there is no link at all: a report is a false alarm
export const NC = 'not-checkable'; // nobody can or may know from outside: reports are left out of the score and counted apart

export const AT = '\u0001'; // an @ that stays one

const escapes = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
export const escape = (s) => s.replace(/[&"<>]/g, (c) => escapes[c]);

// elementOf names the element and attribute in which the @ of a piece of HTML stands: "a[href]".
function elementOf(html) {
  const before = html.slice(0, html.lastIndexOf('@'));
  const tag = before.lastIndexOf('<');
  const name = /^<([\w:-]+)/.exec(before.slice(tag))?.[1].toLowerCase() ?? 'text';
  const attr = /([\w:-]+)\s*=\s*(?:"[^"]*|'[^']*|\S*)$/.exec(before.slice(tag))?.[1].toLowerCase();
  return attr ? `${name}[${attr}]` : name;
}

function resolve(raw, base) {
  try {
    return new URL(raw, base).href;
  } catch {
    return raw.trim();
  }
}

// Source is a document with links in it: a page, a style sheet, a manifest, a sitemap.
export class Source {
  constructor(site, path, category) {
    Object.assign(this, { site, path, category, url: ORIGIN + path, base: ORIGIN + path, body: [], via: [], escaper: escape });
  }

  // note adds a line to the truth. options: target (where it is not what the URL standard makes of raw), expect (what a browser meets;
  // 404 for broken and 200 for other targets unless said otherwise), element, category, via (documents that draw this one in).
  note(verdict, raw, why, { target, expect, element, category, page, via } = {}) {
    this.site.truth.push({
      page: page ?? this.url,
      element: element ?? '?',
      target: target ?? resolve(raw, this.base),
      verdict,
      category: category ?? this.category,
      expect: expect ?? (verdict === BROKEN ? '404' : verdict === OK ? '200' : '-'),
      why,
      raw,
      via: via ?? this.via,
    });
    return this;
  }

  // inHead writes what fn writes into the head element.
  inHead(fn) {
    const body = this.body;
    this.body = this.head;
    fn(this);
    this.body = body;
    return this;
  }

  text(s) {
    this.body.push(s);
    return this;
  }

  // put adds HTML in which each @ stands for the address of one of links: [verdict, raw, why, options]. options.attr is the text of
  // the attribute where it is not raw with the necessary escapes; written:false leaves the HTML as it is.
  put(html, ...links) {
    let rest = html;
    let out = '';
    for (const [verdict, raw, why, options = {}] of links) {
      const at = rest.indexOf('@');
      if (at < 0) throw new Error(`${this.path}: more links than @ in ${html}`);
      this.note(verdict, raw, why, { element: this.element ?? elementOf(html.slice(0, html.length - rest.length + at + 1)), ...options });
      out += rest.slice(0, at) + (options.attr ?? this.escaper(raw));
      rest = rest.slice(at + 1);
    }
    return this.text((out + rest).replaceAll(AT, '@'));
  }

  broken(html, raw, why, options) {
    return this.put(html, [BROKEN, raw, why, options]);
  }

  ok(html, raw, why, options) {
    return this.put(html, [OK, raw, why, options]);
  }

  nc(html, raw, why, options) {
    return this.put(html, [NC, raw, why, options]);
  }

  // fake notes text that looks like a link and is none.
  fake(html, raw, why, options) {
    return this.ok(html, raw, `no link: ${why}`, { expect: '-', ...options });
  }
}

export class Site {
  constructor() {
    Object.assign(this, { pages: [], documents: [], files: new Map(), routes: new Map(), truth: [], count: 0 });
  }

  page(path, category, title, options = {}) {
    const p = new Source(this, path, category);
    Object.assign(p, { title, head: [], lang: 'en', listed: true, ...options });
    this.pages.push(p);
    return p;
  }

  // document is a file with links that is no page; via are the addresses of the pages that draw it in.
  document(path, category, element, via, escaper = (s) => s) {
    const d = new Source(this, path, category);
    Object.assign(d, { element, via, escaper });
    this.documents.push(d);
    return d;
  }

  file(path, content) {
    if (this.files.has(path)) throw new Error(`${path} is written twice`);
    this.files.set(path, content);
    return path;
  }

  // route says how the app answers at a path; see app.mjs for the words. A path that ends in * stands for all below it.
  route(path, behaviour) {
    if (this.routes.has(path)) throw new Error(`${path} is routed twice`);
    this.routes.set(path, behaviour);
    return path;
  }

  // gone returns an address under which there is nothing, a new one each time, in a folder of its own: the cases have nothing in common.
  gone(ext = 'html', name = 'x') {
    return `/gone/${++this.count}/${name}.${ext}`;
  }

  // fine returns the address of something sound, a new one each time.
  fine(ext = 'html', name = 'x') {
    const path = `/fine/${name}-${++this.count}.${ext}`;
    this.file(path, sound(ext, path));
    return path;
  }
}

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==', 'base64');
const GIF = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
export const PNG_BYTES = PNG;

// sound returns a small valid body for a file name's ending.
export function sound(ext, path) {
  switch (ext) {
    case 'png': case 'jpg': case 'ico': case 'webp': case 'avif': return PNG; // browsers go by the bytes of a picture, not by its name
    case 'gif': return GIF;
    case 'svg': return '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><g id="a"><rect width="4" height="4"/></g></svg>';
    case 'css': return 'p { margin: 0 }\n';
    case 'js': return 'void 0;\n';
    case 'json': return '{}\n';
    case 'vtt': return 'WEBVTT\n\n00:00.000 --> 00:01.000\nA lamp\n';
    case 'pdf': return '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
    case 'xml': return '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>\n';
    case 'mp4': case 'mp3': case 'woff2': return Buffer.alloc(64, 1);
    default: return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Note ${path}</title></head><body>`
      + `<main><h1>Note ${path}</h1><p>A sound page with a few words about lamps, so that it is neither empty nor missing.</p>`
      + '<p><a href="/">Home</a></p></main></body></html>\n';
  }
}
