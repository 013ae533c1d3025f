#!/usr/bin/env bash
# Serves the endpoints of truth.tsv until it is stopped: farm.sh DIRECTORY, inside the network of its own that run.sh makes (see there). It is ready when
# DIRECTORY/ready exists.
set -euo pipefail
dir=$1 here=$(cd "$(dirname "$0")" && pwd)
: "${net4:?}" "${net6:?}" # from inside.sh
mkdir -p "$dir/log"
: >"$dir/pids"
# shellcheck source=pki.sh
source "$here/pki.sh"
# shellcheck source=serve.sh
source "$here/serve.sh"

rsa='ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384'
old="$rsa:ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA"

### sound shops, as unlike each other as can be

leaf sound-nginx key=p256 ca=interec
staple sound-nginx interec 1
site sound-nginx more="ssl_stapling on; ssl_stapling_file $pki/sound-nginx.ocsp;"
leaf sound-sserver key=rsa3072 ca=second
staple sound-sserver second 1
sserver sound-sserver -status_file "$pki/sound-sserver.ocsp" -no_ticket
leaf sound-rsa # what Mozilla calls intermediate, with finite-field Diffie-Hellman of 2048 bits
openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 -out "$pki/dh2048.pem" 2>/dev/null
site sound-rsa ciphers="$rsa:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384" more="ssl_dhparam $pki/dh2048.pem;" hsts='max-age=31536000'
leaf sound-13 key=p384 ca=interec # nothing below TLS 1.3
site sound-13 proto=TLSv1.3
leaf sound-cbc # with CBC suites behind better ones, as most hosts have them
site sound-cbc ciphers="$old:ECDHE-RSA-AES128-SHA256" more='ssl_prefer_server_ciphers on;'
leaf double-rsa names=double.test,www.double.test
leaf double-ec key=p256 ca=interec names=double.test,www.double.test
site double cert='double-rsa double-ec'
leaf dual
site dual addr="$net4.201 $net6::1"
leaf v6-only
site v6-only addr="$net6::2"
leaf idn names=xn--kerzen-mller-mlb.test,www.xn--kerzen-mller-mlb.test
site idn host=xn--kerzen-mller-mlb.test
leaf wildcard 'names=*.shop.test,shop.test'
site wildcard host=candles.shop.test
leaf short-lived from='-3 days' to='+3 days'
site short-lived
leaf lifetime-old ca=known from=2026-03-10 to=2027-04-10 # 396 days, by the rules of the day it was made
site lifetime-old
leaf no-h2
site no-h2 h2=
leaf no-resumption
site no-resumption more='ssl_session_cache off; ssl_session_tickets off;'
leaf port80-closed
site port80-closed http=closed
leaf no-www names=no-www.test
nowww=1 site no-www
leaf sha1-root ca=sha1inter # a root's signature of itself says nothing; here it is even sent along
cat "$pki/sha1root.pem" >>"$pki/sha1-root.chain"
site sha1-root
leaf slow
site slow addr="$net4.200" port=8443
run slow python3 "$here/peer.py" delay "$net4.200" 443 8443 1.0

### certificates

leaf expired from='-95 days' to='-5 days'
site expired
leaf not-yet from='+5 days' to='+95 days'
site not-yet
leaf self-signed ca=self
site self-signed
leaf unknown-ca ca=otherinter
site unknown-ca
leaf wrong-host names=another-shop.test
site wrong-host
leaf no-san names= cn=no-san.test
site no-san
leaf wildcard-deep 'names=*.shop.test,shop.test'
site wildcard-deep host=a.b.shop.test
leaf chain-missing more='authorityInfoAccess=caIssuers;URI:http://chain-missing.test/pki/inter.der\n'
openssl x509 -in "$pki/inter.pem" -outform DER -out "$pki/inter.der"
cp "$pki/chain-missing.pem" "$pki/chain-missing.chain"
site chain-missing
leaf chain-missing-lost # and the certificate does not say where the missing one is
cp "$pki/chain-missing-lost.pem" "$pki/chain-missing-lost.chain"
site chain-missing-lost
leaf chain-superfluous
cat "$pki/otherinter.pem" "$pki/root.pem" >>"$pki/chain-superfluous.chain"
site chain-superfluous
leaf chain-order ca=second
cat "$pki/chain-order.pem" "$pki/inter.pem" "$pki/second.pem" >"$pki/chain-order.chain"
site chain-order
leaf rsa1024 key=rsa1024
site rsa1024
leaf sha1 md=sha1
site sha1
leaf near-expiry from='-80 days' to='+10 days'
site near-expiry
leaf last-day from='-89 days' to='+30 hours'
site last-day
leaf over-long ca=known from='-10 days' to='+388 days'
site over-long
leaf over-long-own from='-10 days' to='+890 days'
site over-long-own
leaf revoked
openssl ca -config "$pki/inter.cnf" -cert "$pki/inter.pem" -keyfile "$pki/inter.key" -revoke "$pki/revoked.pem" 2>/dev/null
staple revoked inter 0
site revoked more="ssl_stapling on; ssl_stapling_file $pki/revoked.ocsp;"
leaf revoked-sserver
openssl ca -config "$pki/inter.cnf" -cert "$pki/inter.pem" -keyfile "$pki/inter.key" -revoke "$pki/revoked-sserver.pem" 2>/dev/null
staple revoked-sserver inter 0
sserver revoked-sserver -status_file "$pki/revoked-sserver.ocsp"
leaf staple-old
staple staple-old inter 20
site staple-old more="ssl_stapling on; ssl_stapling_file $pki/staple-old.ocsp;"
leaf must-staple more='tlsfeature=status_request\n'
site must-staple

### protocols and suites

leaf tls10-only
site tls10-only proto=TLSv1 ciphers="$old" h2=
leaf tls11-only
site tls11-only proto=TLSv1.1 ciphers="$old" h2=
leaf tls10-11-beside
site tls10-11-beside proto='TLSv1 TLSv1.1 TLSv1.2 TLSv1.3' ciphers="$old"
leaf tls12-only
site tls12-only proto=TLSv1.2
leaf rsa-kx-only
site rsa-kx-only proto=TLSv1.2 ciphers=AES128-GCM-SHA256:AES256-GCM-SHA384 h2=
leaf rsa-kx-beside
site rsa-kx-beside ciphers="$rsa:AES128-GCM-SHA256:AES128-SHA"
leaf cbc-only
site cbc-only proto=TLSv1.2 ciphers=ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA384 h2=
leaf dh1024
openssl dhparam -dsaparam -out "$pki/dh1024.pem" 1024 2>/dev/null
site dh1024 ciphers="$rsa:DHE-RSA-AES128-GCM-SHA256" more="ssl_dhparam $pki/dh1024.pem;"
leaf anonymous
args=-no_tls1\ -no_tls1_1 sserver anonymous -cipher 'ECDHE-RSA-AES128-GCM-SHA256:ADH-AES128-GCM-SHA256:AECDH-AES128-SHA:@SECLEVEL=0'
leaf null-suites
args=-no_tls1\ -no_tls1_1 sserver null-suites -cipher 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-NULL-SHA:@SECLEVEL=0'
leaf everything # all that OpenSSL 3.0 has
args='' sserver everything -cipher 'ALL:COMPLEMENTOFALL:@SECLEVEL=0' -legacy_renegotiation
leaf client-cert-asked
site client-cert-asked more="ssl_verify_client optional_no_ca;"
leaf client-cert-page # the handshake goes through, and a page says no
site client-cert-page more="ssl_verify_client on; ssl_client_certificate $pki/root.pem;"
leaf client-cert-demanded # the handshake is broken off
sserver client-cert-demanded -Verify 2 -verify_return_error

### http beside https

leaf hsts-missing
site hsts-missing hsts=
leaf hsts-short
site hsts-short hsts=max-age=86400
leaf hsts-off
site hsts-off hsts=max-age=0
leaf http-served
site http-served http=serve
leaf http-elsewhere
site http-elsewhere http=elsewhere
leaf http-temporary
site http-temporary http=temporary
leaf https-down
# shellcheck disable=SC2016 # nginx's own variables
site https-down http=serve body='location / { return 301 http://$host$request_uri; }'
leaf www-wrong names=www-wrong.test
site www-wrong
leaf www-expired
leaf www-expired-old from='-95 days' to='-5 days' names=www.www-expired.test
wwwcert=www-expired-old site www-expired
leaf v6-expired
leaf v6-expired-old from='-95 days' to='-5 days' names=v6-expired.test,www.v6-expired.test
site v6-expired addr="$net4.203"
count=$((count - 1)) && site v6-expired cert=v6-expired-old addr="$net6::3"

# shellcheck source=others.sh
source "$here/others.sh"
# shellcheck source=start.sh
source "$here/start.sh"
