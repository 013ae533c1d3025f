#!/usr/bin/env bash
# Writes a root certificate and the certificates of the other hosts into DIR: tls.sh DIR
set -euo pipefail
mkdir -p "$1/certs" && cd "$1"
cat >ca.cnf <<'CNF'
[ca]
default_ca = own
[own]
dir = .
new_certs_dir = ./certs
database = ./index.txt
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
CNF
: >index.txt
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=Root of the navigation bench' -addext 'keyUsage=critical,keyCertSign,cRLSign' -keyout root.key -out root.pem 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj /CN=any -keyout key.pem -out /dev/null 2>/dev/null
# one NAME START END [NAMES]: a certificate by the root, for NAME.example and further names.
one() {
  openssl req -new -key key.pem -subj "/CN=$1.example" -addext "subjectAltName=DNS:$1.example${4:-}" -out "$1.csr"
  openssl ca -batch -config ca.cnf -cert root.pem -keyfile root.key -startdate "$2" -enddate "$3" -in "$1.csr" -out "$1.pem" -notext 2>/dev/null
}
one secure "$(date -u -d '-1 day' +%Y%m%d%H%M%SZ)" "$(date -u -d '+29 days' +%Y%m%d%H%M%SZ)" ,DNS:schema.org,DNS:gmpg.org
one expired "$(date -u -d '-90 days' +%Y%m%d%H%M%SZ)" "$(date -u -d '-3 days' +%Y%m%d%H%M%SZ)"
openssl req -x509 -key key.pem -days 30 -subj /CN=self-signed.example -addext subjectAltName=DNS:self-signed.example -out self-signed.pem
