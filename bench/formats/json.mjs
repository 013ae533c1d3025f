// node json.mjs SCHEMA FILE: holds a JSON file against a JSON Schema.
import fs from 'fs'
import Ajv04 from 'ajv-draft-04'
import Ajv2020 from 'ajv/dist/2020.js'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'

const [schemaFile, file] = process.argv.slice(2)
const schema = JSON.parse(fs.readFileSync(schemaFile))
const draft = schema.$schema ?? ''
const Kind = draft.includes('draft-04') ? Ajv04 : draft.includes('2020-12') ? Ajv2020.default : Ajv
const ajv = new Kind({ strict: false, allErrors: true })
addFormats(ajv)
const valid = ajv.compile(schema)
if (!valid(JSON.parse(fs.readFileSync(file)))) {
  console.error(file, ajv.errorsText(valid.errors).slice(0, 3000))
  process.exit(1)
}
console.log(file, 'fits', schemaFile)
