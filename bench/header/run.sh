#!/usr/bin/env bash
# Judges header sets, served by node on loopback, by shopvet and by MDN HTTP Observatory, and prints the table of README.md.
#   bench/header/run.sh     ports from $PORT, 20200 unless set; $OBSERVATORY is a folder with the npm package @mdn/mdn-http-observatory installed,
#                           made anew in a temporary folder where it is not set
# Needs node 20 or newer, npm, openssl, Go.
set -euo pipefail
cd "$(dirname "$0")/../.."
port=${PORT:-20200} version=1.4.8
out=$(mktemp -d) && trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$out"' EXIT

observatory=${OBSERVATORY:-$out/observatory}
package=$observatory/node_modules/@mdn/mdn-http-observatory
if [ ! -d "$package" ]; then
  mkdir -p "$observatory"
  # Its install step loads lists from the internet that these tests do not need; the list of preloaded hosts may be empty, localhost is in none.
  (cd "$observatory" && npm install --silent --no-audit --no-fund --ignore-scripts "@mdn/mdn-http-observatory@$version" >&2)
fi
[ -f "$package/conf/hsts-preload.json" ] || echo '{}' >"$package/conf/hsts-preload.json"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=Bench root' -keyout "$out/ca.key" -out "$out/ca.pem" 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=localhost' -keyout "$out/key.pem" -out "$out/csr.pem" 2>/dev/null
openssl x509 -req -in "$out/csr.pem" -CA "$out/ca.pem" -CAkey "$out/ca.key" -days 20 -extfile <(echo subjectAltName=DNS:localhost) -out "$out/cert.pem" 2>/dev/null

go build -o "$out/shopvet" ./cmd/shopvet
node bench/header/serve.mjs "$port" "$out/key.pem" "$out/cert.pem" >"$out/serve.log" 2>&1 &
until grep -q serving "$out/serve.log"; do kill -0 $! 2>/dev/null || { cat "$out/serve.log" >&2; exit 1; }; sleep 0.2; done

NODE_EXTRA_CA_CERTS=$out/ca.pem node bench/header/observe.mjs "$port" "$package" >"$out/observed.json"
mkdir "$out/reports"
sets=$(node -e 'import("./bench/header/sets.mjs").then(m => console.log(m.sets.length))')
for ((i = 0; i < sets; i++)); do
  # From an empty folder: a shopvet.toml lying about must not change what is measured.
  (cd "$out" && ./shopvet scan "https://localhost:$((port + i))/" --quiet --profile quick --ca-file ca.pem --format json --out "reports/$i.json")
done
node bench/header/compare.mjs "$out/observed.json" "$out/reports"
echo "MDN HTTP Observatory $version, node $(node --version | tr -d v), $(go version | cut -d' ' -f3), $(date -u +%Y-%m-%d)."
