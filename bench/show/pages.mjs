// node pages.mjs ADDRESS PASSWORD FOLDER [lang …]: makes of every page of the dashboard a picture as a desktop, a phone, and dark screens of both show
// it, and holds each against every rule of axe-core and the width of the screen. Before that it fills what an import leaves empty: users, keys,
// channels, mutes, a note at an alert, a shop that waits for its turn.
import fs from 'fs'
import path from 'path'
import axe from 'axe-core'
import puppeteer from 'puppeteer-core'

const [address, password, folder, ...langs] = process.argv.slice(2)
const base = address.replace(/\/$/, '')
const screens = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 360, height: 780, scale: 2 },
  { name: 'dark', width: 1280, height: 900, dark: true },
  { name: 'phone-dark', width: 360, height: 780, scale: 2, dark: true },
]
fs.mkdirSync(folder, { recursive: true })
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--hide-scrollbars'] })
const page = await browser.newPage()
await page.setBypassCSP(true) // axe is a script, and the pages let only their own run
let bad = 0
const said = (what, text) => { bad++; console.log(`${what}: ${text}`) }

async function go(where) { await page.goto(base + where, { waitUntil: 'load' }) }
async function send(form, fields = {}) {
  for (const [name, value] of Object.entries(fields)) {
    await page.$eval(`${form} [name="${name}"]`, (e, v) => { e.value = v }, value)
  }
  await Promise.all([page.waitForNavigation(), page.$eval(form, f => f.requestSubmit())])
}
async function picture(name) {
  for (const s of screens) {
    await page.setViewport({ width: s.width, height: s.height, deviceScaleFactor: s.scale ?? 1 })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: s.dark ? 'dark' : 'light' }])
    await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true }))
    await page.evaluate(axe.source)
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }))
    for (const v of result.violations) {
      said(`${name} ${s.name}`, `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join(' | ')} (${v.nodes.length})`)
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) said(`${name} ${s.name}`, `reaches ${wide} px beyond the screen`)
    const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 12000 / (s.scale ?? 1)) // a browser paints no picture of any height
    await page.screenshot({ path: path.join(folder, `${name}.${s.name}.png`), clip: { x: 0, y: 0, width: s.width, height }, captureBeyondViewport: true })
  }
  await page.setViewport({ width: 1280, height: 900 })
}

await go('/signin')
for (const lang of langs) {
  await go('/signin')
  await Promise.all([page.waitForNavigation(), page.click(`.langs button[lang="${lang}"]`)])
  await picture(`${lang}.signin`)
}
await Promise.all([page.waitForNavigation(), page.click('.langs button[lang="en"]')])
await send('form[action="/signin"]', { name: 'admin', password })

// What an import leaves empty.
await go('/users'); await send('form[action="/users"]', { name: 'maria.fernandez-de-la-vega@very-long-department-name.example', role: 'operator' })
await picture('en.user-made')
await go('/account'); await send('form[action="/account/tokens"]', { name: 'nightly export of the quality department' })
await picture('en.key-made')
await go('/channels'); await send('form[action="/channels"]', { name: 'On call', kind: 'slack', target: 'https://hooks.slack.example/services/T00000000/B00000000/' + 'x'.repeat(48), tag: 'gold watch' })
await go('/alerts')
if (await page.$('.event form')) await send('.event form', { note: 'asked the seller, answer by Friday' })
await go('/alerts'); await send('form[action="/mutes"]', { tag: 'new', reason: 'They move to another shop system until the middle of the month', days: '14' })

const find = async query => {
  await go(query)
  return page.$$eval('.sellers tbody th a', list => list.map(a => a.getAttribute('href')))
}
const [worst] = await find('/sellers?sort=change'), [away] = await find('/sellers?state=unreachable'), [hostile] = await find('/sellers?tag=odd')
await go(worst); await send('form[action="/mutes"]', { reason: 'Known, mended with the next release', days: '7' })
const odd = await find('/sellers?tag=odd')
const [check] = await (async () => { await go('/checks'); return page.$$eval('td.num a', list => list.map(a => a.getAttribute('href').replace('/sellers?check=', '/checks/'))) })()
await go('/shared')
const shared = await page.$$eval('td.num a', list => list.map(a => a.getAttribute('href')))
await go(worst)
const files = await page.$$eval('.files a', list => list.map(a => a.getAttribute('href')))
const pages = {
  overview: '/', sellers: '/sellers', 'sellers-none': '/sellers?q=nothing-like-this', 'sellers-filter': '/sellers?grade=E&sort=-serious', new: '/sellers/new', seller: worst,
  'seller-away': away, 'seller-settings': worst + '/settings', compare: files.find(f => f.includes('/compare')), report: files.find(f => f.endsWith('report.html')),
  alerts: '/alerts', 'alerts-all': '/alerts?all=1', queue: '/queue', checks: '/checks', check, shared: '/shared', 'shared-one': shared[0], account: '/account', users: '/users',
  channels: '/channels', audit: '/audit', 'not-found': '/no-such-page', 'seller-odd': hostile, 'sellers-odd': '/sellers?tag=odd',
}
odd.forEach((where, i) => { if (i) pages['seller-odd-' + i] = where })
for (const lang of langs) {
  await go('/')
  await Promise.all([page.waitForNavigation(), page.click(`.langs button[lang="${lang}"]`)])
  for (const [name, where] of Object.entries(pages)) {
    if (!where) { said(`${lang}.${name}`, 'there is no such page'); continue }
    if (/-odd-/.test(name) && lang !== 'en') continue
    await go(where)
    await picture(`${lang}.${name}`)
  }
  await go('/sellers/new')
  await send('form[action="/sellers/new"]', { list: 'https://one-more.example\nhttp://192.168.0.1/\nnot an address\nhttps://ex ample.com/' })
  await picture(`${lang}.new-refused`)
  await go(worst + '/settings')
  await send('form[action$="/settings"]', { cadence: '0.01' }).catch(() => {})
  await picture(`${lang}.settings-refused`)
}
await browser.close()
console.log(bad ? `${bad} things to mend` : 'nothing to mend')
process.exit(bad ? 1 : 0)
