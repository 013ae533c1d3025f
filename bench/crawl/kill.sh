#!/usr/bin/env bash
# Kills shopvet with signal 9 at random moments of a visit, resumes it each time by --resume, and holds the verdict in the end against that of a
# visit that nobody disturbed. What was fetched again is read from the access log of the server, another process on loopback.
#   bench/crawl/kill.sh [pages] [kills] [flags of shopvet scan …]     SEED=n for other moments
set -euo pipefail
cd "$(dirname "$0")/../.."
pages=${1:-5000} kills=${2:-20}
shift $(($# < 2 ? $# : 2))
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT
go build -o "$out/shopvet" ./cmd/shopvet
go build -o "$out/serve" ./bench/crawl
go build -o "$out/kill" ./bench/crawl/kill
"$out/kill" -dir "$out" -pages "$pages" -kills "$kills" -seed "${SEED:-1}" -- "$@"
