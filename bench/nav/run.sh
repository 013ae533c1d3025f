#!/usr/bin/env bash
# Compares programs that look for broken links on one small world with every kind of link: bench/nav/run.sh [PROGRAM…]
# Programs: shopvet linkinator linkchecker muffet, by default all that are found: linkchecker on PATH, muffet by $MUFFET or on PATH; linkinator
# is put into a folder of its own by npm; shopvet is built from this tree unless $SHOPVET names one. DIR=… keeps what was made and said.
# Needs root, node 20, nginx, openssl, curl, /usr/bin/time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
SHOP=http://www.lumenhaus.example/

# one NAME COMMAND…: runs a program within ten minutes, with the app's memory wiped and the log of its visits kept.
one() {
  local name=$1; shift
  echo "running $name" >&2
  kill -HUP "$NAV_APP"
  : >"$NAV_LOG"
  /usr/bin/time -f '%e %M' -o "$name.time" timeout 600 "$@" >"$name.out" 2>"$name.err" || true
  cp "$NAV_LOG" "$name.log"
}

# Each gets the settings with which it finds most.
run_shopvet() { one shopvet ./shopvet scan "$SHOP" --profile standard --max-pages 5000 --max-time 9m --rate 0 --ca-file "$NAV_CA" --format json --quiet; }
run_linkinator() { # left to itself it ends at the first time-out that it meets, or waits with nothing to wait for, and says nothing of what it found
  NODE_OPTIONS='--unhandled-rejections=warn --import=data:text/javascript,setInterval(()=>{},1000)' one linkinator node "$LINKINATOR" "$SHOP" \
    --recurse --check-css --check-fragments --retry --retry-errors --retry-errors-count 2 --timeout 10000 --concurrency 10 --format json
}
run_linkchecker() { # as root it becomes nobody
  printf '[checking]\nmaxrequestspersecond=1000\ntimeout=10\nsslverify=%s\n[filtering]\ncheckextern=1\n[AnchorCheck]\n' "$NAV_CA" >linkchecker.rc
  one linkchecker linkchecker -f "$PWD/linkchecker.rc" --check-extern --no-status -o none -F "csv/utf-8/$PWD/linkchecker.csv" "$SHOP"
}
run_muffet() { one muffet "$MUFFET" --format json --buffer-size 65536 --max-retries 2 --timeout 10 "$SHOP"; }

if [ "${1:-}" = --inside ]; then
  dir=$2; shift 2
  cd "$dir/out"
  node "$here/verify.mjs" "$dir/truth.tsv" >&2
  for name in "$@"; do "run_$name"; done
  exit
fi

dir=$(realpath -m "${DIR:-$(mktemp -d)}")
mkdir -p "$dir/out" && chmod 755 "$dir" && chmod 777 "$dir/out"
rm -rf "$dir/www" "$dir/tls"
programs=("$@")
export MUFFET=${MUFFET:-$(command -v muffet || true)}
if [ $# = 0 ]; then
  programs=(shopvet linkinator)
  if command -v linkchecker >/dev/null; then programs+=(linkchecker); fi
  if [ -n "$MUFFET" ]; then programs+=(muffet); fi
fi
node "$here/build.mjs" "$dir" >&2
"$here/tls.sh" "$dir/tls"
case " ${programs[*]} " in *' shopvet '*)
  if [ -n "${SHOPVET:-}" ]; then cp "$SHOPVET" "$dir/out/shopvet"; else (cd "$here/../.." && go build -o "$dir/out/shopvet" ./cmd/shopvet); fi ;;
esac
case " ${programs[*]} " in *' linkinator '*)
  export LINKINATOR=${LINKINATOR:-$dir/npm/node_modules/linkinator/build/src/cli.js}
  [ -f "$LINKINATOR" ] || npm install --silent --no-fund --no-audit --prefix "$dir/npm" linkinator@7.6.1 >&2 ;;
esac
"$here/world.sh" "$dir" "$here/run.sh" --inside "$dir" "${programs[@]}"
node "$here/compare.mjs" "$dir" | tee "$dir/out/result.md"
echo "what each program missed and where it was wrong: $dir/out/*.misses" >&2
