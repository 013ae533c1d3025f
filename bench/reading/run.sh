#!/bin/sh
# How much of a scan's processor time reading the texts takes: made-up shops (internal/shopgen) in six languages are visited and judged under the
# profiler of go test, and the share of knowledge/claim, of finding policies and of all facts in it is printed.
set -eu
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
go test ./bench/reading -run '^$' -bench Scan -benchtime "${ROUNDS:-3}x" -cpuprofile "$out/cpu" -o "$out/test"
go tool pprof -top -cum -nodecount 4000 "$out/test" "$out/cpu" 2>/dev/null | grep -E 'Duration|knowledge/claim\.readAs|facts\.\(\*Site\)\.(findPolicies|findClaims)$|checks/facts\.Build$'
