// node a11y.mjs FOLDER [PICTURES]: axe-core on every page of a folder as four kinds of screens show it, Lighthouse's accessibility score of each page.
import fs from 'fs'
import http from 'http'
import path from 'path'
import axe from 'axe-core'
import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'

const [folder, pictures] = process.argv.slice(2)
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
const screens = [
  { name: 'desktop', width: 1200, height: 900 },
  { name: 'phone', width: 360, height: 780, scale: 2 },
  { name: 'dark', width: 1200, height: 900, dark: true },
  { name: 'print', width: 800, height: 1100, media: 'print' },
]
// Lighthouse asks for an address of the web.
const server = http.createServer((request, response) => {
  const file = path.join(folder, path.basename(request.url))
  if (!fs.existsSync(file)) return response.writeHead(404).end()
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(fs.readFileSync(file))
})
await new Promise(done => server.listen(0, '127.0.0.1', done))
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--hide-scrollbars'] })
let bad = 0
if (pictures) fs.mkdirSync(pictures, { recursive: true })

for (const file of fs.readdirSync(folder).sort()) {
  const url = `http://127.0.0.1:${server.address().port}/${file}`
  const said = []
  for (const screen of screens) {
    const page = await browser.newPage()
    await page.setBypassCSP(true) // axe is a script, and the report lets none run
    await page.setViewport({ width: screen.width, height: screen.height, deviceScaleFactor: screen.scale ?? 1 })
    if (screen.dark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
    if (screen.media) await page.emulateMediaType(screen.media)
    await page.goto(url)
    if (pictures) await page.screenshot({ path: path.join(pictures, `${file.replace('.html', '')}.${screen.name}.png`) })
    await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true }))
    await page.evaluate(axe.source)
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }))
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) { bad++; said.push(`${screen.name}: reaches ${wide} px beyond the screen`) }
    for (const v of result.violations) {
      bad++
      said.push(`${screen.name}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join(' | ')} (${v.nodes.length})`)
    }
    if (pictures) { // a browser paints no picture of any height: a long page takes several, that of the hostile shop more than anybody looks at
      const height = await page.evaluate(() => document.documentElement.scrollHeight), most = 12000 / (screen.scale ?? 1)
      for (let y = 0, n = 1; y < height && n <= 16; y += most, n++) {
        const clip = { x: 0, y, width: screen.width, height: Math.min(most, height - y) }
        await page.screenshot({ path: path.join(pictures, `${file.replace('.html', '')}.${screen.name}.whole${n > 1 ? '.' + n : ''}.png`), clip, captureBeyondViewport: true })
      }
    }
    await page.close()
  }
  const run = await lighthouse(url, { port: Number(new URL(browser.wsEndpoint()).port), onlyCategories: ['accessibility'], logLevel: 'silent' })
  const score = Math.round(run.lhr.categories.accessibility.score * 100)
  if (score < 95) bad++
  for (const audit of Object.values(run.lhr.audits)) if (audit.score !== null && audit.score < 1) said.push(`Lighthouse: ${audit.id}: ${audit.title}`)
  console.log(file.padEnd(22), 'Lighthouse accessibility', score, said.length ? '\n  ' + said.join('\n  ') : '· axe-core: no violation')
}
await browser.close()
server.close()
console.log(bad ? `${bad} things to mend` : 'nothing to mend')
process.exit(bad ? 1 : 0)
