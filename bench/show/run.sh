#!/usr/bin/env bash
# The catalogue as somebody sees it who tries it for the first time: how soon the first of 200 imported shops is looked at and how soon all are; then a
# picture of every page in three languages, on a desktop and a phone, light and dark, each held against every rule of axe-core.
#   bench/show/run.sh FOLDER [SHOPS]     FOLDER: where the pictures go
# Needs: node and npm, Chromium. MODULES=folder/node_modules with axe-core and puppeteer-core, else they are installed aside.
set -euo pipefail
cd "$(dirname "$0")/../.."
pictures=$(realpath -m "$1") shops=${2:-200} modules=${MODULES:-}
if [ -z "$modules" ]; then
	aside=${TMPDIR:-/tmp}/shopvet-bench-show
	mkdir -p "$aside"
	[ -d "$aside/node_modules/axe-core" ] || (cd "$aside" && PUPPETEER_SKIP_DOWNLOAD=1 npm install --no-audit --no-fund axe-core@4 puppeteer-core@24 >&2)
	modules=$aside/node_modules
fi
work=$(mktemp -d)
show=
trap '[ -z "$show" ] || { kill "$show"; wait "$show" || true; }; rm -rf "$work"' EXIT
go build -o "$work/shopvet" ./cmd/shopvet
go build -o "$work/show" ./bench/show
"$work/show" -shopvet "$work/shopvet" -shops "$shops" -keep >"$work/said" &
show=$!
until grep -q 'as admin with the password' "$work/said"; do
	kill -0 "$show" 2>/dev/null || { cat "$work/said"; exit 1; }
	sleep 1
done
grep -v password "$work/said"
cp bench/show/pages.mjs "$work/"
ln -s "$modules" "$work/node_modules"
read -r address password < <(sed -n 's|^\(http://[^ ]*\) as admin with the password \(.*\)$|\1 \2|p' "$work/said")
node "$work/pages.mjs" "$address" "$password" "$pictures" en de zh
