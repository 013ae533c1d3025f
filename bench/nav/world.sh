#!/usr/bin/env bash
# Runs a command in a small world of its own: world.sh DIR COMMAND…
# A network namespace with no way out holds the addresses of site/others.mjs, a name server, nginx and the app; DIR holds what build.mjs and
# tls.sh wrote. Nothing outside changes, and what runs inside reaches nothing outside. Needs root.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${NAV_WORLD:-}" ]; then NAV_WORLD=1 exec unshare --net --mount -- "$0" "$@"; fi
dir=$1; shift

ip link set lo up
for a in 91.198.22.10/32 91.198.22.11/32 91.198.22.12/32 91.198.22.13/32 2a01:4f9::10/128; do ip addr add "$a" dev lo; done
echo 'nameserver 127.0.0.1' >"$dir/resolv.conf"
printf '127.0.0.1 localhost\n::1 localhost\n' >"$dir/hosts"
mount --bind "$dir/resolv.conf" /etc/resolv.conf
mount --bind "$dir/hosts" /etc/hosts

mkdir -p "$dir/logs"
node "$here/dns.mjs" & dns=$!
node "$here/app.mjs" & app=$!
cp "$here/nginx.conf" "$dir/" # certificates are looked for beside it
nginx -p "$dir" -c "$dir/nginx.conf" -g 'daemon off;' & web=$!
trap 'kill $dns $app $web 2>/dev/null || true' EXIT
for _ in $(seq 50); do
  curl -so /dev/null --max-time 1 http://www.lumenhaus.example/s/203 && break
  sleep 0.2
done
curl -sSo /dev/null --max-time 2 http://www.lumenhaus.example/s/203
export NAV_APP=$app NAV_LOG="$dir/logs/access.log" NAV_CA="$dir/tls/root.pem" NODE_EXTRA_CA_CERTS="$dir/tls/root.pem" SSL_CERT_FILE="$dir/tls/root.pem"
"$@"
