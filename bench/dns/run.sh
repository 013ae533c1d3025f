#!/usr/bin/env bash
# Holds what shopvet says of names against the truth, dig, drill, and programs that receive mail: bench/dns/run.sh
# Needs nsd, unbound, ldnsutils and dnsutils (Debian); python3-spf, libmail-spf-perl and libmail-dmarc-perl are compared where they are found.
# Ports from $PORT (20500) to $PORT+10 on 127.0.0.1 are used. Nothing else is asked.
set -euo pipefail
cd "$(dirname "$0")/../.."
port=${PORT:-20500}
dir=$(mktemp -d)
pids=()
trap 'for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done; wait; rm -rf "$dir"' EXIT
for tool in nsd unbound ldns-keygen ldns-signzone dig drill openssl; do
  PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || { echo "needs $tool" >&2; exit 1; }
done
export PATH=$PATH:/usr/sbin
go build -o "$dir/shopvet" ./cmd/shopvet
go build -o "$dir/farm" ./bench/dns

# A root of our own and one certificate for all shops.
mapfile -t domains < <("$dir/farm" -names)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj "/CN=Test root" -keyout "$dir/root.key" -out "$dir/root.pem" 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=shops" -keyout "$dir/shop.key" -out "$dir/shop.csr" 2>/dev/null
openssl x509 -req -in "$dir/shop.csr" -CA "$dir/root.pem" -CAkey "$dir/root.key" -days 80 -out "$dir/shop.pem" \
  -extfile <(printf 'subjectAltName='; printf 'DNS:%s,' "${domains[@]}" | sed 's/,$//') 2>/dev/null

# The zones. One has no data, so that its server fails. One is signed with signatures that ended long ago, one has a single signature that does not hold: that of its IPv6 address.
"$dir/farm" -zones -dir "$dir"
: >"$dir/anchors"
for zone in signature.test signature6.test; do
  key=$(cd "$dir" && ldns-keygen -a ECDSAP256SHA256 -k "$zone")
  dates=() && if [ "$zone" = signature.test ]; then dates=(-i 20200101 -e 20200201); fi
  (cd "$dir" && ldns-signzone "${dates[@]}" -o "$zone" -f "$zone.signed" "$zone" "$key")
  cat "$dir/$key.ds" >>"$dir/anchors"
done
awk '$4 == "RRSIG" && $5 == "AAAA" { $NF = "AAAA" substr($NF, 5) } { print }' "$dir/signature6.test.signed" >"$dir/x" && mv "$dir/x" "$dir/signature6.test.signed"

cat >"$dir/nsd.conf" <<END
server:
  ip-address: 127.0.0.1@$port
  username: ""
  chroot: ""
  zonesdir: "$dir"
  pidfile: ""
  database: ""
  xfrdfile: "$dir/xfrd"
  xfrdir: "$dir"
  zonelistfile: "$dir/zones"
  cookie-secret-file: "$dir/cookie"
remote-control:
  control-enable: no
zone:
  name: test
  zonefile: test
zone:
  name: lame.test
  zonefile: there-is-none
zone:
  name: signature.test
  zonefile: signature.test.signed
zone:
  name: signature6.test
  zonefile: signature6.test.signed
END
nsd -d -c "$dir/nsd.conf" 2>"$dir/nsd.log" & pids+=($!)

resolver() { # port, modules
  cat >"$dir/unbound.$1.conf" <<END
server:
  interface: 127.0.0.1
  port: $1
  username: ""
  chroot: ""
  directory: "$dir"
  pidfile: ""
  use-syslog: no
  do-daemonize: no
  do-not-query-localhost: no
  module-config: "$2"
  root-hints: "$dir/hints"
  trust-anchor-file: "$dir/anchors"
  val-permissive-mode: no
  local-zone: "test." nodefault
  do-ip6: no
remote-control:
  control-enable: no
stub-zone:
  name: "test."
  stub-addr: 127.0.0.1@$port
stub-zone:
  name: "lame.test."
  stub-addr: 127.0.0.1@$port
stub-zone:
  name: "signature.test."
  stub-addr: 127.0.0.1@$port
stub-zone:
  name: "signature6.test."
  stub-addr: 127.0.0.1@$port
END
  unbound -d -c "$dir/unbound.$1.conf" 2>"$dir/unbound.$1.log" & pids+=($!)
}
printf '.\t3600\tNS\tns.nic.test.\nns.nic.test.\t3600\tA\t127.0.0.9\n' >"$dir/hints"
resolver $((port + 1)) iterator
resolver $((port + 2)) "validator iterator"
for p in $((port + 1)) $((port + 2)); do
  for _ in $(seq 50); do dig @127.0.0.1 -p "$p" +time=1 +tries=1 +short sound.test A 2>/dev/null | grep -q 127.0.0.1 && break; sleep 0.2; done
  dig @127.0.0.1 -p "$p" +short sound.test A | grep -q 127.0.0.1 || { cat "$dir"/*.log >&2; exit 1; }
done

mapfile -t mail < <("$dir/farm" -names -mail)
: >"$dir/peers"
if /usr/bin/python3 -c 'import spf, dns.resolver' 2>/dev/null; then /usr/bin/python3 bench/dns/peers.py $((port + 1)) "${mail[@]}" >>"$dir/peers"; fi
if perl -MMail::SPF -MMail::DMARC -e 1 2>/dev/null; then perl bench/dns/peers.pl $((port + 1)) "${mail[@]}" >>"$dir/peers"; fi
"$dir/farm" -dir "$dir" -shopvet "$dir/shopvet" -web "127.0.0.1:$((port + 10))" -plain "127.0.0.1:$((port + 1))" -strict "127.0.0.1:$((port + 2))" -peers "$dir/peers"
