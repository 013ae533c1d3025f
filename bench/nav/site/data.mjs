// What a page says to programs: canonical and language versions, Open Graph, JSON-LD, the web manifest, sitemaps; and text that is inert.
import { gzipSync } from 'node:zlib';
import { BROKEN, OK, ORIGIN } from './dsl.mjs';

function canonical(s) {
  const one = (path, html, verdict, raw, why, options) => {
    const p = s.page(path, 'canonical, hreflang', 'Versions of a page');
    p.inHead(() => p.put(html, [verdict, raw, why, options]));
    return p;
  };
  one('/c/canonical-1.html', '<link rel="canonical" href="@">', BROKEN, ORIGIN + s.gone(), 'search engines are sent to nothing');
  one('/c/canonical-2.html', '<link rel="canonical" href="@">', OK, ORIGIN + '/c/canonical-2.html', 'the page itself');
  one('/c/canonical-3.html', '<link rel="canonical" href="@">', BROKEN, s.gone(), 'a relative address');
  const p = s.page('/c/hreflang.html', 'canonical, hreflang', 'Languages');
  p.inHead(() => {
    p.ok('<link rel="alternate" hreflang="en" href="@">', ORIGIN + '/c/hreflang.html', 'the page itself');
    p.broken('<link rel="alternate" hreflang="fr" href="@">', ORIGIN + s.gone(), 'the French version is missing');
    p.ok('<link rel="alternate" hreflang="de" href="@">', ORIGIN + '/de/', 'sound');
    p.broken('<link rel="alternate" hreflang="x-default" href="@">', s.gone(), 'the version for all others is missing');
  });
}

function openGraph(s) {
  const p = s.page('/c/open-graph.html', 'metadata', 'Shared in networks');
  p.inHead(() => {
    p.broken('<meta property="og:image" content="@">', ORIGIN + s.gone('jpg'), 'the picture shown where the page is shared');
    p.broken('<meta property="og:image:secure_url" content="@">', ORIGIN + s.gone('jpg'), 'the same over TLS, as named');
    p.broken('<meta property="og:url" content="@">', ORIGIN + s.gone(), 'where those who are shown the page are led');
    p.broken('<meta property="og:video" content="@">', ORIGIN + s.gone('mp4'), 'the film shown where the page is shared');
    p.broken('<meta name="twitter:image" content="@">', ORIGIN + s.gone('png'), 'the picture for another network');
    p.ok('<meta property="og:image" content="@">', ORIGIN + s.fine('png'), 'sound');
    p.fake('<meta name="description" content="@">', `${ORIGIN}/gone/in-a-description.html`, 'a description is text, whatever it says');
    p.fake('<meta property="og:title" content="@">', `${ORIGIN}/gone/in-a-title.html`, 'a title is text');
  });
}

const json = (s) => JSON.stringify(s).slice(1, -1);

function jsonLD(s) {
  const p = s.page('/c/json-ld.html', 'metadata', 'Brass lamp for data readers', { escaper: json });
  const el = { element: 'script[ld+json]' };
  p.inHead(() => {
    p.text('<script type="application/ld+json">');
    p.fake('{"@context": "@", '.replace('@', '\u0001'), 'https://schema.org', 'the name of a vocabulary', el);
    p.fake('"\u0001id": "@", "\u0001type": "Product", "name": "Brass lamp",', `${ORIGIN}/#brass`, 'an identifier need not be a place', el);
    p.put('"image": ["@", "@"],', [BROKEN, ORIGIN + s.gone('jpg'), 'shown by search engines', el], [OK, ORIGIN + s.fine('png'), 'sound', el]);
    p.broken('"url": "@",', ORIGIN + s.gone(), 'where search engines lead', el);
    p.text('"brand": {"@type": "Organization", "name": "Lumenhaus",');
    p.put('"logo": "@", "sameAs": ["@", "@"]},', [BROKEN, s.gone('png'), 'relative to the page', el], [BROKEN, 'http://partner.example/gone-profile', 'a profile that is gone', el], [OK, 'http://partner.example/profile', 'sound', el]);
    p.fake('"offers": {"\u0001type": "Offer", "price": "89.00", "priceCurrency": "EUR", "availability": "@", ', 'https://schema.org/InStock', 'a value of an enumeration', el);
    p.broken('"url": "@"}}', `${ORIGIN}/gone/offer?a=1&b=2`, 'escaped slashes and letters', { ...el, attr: 'http:\\/\\/www.lumenhaus.example\\/gone\\/offer?a=1\\u0026b=2' });
    p.text('</script>');
  });
  const q = s.page('/c/microdata.html', 'metadata', 'Opal lamp for data readers');
  q.text('<div itemscope itemtype="https://schema.org/Product"><span itemprop="name">Opal lamp</span>');
  q.note(OK, 'https://schema.org/Product', 'no link: the name of a type', { element: 'div[itemtype]', expect: '-' });
  q.broken('<link itemprop="url" href="@">', s.gone(), 'where search engines lead');
  q.broken('<meta itemprop="image" content="@"></div>', ORIGIN + s.gone('jpg'), 'shown by search engines');
}

function manifest(s) {
  const page = '/c/manifest.html';
  const p = s.page(page, 'manifest', 'The shop as an app');
  p.inHead(() => p.ok('<link rel="manifest" href="@">', '/app/site.webmanifest', 'sound'));
  const m = s.document('/app/site.webmanifest', 'manifest', 'manifest', [ORIGIN + page], json);
  m.put('{"name": "Lumenhaus", "start_url": "@", "icons": [', [OK, '/', 'sound']);
  m.put('{"src": "@", "sizes": "192x192"}, {"src": "@", "sizes": "512x512"}],', [BROKEN, 'icon-192.png', 'relative to the manifest'], [OK, '../assets/logo.png', 'sound']);
  m.broken('"screenshots": [{"src": "@", "sizes": "640x320"}],', s.gone('png'), 'shown before the app is installed');
  m.broken('"shortcuts": [{"name": "Orders", "url": "@"}]}', s.gone(), 'an entry of the app\'s menu');
  s.page('/c/manifest-gone.html', 'manifest', 'No app').inHead((q) => q.broken('<link rel="manifest" href="@">', s.gone('webmanifest'), 'the manifest itself is missing'));
}

function sitemaps(s) {
  const xml = (path) => s.document(path, 'sitemap', 'loc', []);
  const open = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
  const index = xml('/sitemap.xml');
  index.text('<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">');
  index.ok('<sitemap><loc>@</loc></sitemap>', `${ORIGIN}/maps/pages.xml`, 'sound');
  index.ok('<sitemap><loc>@</loc></sitemap>', `${ORIGIN}/maps/more.xml.gz`, 'sound, compressed');
  index.broken('<sitemap><loc>@</loc></sitemap></sitemapindex>', `${ORIGIN}/maps/gone.xml`, 'a part of the sitemap is missing');
  const pages = xml('/maps/pages.xml');
  pages.text(open);
  for (const path of ['/', '/shop.html', '/faq.html', '/orphan.html']) pages.ok('<url><loc>@</loc></url>', ORIGIN + path, 'sound');
  pages.broken('<url><loc>@</loc></url>', ORIGIN + s.gone(), 'search engines are sent to nothing');
  pages.broken('<url><loc>\n  @\n</loc></url>', `${ORIGIN}/gone/map?a=1&b=2`, 'spaces around it, an entity in it', { attr: `${ORIGIN}/gone/map?a=1&amp;b=2` });
  pages.text('</urlset>');
  const more = xml('/maps/more.xml.gz');
  more.pack = gzipSync;
  more.text(open);
  more.ok('<url><loc>@</loc></url>', ORIGIN + '/returns.html', 'sound');
  more.broken('<url><loc><![CDATA[@]]></loc></url></urlset>', ORIGIN + s.gone(), 'in a compressed part');
  s.file('/robots.txt', `User-agent: *\nDisallow: /intern/\nDisallow: /*?view=print\n\nSitemap: ${ORIGIN}/sitemap.xml\n`);
  const orphan = s.page('/orphan.html', 'orphan', 'Spring catalogue', { listed: false });
  orphan.broken('<p><a href="@">Order it</a></p>', s.gone(), 'on a page that only the sitemap knows');
  orphan.broken('<p><img src="@" alt="Cover"></p>', s.gone('jpg'), 'on a page that only the sitemap knows');
  s.page('/dead-end.html', 'orphan', 'A page without a way on', { plain: true })
    .text('<!DOCTYPE html><html lang="en"><head><title>Thank you</title></head><body><h1>Thank you</h1><p>Your order has been noted. We send it within two days, and you hear from us by mail when it leaves.</p></body></html>');
}

function inert(s) {
  const p = s.page('/c/inert.html', 'inert', 'Text that is no link');
  p.fake('<template><a href="@">Row</a></template>', s.gone(), 'a template does nothing until a script uses it', { element: 'template' });
  p.fake('<template><img src="@" alt=""></template>', s.gone('png'), 'a template does nothing until a script uses it', { element: 'template' });
  p.fake('<!-- <a href="@">Old</a> -->', s.gone(), 'a comment', { element: 'comment' });
  p.fake('<!--[if IE]><script src="@"></script><![endif]-->', s.gone('js'), 'a comment to every browser of today', { element: 'comment' });
  p.fake('<script>document.title += \'<a href="@">\'.slice(0, 0)</script>', s.gone(), 'a string in a script', { element: 'script' });
  p.fake('<script type="text/x-template"><a href="@">Row</a></script>', '/gone/{{ slug }}', 'a template in a data block', { element: 'script' });
  p.fake('<textarea><a href="@">Copy me</a></textarea>', s.gone(), 'text to be copied', { element: 'textarea' });
  p.fake('<xmp><a href="@">Sample</a></xmp>', s.gone(), 'shown as it is written', { element: 'xmp' });
  p.fake('<pre>&lt;a href="@"&gt;</pre>', s.gone(), 'escaped: a sample of code', { element: 'pre' });
  p.fake('<p>See @ for more</p>', ORIGIN + s.gone(), 'an address in the text, not made a link', { element: 'text' });
  p.fake('<p title="@">Title</p>', ORIGIN + s.gone(), 'an address in a title', { element: 'p[title]' });
  p.nc('<noscript><a href="@">Without scripts</a></noscript>', s.gone(), 'seen only where scripts are off', { element: 'noscript' });
  p.nc('<noscript><img src="@" alt=""></noscript>', s.gone('gif'), 'seen only where scripts are off', { element: 'noscript' });
  p.ok('<noscript><a href="@">Without scripts</a></noscript>', s.fine(), 'sound', { element: 'noscript' });
}

function lazy(s) {
  const p = s.page('/c/lazy.html', 'lazy', 'Pictures that load late');
  const blank = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==';
  s.file('/assets/lazysizes.min.js', `/* stands for the library of this name: it loads what is marked lazyload */
for (const i of document.querySelectorAll('img.lazyload')) {
  if (i.dataset.srcset) i.srcset = i.dataset.srcset;
  if (i.dataset.src) i.src = i.dataset.src;
}
`);
  p.broken(`<p><img class="lazyload" src="${blank}" data-src="@" alt="Lamp"></p>`, s.gone('jpg'), 'the script on this page loads it', { element: 'img[data-src]' });
  p.broken(`<p><img class="lazyload" src="${blank}" data-srcset="@ 1x" alt="Lamp"></p>`, s.gone('jpg'), 'the script on this page loads it', { element: 'img[data-srcset]' });
  p.ok(`<p><img class="lazyload" src="${blank}" data-src="@" alt="Lamp"></p>`, s.fine('png'), 'sound', { element: 'img[data-src]' });
  p.fake('<p><img src="/assets/logo.png" data-src="@" alt="Lamp"></p>', '/zoom/{size}/lamp.jpg', 'a pattern for a script', { element: 'img[data-src]' });
  p.fake('<div data-src="@">Player</div>', 'lamp-film-77', 'a name for a script, not an address', { element: 'div[data-src]' });
  p.fake('<p><img src="/assets/logo.png" data-zoom="@" alt="Lamp"></p>', '/zoom/', 'the beginning of an address for a script', { element: 'img[data-zoom]' });
  p.text('<script src="/assets/lazysizes.min.js"></script>');
  p.note(OK, '/assets/lazysizes.min.js', 'sound', { element: 'script[src]' });
}

export function data(s) {
  for (const group of [canonical, openGraph, jsonLD, manifest, sitemaps, inert, lazy]) group(s);
}
