#!/usr/bin/env bash
# Holds shopvet's measures in a browser against Lighthouse 12 (npm), page by page, on loopback. Run it on an idle machine: two programs that paint
# at the same time measure each other.
#   bench/browser/run.sh [rounds]      LIGHTHOUSE=path/to/lighthouse, else it is installed aside
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-5} lighthouse=${LIGHTHOUSE:-}
if [ -z "$lighthouse" ]; then
  aside=${TMPDIR:-/tmp}/shopvet-bench-lighthouse
  mkdir -p "$aside"
  [ -x "$aside/node_modules/.bin/lighthouse" ] || (cd "$aside" && npm install --no-audit --no-fund lighthouse@12.8.2 >&2)
  lighthouse=$aside/node_modules/.bin/lighthouse
fi
bin=$(mktemp -d); trap 'rm -rf "$bin"' EXIT
go build -o "$bin/browser" ./bench/browser
echo "as it comes, 1280 by 900"; "$bin/browser" -lighthouse "$lighthouse" -rounds "$rounds"
echo "phone, slow 4G, processor four times as slow"; "$bin/browser" -lighthouse "$lighthouse" -rounds "$rounds" -slow
