#!/bin/sh
# Measures how fast the dashboard and the API answer on a catalogue with three months of daily history: 100 000 sellers unless told otherwise.
#   bench/dashboard/run.sh                       on SQLite, in a new file that is removed
#   bench/dashboard/run.sh -sellers 10000        smaller; -days, -requests, -clients, -database as well
#   bench/dashboard/run.sh -database FILE        a catalogue that is kept: filled when it is empty, else measured as it is
# It exits with 1 when the 95th percentile of an address is over 200 ms.
set -e
cd "$(dirname "$0")/../.."
exec go run ./bench/dashboard "$@"
