#!/usr/bin/env bash
# What the TLS part of a visit costs, by itself and within a whole scan, beside the whole of what testssl.sh and sslscan do at one host:
#   bench/tls/cost.sh [rounds]     medians over so many rounds, 11 unless said; testssl.sh runs once, PEERS=no leaves both out
set -euo pipefail
cd "$(dirname "$0")"
if [ "${INSIDE:-}" != 1 ]; then
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	(cd ../.. && go build -o "$work/shopvet" ./cmd/shopvet && go build -o "$work/cost" ./bench/tls)
	./inside.sh ./cost.sh "$work" "${1:-11}"
	exit
fi
work=$1 rounds=$2
mkdir "$work/farm"
./farm.sh "$work/farm" >"$work/log" 2>&1 &
farm=$!
python3 count.py "$work/seen" &
counter=$!
trap 'kill $farm $counter 2>/dev/null; wait 2>/dev/null' EXIT
until [ -f "$work/farm/ready" ]; do
	kill -0 $farm 2>/dev/null || { cat "$work/log" >&2; exit 1; }
	sleep 0.2
done
roots=$work/farm/roots.pem

median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
hellos() { sleep 0.3 && tail -n "+$((from + 1))" "$work/seen" | grep -c ^hello; }
mark() { sleep 0.3 && from=$(wc -l <"$work/seen"); }

echo "load $(cut -d' ' -f1 /proc/loadavg), $(nproc) cores"
echo '| shop | profile | TLS part: s (fastest–slowest) | CPU-s | handshakes by its own count | counted outside | whole scan: s | CPU-s | handshakes counted outside |'
echo '|---|---|---|---|---|---|---|---|---|'
for shop in sound-nginx:/ sound-sserver:/shop.html; do
	host=${shop%%:*}.test path=${shop#*:}
	for profile in quick standard deep; do
		mark
		read -r wall cpu own fastest slowest < <("$work/cost" -depth $profile -roots "$roots" -rounds "$rounds" "$host" "www.$host")
		outside=$(($(hellos) / rounds))
		: >"$work/walls" && : >"$work/cpus" && : >"$work/counts"
		for _ in 1 2 3; do
			mark
			/usr/bin/time -f '%e %U %S' -o "$work/time" "$work/shopvet" scan "https://$host$path" --ca-file "$roots" --profile $profile --quiet --out "$work/v.json"
			awk '{print $1}' "$work/time" >>"$work/walls"
			awk '{print $2 + $3}' "$work/time" >>"$work/cpus"
			hellos >>"$work/counts"
		done
		echo "| ${shop%%:*} | $profile | $wall ($fastest–$slowest) | $cpu | $own | $outside | $(median <"$work/walls") | $(median <"$work/cpus") | $(median <"$work/counts") |"
	done
done
[ "${PEERS:-}" != no ] || exit 0
echo
echo '| shop | tool | s | CPU-s | handshakes | connections |'
echo '|---|---|---|---|---|---|'
for host in sound-nginx sound-sserver; do
	for tool in testssl sslscan; do
		mark
		case $tool in
		testssl) /usr/bin/time -f '%e %U %S' -o "$work/time" testssl --quiet --color 0 --warnings off --add-ca "$roots" $host.test >/dev/null 2>&1 </dev/null || true ;;
		sslscan) /usr/bin/time -f '%e %U %S' -o "$work/time" sslscan --no-colour --ocsp $host.test >/dev/null ;;
		esac
		echo "| $host | $tool | $(tail -1 "$work/time" | awk '{print $1 " | " $2 + $3}') | $(hellos) | $(tail -n "+$((from + 1))" "$work/seen" | grep -c ^syn) |"
	done
done
