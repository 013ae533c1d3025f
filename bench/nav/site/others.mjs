// The other hosts of this small world, and what each address answers.
export const ADDRESSES = {
  shop: '91.198.22.10', others: '91.198.22.11', refused: '91.198.22.12', silent: '91.198.22.13', six: '2a01:4f9::10',
};

const text = 'A page of somebody else, with enough words to be a page: lamps, bulbs, shades and what holds them together.';
const fine = { status: 200, title: 'Partner', text };
const missing = { status: 404, title: 'Nothing here', text: 'There is no such page.' };

// HOSTS maps a host to its paths; * stands for all others.
export const HOSTS = {
  'partner.example': {
    '/': fine, '/profile': { ...fine, title: 'Profile' }, '/shop/fine': { ...fine, title: 'Shop' }, '/500': { status: 500, title: 'Error', text: 'Something broke.' },
    '/guide': { ...fine, title: 'Guide', html: '<h2 id="bulbs">Bulbs</h2><p>Ours last long.</p>' },
    '/403': { ...fine, status: 403, title: 'Forbidden', text: 'Forbidden.', browser: fine }, '/no-head': { ...fine, head: { status: 405 } },
    '/moved': { status: 301, location: '/profile' }, '/moved-gone': { status: 301, location: '/gone-moved' }, '/seal.png': { status: 200, picture: true }, '*': missing,
  },
  'linked.example': { '*': { status: 999, title: 'Request denied', text: 'Denied.', browser: { ...fine, title: 'Lumenhaus on linked' } } },
  'wall.example': { '*': { status: 403, title: 'Attention required!', text: 'Please enable cookies. You have been blocked until you complete the challenge.', headers: { 'cf-mitigated': 'challenge' }, browser: fine } },
  'parked.example': { '*': { status: 200, title: 'parked.example is for sale', text: 'The domain parked.example is for sale. Buy this domain. Related searches: lamps, light, electricity.' } },
  'xn--lmpchen-5wa.example': { '/fine': fine, '*': missing },
  'secure.example': { '/': fine, '*': missing },
  'expired.example': { '*': fine }, 'self-signed.example': { '*': fine }, 'wrong-name.example': { '*': fine },
  'cdn.lumenhaus.example': { '/pic.png': { status: 200, picture: true }, '*': missing },
  '[2a01:4f9::10]': { '/fine': fine, '*': missing },
  'schema.org': { '*': fine }, 'gmpg.org': { '*': fine }, 'www.w3.org': { '*': fine },
};

// NAMES says what the name server answers: an address, or "servfail"; all other names do not exist.
export const NAMES = {
  'www.lumenhaus.example': ADDRESSES.shop, 'lumenhaus.example': ADDRESSES.shop, 'mail.lumenhaus.example': ADDRESSES.others,
  ...Object.fromEntries(Object.keys(HOSTS).filter((h) => !h.startsWith('[')).map((h) => [h, ADDRESSES.others])),
  'refused.example': ADDRESSES.refused, 'silent.example': ADDRESSES.silent, 'servfail.example': 'servfail',
};
