# How an endpoint is served: sourced by farm.sh. Each has a name of its own under test. and an address of its own, with ports 443 and 80 as shops have them.
# The addresses look public, since a shop on a private one is not looked at in full; inside.sh keeps them on this machine.

web=$dir/web/site raw=$dir/web/raw
mkdir -p "$web" "$raw"
: >"$dir/names" && : >"$dir/sites.conf" && : >"$dir/endpoints"
count=0
modern=ECDHE+AESGCM:ECDHE+CHACHA20

# address NAME HOST [ADDRESS…]: gives an endpoint its addresses, and its host (with www. and without) to the name server.
address() {
	local name=$1 host=$2 a type
	shift 2
	count=$((count + 1))
	[ $# -gt 0 ] || set -- "$net4.$count"
	at=$1
	printf '%s\t%s\t%s\n' "$name" "$host" "$*" >>"$dir/endpoints"
	for a in "$@"; do
		case $a in *:*) type=AAAA ;; *) type=A ;; esac
		printf '%s\t%s\t%s\n' "$host" "$type" "$a" >>"$dir/names"
		case $host in *.*.test) ;; *) [ -n "${nowww:-}" ] || printf 'www.%s\t%s\t%s\n' "$host" "$type" "$a" >>"$dir/names" ;; esac
	done
}

# literal ADDRESS: as it stands in a URL or in nginx's listen.
literal() { case $1 in *:*) echo "[$1]" ;; *) echo "$1" ;; esac; }

# plain HOST ADDRESS MODE: what answers on port 80.
plain() {
	local answer
	case $3 in
	closed) return ;;
	redirect) answer="location / { return 301 https://\$host\$request_uri; }" ;;
	temporary) answer="location / { return 302 https://\$host\$request_uri; }" ;;
	serve) answer="root $web;" ;;
	elsewhere) # leads on, but to an address in clear
		echo "server { listen $(literal "$2"):80; server_name www.$1; root $web; }" >>"$dir/sites.conf"
		answer="location / { return 301 http://www.$1\$request_uri; }" ;;
	esac
	echo "server { listen $(literal "$2"):80 default_server; server_name $1; location ^~ /pki/ { root $dir; default_type application/pkix-cert; } $answer }" >>"$dir/sites.conf"
}

# site NAME [option=value…]: an endpoint served by nginx. Options: host, addr, cert, proto, ciphers, hsts, http, h2 ("" for none), more (TLS directives),
# body (what it answers), port.
site() {
	local name=$1 host=$1.test addr='' cert=$1 proto='TLSv1.2 TLSv1.3' ciphers=$modern hsts='max-age=63072000; includeSubDomains' http=redirect h2=http2
	local more='' port=443 option body="root $web;"
	shift
	for option in "$@"; do
		case $option in
		host=*) host=${option#*=} ;; addr=*) addr=${option#*=} ;; cert=*) cert=${option#*=} ;; proto=*) proto=${option#*=} ;;
		ciphers=*) ciphers=${option#*=} ;; hsts=*) hsts=${option#*=} ;; http=*) http=${option#*=} ;; h2=*) h2=${option#*=} ;;
		more=*) more=${option#*=} ;; body=*) body=${option#*=} ;; port=*) port=${option#*=} ;;
		*) echo "site: $option?" >&2; return 1 ;;
		esac
	done
	# shellcheck disable=SC2086 # several addresses
	address "$name" "$host" $addr
	# shellcheck disable=SC2086
	set -- ${addr:-$at}
	for at in "$@"; do
		secure "$name" "$host" "$at" "$port" "$cert"
		plain "$host" "$at" "$http"
	done
}

# secure writes one TLS server of site, whose settings it reads.
secure() {
	local listen c
	listen="$(literal "$3"):$4 ssl $h2"
	{
		echo "server { listen $listen default_server; server_name $2; ssl_protocols $proto; ssl_ciphers '$ciphers@SECLEVEL=0';"
		for c in $5; do echo "  ssl_certificate $pki/$c.chain; ssl_certificate_key $pki/$c.key;"; done
		case $more in *ssl_session_cache*) ;; *) echo "  ssl_session_cache shared:s$count:128k;" ;; esac
		echo "  $more"
		if [ -n "$hsts" ]; then echo "  add_header Strict-Transport-Security '$hsts' always;"; fi
		echo "  include $dir/headers.conf; $body }"
		echo "server { listen $listen; server_name www.$2; ssl_protocols $proto; ssl_ciphers '$ciphers@SECLEVEL=0'; $more" \
			"$(for c in ${wwwcert:-$5}; do echo "ssl_certificate $pki/$c.chain; ssl_certificate_key $pki/$c.key;"; done)" \
			"location / { return 301 https://$2\$request_uri; } add_header Strict-Transport-Security 'max-age=63072000' always; }"
	} >>"$dir/sites.conf"
}

# other NAME CERT COMMAND…: an endpoint whose port 443 is held by something else than nginx, which answers on port 80 only. ADDRESS in the command
# becomes its address; it runs where the pages for openssl s_server lie.
other() {
	local name=$1 cert=$2
	shift 2
	nowww=1 address "$name" "$name.test" # it has one certificate and no redirects
	plain "$name.test" "$at" "${http:-redirect}"
	run "$name" "${@//ADDRESS/$at}"
}

run() { # NAME COMMAND…
	local name=$1
	shift
	(cd "$raw" && exec "$@" </dev/null >"$dir/log/$name" 2>&1) &
	echo $! >>"$dir/pids"
}

# sserver NAME [argument…]: an endpoint served by openssl s_server; args in place of what keeps old versions and suites out.
sserver() {
	local name=$1 cert=$1
	shift
	awk '/BEGIN/{n++} n>1' "$pki/$cert.chain" >"$pki/$cert.rest"
	local rest=()
	if [ -s "$pki/$cert.rest" ]; then rest=(-cert_chain "$pki/$cert.rest"); fi
	# shellcheck disable=SC2086 # several arguments
	OPENSSL_CONF=$dir/server.cnf other "$name" "$cert" openssl s_server ${args--no_tls1 -no_tls1_1 -cipher ECDHE+AESGCM} -accept ADDRESS:443 -cert "$pki/$cert.pem" -key "$pki/$cert.key" "${rest[@]}" -HTTP -quiet "$@"
}

# page FILE TITLE HTML: a page of the shop, for nginx and, with its header fields, for s_server.
page() {
	mkdir -p "$(dirname "$web/$1")" "$(dirname "$raw/$1")"
	{
		echo "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width'><title>$2 – Harrow Lane Candles</title></head><body>"
		echo "<header><nav><a href=/shop.html>Home</a> <a href=/candles.html>Candles</a> <a href=/beeswax.html>Beeswax candle</a></nav></header><main><h1>$2</h1>$3$prose</main>"
		echo "<footer><a href=/contact.html>Contact</a> <a href=/terms.html>Terms of sale</a> <a href=/privacy.html>Privacy</a></footer></body></html>"
	} >"$web/$1"
	{
		printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nDate: %s\r\nConnection: close\r\n' "$(date -u '+%a, %d %b %Y %H:%M:%S GMT')"
		sed -n "s/^add_header \([A-Za-z-]*\) [\"']\(.*\)[\"'] always;/\1: \2\r/p" "$dir/headers.conf"
		printf 'Strict-Transport-Security: max-age=63072000\r\n\r\n'
		cat "$web/$1"
	} >"$raw/$1"
}

# As much text as a page of a shop has: a short one could be nothing but a script that leads on.
prose=$(for i in $(seq 12); do echo "<p>Batch $i was poured on a quiet morning, left to set for two days, trimmed by hand, wrapped in paper and laid on the shelf until somebody asked for it. It burns evenly, does not drip, and smells of nothing but honey.</p>"; done)
cat >"$dir/headers.conf" <<'H'
add_header Content-Security-Policy "default-src 'self'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'" always;
add_header X-Content-Type-Options 'nosniff' always;
add_header X-Frame-Options 'SAMEORIGIN' always;
add_header Referrer-Policy 'strict-origin-when-cross-origin' always;
H
page shop.html 'Candles made by hand' '<p>We pour candles in a small workshop and send them all over the country.</p><p><a href=/candles.html>All our candles</a></p>'
page candles.html 'Candles' '<ul><li><a href=/beeswax.html>Beeswax candle</a> € 9.50</li></ul>'
page beeswax.html 'Beeswax candle' '<p>A candle of pure beeswax, 20 cm, burns for 30 hours.</p><p>€ 9.50, VAT included, plus delivery.</p>'
page contact.html 'Contact' '<p>Harrow Lane Candles Ltd, 4 Harrow Lane, York YO1 7EP. <a href=mailto:hello@sound-nginx.test>hello@sound-nginx.test</a>, +44 1904 555 0123.</p>'
page terms.html 'Terms of sale' '<p>You may send anything back within 30 days and get your money back.</p>'
page privacy.html 'Privacy' '<p>We keep your address to send you what you ordered, and for nothing else.</p>'
cp "$web/shop.html" "$web/index.html"
printf 'User-agent: *\nAllow: /\n' >"$web/robots.txt"
printf 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nUser-agent: *\nAllow: /\n' >"$raw/robots.txt"
cat >"$dir/server.cnf" <<'C'
openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = default
[default]
MinProtocol = TLSv1
CipherString = ALL:@SECLEVEL=0
C
