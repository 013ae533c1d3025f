package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/miekg/dns"

	"github.com/shopvet/shopvet/internal/shopgen"
)

// kinds is how many different shops there are; the last digit of a shop's name says which it is.
const kinds = 10

const pagesOfShop = 30

// world is what serves the shops: nginx with files, and a name server that knows their names.
type world struct {
	nginx    *exec.Cmd
	names    *dns.Server
	troubled *troubled
}

func (w *world) stop() {
	_ = w.nginx.Process.Kill()
	_ = w.nginx.Wait()
	if w.names != nil {
		_ = w.names.Shutdown()
	}
	if w.troubled != nil {
		_ = w.troubled.server.Close()
	}
}

// serve makes the shops and serves them.
func serve(ctx context.Context, o *options) (*world, error) {
	for kind := range kinds {
		if err := write(filepath.Join(o.world, strconv.Itoa(kind)), kind); err != nil {
			return nil, err
		}
	}
	// A port that is free now: nginx cannot tell which it got.
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	_, o.address, _ = net.SplitHostPort(l.Addr().String())
	l.Close()
	conf := filepath.Join(o.world, "nginx.conf")
	if err := os.WriteFile(conf, []byte(fmt.Sprintf(config, o.world, o.address)), 0o600); err != nil {
		return nil, err
	}
	w := &world{nginx: exec.CommandContext(context.WithoutCancel(ctx), "nginx", "-c", conf, "-p", o.world)}
	w.nginx.Stderr = os.Stderr
	if err := w.nginx.Start(); err != nil {
		return nil, err
	}
	conn, err := new(net.ListenConfig).ListenPacket(ctx, "udp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	o.resolver = conn.LocalAddr().String()
	w.names = &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(answer)}
	go w.names.ActivateAndServe() // ends with Shutdown
	if w.troubled, o.troubled, err = newTroubled(ctx, o.address); err != nil {
		w.stop()
		return nil, err
	}
	for range 100 {
		if c, err := net.DialTimeout("tcp", "127.0.0.1:"+o.address, time.Second); err == nil {
			return w, c.Close()
		}
		time.Sleep(50 * time.Millisecond)
	}
	w.stop()
	return nil, fmt.Errorf("nginx does not answer")
}

// answer says that every name under test is this computer.
func answer(w dns.ResponseWriter, q *dns.Msg) {
	r := new(dns.Msg)
	r.SetReply(q)
	for _, x := range q.Question {
		if name := strings.ToLower(x.Name); x.Qtype == dns.TypeA && strings.HasPrefix(name, "shop") && strings.HasSuffix(name, ".test.") {
			r.Answer = append(r.Answer, &dns.A{Hdr: dns.RR_Header{Name: x.Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60}, A: net.IPv4(127, 0, 0, 1)})
		}
	}
	_ = w.WriteMsg(r)
}

const config = `daemon off; worker_processes 1; pid %[1]s/nginx.pid; error_log %[1]s/error.log; user root;
events { worker_connections 4096; }
http {
  include /etc/nginx/mime.types; default_type text/html; charset utf-8; keepalive_timeout 30;
  client_body_temp_path %[1]s/t1; proxy_temp_path %[1]s/t2; fastcgi_temp_path %[1]s/t3; uwsgi_temp_path %[1]s/t4; scgi_temp_path %[1]s/t5;
  log_format visit '$msec $host $request_method $request_uri $connection $status'; access_log %[1]s/access.log visit;
  server { listen 127.0.0.1:%[2]s; server_name ~^shop\d*(?<kind>\d)\.test$; root %[1]s/$kind; error_page 404 /404.html;
    location / { try_files $uri $uri/index.html =404; } }
}
`

var link = regexp.MustCompile(`(?:href|src)="(/[^"#?]*)`)

// write writes a made-up shop as files: every page that a link leads to.
func write(dir string, kind int) error {
	shop, err := shopgen.New(shopgen.Options{Seed: uint64(kind), Pages: pagesOfShop, Plain: true})
	if err != nil {
		return err
	}
	todo, known := []string{"/", "/robots.txt", "/sitemap.xml", "/favicon.ico", "/search"}, map[string]bool{}
	for len(todo) > 0 {
		p := todo[0]
		todo = todo[1:]
		if known[p] {
			continue
		}
		known[p] = true
		w := httptest.NewRecorder()
		shop.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://shop.test"+p, nil))
		if w.Code != http.StatusOK {
			continue
		}
		body := strings.ReplaceAll(w.Body.String(), "http://shop.test/", "/")
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			todo = append(todo, m[1])
		}
		if err := put(dir, p, body); err != nil {
			return err
		}
	}
	return put(dir, "/404.html", "<!doctype html><html lang=en><title>Not found</title><h1>This page does not exist</h1>")
}

func put(dir, p, body string) error {
	name := filepath.Join(dir, filepath.FromSlash(path.Clean(p)))
	if path.Ext(p) == "" {
		name = filepath.Join(name, "index.html")
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(body), 0o644)
}
