#!/usr/bin/env bash
# Writes one scan in all formats and holds each against an independent reader or schema. Needs: node and npm, xmllint, pdfinfo, python3, Chromium.
#   bench/formats/check.sh SARIF-SCHEMA JUNIT-XSD [URL]      (the schemas: OASIS sarif-schema-2.1.0.json, the JUnit.xsd of the Ant task)
set -euo pipefail
sarif=$(realpath "$1") junit=$(realpath "$2") url=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/shopvet" ./cmd/shopvet
cd "$work"
out=(--out r.txt --out r.json --out r.html --out r.md --out r.csv --out r.sarif --out r.xml --out r.svg --out r.pdf)
if [ -n "$url" ]; then
	./shopvet scan -q --browser off --archive r.wacz "${out[@]}" "$url"
else
	./shopvet demo -q "${out[@]}"
fi
export PUPPETEER_SKIP_DOWNLOAD=1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ajv@8 ajv-formats ajv-draft-04 html-validate warcio papaparse @webrecorder/wabac@2.23.8 puppeteer-core@24 >/dev/null 2>&1
cp "$here"/*.mjs .
go -C "$OLDPWD" run ./bench/formats/schema > verdict.schema.json
node json.mjs "$sarif" r.sarif
node json.mjs verdict.schema.json r.json
xmllint --noout --schema "$junit" r.xml
xmllint --noout r.svg && echo "r.svg is well-formed"
npx html-validate --preset standard r.html && echo "r.html is valid (html-validate)"
pdfinfo r.pdf | grep -E 'Pages|Tagged|Title'
node csv.mjs r.csv
if [ -f r.wacz ]; then
	node wacz.mjs r.wacz
	node wabac.mjs r.wacz "$(node -p 'JSON.parse(fs.readFileSync("r.json")).base')"
fi
