package shopvet_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
)

// blindShop is a shop of testdata/blind: written by somebody who had read neither the program nor its made-up shops.
type blindShop struct {
	Host   string `toml:"host"`
	Mail   string `toml:"mail"` // the domain of its addresses
	Market string `toml:"market"`
	System string `toml:"system"` // in whose manner it is built
	Kind   string `toml:"kind"`   // what is unusual about it

	Told  []string `toml:"told"`  // checks that rightly tell the sound shop of something it does not have
	Wrong []string `toml:"wrong"` // checks that tell it of something wrongly, as far as is known
	Part  bool     `toml:"part"`  // it is not seen whole: what it sells is shown after signing in, or without a list

	lang  string
	files fs.FS // the sound shop
}

// plant is one line of a list of faults.
type plant struct {
	check, page, what string
	missed            bool // the program does not see it, for the reason that follows in what
	also              bool // it follows from another fault
}

func blindShops(t *testing.T) []blindShop {
	t.Helper()
	root := os.DirFS("testdata/blind")
	langs, err := fs.ReadDir(root, ".")
	if err != nil {
		t.Fatal(err)
	}
	var out []blindShop
	for _, l := range langs {
		if !l.IsDir() {
			continue
		}
		s := blindShop{lang: l.Name()}
		if s.files, err = fs.Sub(root, l.Name()); err != nil {
			t.Fatal(err)
		}
		text, err := fs.ReadFile(s.files, "shop.toml")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := toml.Decode(string(text), &s); err != nil {
			t.Fatalf("%s: %v", s.lang, err)
		}
		out = append(out, s)
	}
	return out
}

// planted reads which faults a copy has: a line each, "check, page, what was done" with tabs between; "missed" or "also" may stand before.
func (s *blindShop) planted(t *testing.T, copied string) []plant {
	t.Helper()
	text, err := fs.ReadFile(s.files, copied+".tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []plant
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		if f := strings.Split(lines.Text(), "\t"); len(f) == 4 {
			out = append(out, plant{f[1], f[2], f[3], f[0] == "missed", f[0] == "also"})
		} else if strings.TrimSpace(lines.Text()) != "" {
			t.Fatalf("%s/%s.tsv: not four columns: %s", s.lang, copied, lines.Text())
		}
	}
	return out
}

// file returns what a copy of the shop has under a name; the copy "" is the sound shop.
func (s *blindShop) file(copied, name string) ([]byte, bool) {
	if copied != "" {
		if gone, err := fs.ReadFile(s.files, copied+"/DELETE.txt"); err == nil && slices.Contains(strings.Fields(string(gone)), name) {
			return nil, false
		}
		if body, err := fs.ReadFile(s.files, path.Join(copied, name)); err == nil {
			return body, true
		}
	}
	body, err := fs.ReadFile(s.files, path.Join("www", name))
	return body, err == nil
}

// serve serves the shop under its name over https, as a careful host would, with a name server that knows it.
func (s *blindShop) serve(t *testing.T, copied string) (target string, o crawler.Options) {
	t.Helper()
	o = scanOptions()
	var base string
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		h.Set("Content-Security-Policy", "default-src 'self' data: 'unsafe-inline'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		name, status := strings.Trim(path.Clean(r.URL.Path), "/"), http.StatusOK
		var body []byte
		found := false
		for _, n := range []string{name, name + ".html", path.Join(name, "index.html")} {
			if body, found = s.file(copied, n); found {
				name = n
				break
			}
		}
		if !found {
			name, status = "404.html", http.StatusNotFound
			body, _ = s.file(copied, name)
		}
		switch path.Ext(name) {
		case ".html":
			h.Set("Content-Type", "text/html") // the page says in which encoding it is
		case ".txt":
			h.Set("Content-Type", "text/plain; charset=utf-8")
		case ".xml":
			h.Set("Content-Type", "application/xml; charset=utf-8")
		case ".css":
			h.Set("Content-Type", "text/css; charset=utf-8")
		case ".js":
			h.Set("Content-Type", "text/javascript; charset=utf-8")
		case ".svg":
			h.Set("Content-Type", "image/svg+xml")
		}
		if path.Ext(name) != ".html" {
			h.Set("Cache-Control", "max-age=86400")
		}
		if strings.HasPrefix(http.DetectContentType(body), "text/") { // the port is the test's
			body = bytes.ReplaceAll(body, []byte("https://"+s.Host), []byte(base))
		}
		w.WriteHeader(status)
		_, _ = w.Write(body)
	}))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes are broken off on purpose
	srv.EnableHTTP2 = true
	srv.TLS, o.RootCAs = certificate(t, s.Host)
	srv.StartTLS()
	t.Cleanup(srv.Close)
	base = "https://" + net.JoinHostPort(s.Host, port(t, srv))
	began := time.Now()
	o.Now = func() time.Time { return written.Add(time.Since(began)) }
	o.Resolvers = []string{wiretest.Zone(t, s.records()...)}
	return base + "/", o
}

// records are what a name server says of the shop: where it is, and that its mail is taken and signed for.
func (s *blindShop) records() []string {
	apex := strings.TrimPrefix(s.Host, "www.")
	return []string{
		s.Host + ". A 127.0.0.1", apex + ". A 127.0.0.1", apex + ". NS ns1." + apex + ".", apex + ". NS ns2." + apex + ".",
		s.Mail + ". MX 10 mx." + s.Mail + ".", "mx." + s.Mail + ". A 127.0.0.1", s.Mail + `. TXT "v=spf1 mx -all"`, "_dmarc." + s.Mail + `. TXT "v=DMARC1; p=reject"`,
		apex + `. CAA 0 issue "letsencrypt.org"`,
	}
}

// written is when these shops were: their campaigns and seasons end.
var written = time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)

// ofText leaves out what is the test's own server's: names, certificates, headers and times.
func ofText(id string) bool {
	group, _, _ := strings.Cut(id, "-")
	return !slices.Contains([]string{"dns", "tls", "header", "speed"}, group)
}

// TestSoundShopsOfOthersYieldNoFinding: shops that others wrote without knowing what the program looks for are seen whole and told nothing.
func TestSoundShopsOfOthersYieldNoFinding(t *testing.T) {
	for _, s := range blindShops(t) {
		t.Run(s.lang, func(t *testing.T) {
			t.Parallel()
			target, o := s.serve(t, "")
			v := scan(t, target, o, shopvet.JudgeOptions{})
			found := bad(v)
			for id := range found {
				if ofText(id) && !slices.Contains(s.Told, id) && !slices.Contains(s.Wrong, id) {
					t.Error(explain(v, id))
				}
			}
			for _, id := range slices.Concat(s.Told, s.Wrong) {
				if _, ok := found[id]; !ok {
					t.Errorf("shop.toml is out of date: %s", explain(v, id))
				}
			}
			if v.Crawl.FullLook == s.Part {
				t.Errorf("full look %v: %v", v.Crawl.FullLook, v.Crawl.LookGaps)
			}
		})
	}
}

// TestFaultsOfOthersAreFound: what others planted in copies of these shops is found, and nothing else.
func TestFaultsOfOthersAreFound(t *testing.T) {
	for _, s := range blindShops(t) {
		for _, copied := range []string{"fault-1", "fault-2"} {
			if _, err := fs.Stat(s.files, copied); err != nil {
				continue // looked at as a sound shop only
			}
			t.Run(s.lang+"/"+copied, func(t *testing.T) {
				t.Parallel()
				target, o := s.serve(t, copied)
				v := scan(t, target, o, shopvet.JudgeOptions{})
				found := bad(v)
				known := map[string]bool{}
				for _, p := range s.planted(t, copied) {
					known[p.check] = true
					if _, ok := found[p.check]; ok == p.missed {
						t.Errorf("planted %s on %s (%s), missed %v: %s", p.check, p.page, p.what, p.missed, explain(v, p.check))
					}
				}
				for id, status := range found {
					if ofText(id) && !known[id] {
						t.Error(fmt.Sprint(status), "though nobody planted it:", explain(v, id))
					}
				}
			})
		}
	}
}
