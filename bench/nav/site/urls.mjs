// Addresses as browsers read them (the URL standard), base elements, schemes other than http, fragments.
import { BROKEN, OK, NC, HOST, ORIGIN } from './dsl.mjs';

function addresses(s) {
  const p = s.page('/c/url.html', 'url', 'Addresses as people write them');
  const link = (verdict, raw, why, options) => p.put('<p><a href="@">Lamp</a></p>', [verdict, raw, why, options]);
  link(OK, '  /fine/spaces-around.html\n', 'white space around an address is cut off');
  link(OK, '/fi\tne/tabs-\ninside.html', 'tabs and line ends inside an address are dropped');
  link(OK, '\\fine\\backslash.html', 'a backslash is a slash');
  link(OK, '/../../fine/beyond-root.html', 'nothing lies above the root');
  link(OK, './x/../../fine/dots.html', 'dot segments');
  link(OK, '/fine/%2e%2e/fine/escaped-dots.html', 'escaped dot segments');
  link(OK, `//${HOST}/fine/no-scheme.html`, 'the scheme of the page');
  link(OK, `HTTP://${HOST.toUpperCase()}/fine/upper.html`, 'scheme and host in upper case');
  link(OK, `${ORIGIN}:80/fine/default-port.html`, 'the port that is meant anyway');
  link(OK, `http://${HOST}./fine/trailing-dot.html`, 'a host with a dot at its end');
  link(OK, `http://anna:pass@${HOST}/fine/userinfo.html`, 'a name and password that nobody asks for');
  link(OK, 'http:/fine/one-slash.html', 'one slash after the scheme of the page: a path');
  link(OK, 'http:../fine/relative-scheme.html', 'no slash after the scheme of the page: a relative path');
  link(OK, '/fine/a space.html', 'a space inside a path');
  link(OK, '/fine/straße.html', 'letters beyond ASCII in a path');
  link(OK, '/fine/%7Etilde.html', 'a tilde escaped without need');
  for (const [, raw] of p.site.truth.filter((t) => t.page === p.url).map((t) => [t, t.target])) {
    s.file(decodeURIComponent(new URL(raw).pathname), page(raw));
  }
  link(BROKEN, '/gone/straße.html', 'letters beyond ASCII in a path');
  link(BROKEN, '/gone/a space.html', 'a space inside a path');
  link(BROKEN, '\\gone\\backslash.html', 'a backslash is a slash');
  link(BROKEN, '//www.lumenhaus.example/gone/no-scheme.html', 'the scheme of the page');
  link(BROKEN, `HTTP://${HOST.toUpperCase()}/gone/upper.html`, 'scheme and host in upper case');
  link(BROKEN, `http://anna:pass@${HOST}/gone/userinfo.html`, 'missing, whoever asks');
  link(BROKEN, `http://${HOST}./gone/trailing-dot.html`, 'a host with a dot at its end');
  link(BROKEN, 'www.lumenhaus.example/fine', 'no scheme: a path beside the page');
  link(BROKEN, 'info@lumenhaus.example', 'no mailto: a path beside the page');
  link(BROKEN, 'http://https://www.lumenhaus.example/', 'two schemes: a host called https', { expect: 'no host' });
  link(BROKEN, 'http://', 'no host: browsers go nowhere', { expect: 'bad address' });
  link(BROKEN, 'http://exa mple.example/', 'a space in a host: browsers go nowhere', { expect: 'bad address' });
  link(BROKEN, 'htp://www.lumenhaus.example/', 'a scheme that no browser knows', { expect: 'bad address' });
}

const page = (what) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Note</title></head><body><main><h1>Note</h1><p>Here is ${what.replaceAll('&', '&amp;')}, just as it should be, with a few words about lamps.</p><p><a href="/">Home</a></p></main></body></html>`;

function exact(s) {
  const p = s.page('/c/url-exact.html', 'url', 'Addresses that must not be altered');
  const link = (verdict, raw, why, options) => p.put('<p><a href="@">Lamp</a></p>', [verdict, raw, why, options]);
  const at = (raw, opts) => { s.route(raw, { status: 200, title: 'Note', text: 'You came to the very address that was meant.', ...opts }); return raw; };
  link(OK, at('/exact/a%2Fb'), 'an escaped slash is not a slash');
  link(BROKEN, '/exact/a/b', 'a slash is not an escaped slash');
  link(OK, at('/exact//double'), 'two slashes are not one');
  link(BROKEN, '/exact/double', 'one slash is not two');
  link(OK, at('/exact/p;v=1'), 'a semicolon belongs to the path');
  link(OK, at('/exact/Case'), 'paths know upper and lower case');
  link(BROKEN, '/exact/case', 'paths know upper and lower case');
  link(OK, at('/exact/slash/'), 'a slash at the end');
  link(BROKEN, '/exact/slash', 'a slash at the end counts on this server');
  link(OK, at('/exact/q', { query: 'a=1&b=2' }) + '?a=1&b=2', 'an ampersand, escaped as it should be');
  link(OK, at('/exact/r', { query: 'a=1&copy=2' }) + '?a=1&copy=2', 'an ampersand that is not escaped and reads like an entity', { attr: '/exact/r?a=1&copy=2' });
  link(OK, at('/exact/num', { query: 'x=/' }) + '?x=/', 'entities by number', { attr: '/exact/num&#63;x=&#x2F;' });
  link(OK, at('/exact/order', { query: 'b=2&a=1' }) + '?b=2&a=1', 'the order of parameters is kept');
  link(OK, at('/exact/plus', { query: 'q=a+b%20c' }) + '?q=a+b%20c', 'plus and %20 are kept as they are');
  link(OK, at('/exact/twice', { query: 'x=1&x=2' }) + '?x=1&x=2', 'a parameter twice');
  link(OK, at('/exact/pipe', { query: 'a|b' }) + '?a|b', 'a bar is sent as it is');
  link(OK, at('/exact/umlaut', { query: 'q=gr%C3%BCn' }) + '?q=grün', 'a query in the encoding of the page');
  link(OK, at('/exact/long', { long: 8000 }) + '?x=' + 'a'.repeat(8000), 'a long address');
  link(BROKEN, '/exact/too-long?x=' + 'a'.repeat(30000), 'longer than the server takes', { expect: '414' });
  link(BROKEN, '/exact/nul%00', 'the server refuses a NUL', { expect: '400' });
  const q = s.page('/c/url-query.html', 'url', 'A query only');
  q.ok('<p><a href="@">Page two</a></p>', '?page=2', 'the page itself with a query');
  q.ok('<p><a href="@">As a list</a></p>', '?page=2#list', 'the same with a fragment, which it has');
  q.text('<h2 id="list">List</h2>');
}

function bases(s) {
  const one = (path, head, base, ...links) => {
    const p = s.page(path, 'base', 'Base', { plain: true, base });
    p.text(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Base</title>${head}</head><body><h1>Base</h1><p>A page whose addresses start somewhere else.</p>`);
    for (const [verdict, raw, why] of links) p.put('<p><a href="@">Lamp</a></p>', [verdict, raw, why]);
    p.text('</body></html>');
  };
  s.file('/based/fine.html', page('a page that is found by its base'));
  const both = (why) => [[OK, 'fine.html', why], [BROKEN, 'gone.html', why]];
  one('/c/base-1.html', '<base href="/based/">', `${ORIGIN}/based/`, ...both('a base on the same host'));
  one('/c/base-2.html', '<base href="../based/x/../">', `${ORIGIN}/based/`, ...both('a relative base'));
  one('/c/base-3.html', '<base target="_blank">', `${ORIGIN}/c/base-3.html`, [OK, 'anchor.html', 'a base without an address'], [BROKEN, 'gone-base-3.html', 'a base without an address']);
  one('/c/base-4.html', '<base href="/based/"><base href="/gone/">', `${ORIGIN}/based/`, [OK, 'fine.html', 'the first base counts'], [BROKEN, 'gone-4.html', 'the first base counts']);
  one('/c/base-5.html', '<base href="http://partner.example/shop/">', 'http://partner.example/shop/', [OK, 'fine', 'a base on another host'], [BROKEN, 'gone-based', 'a base on another host']);
  one('/c/base-6.html', '<base href="data:text/plain,x">', `${ORIGIN}/c/base-6.html`, [OK, 'anchor.html', 'a base that browsers ignore'], [BROKEN, 'gone-base-6.html', 'a base that browsers ignore']);
  one('/c/base-7.html', '<template><base href="/gone/"></template><!-- <base href="/gone/"> -->', `${ORIGIN}/c/base-7.html`, [OK, 'anchor.html', 'no base but in inert text']);
  const late = s.page('/c/base-8.html', 'base', 'Base', { plain: true, base: `${ORIGIN}/based/` });
  late.text('<!DOCTYPE html><html lang="en"><head><title>Base</title></head><body><h1>Base</h1>');
  late.broken('<p><a href="@">Lamp</a></p>', 'gone-late.html', 'a base behind the link counts when it is clicked');
  late.ok('<p><a href="@">Lamp</a></p>', 'fine.html', 'a base behind the link counts when it is clicked');
  late.text('<base href="/based/"></body></html>');
}

function schemes(s) {
  const p = s.page('/c/schemes.html', 'scheme', 'Mail, phone and the like');
  const to = (verdict, raw, why) => p.put('<p><a href="@">Write or call</a></p>', [verdict, raw, why, { expect: verdict === OK ? '-' : 'bad address' }]);
  for (const raw of ['mailto:hello@lumenhaus.example', 'MAILTO:hello@lumenhaus.example?subject=Lamp%20one&body=Dear%20all', 'mailto:a@lumenhaus.example,b@lumenhaus.example',
    'mailto:?subject=A%20lamp&body=Look', 'mailto:?to=hello@lumenhaus.example', 'mailto:anna%2Blamps@lumenhaus.example']) to(OK, raw, 'a sound mail address');
  for (const raw of ['mailto:hello(at)lumenhaus.example', 'mailto:hello@', 'mailto:hello', 'mailto:@lumenhaus.example', 'mailto:hello@lumenhaus', 'mailto:hello@@lumenhaus.example']) {
    to(raw.endsWith('haus') ? NC : BROKEN, raw, raw.endsWith('haus') ? 'a host without a dot may exist' : 'no mail arrives there: malformed');
  }
  for (const raw of ['tel:+493012345678', 'tel:+49-30-1234-5678', 'TEL:030%2012345678', 'tel:+1(212)5550143', 'tel:110', 'tel:+4930123456;ext=12']) to(OK, raw, 'a number that can be dialled');
  for (const raw of ['tel:', 'tel:call us', 'tel:n/a']) to(BROKEN, raw, 'nothing that can be dialled');
  for (const raw of ['sms:+493012345678', 'whatsapp://send?phone=493012345678', 'skype:lumenhaus?chat', 'geo:52.52,13.40', 'data:text/plain,hello', 'about:blank',
    'blob:http://www.lumenhaus.example/9a1c', 'intent://scan/#Intent;scheme=zxing;end', 'market://details?id=example.lumenhaus', 'viber://chat?number=493012345678']) to(OK, raw, 'handed to another program, or carries its own content');
  const js = (raw, extra, why) => p.put(`<p><a href="@"${extra}>Open the chat</a></p>`, [OK, raw, why, { expect: '-' }]);
  js('javascript:void(0)', ' onclick="openChat()"', 'a script takes the click');
  js('javascript:openChat()', '', 'a script');
  js('javascript:;', ' class="js-chat" role="button"', 'a script takes the click');
  js('JavaScript:void%200', '', 'a script');
}

export function urls(s) {
  for (const group of [addresses, exact, bases, schemes]) group(s);
}
