// node wabac.mjs FILE.wacz URL: has wabac, the engine of ReplayWeb.page, open an archive in a browser and show a page from it.
import fs from 'fs'
import http from 'http'
import path from 'path'
import puppeteer from 'puppeteer-core'

const [file, first] = process.argv.slice(2)
const sw = path.resolve('node_modules/@webrecorder/wabac/dist/sw.js')
const server = http.createServer((request, response) => {
  const name = new URL(request.url, 'http://x').pathname
  const body = name === '/sw.js' ? fs.readFileSync(sw) : name === '/r.wacz' ? fs.readFileSync(file) : Buffer.from('<!doctype html><title>empty</title>')
  const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.wacz') ? 'application/wacz' : 'text/html'
  const range = /bytes=(\d*)-(\d*)/.exec(request.headers.range ?? '')
  const head = { 'content-type': type, 'accept-ranges': 'bytes', 'service-worker-allowed': '/' }
  if (!range) return response.writeHead(200, { ...head, 'content-length': body.length }).end(request.method === 'HEAD' ? undefined : body)
  const from = range[1] ? +range[1] : body.length - +range[2], to = range[1] && range[2] ? +range[2] : body.length - 1
  response.writeHead(206, { ...head, 'content-range': `bytes ${from}-${to}/${body.length}` }).end(body.subarray(from, to + 1))
})
await new Promise(done => server.listen(0, '127.0.0.1', done))
const own = `http://127.0.0.1:${server.address().port}`
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage()
await page.goto(own + '/')
const added = await page.evaluate(async source => {
  await navigator.serviceWorker.register('/sw.js', { scope: '/' })
  await navigator.serviceWorker.ready
  if (!navigator.serviceWorker.controller) await new Promise(r => { navigator.serviceWorker.addEventListener('controllerchange', r); setTimeout(r, 3000) })
  const worker = navigator.serviceWorker.controller ?? (await navigator.serviceWorker.ready).active
  return await new Promise(done => {
    navigator.serviceWorker.addEventListener('message', e => { if (/collAdded|Error|error/.test(e.data.msg_type ?? '')) done(e.data.msg_type) })
    worker.postMessage({ msg_type: 'addColl', name: 'r', file: { sourceUrl: source }, skipExisting: false })
    setTimeout(() => done('no answer'), 30000)
  })
}, own + '/r.wacz')
// The engine shows archived pages in a frame of its own page.
await page.evaluate(src => { document.body.innerHTML = `<iframe src="${src}"></iframe>` }, `/w/r/mp_/${first}`)
await new Promise(r => setTimeout(r, 5000))
const frames = await Promise.all(page.frames().map(f => f.evaluate(() => [document.title, document.body.innerText.length]).catch(() => null)))
const shown = frames.find(f => f && f[0] !== 'empty' && f[1] > 200)
console.log(file, shown ? `shows "${shown[0]}", ${shown[1]} letters, in wabac` : `shows nothing in wabac: ${added}`)
await browser.close()
server.close()
process.exit(shown ? 0 : 1)
