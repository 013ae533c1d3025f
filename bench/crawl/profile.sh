#!/usr/bin/env bash
# Makes cmd/shopvet/release.pgo anew, the profile by which "make release" lays out the program: scans of the pages of run.sh and of a made-up shop
# (internal/shopgen) in each of twelve languages.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d) && trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$out"' EXIT
addr=${ADDR:-127.0.0.1:8240}
go build -o "$out/shopvet" ./bench/crawl/profile
go build -o "$out/site" ./bench/crawl/site
go build -o "$out/serve" ./bench/crawl
scan() { PROFILE="$out/$1.prof" "$out/shopvet" scan "http://$2/" --profile deep --browser off --max-pages "$3" --quiet --format json --out "$out/verdict.json"; }

"$out/site" -pages 2500 >"$out/site.out" &
until [ -s "$out/site.out" ]; do sleep 0.2; done
read -r site _ <"$out/site.out"
scan site "$site" 2500
for lang in en de fr es it nl pl pt-br ja ko zh-cn zh-tw; do
  "$out/serve" -addr "$addr" -pages 400 -lang "$lang" -padding 6000 >/dev/null &
  server=$!
  until wget -q -O /dev/null "http://$addr/"; do sleep 0.2; done
  scan "$lang" "$addr" 350
  kill "$server" && wait "$server" 2>/dev/null || true
done
go tool pprof -proto "$out"/*.prof >cmd/shopvet/release.pgo
