// The shop around the cases: home, help and legal pages, forty products whose frame is broken, and traps without end.
import { BROKEN, OK, ORIGIN } from './dsl.mjs';

const say = (p, ...paragraphs) => paragraphs.forEach((t) => p.text(`<p>${t}</p>`));

function shop(s) {
  const home = s.page('/', 'frame', 'Lamps made by hand', { file: '/home.html' });
  say(home, 'Lumenhaus makes lamps and shades in a small workshop. Each piece is built to order, packed well and sent within two days.');
  home.ok('<p><a href="@">All lamps</a></p>', '/shop.html', 'sound').ok('<p><a href="@">Calendar</a></p>', '/calendar?m=2026-11', 'sound').ok('<p><a href="@">Choose</a></p>', '/filter', 'sound');
  const faq = s.page('/faq.html', 'frame', 'Help');
  faq.text('<h2 id="returns">Returns</h2><p>Send it back within 30 days, we pay the way. The money is back within a week.</p><h2 id="care">Care</h2><p>A dry cloth is enough. Brass may be polished.</p>');
  const terms = s.page('/terms.html', 'frame', 'Terms and conditions');
  terms.text('<h2 id="s1">1. Who sells</h2><p>Lumenhaus GmbH, Lindenweg 4, 10969 Berlin, sells under these terms.</p><h2 id="s2">2. Prices</h2><p>All prices include tax.</p>');
  say(s.page('/contact.html', 'frame', 'Contact'), 'Lumenhaus GmbH, Lindenweg 4, 10969 Berlin. Call us on working days from 9 to 17, or write; we answer within a day.');
  say(s.page('/imprint.html', 'frame', 'Imprint'), 'Lumenhaus GmbH, Lindenweg 4, 10969 Berlin. Register: HRB 186742 B, Charlottenburg. Managing director: Anna Weber.');
  say(s.page('/privacy.html', 'frame', 'Privacy policy'), 'We keep your name and address to send your order, and nothing else. You may ask what we keep, and have it erased.');
  say(s.page('/returns.html', 'frame', 'Returns'), 'You may send back what you bought within 30 days. Pack it well; we pay for the way and refund the price within 7 days.');
  say(s.page('/shipping.html', 'frame', 'Shipping'), 'We send with a parcel service: 4.90 EUR within Germany, 9.90 EUR to the EU. It takes two to four working days.');
  say(s.page('/basket.html', 'frame', 'Basket'), 'Your basket is empty.');
  say(s.page('/de/', 'frame', 'Leuchten von Hand gemacht', { lang: 'de', file: '/de/index.html' }), 'Lumenhaus baut Leuchten und Schirme in einer kleinen Werkstatt. Jedes Stück wird auf Bestellung gefertigt und gut verpackt verschickt.');
  s.file('/assets/logo.png', null);
  s.file('/assets/site.css', 'body { font-family: sans-serif; max-width: 60em; margin: auto } .hidden { display: none }\n');
}

const PRODUCTS = 40;
const names = ['Harbour', 'Orchard', 'Quarry', 'Meadow', 'Station', 'Garden', 'Attic', 'Library', 'Kitchen', 'Studio'];
const kinds = ['table lamp', 'floor lamp', 'wall lamp', 'pendant'];

// frame writes the broken parts that the catalogue's header, menu and footer share.
function frame(p) {
  const dead = (html, raw, why, element) => {
    p.note(BROKEN, raw, why, { element, category: 'many places' });
    return html.replace('@', raw);
  };
  return {
    header: dead('<a href="@">Gift cards</a>', '/gone/gift-cards', `in the header of ${PRODUCTS} pages`, 'a[href]') + dead('<img src="@" alt="Free shipping">', '/gone/banner.png', `a picture in the header of ${PRODUCTS} pages`, 'img[src]'),
    nav: dead('<li><a href="@">Outdoor lamps</a></li>', '/gone/outdoor', `in the menu of ${PRODUCTS} pages`, 'a[href]'),
    footer: dead('<li><a href="@">Careers</a></li>', '/gone/careers', `in the footer of ${PRODUCTS} pages`, 'a[href]'),
  };
}

function catalogue(s) {
  const list = s.page('/shop.html', 'frame', 'All lamps');
  for (let i = 1; i <= PRODUCTS; i++) {
    const name = `${names[i % names.length]} ${kinds[i % kinds.length]}`;
    const path = `/catalogue/item-${String(i).padStart(2, '0')}.html`;
    list.ok(`<p><a href="@">${name} no. ${i}</a></p>`, path, 'sound');
    const p = s.page(path, 'many places', `${name} no. ${i}`, { listed: false });
    p.frame = frame(p);
    say(p, `The ${name.toLowerCase()} no. ${i} stands ${20 + i} cm high and weighs ${400 + 35 * i} g. Price: ${40 + i}.00 EUR including tax. In stock.`);
    p.broken('<p><a href="@">Matching bulbs</a></p>', '/gone/matching-bulbs', `in the text of ${PRODUCTS} pages`);
    if (i % 3 === 0) p.broken('<p><a href="@">Size table</a></p>', '/gone/size-table', 'in the text of 13 pages');
    if (i === 7) p.broken('<p><a href="@">Care of brass</a></p>', '/gone/care-of-brass', 'in the text of one page among many');
  }
}

function traps(s) {
  s.route('/calendar', { calendar: 24 });
  s.route('/filter', { facets: { colour: ['red', 'blue', 'green'], size: ['s', 'm', 'l'], sort: ['price', 'name'] } });
}

// errorPage is what the shop says at missing addresses. Its own links are broken too; one leads deeper each time it is followed, four times:
// without an end, programs that read error pages like others (linkinator) would never come back.
export const errorPage = (url) => ({
  status: 404, title: 'Page not found', text: 'We could not find this page.',
  html: `<p><a href="/gone/from-the-error-page">Site map</a> <img src="/gone/error.png" alt=""> ${url.includes('/more/more/more/') ? '' : '<a href="more/">More</a>'}</p>`,
});

export function cases(s) {
  const p = s.page('/cases.html', 'frame', 'All pages', { listed: false });
  for (const q of s.pages) if (q.listed && q.path !== '/cases.html') p.note(OK, q.path, 'sound', { element: 'a[href]' }).text(`<p><a href="${q.path}">${q.title} ${q.path}</a></p>`);
  p.ok('<p><a href="@">Thank you</a></p>', '/dead-end.html', 'sound');
  if (!ORIGIN) throw new Error('no shop');
}

export function around(s) {
  for (const group of [shop, catalogue, traps]) group(s);
}
