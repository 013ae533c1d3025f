#!/usr/bin/env bash
# measure.sh WORK OUT [endpoint…]: starts the endpoints and lets each tool look at each, one after the other. Called by run.sh, inside.
set -euo pipefail
work=$1 out=$2
shift 2
mkdir -p "$work/farm"
./farm.sh "$work/farm" >"$out/farm.log" 2>&1 &
farm=$!
python3 count.py "$work/seen" &
counter=$!
trap 'kill $farm $counter 2>/dev/null; wait 2>/dev/null' EXIT
until [ -f "$work/farm/ready" ]; do
	kill -0 $farm 2>/dev/null || { cat "$out/farm.log" >&2; exit 1; }
	sleep 0.2
done
cp "$work/farm/endpoints" "$out/"
roots=$work/farm/roots.pem

# one FILE COMMAND…: runs a tool; FILE.txt gets what it prints, FILE.run "seconds CPU-seconds exit-code", FILE.seen what reached port 443 meanwhile.
one() {
	local file=$1 from code=0
	shift
	sleep 0.3 # what the tool before left open comes to its end
	from=$(wc -l <"$work/seen")
	/usr/bin/time -f '%e %U %S' -o "$work/time" timeout 1200 "$@" >"$file.txt" 2>"$file.err" </dev/null || code=$?
	echo "$(tail -n 1 "$work/time" | awk '{print $1, $2+$3}') $code" >"$file.run"
	sleep 0.3
	tail -n "+$((from + 1))" "$work/seen" >"$file.seen"
}

look() { # NAME HOST ADDRESSES PATH EXPECTED
	local name=$1 host=$2 profile six='' url=https://$2$4
	case $3 in *:*) six=-6 ;; esac
	for tool in $TOOLS; do
		case $tool in
		shopvet)
			for profile in $PROFILES; do
				case " $5 " in
				*' public '*) one "$out/$name.$profile" env "SSL_CERT_FILE=$roots" "$work/shopvet" scan "$url" --profile "$profile" --quiet \
					--out "$out/$name.$profile.json" --save "$out/$name.$profile.jsonl" ;;
				*) one "$out/$name.$profile" "$work/shopvet" scan "$url" --ca-file "$roots" --profile "$profile" --quiet \
					--out "$out/$name.$profile.json" --save "$out/$name.$profile.jsonl" ;;
				esac
			done ;;
		testssl)
			rm -f "$out/$name.testssl.json"
			local sections=$TESTSSL_SECTIONS
			if [[ " $TESTSSL_WHOLE " == *" $name "* ]]; then sections=''; fi
			# shellcheck disable=SC2086 # flags or none
			one "$out/$name.testssl" testssl --quiet --color 0 --warnings off --connect-timeout 5 --openssl-timeout 5 $six $sections --add-ca "$roots" \
				--jsonfile "$out/$name.testssl.json" "$host" ;;
		sslscan) one "$out/$name.sslscan" sslscan --no-colour --ocsp "$host" ;;
		esac
	done
}

while IFS=$'\t' read -r name path _ expected _ _ <&3; do
	case $name in '' | '#'*) continue ;; esac
	if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
	host=$(awk -F'\t' -v n="$name" '$1 == n {print $2; exit}' "$out/endpoints")
	addresses=$(awk -F'\t' -v n="$name" '$1 == n {print $3}' "$out/endpoints" | tr '\n' ' ')
	if [ -z "$host" ]; then
		echo "$name: its server is not on this machine" >&2
		continue
	fi
	echo "$name" >&2
	look "$name" "$host" "$addresses" "$path" "$expected"
done 3<truth.tsv
