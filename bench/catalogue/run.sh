#!/bin/sh
# Measures how many shops a minute the catalogue gets through, on an idle machine: SQLite in one process, Postgres with 1, 2 and 4.
#   bench/catalogue/run.sh                 1 000 shops each
#   bench/catalogue/run.sh 200             fewer
#   bench/catalogue/run.sh 1000 faults     instead: what kills, crashes, cut wires, full disks and jumping clocks leave behind (needs root)
#   bench/catalogue/run.sh 150 soak        instead: half an hour of shops with trouble
# Each line ends with what was the limit: the processors when they were busy for more than nine tenths of the time, else the places for visits.
set -e
cd "$(dirname "$0")/../.."
shops=${1:-1000}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
go build -o "$tmp/catalogue" ./bench/catalogue
if [ "$2" = soak ]; then
	"$tmp/catalogue" -soak 30m -shops "$shops" -slots 10 -serve
	exit
fi
if [ "$2" = faults ]; then
	for engine in sqlite postgres; do
		"$tmp/catalogue" -engine $engine -shops "$shops" -processes 3 -slots 4 -serve -kills 30 -restarts 3 -cuts 4 -full 2 -jumps 4 -longest 40m
	done
	exit
fi
make release BIN="$tmp/shopvet" >/dev/null
for how in "sqlite 1 40" "postgres 1 40" "postgres 2 20" "postgres 4 10"; do
	set -- $how
	"$tmp/catalogue" -shopvet "$tmp/shopvet" -engine "$1" -shops "$shops" -processes "$2" -slots "$3"
done
