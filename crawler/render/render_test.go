package render

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
)

// engine is one browser for all tests of this package.
var engine *Engine

func TestMain(m *testing.M) {
	if path, err := Find(os.Getenv("SHOPVET_BROWSER_PATH")); err == nil {
		engine = New(path)
	}
	code := m.Run()
	if engine != nil {
		engine.Close()
	}
	os.Exit(code)
}

// pages serves pages by their path.
func pages(t *testing.T, list map[string]string) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := list[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}))
	t.Cleanup(s.Close)
	return s
}

// session is the use of the browser for a visit to a shop.
func session(t *testing.T, target string) *Session {
	t.Helper()
	if engine == nil {
		t.Skip("there is no browser on this computer")
	}
	s, err := engine.Session(Options{Guard: wire.NewGuard(target, nil), Name: "shopvet/test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func visit(t *testing.T, s *Session, v Visit) *Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	r, err := s.Load(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSmoke(t *testing.T) {
	srv := pages(t, map[string]string{"/": `<html><head><meta name=viewport content="width=device-width"><body><h1>Hello</h1><div id=a></div><div style="width:500px">wide</div><script>
		document.getElementById('a').innerHTML='<p>made by script <a href="/x">x</a></p>'; console.error("oh", 3); setTimeout(()=>{nope()},10);
		let n=3600; setInterval(()=>{n--;t.textContent='Offer ends in '+Math.floor(n/3600)+':'+String(Math.floor(n/60)%60).padStart(2,'0')+':'+String(n%60).padStart(2,'0')},1000)</script><p id=t></p><img src=/no.png width=20 height=20>`})
	s := session(t, srv.URL)
	start := time.Now()
	r := visit(t, s, Visit{URL: srv.URL + "/", Look: true})
	t.Logf("%v %+v", time.Since(start), r)
	t.Logf("%s", r.HTML)
	t.Logf("%+v", r.Look)
	start = time.Now()
	r = visit(t, s, Visit{URL: srv.URL + "/", Mobile: true, Throttled: true, Shot: true, Film: true})
	t.Logf("%v %+v %d", time.Since(start), r.Run, len(r.Shots))
	for i, sh := range r.Shots {
		os.WriteFile(fmt.Sprintf("/tmp/shot%d.jpg", i), sh.Data, 0o644)
		t.Log(sh.Kind, sh.At, len(sh.Data), sh.Boxes)
	}
}
