#!/usr/bin/env bash
# Compares what shopvet and Retire.js read from real files of script libraries that bear no version in their names.
#   bench/library/run.sh LIST.json [CACHE]    LIST.json is the library list of Retire.js, in its form 5 (repository/jsrepository-v5.json);
#                                             CACHE keeps the packages between runs
# The files come from the npm registry and are served by nginx on loopback, in made-up shops of twenty scripts each, on ports from $PORT (20300).
set -euo pipefail
list=$(realpath "${1:?usage: run.sh LIST.json [CACHE]}")
cd "$(dirname "$0")/../.."
out=$(mktemp -d) && chmod 755 "$out" # nginx reads it as another user
port=${PORT:-20300} cache=${2:-}
trap '[ -f "$out/nginx.pid" ] && kill "$(cat "$out/nginx.pid")" 2>/dev/null; rm -rf "$out"' EXIT
cache=$(realpath -m "${cache:-$out/npm}")
for need in nginx npm node; do command -v "$need" >/dev/null || { echo "needs $need" >&2; exit 1; }; done

mkdir -p "$cache" "$out/www" "$out/retire"
rows() { grep -v '^#' bench/library/files.tsv; }
rows | cut -f1 | sort -u | while read -r pkg; do
  dir=$cache/${pkg//\//+}
  [ -d "$dir" ] && continue
  tgz=$(cd "$out" && npm pack --silent "$pkg" | tail -1)
  mkdir -p "$dir" && tar xzf "$out/$tgz" -C "$dir" --strip-components=1 && rm "$out/$tgz"
done

# Shop by shop: a home page that loads the scripts, each in a folder with the number of its row.
n=0 shop=-1
while IFS=$'\t' read -r pkg file _; do
  if ((n % 20 == 0)); then
    shop=$((shop + 1)) && mkdir -p "$out/www/$shop"
    echo '<!doctype html><html lang="en"><title>Made-up shop</title><nav><a href="/">Home</a></nav><main><h1>Candles</h1><p>Candles of beeswax.</p></main>' >"$out/www/$shop/index.html"
  fi
  n=$((n + 1))
  mkdir -p "$out/www/$shop/s/n$n" && cp "$cache/${pkg//\//+}/$file" "$out/www/$shop/s/n$n/"
  echo "<script src=\"/s/n$n/$(basename "$file")\"></script>" >>"$out/www/$shop/index.html"
done < <(rows)
{
  echo "pid $out/nginx.pid; error_log $out/error.log; events {} http { access_log $out/access.log; types { text/html html; text/javascript js; } gzip on; gzip_types text/javascript;"
  for dir in client_body proxy fastcgi uwsgi scgi; do echo "${dir}_temp_path $out/$dir;"; done
  for ((i = 0; i <= shop; i++)); do echo "server { listen 127.0.0.1:$((port + i)); root $out/www/$i; }"; done
  echo "}"
} >"$out/nginx.conf"
nginx -c "$out/nginx.conf"

go build -o "$out/shopvet" ./cmd/shopvet
began=$(date +%s.%N)
for ((i = 0; i <= shop; i++)); do "$out/shopvet" crawl "http://127.0.0.1:$((port + i))/" -q --out "$out/$i.jsonl"; done
echo "shopvet: $((shop + 1)) crawls of 20 scripts, $(awk -v a="$began" -v b="$(date +%s.%N)" 'BEGIN {printf "%.1f", b-a}') s; requests for scripts: $(grep -c '"GET /s/' "$out/access.log")" >&2
npm install --silent --no-audit --no-fund --prefix "$out/retire" retire@5.7.0
"$out/retire/node_modules/.bin/retire" --path "$out/www" --jsrepo "$list" --cachedir "$out/cache" --outputformat json --verbose --exitwith 0 >"$out/retire.json" 2>"$out/retire.err" || { cat "$out/retire.err" >&2; exit 1; }
go run ./bench/library -files bench/library/files.tsv -notes bench/library/notes.tsv -retire "$out/retire.json" "$out"/[0-9]*.jsonl
