#!/usr/bin/env bash
# Compares crawlers on one synthetic shop served by another process on loopback: rounds interleaved, medians printed.
#   bench/crawl/run.sh [pages] [rounds]     the shop is served on $ADDR, 127.0.0.1:8200 unless set
# Peers are used where they are found: wget on PATH; muffet by $MUFFET or on PATH; linkinator by $LINKINATOR or on PATH.
set -euo pipefail
cd "$(dirname "$0")/../.."
pages=${1:-10000} rounds=${2:-3} addr=${ADDR:-127.0.0.1:8200}
out=$(mktemp -d) && trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$out"' EXIT
command -v /usr/bin/time >/dev/null || { echo "needs /usr/bin/time (Debian package time)" >&2; exit 1; }

if wget -q -O /dev/null "http://$addr/"; then echo "something else answers on $addr: set ADDR" >&2; exit 1; fi

go build -o "$out/shopvet" ./cmd/shopvet
go build -o "$out/serve" ./bench/crawl
"$out/serve" -addr "$addr" -pages "$pages" >"$out/serve.log" 2>&1 &
until wget -q -O /dev/null "http://$addr/"; do kill -0 $! 2>/dev/null || { cat "$out/serve.log" >&2; exit 1; }; sleep 0.2; done
wget -q -O "$out/sitemap.xml" "http://$addr/sitemap.xml"
bytes=$(grep -o '<loc>[^<]*/products/[^<]*' "$out/sitemap.xml" | sed -n '200s/<loc>//p' | xargs wget -q -O - | wc -c)
echo "shop: $pages pages, a product page has about $bytes bytes; $(nproc) cores, client and server share them; $(go version | cut -d' ' -f3)"

# one NAME COMMAND…: appends "seconds cpu-seconds MB" to NAME's list.
one() {
  local name=$1; shift
  /usr/bin/time -f '%e %U %S %M' -o "$out/t" "$@" >"$out/$name.out" 2>"$out/$name.err" || true
  tail -n 1 "$out/t" | awk '{printf "%.2f %.2f %.0f\n", $1, $2+$3, $4/1024}' >>"$out/$name.runs"
}
muffet=${MUFFET:-$(command -v muffet || true)} linkinator=${LINKINATOR:-$(command -v linkinator || true)}
for ((r = 1; r <= rounds; r++)); do
  one shopvet "$out/shopvet" scan "http://$addr/" --profile deep --quiet --format json --out "$out/verdict.json"
  if [ -n "$muffet" ]; then one muffet "$muffet" --buffer-size 16384 "http://$addr/"; fi
  one wget wget --spider -r -l inf -nd --no-verbose -P "$out/w" "http://$addr/"
  if [ -n "$linkinator" ] && [ "$r" = 1 ]; then one linkinator "$linkinator" "http://$addr/" --recurse --concurrency 16; fi
done
median() { awk -v c="$2" '{print $c}' "$out/$1.runs" | sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
printf '%-11s %9s %9s %9s %9s %6s\n' crawler pages/s seconds CPU-s 'peak MB' runs
for name in shopvet muffet wget linkinator; do
  [ -f "$out/$name.runs" ] || continue
  s=$(median "$name" 1)
  printf '%-11s %9.0f %9s %9s %9s %6s\n' "$name" "$(awk -v p="$pages" -v s="$s" 'BEGIN {print p/s}')" "$s" "$(median "$name" 2)" "$(median "$name" 3)" "$(wc -l <"$out/$name.runs")"
done
echo "pages/s counts the shop's $pages pages for every crawler; muffet and linkinator also fetch each picture and file they find, shopvet asks for 20 per folder, wget for linked ones."
grep -o '"pages": [0-9]*' "$out/verdict.json" | head -1 | sed 's/^/shopvet fetched: /'
