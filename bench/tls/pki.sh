# The certificates of the endpoints: sourced by farm.sh. Everything is made anew in $dir/pki; nothing of it is trusted anywhere else.
# Files: NAME.key; NAME.pem, one certificate; NAME.chain, as a server should send it, without the root.

pki=$dir/pki
mkdir -p "$pki"

# stamp WHEN: a moment as openssl ca wants it; WHEN as date(1) reads it ("-20 days").
stamp() { date -u -d "$1" +%Y%m%d%H%M%SZ; }

key() { # NAME ALGORITHM
	case $2 in
	rsa*) openssl genpkey -quiet -algorithm RSA -pkeyopt "rsa_keygen_bits:${2#rsa}" -out "$pki/$1.key" 2>/dev/null ||
		openssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:${2#rsa}" -out "$pki/$1.key" 2>/dev/null ;;
	p*) openssl genpkey -algorithm EC -pkeyopt "ec_paramgen_curve:P-${2#p}" -out "$pki/$1.key" 2>/dev/null ;;
	esac
}

# sign NAME CA FROM TO SUBJECT EXTENSIONS MD: certifies the key $pki/$key.key (NAME's own unless key is set); CA "self" signs itself.
sign() {
	local name=$1 ca=$2 from=$3 to=$4 subject=$5 ext=$6 md=${7:-sha256} by
	mkdir -p "$pki/$name.d"
	touch "$pki/$name.d/index.txt"
	printf '%s\n' '[ca]' 'default_ca=d' '[d]' "new_certs_dir=$pki/$name.d" "database=$pki/$name.d/index.txt" 'rand_serial=yes' 'policy=p' 'default_md=sha256' \
		'unique_subject=no' 'email_in_dn=no' '[p]' 'commonName=optional' 'organizationName=optional' 'countryName=optional' >"$pki/$name.cnf"
	printf '%b' "$ext" >"$pki/$name.ext"
	openssl req -new -utf8 -key "$pki/${key:-$name}.key" -subj "$subject" -out "$pki/$name.csr" 2>/dev/null
	if [ "$ca" = self ]; then
		by=(-selfsign -keyfile "$pki/${key:-$name}.key" -config "$pki/$name.cnf")
	else
		by=(-cert "$pki/$ca.pem" -keyfile "$pki/$ca.key" -config "$pki/$ca.cnf")
	fi
	openssl ca -batch -notext "${by[@]}" -in "$pki/$name.csr" -out "$pki/$name.pem" -md "$md" -startdate "$(stamp "$from")" -enddate "$(stamp "$to")" \
		-extfile "$pki/$name.ext" 2>"$pki/$name.log" || { cat "$pki/$name.log" >&2; return 1; }
	cat "$pki/$name.pem" >"$pki/$name.chain"
	if [ -f "$pki/$ca.chain" ] && [[ $ca != *root ]]; then cat "$pki/$ca.chain" >>"$pki/$name.chain"; fi
}

authority() { # NAME CA ALGORITHM [MD]: a certificate authority, five years old
	key "$1" "$3"
	sign "$1" "$2" '-5 years' '+10 years' "/C=DE/O=${organisation:-Bench}/CN=Bench $1" \
		'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign,digitalSignature\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n' "${4:-sha256}"
}

# leaf NAME [option=value…]: the certificate of an endpoint. Options: ca, key (an algorithm), from, to, names (comma-separated; "" for none), cn, md,
# more (further extension lines).
leaf() {
	local name=$1 ca=inter alg=rsa2048 from='-20 days' to='+70 days' names=$1.test,www.$1.test cn='' md=sha256 more='' option
	shift
	for option in "$@"; do
		case $option in
		ca=*) ca=${option#*=} ;; key=*) alg=${option#*=} ;; from=*) from=${option#*=} ;; to=*) to=${option#*=} ;;
		names=*) names=${option#*=} ;; cn=*) cn=${option#*=} ;; md=*) md=${option#*=} ;; more=*) more=${option#*=} ;;
		*) echo "leaf: $option?" >&2; return 1 ;;
		esac
	done
	local ext='basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
	case $alg in p*) ext=${ext/,keyEncipherment/} ;; esac
	if [ -n "$names" ]; then ext+="subjectAltName=DNS:${names//,/,DNS:}\n"; fi
	[ -f "$pki/shared-$alg.key" ] || key "shared-$alg" "$alg"
	cp "$pki/shared-$alg.key" "$pki/$name.key"
	sign "$name" "$ca" "$from" "$to" "/CN=${cn:-${names%%,*}}" "$ext$more" "$md"
}

# staple NAME CA DAYS-AGO: the CA's OCSP answer on a certificate, made so many days ago for a week: $pki/NAME.ocsp.
staple() {
	local name=$1 ca=$2 ago=$3
	faketime -f "-${ago}d" openssl ocsp -index "$pki/$ca.d/index.txt" -CA "$pki/$ca.pem" -rsigner "$pki/$ca.pem" -rkey "$pki/$ca.key" \
		-issuer "$pki/$ca.pem" -cert "$pki/$name.pem" -reqout "$pki/$name.ocspreq" >/dev/null 2>&1 || true
	faketime -f "-${ago}d" openssl ocsp -index "$pki/$ca.d/index.txt" -CA "$pki/$ca.pem" -rsigner "$pki/$ca.pem" -rkey "$pki/$ca.key" \
		-reqin "$pki/$name.ocspreq" -respout "$pki/$name.ocsp" -ndays 7 >"$pki/$name.ocsplog" 2>&1
}

authority root self rsa3072
authority inter root rsa2048
authority interec root p256
authority second inter rsa2048 # a further step, for chains that can be out of order
# Limits of lifetimes and the duty of receipts hold for public issuers only, which are told by their name; this name is borrowed from one.
organisation="Let's Encrypt" authority known root rsa2048
authority otherroot self rsa2048
authority otherinter otherroot rsa2048
authority sha1root self rsa2048 sha1
authority sha1inter sha1root rsa2048
cat "$pki/root.pem" "$pki/sha1root.pem" >"$dir/roots.pem"
