// Style sheets: url(), @import chains, in files, in style elements and in style attributes.
import { AT, BROKEN, OK, ORIGIN, PNG_BYTES } from './dsl.mjs';

const CSS = 'css';

function inline(s) {
  const p = s.page('/c/inline-style.html', CSS, 'Styles in the page');
  const el = { element: 'style' };
  p.inHead(() => {
    p.text('<style>');
    p.broken('body { background: url("@") }', s.gone('png'), 'in double quotes', el);
    p.broken("main { background: url('@') }", s.gone('png'), 'in single quotes', el);
    p.broken('h1 { background: url( @ ) }', s.gone('png'), 'no quotes, spaces', el);
    p.broken('nav { background: URL(@) no-repeat }', s.gone('png'), 'upper case', el);
    p.put('footer { background-image: url(@), url(@) }', [OK, s.fine('png'), 'sound', el], [BROKEN, s.gone('png'), 'the second of two', el]);
    p.broken('header { background-image: image-set("@" 1x, "/assets/logo.png" 2x) }', s.gone('png'), 'a string in image-set()', el);
    p.fake('/* ul { background: url(@) } */', s.gone('png'), 'a comment', el);
    p.fake('li::before { content: "url(@)" }', s.gone('png'), 'a string that only looks like it', el);
    p.ok('li { filter: url(@) }', '#blur', 'a filter of the page itself', { ...el, expect: '-' });
    p.ok('p { background: url(@) }', 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'carries its own bytes', { ...el, expect: '-' });
    p.text('</style>');
  });
  p.text('<svg width="0" height="0"><filter id="blur"><feGaussianBlur stdDeviation="0"/></filter></svg>');
  p.broken('<p style="background: url(@)">Attribute</p>', s.gone('png'), 'a style attribute', { element: 'p[style]' });
  p.broken('<p style="background: url(&quot;@&quot;)">Attribute</p>', s.gone('png'), 'a style attribute with quotes as entities', { element: 'p[style]' });
  p.ok("<p style=\"background: url('@')\">Attribute</p>", s.fine('png'), 'sound', { element: 'p[style]' });
}

function imports(s) {
  const page = '/c/import-style.html';
  const p = s.page(page, CSS, 'Styles that draw in others');
  const via = [ORIGIN + page];
  const sheet = (path, parents = []) => s.document(path, CSS, 'css', [...via, ...parents.map((x) => ORIGIN + x)]);
  p.inHead(() => {
    p.text('<style>');
    p.broken(`${AT}import "@";`, s.gone('css'), '@import with a string', { element: 'style' });
    p.ok(`${AT}import url(@) screen;`, '/css/first.css', 'sound', { element: 'style' });
    p.text('p { margin: 0 }');
    p.fake(`${AT}import "@";`, s.gone('css'), '@import after other rules is ignored by every browser', { element: 'style' });
    p.text('</style>');
  });
  const first = sheet('/css/first.css');
  first.text('@charset "utf-8";');
  first.ok(`${AT}import url("@") layer(base);`, 'deep/second.css', 'sound; relative to the sheet, not to the page');
  first.broken(`${AT}import url(@);`, s.gone('css'), 'from a sheet drawn in by the page');
  first.text('@namespace svg url(http://www.w3.org/2000/svg);');
  first.note(OK, 'http://www.w3.org/2000/svg', 'no link: the name of a namespace', { element: 'css', expect: '-' });
  first.broken('body { background: url(@) }', s.gone('png'), 'in a sheet drawn in by the page');
  const second = sheet('/css/deep/second.css', ['/css/first.css']);
  second.ok(`${AT}import "@" supports(display: grid);`, '../third.css', 'sound');
  second.broken('main { background: url(@) }', 'bg-gone.png', 'relative to its sheet, two imports deep');
  second.ok('h1 { background: url(@) }', '../../assets/logo.png', 'sound, relative to its sheet');
  const third = sheet('/css/third.css', ['/css/first.css', '/css/deep/second.css']);
  third.broken('nav { background: url(@) }', s.gone('png'), 'three imports deep');
  third.ok(`${AT}import url(@);`, '/css/first.css', 'a ring of imports, after a rule at that: ignored', { expect: '-' });
}

function files(s) {
  const page = '/c/style-files.html';
  const p = s.page(page, CSS, 'Style files');
  p.inHead(() => {
    p.ok('<link rel="stylesheet" href="@">', '/css/forms.css', 'sound');
    p.broken('<link rel="stylesheet" href="@">', s.route('/css/as-page.css', { status: 200, type: 'text/html', body: '<!DOCTYPE html><title>Oops</title><p>Where is it?</p>' }),
      'a page instead of a style sheet: browsers do not apply it', { expect: 'no style' });
    p.ok('<link rel="stylesheet" href="@">', s.route('/css/empty.css', { status: 200, type: 'text/css', body: '' }), 'empty, and nothing is missed');
  });
  p.text('<p class="face">Set in its own face</p>');
  const css = s.document('/css/forms.css', CSS, 'css', [ORIGIN + page]);
  css.broken('body { background: url("@") }', s.gone('png'), 'in double quotes');
  css.broken("main { background: url('@') }", s.gone('png'), 'in single quotes');
  css.broken('h1 { background: url(@) }', s.gone('png'), 'no quotes');
  css.broken('nav { background: url(@) }', '/gone/brass (round).png', 'escaped with backslashes', { attr: '/gone/brass\\ \\(round\\).png' });
  css.broken('ul { background: url("@") }', '/gone/ring.png', 'a letter escaped by its number', { attr: '/gone/\\72 ing.png' });
  css.ok('footer { background: url("@") }', s.file('/fine/brass (round).png', PNG_BYTES), 'sound, escaped', { attr: '/fine/brass \\(round\\).png' });
  css.put(`${AT}font-face { font-family: Own; src: local("Own"), url(@) format("woff2"), url(@) format("woff") }`,
    [BROKEN, s.gone('woff2'), 'a font in use'], [BROKEN, s.gone('woff'), 'the font that is tried next']);
  css.text('.face { font-family: Own }');
  css.fake('/* footer { background: url(@) } */', s.gone('png'), 'a comment');
  css.put('header { background: url(@) } header a { background: url("@") }', [OK, '../assets/logo.png', 'sound, relative to the sheet'], [OK, s.fine('png'), 'sound']);
  css.fake('.x::after { content: "url(@)" }', s.gone('png'), 'a string');
}

export function styles(s) {
  for (const group of [inline, imports, files]) group(s);
}
