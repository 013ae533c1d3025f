// How servers answer: status codes, answers to HEAD, redirects, network trouble, pages that say "not found" with status 200.
import { BROKEN, OK, NC, HOST, ORIGIN } from './dsl.mjs';

const linker = (p) => (verdict, raw, why, options) => p.put('<p><a href="@">Lamp</a></p>', [verdict, raw, why, options]);

function statuses(s) {
  const p = s.page('/c/status.html', 'status', 'How servers answer');
  const link = linker(p);
  const at = (path, behaviour) => s.route('/s/' + path, { title: 'A lamp in stock', text: 'This lamp is in stock and leaves us within two days.', ...behaviour });
  link(BROKEN, at('410', { status: 410 }), 'gone for good', { expect: '410' });
  link(BROKEN, at('500', { status: 500 }), 'an error, each time', { expect: '500' });
  link(BROKEN, at('502', { status: 502 }), 'an error, each time', { expect: '502' });
  link(BROKEN, at('400', { status: 400 }), 'refused, each time, for browsers too', { expect: '400' });
  link(BROKEN, at('empty', { status: 200, body: '' }), 'a blank page', { expect: 'blank' });
  link(OK, at('flaky', { status: 200, first: { status: 500 } }), 'an error once, fine ever after');
  link(OK, at('flaky-reset', { status: 200, first: { reset: true } }), 'a lost connection once, fine ever after');
  link(OK, at('429', { status: 200, first: { status: 429, headers: { 'Retry-After': '1' } } }), 'asks to wait a second, then fine');
  link(OK, at('403', { status: 403, browser: { status: 200 } }), 'refuses programs; browsers get the page');
  link(OK, at('401', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="Trade"' } }), 'asks for a password: the trade area', { expect: '401' });
  link(OK, at('405', { status: 200, head: { status: 405 } }), 'no HEAD here; GET is fine');
  link(OK, at('head-404', { status: 200, head: { status: 404 } }), 'HEAD is answered wrongly; GET is fine');
  link(OK, at('head-403', { status: 200, head: { status: 403 } }), 'HEAD is refused; GET is fine');
  link(OK, at('head-500', { status: 200, head: { status: 500 } }), 'HEAD fails; GET is fine');
  link(OK, at('head-hangs', { status: 200, head: { hang: true } }), 'HEAD is never answered; GET is fine');
  link(OK, at('head-304', { status: 200, head: { status: 304 } }), 'HEAD says "not modified" to those who asked for nothing older; GET is fine');
  link(OK, at('206', { status: 206, headers: { 'Content-Range': 'bytes 0-99/100' } }), 'partial content that nobody asked for is shown all the same', { expect: '206' });
  link(OK, at('203', { status: 203 }), 'altered on the way, as the server says', { expect: '203' });
  link(OK, at('short', { status: 200, lengthBy: 40 }), 'promises more bytes than it sends: shown all the same');
  link(OK, at('slow', { status: 200, delay: 3000 }), 'answers after three seconds');
  link(OK, at('challenge', { status: 403, title: 'Just a moment...', text: 'Checking your browser before you go on.', headers: { 'cf-mitigated': 'challenge' }, browser: { status: 200, title: 'A lamp', text: 'In stock.' } }), 'a wall for bots; browsers pass');
  link(NC, at('503', { status: 503, headers: { 'Retry-After': '3600' }, text: 'We are back in an hour.' }), 'says itself that it will pass');
  link(NC, at('451', { status: 451 }), 'barred by law where we are, perhaps not elsewhere');
  link(NC, at('429-always', { status: 429 }), 'asks everybody to come later');
  link(NC, at('304', { status: 304 }), '"not modified" to those who have nothing: what a browser shows depends on what it kept');
}

function network(s) {
  const p = s.page('/c/network.html', 'network', 'How connections fail');
  const link = linker(p);
  link(BROKEN, s.route('/s/hang', { hang: true }), "never answers, on the shop's own host, while all else does", { expect: 'no answer' });
  link(BROKEN, s.route('/s/reset', { reset: true }), 'the connection is cut, each time', { expect: 'reset' });
  link(BROKEN, `http://${HOST}:8081/`, 'nothing listens on this port', { expect: 'refused' });
  link(BROKEN, 'http://refused.example/', 'nothing listens on this host', { expect: 'refused' });
  link(BROKEN, 'http://gone-domain.example/lamp', 'the name does not exist', { expect: 'no host' });
  link(BROKEN, 'http://partner.example:6000/', 'a port that browsers refuse', { expect: 'bad address' });
  link(NC, 'http://servfail.example/', 'the name servers fail: that says nothing of the host');
  link(NC, 'http://silent.example/', 'another host that is silent: from one place, no one can tell a filter from a dead host');
  link(OK, 'https://secure.example/', 'sound, over TLS');
  link(BROKEN, 'https://secure.example/gone', 'missing, over TLS');
  link(BROKEN, 'https://expired.example/', 'the certificate has expired: browsers stop with a warning', { expect: 'bad certificate' });
  link(BROKEN, 'https://self-signed.example/', 'nobody vouches for the certificate: browsers stop with a warning', { expect: 'bad certificate' });
  link(BROKEN, 'https://wrong-name.example/', 'the certificate is for another host: browsers stop with a warning', { expect: 'bad certificate' });
  link(OK, 'http://[2a01:4f9::10]/fine', 'an IPv6 address, sound');
  link(BROKEN, 'http://[2a01:4f9::10]/gone', 'an IPv6 address, missing');
  link(OK, 'http://lämpchen.example/fine', 'a host beyond ASCII, sound');
  link(BROKEN, 'http://lämpchen.example/gone', 'a host beyond ASCII, missing');
}

function redirects(s) {
  const p = s.page('/c/redirects.html', 'redirect', 'Where redirects lead');
  const link = linker(p);
  const hop = (path, location, status = 302, more = {}) => s.route('/r/' + path, { status, location, ...more });
  link(OK, hop('one', s.fine(), 301), 'to a page');
  link(OK, hop('307', s.fine(), 307), 'to a page');
  link(OK, hop('308', s.fine(), 308), 'to a page');
  link(OK, hop('relative', 'one'), 'a relative address');
  link(OK, hop('other', 'http://partner.example/profile'), 'to another host');
  link(BROKEN, hop('gone', s.gone(), 301), 'to a missing page');
  link(BROKEN, hop('other-gone', 'http://partner.example/gone-redirect'), 'to a missing page of another host');
  link(BROKEN, hop('no-host', 'http://gone-domain.example/'), 'to a host that does not exist', { expect: 'no host' });
  const chain = (name, n, end) => {
    for (let i = 1; i < n; i++) hop(`${name}/${i}`, `/r/${name}/${i + 1}`);
    return hop(`${name}/${n}`, end) && `/r/${name}/1`;
  };
  link(OK, chain('chain-12', 12, s.fine()), 'twelve redirects: long, but browsers follow twenty');
  link(BROKEN, chain('chain-25', 25, s.fine()), 'twenty-five redirects: browsers give up after twenty', { expect: 'loop' });
  hop('ring-b', '/r/ring-a');
  link(BROKEN, hop('ring-a', '/r/ring-b'), 'a ring of two', { expect: 'loop' });
  link(BROKEN, hop('self', '/r/self', 301), 'to itself', { expect: 'loop' });
  link(OK, s.route('/r/cookie', { status: 302, location: '/r/cookie', headers: { 'Set-Cookie': 'seen=1; Path=/r/' }, cookie: { name: 'seen', status: 200, title: 'A lamp', text: 'In stock, made of brass and opal glass.' } }), 'to itself until a cookie is kept');
  link(BROKEN, s.route('/r/nowhere', { status: 302 }), 'a redirect without an address, and an empty body', { expect: 'blank' });
  link(OK, s.route('/index.html', { status: 301, location: '/' }), 'another name of the home page');
  link(OK, s.route('/go/summer', { status: 302, location: '/' }), 'a short address for the home page; others beside it answer 404');
  link(OK, hop('successor', '/c/anchor.html', 301), 'a product that has a successor');
}

function soft(s) {
  const p = s.page('/c/soft-404.html', 'soft 404', 'Pages that say they are fine');
  const link = linker(p);
  const soft404 = (raw, why) => link(BROKEN, raw, why, { expect: 'not what was promised' });
  s.route('/en/catalog/*', { status: 200, title: 'Oops', text: "Sorry, the page you are looking for can't be found. It may have been moved." });
  for (const x of ['brass-lamp', 'opal-lamp']) soft404(`/en/catalog/${x}`, 'says in English that there is no such page, with status 200');
  s.route('/de/katalog/*', { status: 200, lang: 'de', title: 'Hoppla', text: 'Die gewünschte Seite wurde leider nicht gefunden. Vielleicht hilft Ihnen die Suche weiter.' });
  for (const x of ['leuchte-17', 'lampenschirm']) soft404(`/de/katalog/${x}`, 'says in German that there is no such page, with status 200');
  s.route('/ja/item/*', { status: 200, lang: 'ja', title: 'ルーメンハウス', text: 'お探しのページは見つかりませんでした。移動または削除された可能性があります。' });
  for (const x of ['1001', '1002']) soft404(`/ja/item/${x}`, 'says in Japanese that there is no such page, with status 200');
  const wares = ['Harbour lamp', 'Orchard lamp', 'Quarry lamp', 'Meadow lamp', 'Station lamp', 'Garden lamp'];
  wares.forEach((name, i) => s.route(`/artikel/${101 + i}`, { status: 200, product: { name, price: `${49 + 10 * i}.00`, id: 101 + i } }));
  s.route('/artikel/*', { status: 200, title: 'Made by hand', text: 'Lamps and shades from our workshop. New every week: Harbour lamp, Orchard lamp, Quarry lamp. Have a look around, or tell us what you need.' });
  for (let i = 0; i < 3; i++) link(OK, `/artikel/${101 + i}`, 'a product');
  for (const id of [204, 377, 512]) soft404(`/artikel/${id}`, 'any number leads to the same general page, which says nothing of what was asked for');
  s.route('/old-shop/*', { status: 302, location: '/' });
  for (const x of ['lamp-3.html', 'lamp-4.html']) soft404(`/old-shop/${x}`, 'a product that leads to the home page, as everything under this path does');
  s.route('/error.html', { status: 200, title: '404', text: 'This page does not exist (any more).' });
  s.route('/archive/*', { status: 302, location: '/error.html' });
  soft404('/archive/lamp-9', 'leads to an error page with status 200');
  link(BROKEN, 'http://parked.example/', 'another shop whose name is for sale', { expect: 'not what was promised' });
  link(BROKEN, 'http://parked.example/lamps/12', 'a page of a shop whose name is for sale', { expect: 'not what was promised' });

  const q = s.page('/c/not-soft-404.html', 'soft 404', 'Pages that only look missing');
  const sound = linker(q);
  const say = (path, title, text, why) => sound(OK, s.route(path, { status: 200, title, text }), why);
  say('/help/not-found', 'My order was not found', 'What to do if your order was not found: check the number in our mail. If the page cannot be found either, write to us. '.repeat(3), 'help that speaks of things not found');
  say('/blog/404', '404: page not found', 'How we wrote our own page for missing addresses, and why we like it. A visitor who reads "page not found" wants a way on. '.repeat(4), 'an article on missing pages');
  say('/find?q=zebra', 'Search', 'Nothing was found for "zebra". Try another word.', 'an empty search is an answer');
  say('/c/chandeliers', 'Chandeliers', 'No products in this category yet. The first chandeliers arrive in spring.', 'an empty category is there');
  say('/p/opal-2019', 'Opal lamp 2019', 'This product is no longer available. It was a table lamp in opal glass, 30 cm high, sold from 2019 to 2023.', 'a page about a product that is sold out');
  say('/thanks', 'Thank you', 'Thank you.', 'a short page');
  say('/coming-soon', 'Lanterns', 'Coming soon.', 'a short page');
}

function external(s) {
  const p = s.page('/c/external.html', 'external', 'Elsewhere');
  const link = linker(p);
  for (const x of ['', 'profile', 'shop/fine', 'guide']) link(OK, `http://partner.example/${x}`, 'sound');
  for (const x of ['gone-1', 'gone-2', 'gone-3']) link(BROKEN, `http://partner.example/${x}`, 'missing on another host');
  link(BROKEN, 'http://partner.example/500', 'an error of another host, each time', { expect: '500' });
  link(OK, 'http://linked.example/in/lumenhaus', 'answers 999 to programs; browsers get the page');
  link(OK, 'http://wall.example/lumenhaus', 'a wall for bots; browsers pass');
  link(OK, 'http://partner.example/403', 'refuses programs; browsers get the page');
  link(OK, 'http://partner.example/no-head', 'no HEAD here; GET is fine');
  link(OK, 'http://partner.example/moved', 'moved to a sound page');
  link(BROKEN, 'http://partner.example/moved-gone', 'moved to a missing page');
  p.broken('<p><img src="@" alt="Seal"></p>', 'http://partner.example/seal-gone.png', 'a picture of another host');
  p.ok('<p><img src="@" alt="Seal"></p>', 'http://partner.example/seal.png', 'sound');
}

function barred(s) {
  const p = s.page('/c/barred.html', 'robots, acting', 'Where programs should not go');
  const link = linker(p);
  s.route('/intern/fine.html', { status: 200, title: 'For staff', text: 'Nothing to see here but the plan of the week.' });
  link(NC, '/intern/fine.html', 'robots.txt bars programs');
  link(NC, '/intern/gone.html', 'robots.txt bars programs, who must not look whether it is there');
  link(NC, '/faq.html?view=print', 'robots.txt bars programs, by its query');
  for (const raw of ['/logout', '/cart/add?id=101', '/wishlist/add/102', '/newsletter/unsubscribe?u=7', '/account?action=delete&id=7', '/compare/add?p=103']) {
    s.route(raw.replace(/\?.*/, ''), { status: 302, location: '/c/barred.html' });
    link(NC, raw, 'acts when it is asked for: a program must not');
  }
}

export function answers(s) {
  for (const group of [statuses, network, redirects, soft, external, barred]) group(s);
  if (!ORIGIN.endsWith(HOST)) throw new Error('the shop has a port of its own');
}
