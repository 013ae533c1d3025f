// node csv.mjs FILE: reads the table with a reader of its own, and looks for cells that a spreadsheet program would take for a formula.
import fs from 'fs'
import Papa from 'papaparse'

const { data, errors } = Papa.parse(fs.readFileSync(process.argv[2], 'utf8').replace(/^\ufeff/, '').trimEnd())
const widths = new Set(data.map(r => r.length))
const formulas = data.flat().filter(c => /^\s*[=+\-@\t\r＝＋－＠]/.test(c))
console.log(process.argv[2], data.length - 1, 'rows,', [...widths].join('/'), 'columns,', errors.length, 'errors,', formulas.length, 'formulas')
process.exit(errors.length || widths.size > 1 || formulas.length ? 1 : 0)
