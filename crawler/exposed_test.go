package crawler

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// ownShop serves a small shop over https and the given files beside it; what else is asked for goes to missing.
func ownShop(t *testing.T, files map[string]string, missing http.HandlerFunc) (string, Options, *sync.Map) {
	t.Helper()
	asked := new(sync.Map)
	target, o := serveTLS(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.URL.Path, r.Header.Get("Range"))
		switch body, ok := files[r.URL.Path]; {
		case r.URL.Path == "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /.\n")
		case r.URL.Path == "/":
			html(w, "Shop")
			fmt.Fprint(w, `<link rel=stylesheet href="/assets/shop.css"><script src="/assets/js/a.js"></script><script src="/assets/js/b.js"></script>`)
		case ok:
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
		default:
			missing(w, r)
		}
	}))
	o.OwnSite = true
	return target, o, asked
}

// openFiles are real beginnings of files that should not lie open, each with a secret that must not be kept.
var openFiles = map[string]string{
	"/.git/HEAD":         "ref: refs/heads/secret-branch\n",
	"/.git/config":       "[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote \"origin\"]\n\turl = https://bob:secret-token@git.example/shop.git\n",
	"/.svn/wc.db":        "SQLite format 3\x00\x10\x00secret",
	"/.svn/entries":      "10\n\ndir\n1234\nhttps://svn.example/secret/trunk\n",
	"/.env":              "# settings\nAPP_ENV=production\nAPP_KEY=base64:secret-key\n\nDB_HOST=localhost\nDB_PASSWORD=\"secret-db\"\n",
	"/.htpasswd":         "bob:$apr1$secret12$9Zk1nJYc1S5qB8cYd6uTx.\nann:$2y$10$secretsecretsecretsecretsecretsecretsecret\n",
	"/.DS_Store":         "\x00\x00\x00\x01Bud1\x00\x00secret",
	"/phpinfo.php":       `<!DOCTYPE html><html><head><title>PHP 8.2.7 - phpinfo()</title><meta name="ROBOTS" content="NOINDEX,NOFOLLOW,NOARCHIVE" /></head><body>secret`,
	"/wp-config.php.bak": "<?php\n/** The database */\ndefine( 'DB_NAME', 'shop' );\ndefine( 'DB_PASSWORD', 'secret-wp' );\n",
	"/backup.sql":        "-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n--\n-- Host: localhost    Database: secret\nCREATE TABLE `customers` (\n" + strings.Repeat("-- secret row\n", 100_000),
	"/dump.sql":          "--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n-- secret\n",
	"/backup.zip":        "PK\x03\x04\x14\x00\x00\x00\x08\x00secret.txt",
	"/backup.tar.gz":     "\x1f\x8b\x08\x00secret",
	"/assets/":           "<html>\r\n<head><title>Index of /assets/</title></head>\r\n<body>\r\n<h1>Index of /assets/</h1><hr><pre><a href=\"../\">../</a>\r\n<a href=\"secret.css\">secret.css</a></pre></body></html>",
	"/assets/js/":        "<!DOCTYPE HTML><html><head><title>Index of /assets/js</title></head><body><h1>Index of /assets/js</h1><a href=\"/assets/\">Parent Directory</a> secret</body></html>",
}

func TestOpenFilesAreToldByTheirContent(t *testing.T) {
	target, o, asked := ownShop(t, openFiles, http.NotFound)
	s := visit(t, target, o)
	e := s.Exposure
	if e == nil || e.Asked != len(openings)+2 || e.Silent != 0 {
		t.Fatalf("exposure %+v", e)
	}
	found := map[string]snapshot.Exposed{}
	for _, f := range e.Found {
		found[strings.TrimPrefix(f.URL, target)] = f
	}
	for path := range openFiles {
		if found[path].Kind == "" {
			t.Errorf("%s was not told", path)
		}
		if ranged, _ := asked.Load(path); ranged != fmt.Sprintf("bytes=0-%d", maxPeek-1) {
			t.Errorf("%s: more was asked for than is needed: Range %q", path, ranged)
		}
	}
	if len(found) != len(openFiles) {
		t.Errorf("found %+v", e.Found)
	}
	if got := found["/.env"].Snippet; got != "APP_KEY=…, DB_PASSWORD=…" {
		t.Errorf("snippet %q", got)
	}
	var file bytes.Buffer
	if err := snapshot.Write(&file, s); err != nil {
		t.Fatal(err)
	}
	if i := strings.Index(file.String(), "secret"); i >= 0 {
		t.Errorf("a secret was kept: %s", file.String()[max(0, i-60):i+20])
	}
}

// TestAnAnswerIsNoFile: shops that answer everything with success, in whatever form, are not accused of what they never had.
func TestAnAnswerIsNoFile(t *testing.T) {
	for name, missing := range map[string]http.HandlerFunc{
		"a page": func(w http.ResponseWriter, r *http.Request) {
			html(w, "Index of "+r.URL.Path+" was not found")
			fmt.Fprintf(w, "<p>ref: refs/heads/main [core] repositoryformatversion DB_PASSWORD=x phpinfo() CREATE TABLE x -- MySQL dump %s</p>", r.URL.Path)
		},
		"the address, as text": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprintf(w, "%s\nnot found = true\nkey=%s\nsee ref: refs/heads/main\n", r.URL.Path, r.URL.Path)
		},
		"json": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, `{"error":"not found","path":%q}`, r.URL.Path)
		},
		"nothing": func(http.ResponseWriter, *http.Request) {},
		"an article on the matter": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "<!doctype html><title>phpinfo()</title><pre>&lt;?php define('DB_PASSWORD', 'x');\nAPP_KEY=abc\nCREATE TABLE x (\n</pre>")
		},
		"a picture":          func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "\x89PNG\r\n\x1a\n") },
		"a way to the start": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) },
		"a packed page": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "\x1f\x8b\x08\x00\x00")
		},
		"public settings, an empty sample": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprint(w, "VITE_MAPS_KEY=abc\nNEXT_PUBLIC_TOKEN=abc\nDB_PASSWORD=\nAPP_KEY=null\n")
		},
		"forbidden, with the file's own words": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusForbidden)
			io.WriteString(w, openFiles["/.git/HEAD"])
		},
	} {
		t.Run(name, func(t *testing.T) {
			target, o, _ := ownShop(t, nil, missing)
			if e := visit(t, target, o).Exposure; e == nil || len(e.Found) > 0 || e.Asked == 0 || e.Silent > 0 {
				t.Errorf("exposure %+v", e)
			}
		})
	}
}

func TestNothingIsAskedForUnlessTheSiteIsTheUsers(t *testing.T) {
	target, o, asked := ownShop(t, openFiles, http.NotFound)
	o.OwnSite = false
	s := visit(t, target, o)
	if s.Exposure != nil {
		t.Errorf("exposure %+v", s.Exposure)
	}
	for _, p := range openings {
		if _, ok := asked.Load("/" + p.path); ok {
			t.Errorf("%s was asked for", p.path)
		}
	}
}

// TestAWallIsNoAnswer: where the shop itself was not seen, nothing is known of its files either; that is not the same as not having been asked to look.
func TestAWallIsNoAnswer(t *testing.T) {
	target, o := serveTLS(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }))
	o.OwnSite = true
	if s := visit(t, target, o); s.Exposure == nil || s.Exposure.Asked != 0 {
		t.Errorf("exposure %+v, stop %s", s.Exposure, s.Stop)
	}
}

// TestAskingForOpenFilesIsBounded: endless bodies are cut, and a shop that stops answering is left in peace.
func TestAskingForOpenFilesIsBounded(t *testing.T) {
	var sent, silent atomic.Int64
	target, o, _ := ownShop(t, nil, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".sql") {
			chunk := []byte("-- MySQL dump 10.13\n" + strings.Repeat("x", 64<<10))
			for range 2000 {
				n, err := w.Write(chunk)
				sent.Add(int64(n))
				if err != nil {
					return
				}
			}
			return
		}
		http.NotFound(w, r)
	})
	if e := visit(t, target, o).Exposure; len(e.Found) != 4 || sent.Load() > 40<<20 {
		t.Errorf("found %+v, %d MB were sent", e.Found, sent.Load()>>20)
	}
	target, o, _ = ownShop(t, nil, func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "shopvet-") || strings.HasPrefix(r.URL.Path, "/sitemap") {
			http.NotFound(w, r)
			return
		}
		silent.Add(1)
		panic(http.ErrAbortHandler)
	})
	e := visit(t, target, o).Exposure
	if e.Silent != e.Asked || silent.Load() > 2*maxSilent {
		t.Errorf("exposure %+v after %d tries", e, silent.Load())
	}
}
