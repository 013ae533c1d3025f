#!/usr/bin/env python3
"""Serve the pages of real shops, read from stored git repositories, on loopback under their own names.

    real.py unpack LIST WORK    pages of every shop into WORK/www/HOST
    real.py run LIST WORK       root certificate WORK/ca.pem, nginx on 127.0.0.77:443 and :80, DNS on 127.0.0.77:5399
    real.py scan LIST WORK SV [HOST…]   the program SV looks at each of them (all, or those named), one at a time

LIST has a line for each shop: its host name (with a path, where it lies below one), the git directory, the folder in it that
holds the pages ("." for all), and its language, separated by blanks; lines that begin with # are left out. Nothing is fetched: whoever tries this brings the
repositories. Every name that is not in LIST answers SERVFAIL, so that whatever the pages take from elsewhere cannot be had.

A stored copy may lack large files. Each is replaced by another file of that shop with the same ending, or left out, and
listed in WORK/absent.txt: what is said of these is said of this trial and not of the shop.
"""
import collections, os, pathlib, shutil, signal, socket, struct, subprocess, sys

ADDRESS, DNS_PORT = "127.0.0.77", 5399


def shops(path):
    for line in open(path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            shop, git, folder, lang = line.split()
            yield shop, git, "" if folder == "." else folder.strip("/") + "/", lang


def unpack(git, folder, out):
    """Write the files below folder of the newest commit to out; return the paths of those the copy lacks."""
    listing = subprocess.run(["git", "-C", git, "ls-tree", "-r", "-z", "HEAD"], stdout=subprocess.PIPE, check=True).stdout
    entries = [e.split(b"\t", 1) for e in listing.split(b"\0") if e]
    entries = [(meta.split(), name.decode("utf-8", "surrogateescape")) for meta, name in entries]
    entries = [(m[2].decode(), n) for m, n in entries if m[1] == b"blob" and m[0] != b"120000" and n.startswith(folder)]
    cat = subprocess.Popen(["git", "-C", git, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    shutil.rmtree(out, ignore_errors=True)
    absent, written = [], collections.defaultdict(list)
    for blob, name in entries:
        target = out / name[len(folder):]
        cat.stdin.write(blob.encode() + b"\n")
        cat.stdin.flush()
        head = cat.stdout.readline().split()
        if head[-1] == b"missing":
            absent.append(target)
            continue
        body = cat.stdout.read(int(head[2]) + 1)[:-1]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        written[target.suffix.lower()].append((len(body), target))
    cat.stdin.close()
    for target in absent:
        if written[target.suffix.lower()]:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(max(written[target.suffix.lower()])[1], target)
    return absent


def other(host):
    """The name beside host that leads to it: with www. or without."""
    return host[4:] if host.startswith("www.") else "www." + host


def certificates(work, hosts):
    def openssl(*args):
        subprocess.run(["openssl", *args], cwd=work, check=True, stderr=subprocess.DEVNULL)
    if not (work / "ca.pem").exists():
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Trial of real shops")
    for host in hosts:
        (work / "ext").write_text(f"subjectAltName=DNS:{host},DNS:{other(host)}\nextendedKeyUsage=serverAuth\n")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{host}.key", "-out", "csr", "-subj", f"/CN={host[:60]}")
        openssl("x509", "-req", "-in", "csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30", "-extfile", "ext", "-out", f"{host}.pem")


SERVER = """
server {{ listen {a}:80; server_name {h} {o}; return 301 https://{h}$request_uri; }}
server {{ listen {a}:443 ssl http2; server_name {o}; ssl_certificate {w}/{h}.pem; ssl_certificate_key {w}/{h}.key; return 301 https://{h}$request_uri; }}
server {{ listen {a}:443 ssl http2; server_name {h}; ssl_certificate {w}/{h}.pem; ssl_certificate_key {w}/{h}.key;
  root {w}/www/{h}; index index.html index.htm; absolute_redirect off;
  location / {{ try_files $uri $uri.html $uri/ =404; }}
  location ~ /\\.git {{ return 404; }}
  {missing} }}
"""


def nginx(work, hosts):
    servers = "".join(SERVER.format(a=ADDRESS, h=h, o=other(h), w=work, missing="error_page 404 /404.html;" if (work / "www" / h / "404.html").exists() else "") for h in hosts)
    (work / "nginx.conf").write_text(f"""pid {work}/nginx.pid; error_log {work}/error.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{ include /etc/nginx/mime.types; types {{ image/webp webp; image/avif avif; application/manifest+json webmanifest; }} charset utf-8;
access_log off; gzip on; gzip_types text/css application/javascript application/json image/svg+xml; server_tokens off;
server_names_hash_bucket_size 128; ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;
client_body_temp_path {work}/tmp; proxy_temp_path {work}/tmp; fastcgi_temp_path {work}/tmp; uwsgi_temp_path {work}/tmp; scgi_temp_path {work}/tmp;
server {{ listen {ADDRESS}:443 ssl http2 default_server; ssl_reject_handshake on; }}
{servers} }}""")
    (work / "tmp").mkdir(exist_ok=True)
    return subprocess.Popen(["nginx", "-c", str(work / "nginx.conf"), "-g", "daemon off;"])


def dns(hosts):
    known = set(hosts) | {other(h) for h in hosts}
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind((ADDRESS, DNS_PORT))
    while True:
        query, peer = sock.recvfrom(1500)
        if len(query) < 17:
            continue
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode("ascii", "replace").lower())
            at += 1 + query[at]
        kind, name = struct.unpack(">H", query[at + 1:at + 3])[0], ".".join(labels)
        question, data = query[12:at + 5], None
        if kind == 1 and name in known:
            data = socket.inet_aton(ADDRESS)
        elif kind == 15 and name in known:
            data = b"\0\x0a" + b"\4mail\xc0\x0c"
        elif kind == 1 and name[5:] in known and name.startswith("mail."):
            data = socket.inet_aton(ADDRESS)
        elif kind == 16 and name in known:
            data = b"\x0bv=spf1 -all"
        mine = any(name == h or name.endswith("." + h) for h in known)
        code = 0 if mine else 2
        answer = b"" if data is None else b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, len(data)) + data
        sock.sendto(query[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, 1 if answer else 0, 0, 0) + question + answer, peer)


def main():
    verb, listing, work = sys.argv[1], list(shops(sys.argv[2])), pathlib.Path(sys.argv[3]).resolve()
    hosts = [s[0].split("/")[0] for s in listing]
    if verb == "unpack":
        with open(work / "absent.txt", "w", encoding="utf-8", errors="replace") as absent:
            for shop, git, folder, _ in listing:
                lacking = unpack(git, folder, work / "www" / shop)
                absent.writelines(f"{p}\n" for p in lacking)
                print(shop, sum(1 for _ in (work / "www" / shop).rglob("*.htm*")), "pages,", len(lacking), "files absent")
    elif verb == "run":
        certificates(work, hosts)
        server = nginx(work, hosts)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        try:
            dns(hosts)
        finally:
            server.terminate()
    elif verb == "scan":
        (work / "out").mkdir(exist_ok=True)
        for shop in (s[0] for s in listing):
            host = shop.split("/")[0]
            if sys.argv[5:] and host not in sys.argv[5:]:
                continue
            out = [f"--out={work}/out/{host}.{kind}" for kind in ("txt", "json")]
            done = subprocess.run([sys.argv[4], "scan", f"https://{shop}/", "--ca-file", str(work / "ca.pem"), "--resolver", f"{ADDRESS}:{DNS_PORT}", "--rate", "0",
                                   "--profile", "standard", "--browser", os.environ.get("SHOPVET_BROWSER", "auto"), "--quiet", *out, "--save", f"{work}/out/{host}.jsonl"])
            print(host, done.returncode, flush=True)


main()
