// Every element that can point somewhere: anchors, link elements, pictures, media, scripts, frames, forms, SVG.
import { BROKEN, OK, PNG_BYTES } from './dsl.mjs';

function anchors(s) {
  const p = s.page('/c/anchor.html', 'anchor', 'Plain links');
  p.broken('<p><a href="@">Reading lamp</a></p>', s.gone(), 'the plainest case');
  p.broken("<p><A HREF='@'>Floor lamp</A></p>", s.gone(), 'upper-case names, single quotes');
  p.broken('<p><a class=x href=@>Desk lamp</a></p>', s.gone(), 'no quotes');
  p.put('<p><a href="@"><img src="@" alt="Wall lamp"></a></p>', [BROKEN, s.gone(), 'a link that is only a picture'], [OK, s.fine('png'), 'the picture itself is sound']);
  p.broken('<p><a href="@" target="_blank" rel="noopener">Ceiling lamp</a></p>', s.gone(), 'opens a new tab');
  p.broken('<p><a href="@" rel="nofollow">Night light</a></p>', s.gone(), 'nofollow is said to search engines, not to shoppers');
  p.broken('<p><a download href="@">Catalogue (PDF)</a></p>', s.gone('pdf'), 'a download');
  p.broken('<map name="m"><area shape="rect" coords="0,0,9,9" href="@" alt="Bulbs"></map>', s.gone(), 'an area of an image map');
  p.ok('<map name="n"><area shape="rect" coords="0,0,9,9" href="@" alt="Shades"></map>', s.fine(), 'an area of an image map');
  p.broken('<details><summary>More</summary><a href="@">Spare parts</a></details>', s.gone(), 'unfolds on a click');
  p.broken('<div><p><a href="@">Unclosed<div><b>tags</div>', s.gone(), 'bad HTML that every browser reads');
  p.text('</b></div>');
  p.broken('<table><tr><a href="@">Lost in a table</a><td>x</td></tr></table>', s.gone(), 'moved before the table by the parser, still a link');
  p.put('<p><a href="@" href="@">Twice</a></p>', [OK, s.fine(), 'the first of two equal attributes counts'], [OK, s.gone(), 'no link: the second of two equal attributes is dropped', { expect: '-' }]);
  p.ok('<p><a href="@">Here</a></p>', '', 'an empty address is the page itself');
  p.fake('<p><a ping="@" href="/faq.html">Help</a></p>', s.gone(), 'ping reports a click, nobody goes there');
  p.fake('<p><a data-href="@">Not a link</a></p>', s.gone(), 'data-href means nothing by itself');
  p.ok('<p><a href="@">Table lamp</a></p>', s.fine(), 'sound');
  p.ok('<p><a href="@">Manual (PDF)</a></p>', s.fine('pdf'), 'sound, no HTML');

  const q = s.page('/c/nofollow.html', 'anchor', 'A page for shoppers only');
  q.inHead(() => q.text('<meta name="robots" content="noindex, nofollow">'));
  q.broken('<p><a href="@">Outlet</a></p>', s.gone(), 'the page asks search engines not to follow; shoppers do');
  q.ok('<p><a href="@">Sale</a></p>', s.fine(), 'sound');
}

function linkElements(s) {
  const p = s.page('/c/link-elements.html', 'link element', 'Link elements');
  p.inHead(() => {
    p.broken('<link rel="stylesheet" href="@">', s.gone('css'), 'a style sheet');
    p.broken('<link rel="stylesheet" media="print" href="@">', s.gone('css'), 'a style sheet for paper: browsers load it too');
    p.broken('<LINK HREF=@ REL=StyleSheet>', s.gone('css'), 'a style sheet, upper case');
    p.broken('<link rel="icon" href="@" sizes="32x32">', s.gone('png'), 'an icon');
    p.broken('<link rel="shortcut icon" href="@">', s.gone('ico'), 'an icon, the old way');
    p.broken('<link rel="apple-touch-icon" href="@">', s.gone('png'), 'an icon for the home screen');
    p.broken('<link rel="preload" as="image" href="@">', s.gone('png'), 'a picture asked for in advance');
    p.broken('<link rel="preload" as="font" type="font/woff2" crossorigin href="@">', s.gone('woff2'), 'a font asked for in advance');
    p.broken('<link rel="modulepreload" href="@">', s.gone('js'), 'a script asked for in advance');
    p.broken('<link rel="alternate" type="application/rss+xml" href="@">', s.gone('xml'), 'a feed');
    p.broken('<link rel="search" type="application/opensearchdescription+xml" href="@">', s.gone('xml'), 'a search description');
    p.broken('<link rel="next" href="@">', s.gone(), 'the next page');
    p.ok('<link rel="stylesheet" href="@">', s.fine('css'), 'sound');
    p.ok('<link rel="icon" type="image/svg+xml" href="@">', s.fine('svg'), 'sound');
    p.ok('<link rel="preload" as="style" href="@">', s.fine('css'), 'sound');
    p.ok('<link rel="alternate" type="application/rss+xml" href="@">', s.fine('xml'), 'sound');
    p.fake('<link rel="dns-prefetch" href="@">', '//cdn.lumenhaus.example', 'only the name is looked up; the host has no home page and needs none');
    p.fake('<link rel="preconnect" href="@" crossorigin>', 'http://cdn.lumenhaus.example/', 'only a connection is opened');
    p.ok('<link rel="profile" href="@">', 'http://gmpg.org/xfn/11', 'a name for a vocabulary, nobody loads it', { expect: '-' });
    p.fake('<link href="@">', s.gone('css'), 'a link element without rel does nothing');
    p.nc('<link rel="stylesheet" disabled href="@">', s.gone('css'), 'disabled: loaded only if a script switches it on');
  });
}

function pictures(s) {
  const p = s.page('/c/pictures.html', 'picture', 'Pictures');
  p.broken('<p><img src="@" alt="Lamp one"></p>', s.gone('jpg'), 'missing');
  p.broken('<p><img src="@" loading="lazy" alt="Lamp two"></p>', s.gone('jpg'), 'missing; loading=lazy only defers it');
  p.broken('<p><input type="image" src="@" alt="Buy"></p>', s.gone('png'), 'a button that is a picture');
  p.put('<p><img src="@" srcset="@ 1x, @ 2x" alt="Lamp"></p>', [OK, s.fine('png'), 'sound'], [OK, s.fine('png'), 'sound'], [BROKEN, s.gone('png'), 'seen on fine screens only']);
  p.put('<p><img src="@" sizes="50vw" srcset="@ 480w,@ 960w" alt="Lamp"></p>', [OK, s.fine('png'), 'sound'], [BROKEN, s.gone('png'), 'seen on small screens'], [OK, s.fine('png'), 'no space after the comma']);
  p.put('<p><img src="@" srcset="data:image/gif;base64,R0lGODlhAQABAAAAACw= 1x, @ 2x, @ 3x" alt="Lamp"></p>', [OK, s.fine('png'), 'sound'], [BROKEN, s.gone('png'), 'after a data: address with a comma in it'], [OK, s.fine('png'), 'sound']);
  const [a, b] = [s.fine('png', 'w_200,h_100'), s.gone('png', 'w_400,h_100')];
  p.put('<p><img src="@" srcset="@ 200w, @ 400w" alt="Lamp"></p>', [OK, s.fine('png'), 'sound'], [OK, a, 'a comma inside an address does not end it'], [BROKEN, b, 'a comma inside an address does not end it']);
  p.put('<picture><source media="(min-width: 9in)" srcset="@, @ 2x"><source type="image/webp" srcset="@"><img src="@" alt="Lamp"></picture>',
    [OK, s.fine('png'), 'sound'], [BROKEN, s.gone('png'), 'seen on fine wide screens'], [BROKEN, s.gone('webp'), 'the picture that narrow screens take'], [OK, s.fine('png'), 'sound']);
  p.ok('<p><img src="@" alt="Lamp"></p>', s.fine('png'), 'sound');
  p.ok('<p><img src="@" alt="Lamp"></p>', s.fine('svg'), 'sound');
  p.ok('<p><img src="@" alt="Dot"></p>', 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'carries its own bytes', { expect: '-' });
  p.fake('<p><img alt="Nothing" src="@"></p>', '', 'an empty src loads nothing');

  const q = s.page('/c/picture-bytes.html', 'picture', 'Pictures that come wrong');
  const html = '<!DOCTYPE html><html><head><title>Oops</title></head><body><p>This picture has moved.</p></body></html>';
  q.broken('<p><img src="@" alt="Lamp"></p>', s.route('/img/page.png', { status: 200, type: 'text/html', body: html }), 'the answer is a page, which shows as a broken picture', { expect: 'no picture' });
  q.broken('<p><img src="@" alt="Lamp"></p>', s.route('/img/empty.png', { status: 200, type: 'image/png', body: '' }), 'no bytes: shows as a broken picture', { expect: 'no picture' });
  q.broken('<p><img src="@" alt="Lamp"></p>', s.route('/img/noise.png', { status: 200, type: 'image/png', body: 'x1f9'.repeat(90) }), 'bytes that are no picture', { expect: 'no picture' });
  q.ok('<p><img src="@" alt="Lamp"></p>', s.route('/img/octets', { status: 200, type: 'application/octet-stream', body: PNG_BYTES }), 'browsers go by the bytes of a picture');
  q.ok('<p><img src="@" alt="Lamp"></p>', s.route('/img/jpeg.jpg', { status: 200, type: 'image/jpeg', body: PNG_BYTES }), 'a PNG called JPEG is shown');
  q.broken('<p><img src="@" alt="Lamp"></p>', s.route('/img/moved.png', { status: 301, location: '/gone/moved.png' }), 'a redirect to nothing');
  q.ok('<p><img src="@" alt="Lamp"></p>', s.route('/img/moved-fine.png', { status: 302, location: '/assets/logo.png' }), 'a redirect to a picture');
  q.broken('<p><img src="@" alt="Lamp"></p>', 'http://cdn.lumenhaus.example/pic-gone.png', 'missing on the asset host');
  q.ok('<p><img src="@" alt="Lamp"></p>', 'http://cdn.lumenhaus.example/pic.png', 'sound on the asset host');
}

function media(s) {
  const p = s.page('/c/media.html', 'media', 'Films and sounds');
  p.broken('<video controls src="@"></video>', s.gone('mp4'), 'a film');
  p.put('<video controls src="@" poster="@"></video>', [OK, s.fine('mp4'), 'sound'], [BROKEN, s.gone('jpg'), 'the still before the film']);
  p.put('<video controls poster="@"><source src="@" type="video/webm"><source src="@" type="video/mp4"><track kind="captions" srclang="en" src="@" default></video>',
    [OK, s.fine('jpg'), 'sound'], [BROKEN, s.gone('webm'), 'the first source'], [OK, s.fine('mp4'), 'sound'], [BROKEN, s.gone('vtt'), 'captions']);
  p.put('<audio controls src="@"></audio>', [BROKEN, s.gone('mp3'), 'a sound']);
  p.put('<audio controls><source src="@" type="audio/mpeg"></audio>', [OK, s.fine('mp3'), 'sound']);
  p.put('<video controls src="@"><track kind="captions" srclang="de" src="@"></video>', [OK, s.fine('mp4'), 'sound'], [OK, s.fine('vtt'), 'sound']);
  p.broken('<object type="application/pdf" data="@"></object>', s.gone('pdf'), 'an object');
  p.ok('<object type="application/pdf" data="@"></object>', s.fine('pdf'), 'sound');
  p.broken('<embed type="image/png" src="@">', s.gone('png'), 'an embed');
  p.ok('<embed type="image/png" src="@">', s.fine('png'), 'sound');
}

function scripts(s) {
  const p = s.page('/c/scripts.html', 'script, frame', 'Scripts and frames');
  p.inHead(() => {
    p.broken('<script src="@"></script>', s.gone('js'), 'a script');
    p.broken('<script type="module" async src="@"></script>', s.gone('js'), 'a module');
    p.ok('<script defer src="@"></script>', s.fine('js'), 'sound');
    p.fake('<script type="text/template" src="@"></script>', s.gone('js'), 'a data block is not loaded');
  });
  p.broken('<script src="@"></script>', 'http://cdn.lumenhaus.example/shop-gone.js', 'missing on the asset host');
  p.broken('<iframe src="@" title="Size guide"></iframe>', s.gone(), 'a frame');
  p.broken('<iframe loading="lazy" src="@" title="Map"></iframe>', s.gone(), 'a frame that loads late');
  p.ok('<iframe src="@" title="Care"></iframe>', s.fine(), 'sound');
  p.ok('<iframe src="@" title="Blank"></iframe>', 'about:blank', 'the empty page', { expect: '-' });
  p.put('<iframe title="Inline" srcdoc="&lt;p&gt;&lt;img src=\'@\' alt=\'Lamp\'&gt;"></iframe>', [BROKEN, s.gone('png'), 'a picture in an inline frame', { element: 'iframe[srcdoc] img[src]' }]);
}

function forms(s) {
  const p = s.page('/c/forms.html', 'form', 'Forms');
  p.broken('<form action="@"><input name="q"><button>Search</button></form>', s.gone('php', 'search'), 'a search that leads nowhere, with or without words');
  p.broken('<form method="get" action="/fine-search"><input name="q"><button formaction="@">Advanced search</button></form>', s.gone('php', 'advanced'), 'a button with its own address');
  p.note(OK, '/fine-search', 'a search that answers', { element: 'form[action]' });
  s.route('/fine-search', { status: 200, title: 'Search', text: 'Type what you look for. We have 42 lamps.' });
  p.ok('<form action="@"><input name="q" required><button>Search lamps</button></form>', s.route('/strict-search', { status: 200, need: 'q', title: 'Results', text: 'One lamp was found for your words: the reading lamp in brass.' }),
    'answers 400 without words, and a form is only ever sent with them', { expect: '400 bare' });
  p.nc('<form method="post" action="@"><input name="email"><button>Send</button></form>', s.gone('php', 'post'), 'a POST form must not be sent by a program');
}

function refresh(s) {
  const one = (path, content, verdict, raw, why, options) => {
    const p = s.page(path, 'refresh', 'On the way');
    p.inHead(() => p.put(`<meta http-equiv="refresh" content="${content}">`, [verdict, raw, why, options]));
  };
  one('/c/refresh-1.html', '60; url=@', BROKEN, s.gone(), 'sends shoppers on to nothing');
  one('/c/refresh-2.html', "60;URL='@'", BROKEN, s.gone(), 'quotes, upper case, no space');
  one('/c/refresh-3.html', '60, @', BROKEN, s.gone(), 'a comma and no url=, as the HTML standard allows');
  one('/c/refresh-4.html', '60; url=@', OK, s.fine(), 'sound');
  const p = s.page('/c/refresh-5.html', 'refresh', 'Reloads itself');
  p.inHead(() => p.text('<meta http-equiv="refresh" content="600">'));
  p.note(OK, '', 'reloads the page itself', { element: 'meta[content]' });
}

function svg(s) {
  const p = s.page('/c/svg.html', 'svg', 'Drawn pictures');
  p.broken('<svg width="9" height="9"><use href="@"/></svg>', s.gone('svg') + '#basket', 'a sprite that is missing');
  p.broken('<svg width="9" height="9"><use xlink:href="@"/></svg>', s.gone('svg') + '#heart', 'the older attribute');
  p.broken('<svg width="9" height="9"><image href="@" width="9" height="9"/></svg>', s.gone('png'), 'a picture in a drawing');
  p.broken('<svg width="9" height="9"><a href="@"><text y="9">Lamps</text></a></svg>', s.gone(), 'a link in a drawing');
  p.ok('<svg width="9" height="9"><use href="@"/></svg>', s.fine('svg') + '#a', 'sound');
  p.text('<svg width="9" height="9"><defs><g id="own"><rect width="9" height="9"/></g></defs>');
  p.ok('<use href="@"/></svg>', '#own', 'a part of the same page');
  p.ok('<svg width="9" height="9"><image xlink:href="@" width="9" height="9"/></svg>', s.fine('png'), 'sound');
}

export function elements(s) {
  for (const group of [anchors, linkElements, pictures, media, scripts, forms, refresh, svg]) group(s);
}
