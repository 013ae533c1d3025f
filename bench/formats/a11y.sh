#!/usr/bin/env bash
# Holds the HTML report against axe-core (every rule it has, best practices too) and against Lighthouse's accessibility score: a sound, a flawed, an
# unreadable and a hostile shop and the demonstration, in three languages, light and dark, on a desktop and on a phone. About three minutes.
#   bench/formats/a11y.sh [FOLDER]      FOLDER: also keep a picture of each, as a desktop, a phone, a dark screen and paper show it
# Needs: node and npm, Chromium. MODULES=folder/node_modules with axe-core, puppeteer-core and Lighthouse, else they are installed aside.
set -euo pipefail
cd "$(dirname "$0")/../.."
pictures=${1:-} modules=${MODULES:-}
if [ -z "$modules" ]; then
	aside=${TMPDIR:-/tmp}/shopvet-bench-a11y
	mkdir -p "$aside"
	[ -d "$aside/node_modules/lighthouse" ] ||
		(cd "$aside" && PUPPETEER_SKIP_DOWNLOAD=1 npm install --no-audit --no-fund axe-core@4 puppeteer-core@24 lighthouse@12.8.2 >&2)
	modules=$aside/node_modules
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/shopvet" ./cmd/shopvet
mkdir "$work/html"
"$work/shopvet" demo -q --browser auto --out "$work/demo.json"
for verdict in report/testdata/{sound,flawed,blocked,development}.json "$work/demo.json"; do
	name=$(basename "$verdict" .json)
	for lang in en de zh; do
		"$work/shopvet" report -q "$verdict" --report-lang $lang --out "$work/html/$name.$lang.html"
	done
done
KEEP_HOSTILE_REPORT=$work/html/hostile.en.html go test ./report -count=1 -run TestHostileReportInABrowser
cp bench/formats/a11y.mjs "$work/"
ln -s "$modules" "$work/node_modules"
node "$work/a11y.mjs" "$work/html" ${pictures:+"$(realpath -m "$pictures")"}
