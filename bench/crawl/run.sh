#!/usr/bin/env bash
# Compares crawlers on the same pages, served by another process on loopback: rounds interleaved, medians in a table (Markdown).
#   bench/crawl/run.sh [pages] [rounds]
# The pages: 40 links and about 30 kB each, nothing else to fetch (bench/crawl/site). raw is the least there can be (bench/crawl/raw).
# BROWSER=auto lets shopvet load its key pages in a browser too, as it does unless told otherwise; none of the others does such a thing.
# Others are used where they are found: muffet by $MUFFET or on PATH, linkinator by $LINKINATOR or on PATH, linkchecker and wget on PATH.
set -euo pipefail
cd "$(dirname "$0")/../.."
pages=${1:-10000} rounds=${2:-3} browser=${BROWSER:-off}
out=$(mktemp -d) && trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$out"' EXIT
chmod 755 "$out" # linkchecker becomes another user when root starts it
command -v /usr/bin/time >/dev/null || { echo "needs /usr/bin/time (Debian package time)" >&2; exit 1; }
muffet=${MUFFET:-$(command -v muffet || true)} linkinator=${LINKINATOR:-$(command -v linkinator || true)}

make --no-print-directory -s release BIN="$out/shopvet" # as it is given away; minutes from an empty cache
go build -o "$out/raw" ./bench/crawl/raw
go build -o "$out/site" ./bench/crawl/site
"$out/site" -pages "$pages" >"$out/site.out" 2>"$out/site.err" &
until [ -s "$out/site.out" ]; do kill -0 $! 2>/dev/null || { cat "$out/site.err" >&2; exit 1; }; sleep 0.2; done
read -r site counts bytes <"$out/site.out"
count() { wget -q -O - "http://$counts/"; }
load() { cut -d' ' -f1 /proc/loadavg; }
echo "$pages pages, one of them has $bytes bytes; $(nproc) cores, client and server share them; $(go version | cut -d' ' -f3); load at the begin $(load)"

names=()
# one NAME COMMAND…: runs it, and appends "seconds CPU-seconds MB pages requests" to NAME's list.
one() {
  local name=$1; shift
  count >/dev/null
  /usr/bin/time -f '%e %U %S %M' -o "$out/t" "$@" >"$out/$name.out" 2>"$out/$name.err" || true
  local seen; seen=$(count)
  echo "$(tail -n 1 "$out/t" | awk '{printf "%.2f %.2f %.0f", $1, $2+$3, $4/1024}') $seen" >>"$out/$name.runs"
  if ((${seen% *} < pages)); then echo "$name asked for ${seen% *} pages only: $(tail -n 1 "$out/$name.err")" >&2; fi
  [[ " ${names[*]} " == *" $name "* ]] || names+=("$name")
}
printf '[checking]\nmaxrequestspersecond=100000\n' >"$out/linkcheckerrc"
for ((r = 1; r <= rounds; r++)); do
  one shopvet "$out/shopvet" scan "http://$site/" --profile deep --browser "$browser" --quiet --format json --out "$out/verdict.json"
  one raw "$out/raw" -workers 4 "http://$site/"
  if [ -n "$muffet" ]; then
    one muffet-4 "$muffet" --max-connections=4 --max-connections-per-host=4 "http://$site/"
    one muffet-512 "$muffet" "http://$site/"
  fi
  if command -v wget >/dev/null; then one wget wget -q -r -l inf -nd --delete-after -P "$out/w" "http://$site/"; fi
  if [ -n "$linkinator" ]; then one linkinator "$linkinator" "http://$site/" --recurse --concurrency 4 --format json; fi
  if command -v linkchecker >/dev/null; then one linkchecker linkchecker -f "$out/linkcheckerrc" -t 4 --no-robots --no-status -o none "http://$site/"; fi
done

# column NAME N: the median of a column.
column() { awk -v c="$2" '{print $c}' "$out/$1.runs" | sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
echo "load at the end $(load)"
echo
echo "| crawler | pages/s | seconds | CPU-s | peak MB | pages asked for | requests | runs |"
echo "|---|---|---|---|---|---|---|---|"
for name in "${names[@]}"; do
  seen=$(column "$name" 4) s=$(column "$name" 1)
  echo "| $name | $(awk -v p="$seen" -v s="$s" 'BEGIN {printf "%.0f", p/s}') | $s | $(column "$name" 2) | $(column "$name" 3) | $seen | $(column "$name" 5) | $(wc -l <"$out/$name.runs") |"
done
