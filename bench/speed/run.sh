#!/usr/bin/env bash
# Holds shopvet's timings against a server whose delays are known: node adds them, nginx stands before it, over http and https, with and without
# open connections, with and without compression.
#   bench/speed/run.sh [delay in ms …]      all of them unless named; ports $PORT to $PORT+19, 20410 unless set
# Delays of a second and more are run side by side, since most of their time is waiting; SERIAL=1 runs one after the other.
set -euo pipefail
cd "$(dirname "$0")/../.."
delays=("$@"); [ ${#delays[@]} -gt 0 ] || delays=(50 100 200 500 1000 2000 5000)
port=${PORT:-20410} seed=${SEED:-7} ways=(http http-close https-gzip https-close-gzip)
for tool in node nginx openssl; do command -v $tool >/dev/null || { echo "needs $tool" >&2; exit 1; }; done
out=$(mktemp -d) nginx=
trap 'kill $(jobs -p) $nginx 2>/dev/null || true; rm -rf "$out"' EXIT

go build -o "$out/shopvet" ./cmd/shopvet
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=Bench CA" -keyout "$out/ca.key" -out "$out/ca.pem" 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=localhost" -keyout "$out/key.pem" -out "$out/req.pem" 2>/dev/null
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >"$out/ext"
openssl x509 -req -in "$out/req.pem" -CA "$out/ca.pem" -CAkey "$out/ca.key" -CAcreateserial -days 30 -extfile "$out/ext" -out "$out/cert.pem" 2>/dev/null

# Way number i listens on port+i and leads to the node server on port+10+i.
{
  echo "daemon off; worker_processes 1; pid $out/nginx.pid; error_log $out/nginx.log; events {} http { access_log off; proxy_buffering on; client_body_temp_path $out/b; proxy_temp_path $out/p; fastcgi_temp_path $out/f; uwsgi_temp_path $out/u; scgi_temp_path $out/s;"
  for i in "${!ways[@]}"; do
    way=${ways[$i]} tls= more=
    [[ $way == https* ]] && tls=" ssl" more="ssl_certificate $out/cert.pem; ssl_certificate_key $out/key.pem; "
    [[ $way == *close* ]] && more+="keepalive_timeout 0; "
    [[ $way == *gzip* ]] && more+="gzip on; gzip_types text/html; gzip_min_length 100; "
    [[ $way == https-gzip ]] && tls+=" http2"
    echo "server { listen 127.0.0.1:$((port + i))$tls; $more location / { proxy_pass http://127.0.0.1:$((port + 10 + i)); proxy_http_version 1.1; proxy_set_header Host \$http_host; } }"
  done
  echo "}"
} >"$out/nginx.conf"
nginx -p "$out" -c "$out/nginx.conf" 2>"$out/nginx.err" & nginx=$!

# one WAY-NUMBER DELAY: a server of its own, one scan, one row.
one() {
  local i=$1 ms=$2 way=${ways[$1]} at="$out/$1-$2" scheme=http
  [[ $way == https* ]] && scheme=https
  : >"$at.ready"
  node bench/speed/shop.mjs $((port + 10 + i)) "$at.log" "$ms" $((seed + ms)) >"$at.ready" & local server=$!
  until grep -q ready "$at.ready"; do kill -0 $server; sleep 0.1; done
  "$out/shopvet" scan "$scheme://127.0.0.1:$((port + i))/" --ca-file "$out/ca.pem" --quiet --save "$at.jsonl" --format json --out "$at.json" || true
  kill $server
  wait $server 2>/dev/null || true
  node bench/speed/compare.mjs "$way" "$ms" "$at.log" "$at.jsonl" "$at.json" >"$at.row" 2>"$at.why" || touch "$out/failed"
}

echo "$(nproc) cores; $(go version | cut -d' ' -f3), node $(node --version), $(nginx -v 2>&1 | cut -d/ -f2 | sed 's/^/nginx /'); load $(cut -d' ' -f1 /proc/loadavg)"
echo
echo "| way | set | timers late by | truth | reported | error | middle half | timings | speed-ttfb | speed-ttfb-cart | most off of all medians | medians | outlier of 8 s | right |"
echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
for ms in "${delays[@]}"; do
  runs=()
  for i in "${!ways[@]}"; do
    if [ "$ms" -ge 1000 ] && [ -z "${SERIAL:-}" ]; then one "$i" "$ms" & runs+=($!); else one "$i" "$ms"; fi
  done
  [ ${#runs[@]} -eq 0 ] || wait "${runs[@]}"
  for i in "${!ways[@]}"; do cat "$out/$i-$ms.row"; cat "$out/$i-$ms.why" >&2; done
done
[ ! -e "$out/failed" ]
