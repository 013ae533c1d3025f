#!/bin/sh
# Plants changes at twelve made-up shops over six scans and looks whether exactly the right alerts come, each once: by a signed webhook, by mail and in
# the feed, also when the program is killed before it sent them and when the receiver fails twice. Needs Python (the mail server is aiosmtpd, installed
# by pip into a folder of its own: PYTHON=… names one that has it). Takes about five minutes; exits with 1 when something is wrong.
set -e
cd "$(dirname "$0")/../.."
if [ -z "$PYTHON" ]; then
	PYTHON="${TMPDIR:-/tmp}/shopvet-aiosmtpd/bin/python"
	[ -x "$PYTHON" ] || python3 -m venv "$(dirname "$(dirname "$PYTHON")")"
	"$PYTHON" -c 'import aiosmtpd' 2>/dev/null || "$PYTHON" -m pip install -q aiosmtpd
fi
make -s build
exec go run ./bench/alerts -python "$PYTHON" "$@"
