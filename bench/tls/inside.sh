#!/usr/bin/env bash
# inside.sh COMMAND…: runs a command in a network and a view of /etc of its own, with nothing but loopback, the addresses of the endpoints, and their name
# server. Nothing of this machine is changed, and nothing is left when the command ends. Needs root, or user namespaces.
set -euo pipefail
if [ "${INSIDE:-}" != 1 ]; then
	rootless=()
	[ "$(id -u)" = 0 ] || rootless=(--map-root-user)
	INSIDE=1 exec unshare --net --mount "${rootless[@]}" "$0" "$@"
fi
ip link set lo up
for a in 10.20.0.1/32 10.20.0.3/32; do ip addr add "$a" dev lo; done
for a in fd00:20::1/128 fd00:20::2/128 fd00:20::3/128; do ip -6 addr add "$a" dev lo nodad; done
etc=$(mktemp -d)
printf '127.0.0.1 localhost\n::1 localhost\n' >"$etc/hosts"
printf 'nameserver 127.0.0.53\nnameserver 127.0.0.54\noptions timeout:2 attempts:2\n' >"$etc/resolv.conf"
mount --bind "$etc/hosts" /etc/hosts
mount --bind "$etc/resolv.conf" "$(readlink -f /etc/resolv.conf)"
rm -r "$etc" 2>/dev/null || true
exec "$@"
