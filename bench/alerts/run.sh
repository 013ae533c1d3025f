#!/bin/sh
# Plants changes at twelve made-up shops over six scans and looks whether exactly the right alerts come, each once: by a signed webhook, by mail and in
# the feed, also when the program is killed before it sent them and when the receiver fails twice. The mail server is aiosmtpd (Debian:
# apt-get install python3-aiosmtpd; PYTHON names the Python that has it). Takes some three minutes; exits with 1 when something is wrong.
set -e
cd "$(dirname "$0")/../.."
PYTHON="${PYTHON:-/usr/bin/python3}"
"$PYTHON" -c 'import aiosmtpd' || { echo "the mail server is missing: apt-get install python3-aiosmtpd" >&2; exit 2; }
make -s build
exec go run ./bench/alerts -python "$PYTHON" "$@"
