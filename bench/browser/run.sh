#!/usr/bin/env bash
# Holds shopvet's measures in a browser against Lighthouse 12 (npm), page by page, on loopback: about 12 minutes, of which Lighthouse waits most. Run it
# on an idle machine: two programs that paint at the same time measure each other.
#   bench/browser/run.sh [rounds] [-slow=false]      MODULES=folder/node_modules with Lighthouse, else it is installed aside
# Both load pages one at a time in a fresh context of a warm browser, with an empty cache, on the same screen, under throttling that is applied to the
# load (Lighthouse's "devtools", not its reckoned one); -slow=false: on a computer, unthrottled.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-5} modules=${MODULES:-}
if [ -z "$modules" ]; then
  aside=${TMPDIR:-/tmp}/shopvet-bench-lighthouse
  mkdir -p "$aside"
  [ -d "$aside/node_modules/lighthouse" ] || (cd "$aside" && npm install --no-audit --no-fund lighthouse@12.8.2 >&2)
  modules=$aside/node_modules
fi
bin=$(mktemp -d); trap 'rm -rf "$bin"' EXIT
go build -o "$bin/browser" ./bench/browser
"$bin/browser" -modules "$modules" -rounds "$rounds" "${@:2}"
