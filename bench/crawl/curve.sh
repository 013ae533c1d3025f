#!/usr/bin/env bash
# Prints how time and memory of a whole scan (all checks, JSON report) grow with the pages that are read of one shop of a million pages, whose
# sitemaps name all of them: read N pages, and so many addresses wait.
#   bench/crawl/curve.sh [pages …]      1000 10000 100000 unless given; ROUNDS of each, interleaved (1)
#   SHOP=1000000 PADDING=4000 ADDR=127.0.0.1:8200 ROUNDS=1
set -euo pipefail
cd "$(dirname "$0")/../.."
sizes=("$@") && [ $# -gt 0 ] || sizes=(1000 10000 100000)
shop=${SHOP:-1000000} padding=${PADDING:-4000} addr=${ADDR:-127.0.0.1:8200} rounds=${ROUNDS:-1}
out=$(mktemp -d) && trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$out"' EXIT
command -v /usr/bin/time >/dev/null || { echo "needs /usr/bin/time (Debian package time)" >&2; exit 1; }
if wget -q -O /dev/null "http://$addr/"; then echo "something else answers on $addr: set ADDR" >&2; exit 1; fi

make --no-print-directory -s release BIN="$out/shopvet" # as it is given away; minutes from an empty cache
go build -o "$out/serve" ./bench/crawl
"$out/serve" -addr "$addr" -pages "$shop" -padding "$padding" >"$out/serve.log" 2>&1 &
until wget -q -O /dev/null "http://$addr/"; do kill -0 $! 2>/dev/null || { cat "$out/serve.log" >&2; exit 1; }; sleep 0.2; done
echo "shop: $shop pages; $(nproc) cores, client and server share them; $(go version | cut -d' ' -f3); load $(cut -d' ' -f1-3 /proc/loadavg)"

# value NAME and skipped read the verdict.
value() { grep -o "\"$1\": [0-9.]*" "$out/verdict.json" | head -n 1 | cut -d' ' -f2; }
skipped() { awk '/"skipped": \{/ {on=1; next} on && /\}/ {exit} on {gsub(/[^0-9]/, "", $2); n += $2} END {print n+0}' "$out/verdict.json"; }
printf '%9s %9s %8s %8s %9s %11s %9s %10s\n' pages seconds ms/page CPU-s 'CPU ms/p' 'judging s' 'peak MB' 'addresses'
for ((r = 1; r <= rounds; r++)); do
  for n in "${sizes[@]}"; do
    /usr/bin/time -f '%e %U %S %M' -o "$out/t" "$out/shopvet" scan "http://$addr/" --profile deep --browser off --max-time 6h --max-pages "$n" --quiet --format json --out "$out/verdict.json" 2>"$out/err" ||
      { cat "$out/err" >&2; exit 1; }
    read -r wall user sys kb < <(tail -n 1 "$out/t")
    awk -v p="$(value pages)" -v w="$wall" -v c="$user" -v s="$sys" -v kb="$kb" -v crawl="$(value seconds)" -v left="$(skipped)" \
      'BEGIN {printf "%9d %9.1f %8.2f %8.1f %9.2f %11.1f %9.0f %10d\n", p, w, 1000*w/p, c+s, 1000*(c+s)/p, w-crawl, kb/1024, p+left}'
  done
done
