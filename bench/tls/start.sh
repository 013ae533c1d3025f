# Starts the name server and nginx, and waits for every port: sourced by farm.sh.

# Two resolvers, as a machine has them; each shop's domain takes mail and says from where.
{
	printf '$ORIGIN test.\n$TTL 300\n@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.53\nmail A '"$net4"'.250\n'
	awk -F'\t' '{print $1 ".\t" $2 "\t" $3}' "$dir/names" | sort -u
	cut -f1 "$dir/names" | grep -v '^www\.' | sort -u | while read -r host; do
		printf '%s. MX 10 mail\n%s. TXT "v=spf1 mx -all"\n%s. CAA 0 issue "bench.test"\n_dmarc.%s. TXT "v=DMARC1; p=reject"\n' "$host" "$host" "$host" "$host"
	done
} >"$dir/test.zone"
cat >"$dir/nsd.conf" <<C
server:
  ip-address: 127.0.0.53
  ip-address: 127.0.0.54
  username: ""
  zonesdir: "$dir"
  pidfile: "$dir/nsd.pid"
  logfile: "$dir/log/nsd"
  xfrdfile: "$dir/xfrd.state"
  database: ""
  zonelistfile: "$dir/zone.list"
  server-count: 1
remote-control:
  control-enable: no
zone:
  name: test
  zonefile: test.zone
C
nsd -d -c "$dir/nsd.conf" >"$dir/log/nsd.out" 2>&1 &
echo $! >>"$dir/pids"

cat >"$dir/nginx.conf" <<C
user $(id -un) $(id -gn);
worker_processes 1;
daemon off;
pid $dir/nginx.pid;
error_log $dir/log/nginx.err warn;
events { worker_connections 2000; }
http {
  types { text/html html; text/plain txt; }
  default_type text/html;
  charset utf-8;
  server_tokens off;
  access_log off;
  keepalive_timeout 30;
  server_names_hash_bucket_size 128;
  server_names_hash_max_size 2048;
  client_body_temp_path $dir/t1; proxy_temp_path $dir/t2; fastcgi_temp_path $dir/t3; uwsgi_temp_path $dir/t4; scgi_temp_path $dir/t5;
  include $dir/sites.conf;
}
C
chmod 755 "$dir"
OPENSSL_CONF=$dir/server.cnf nginx -c "$dir/nginx.conf" >"$dir/log/nginx.out" 2>&1 &
nginx=$!
echo $nginx >>"$dir/pids"
trap 'kill $(cat "$dir/pids") 2>/dev/null || true' EXIT
trap exit TERM INT

for ((i = 0; ; i++)); do
	ss -Hltn | awk '{print $4}' >"$dir/listening"
	missing=
	while IFS=$'\t' read -r name _ addresses; do
		for a in $addresses; do
			grep -qxF "$(literal "$a"):443" "$dir/listening" || missing+=" $name"
		done
	done <"$dir/endpoints"
	[ -n "$missing" ] || break
	if ! kill -0 $nginx 2>/dev/null || [ $i -gt 50 ]; then
		echo "these do not listen:$missing" >&2
		tail -n 5 "$dir"/log/* >&2
		exit 1
	fi
	sleep 0.2
done
touch "$dir/ready"
wait $nginx
