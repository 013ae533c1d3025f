# Servers that are built on other libraries than OpenSSL 3.0, where they are found, and peers that do not behave: sourced by farm.sh.

# behind NAME PORT COMMAND…: a server that takes no address to listen on gets a port of its own, and an endpoint hands on to it.
behind() {
	local name=$1 port=$2
	shift 2
	other "$name" "$name" python3 "$here/peer.py" delay ADDRESS 443 "$port" 0
	run "$name-server" "$@"
}

if command -v gnutls-serv >/dev/null; then
	gnutls() { # NAME PORT PRIORITY
		leaf "$1"
		behind "$1" "$2" gnutls-serv --port "$2" --http --disable-client-cert --x509certfile "$pki/$1.chain" --x509keyfile "$pki/$1.key" --priority "$3"
	}
	gnutls gnutls 20101 NORMAL:-VERS-TLS1.1:-VERS-TLS1.0:-RSA:-CIPHER-ALL:+AES-128-GCM:+AES-256-GCM:+CHACHA20-POLY1305
	gnutls gnutls-rc4 20102 NORMAL:+ARCFOUR-128:-VERS-TLS1.0:-VERS-TLS1.1:-RSA
fi

if command -v selfserv >/dev/null; then
	nss() { # NAME PORT [argument…]
		local name=$1 port=$2 db=$dir/nss-$1
		shift 2
		leaf "$name"
		mkdir -p "$db"
		certutil -N -d "sql:$db" --empty-password
		openssl pkcs12 -export -inkey "$pki/$name.key" -in "$pki/$name.chain" -name "$name" -passout pass: -out "$pki/$name.p12"
		pk12util -i "$pki/$name.p12" -d "sql:$db" -W '' >/dev/null
		behind "$name" "$port" selfserv -n "$name" -p "$port" -d "sql:$db" "$@"
	}
	nss nss 20103 -V tls1.2: -H 0 -c :C02F:C030:1301:1302
	nss nss-3des 20104 -V tls1.2: -c :C02F:000A:1301
fi

# Debian's last OpenSSL with SSL 3.0, RC4 or single DES is long gone; Node.js 0.10 carries OpenSSL 1.0.1, with SSL 3.0, RC4, 3DES, IDEA and NULL.
if [ -x "${OLD_NODE:-}" ]; then
	old() { # NAME METHOD CIPHERS [ssl3]
		leaf "$1"
		other "$1" "$1" "$OLD_NODE" --enable-ssl3 "$here/old.js" ADDRESS "$pki/$1.key" "$pki/$1.chain" "$2" "$3" "${4:-}"
	}
	old ssl3-only SSLv3_method AES128-SHA ssl3
	old ssl3-beside SSLv23_method AES128-GCM-SHA256:AES128-SHA ssl3
	old rc4-only SSLv23_method RC4-SHA:RC4-MD5
	old idea SSLv23_method AES128-GCM-SHA256:IDEA-CBC-SHA
	old 3des SSLv23_method AES128-GCM-SHA256:DES-CBC3-SHA
fi

misbehave() { # NAME MODE
	leaf "$1"
	other "$1" "$1" python3 "$here/peer.py" "$2" ADDRESS 443
}
misbehave silent silent
misbehave never-accepts full
misbehave smtp smtp
misbehave closes close
misbehave resets reset
misbehave garbage garbage
leaf chain-60k
i=0
while [ "$(openssl crl2pkcs7 -nocrl -certfile "$pki/chain-60k.chain" -outform DER | wc -c)" -lt 61440 ]; do
	i=$((i + 1))
	[ -f "$pki/filler.pem" ] || leaf filler ca=otherroot "names=$(printf 'a%03d.filler-of-the-chain.test,' $(seq 120))filler.test"
	cat "$pki/filler.pem" >>"$pki/chain-60k.chain"
done
site chain-60k
leaf cookies-1000
site cookies-1000 more="$(for i in $(seq 1000); do printf "add_header Set-Cookie 'c%d=%032d; Path=/; Secure; HttpOnly; SameSite=Lax' always; " "$i" "$i"; done)"
leaf header-1mb
site header-1mb more="set \$k '$(printf 'k%.0s' $(seq 1024))'; set \$k16 '$(printf '$k%.0s' $(seq 16))'; set \$k256 '$(printf '$k16%.0s' $(seq 16))'; add_header X-Long '\$k256\$k256\$k256\$k256' always;"
leaf clear # speaks HTTP without TLS on port 443
address clear clear.test
echo "server { listen $at:443; server_name clear.test; root $web; }" >>"$dir/sites.conf"
plain clear.test "$at" serve
