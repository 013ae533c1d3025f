// The frame of every page. Its links are sound; those of the catalogue's frame (catalogue.mjs) are not.
import { OK, escape } from './dsl.mjs';

const menu = [
  ['/', 'Home'], ['/shop.html', 'Lamps'], ['/cases.html', 'All pages'], ['/faq.html', 'Help'], ['/basket.html', 'Basket'],
];
const footer = [
  ['/contact.html', 'Contact'], ['/imprint.html', 'Imprint'], ['/privacy.html', 'Privacy policy'], ['/terms.html', 'Terms and conditions'],
  ['/returns.html', 'Returns'], ['/shipping.html', 'Shipping'],
];

const list = (links) => links.map(([to, text]) => `<li><a href="${to}">${text}</a></li>`).join('');

// render lays out a page and notes the links of its frame.
export function render(p) {
  if (p.plain) return p.body.join('\n');
  const note = (element, raw) => p.note(OK, raw, 'a sound link of the frame', { element, category: 'frame', target: p.url && new URL(raw, p.frameBase ?? p.url).href });
  note('link[href]', '/assets/site.css');
  note('img[src]', '/assets/logo.png');
  for (const [to] of [...menu, ...footer]) note('a[href]', to);
  const extra = p.frame ?? { head: '', header: '', nav: '', footer: '' };
  return `<!DOCTYPE html>
<html lang="${p.lang}">
<head>
<meta charset="utf-8">
<title>${escape(p.title)} | Lumenhaus</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/assets/site.css">
${p.head.join('\n')}
</head>
<body>
<header><a href="/"><img src="/assets/logo.png" alt="Lumenhaus"></a>${extra.header}</header>
<nav><ul>${list(menu)}${extra.nav}</ul></nav>
<main>
<h1>${escape(p.title)}</h1>
<p>${escape(p.intro ?? `${p.title}: lamps and shades by Lumenhaus, made by hand and sent within two days.`)}</p>
${p.body.join('\n')}
</main>
<footer><ul>${list(footer)}${extra.footer}</ul></footer>
</body>
</html>
`;
}
