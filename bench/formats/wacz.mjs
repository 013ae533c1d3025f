// node wacz.mjs FILE: reads an archive with warcio, and holds it against the rules of WACZ 1.1.1: hashes, sizes, index, pages.
import fs from 'fs'
import os from 'os'
import path from 'path'
import crypto from 'crypto'
import { execFileSync } from 'child_process'
import { WARCParser } from 'warcio'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'wacz-'))
execFileSync('python3', ['-m', 'zipfile', '-e', process.argv[2], dir])
const at = p => path.join(dir, p)
const sha = b => 'sha256:' + crypto.createHash('sha256').update(b).digest('hex')
let bad = 0
const list = JSON.parse(fs.readFileSync(at('datapackage.json')))
for (const r of list.resources) {
  const b = fs.readFileSync(at(r.path))
  if (sha(b) !== r.hash || b.length !== r.bytes) bad++
}
const digest = JSON.parse(fs.readFileSync(at('datapackage-digest.json')))
if (digest.hash !== sha(fs.readFileSync(at(digest.path)))) bad++
const kinds = {}, offsets = {}
const records = new WARCParser(fs.createReadStream(at('archive/data.warc.gz')))
for await (const r of records) {
  kinds[r.warcType] = (kinds[r.warcType] || 0) + 1
  await r.readFully(true)
  if (r.warcType === 'response' || r.warcType === 'revisit') offsets[records.offset] = r.warcTargetURI
}
const index = fs.readFileSync(at('indexes/index.cdx'), 'utf8').trim().split('\n')
const json = l => JSON.parse(l.slice(l.indexOf('{')))
const found = index.filter(l => offsets[+json(l).offset] === json(l).url).length
const key = l => l.slice(0, l.indexOf('{'))
const sorted = index.every((l, i) => i === 0 || key(index[i - 1]) <= key(l))
const pages = fs.readFileSync(at('pages/pages.jsonl'), 'utf8').trim().split('\n').length - 1
console.log(`${process.argv[2]} WACZ ${list.wacz_version}: ${list.resources.length} files, ${bad} wrong; records ${JSON.stringify(kinds)}; ` +
  `index ${index.length} lines, ${found} lead to their record, sorted ${sorted}; ${pages} pages`)
fs.rmSync(dir, { recursive: true })
process.exit(bad || found !== index.length || !sorted ? 1 : 0)
