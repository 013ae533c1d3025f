// Links to a place on a page: the HTML standard's "indicated part of the document".
import { BROKEN, OK, NC, ORIGIN } from './dsl.mjs';

const FRAG = 'fragment';
const missing = { expect: 'no place' };

function own(s) {
  const p = s.page('/c/fragments.html', FRAG, 'Places on this page');
  const to = (verdict, raw, why, options) => p.put('<p><a href="@">Jump</a></p>', [verdict, raw, why, verdict === BROKEN ? { ...missing, ...options } : options]);
  p.text('<h2 id="care">Care</h2><p><a name="sizes"></a>Sizes</p><h2 id="größe">Größe</h2><h2 id="a b">Space</h2><h2 id="50%25">Percent</h2><h2 id="x.y:z">Marks</h2>');
  p.text('<svg width="1" height="1"><g id="drawn"></g></svg><input name="email"><div name="box"></div><template><h2 id="in-template">T</h2></template><!-- <h2 id="in-comment">C</h2> -->');
  to(OK, '#care', 'an id');
  to(OK, '/c/fragments.html#care', 'an id, with the path of the page');
  to(OK, '#sizes', 'a named anchor');
  to(OK, '#gr%C3%B6%C3%9Fe', 'an escaped id');
  to(OK, '#größe', 'an id beyond ASCII');
  to(OK, '#a%20b', 'an id with a space');
  to(OK, '#50%25', 'an id that itself holds an escape');
  to(OK, '#x.y:z', 'an id with marks');
  to(OK, '#drawn', 'an id in a drawing');
  to(OK, '#', 'the top of the page');
  to(OK, '#top', 'the top of the page, although no element is called so');
  to(OK, '#TOP', 'the top of the page, in any case');
  to(OK, '#:~:text=Care', 'a text fragment alone');
  to(OK, '#care:~:text=Care', 'an id with a text fragment');
  to(BROKEN, '#delivery', 'no such id');
  to(BROKEN, '#Care', 'ids know upper and lower case');
  to(BROKEN, '#email', 'the name of a field is no place');
  to(BROKEN, '#box', 'the name of a div is no place');
  to(BROKEN, '#in-template', 'an id in a template is not in the page');
  to(BROKEN, '#in-comment', 'an id in a comment is not in the page');
  to(BROKEN, '#gr%C3%B6sse', 'an escaped id that does not exist');
  to(BROKEN, '#shipping:~:text=Sizes', 'no such id, whatever text is to be marked');
  p.nc('<p><a href="@" role="button" data-toggle="modal" aria-controls="login">Log in</a></p>', '#login', 'a control: a script opens something, made when it is needed');
  p.nc('<p><a href="@" onclick="openTab(2); return false">Tab two</a></p>', '#tab-2', 'a script takes the click');
}

function others(s) {
  const p = s.page('/c/fragments-other.html', FRAG, 'Places on other pages');
  const to = (verdict, raw, why, options) => p.put('<p><a href="@">Jump</a></p>', [verdict, raw, why, verdict === BROKEN ? { ...missing, ...options } : options]);
  to(OK, '/faq.html#returns', 'an id on another page');
  to(BROKEN, '/faq.html#guarantee', 'no such id on another page');
  to(BROKEN, '/terms.html#s99', 'no such id on another page');
  to(OK, '/terms.html#s1', 'an id on another page');
  s.route('/r/faq', { status: 301, location: '/faq.html' });
  to(OK, '/r/faq#returns', 'kept over a redirect');
  to(BROKEN, '/r/faq#refunds', 'kept over a redirect, and missing there');
  s.route('/r/faq-returns', { status: 302, location: '/faq.html#returns' });
  to(OK, '/r/faq-returns#whatever', 'the redirect has a fragment of its own, which counts');
  to(BROKEN, s.gone() + '#care', 'the page itself is missing', { expect: '404' });
  to(OK, s.fine('pdf') + '#page=2', 'a place in a PDF is for its reader');
  to(OK, s.fine('png') + '#xywh=0,0,1,1', 'a part of a picture');
  to(OK, 'http://partner.example/guide#bulbs', 'an id on another host');
  to(BROKEN, 'http://partner.example/guide#shades', 'no such id on another host');
  to(OK, '/c/app.html#/basket', 'a route of a script');
  to(OK, '/c/app.html#!/orders', 'a route of a script, the older way');
  to(NC, '/c/app.html#reviews', 'the page is made by a script: its ids are not in the HTML', { expect: '-' });
  const app = s.page('/c/app.html', FRAG, 'App', { plain: true });
  app.text('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Lumenhaus app</title></head><body><div id="app"></div><noscript>This page needs JavaScript.</noscript>');
  app.ok('<script src="@"></script></body></html>', s.file('/assets/app.js', "document.getElementById('app').innerHTML = '<h1>App</h1><h2 id=\"reviews\">Reviews</h2><a href=\"/\">Home</a>';\n"), 'sound');
}

export function fragments(s) {
  for (const group of [own, others]) group(s);
  if (!ORIGIN.startsWith('http:')) throw new Error('the cases of http: without slashes need a page over http');
}
