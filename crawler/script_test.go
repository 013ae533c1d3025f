package crawler

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func scriptAt(s *snapshot.Snapshot, part string) *snapshot.Script {
	for i := range s.Scripts {
		if strings.Contains(s.Str(s.Scripts[i].URL), part) {
			return &s.Scripts[i]
		}
	}
	return nil
}

// TestScriptsOfTheShopAreLookedInto: each once, within robots.txt, up to a bound, and nobody else's.
func TestScriptsOfTheShopAreLookedInto(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]int{}
	scripts := `<script src="/js/jquery.min.js"></script><script src="/js/all.js?v=7"></script><script src="/js/gone-1.2.3.js"></script>
		<script src="/private/x.js"></script><script src="/soft.js"></script><script src="http://other.example/other.js"></script>`
	target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.Method+" "+r.URL.RequestURI()]++
		mu.Unlock()
		switch r.URL.Path {
		case "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
		case "/js/jquery.min.js":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, "/*! jQuery v3.4.1 | (c) JS Foundation and other contributors | jquery.org/license */\n!function(){}")
		case "/js/all.js":
			fmt.Fprint(w, strings.Repeat("f(1);", 1<<20)+"/*! late v1.2.3 */")
		case "/", "/a", "/b":
			html(w, "Shop", "/a", "/b")
			fmt.Fprint(w, scripts)
		case "/soft.js":
			html(w, "Not found")
		default:
			http.NotFound(w, r)
		}
	}))
	s := visit(t, target, Options{})
	if len(s.Scripts) != 5 {
		t.Fatalf("%d scripts: %+v", len(s.Scripts), s.Scripts)
	}
	if first := s.Str(s.Scripts[0].URL); !strings.HasSuffix(first, "/js/jquery.min.js") {
		t.Errorf("the first is %s: those with a library's name tell most", first)
	}
	if j := scriptAt(s, "jquery.min.js"); len(j.Comments) != 1 || j.Status != 200 || j.Cut {
		t.Errorf("jquery: %+v", j)
	}
	if a := scriptAt(s, "all.js"); !a.Cut || a.Bytes != scriptBytes || len(a.Comments) != 0 {
		t.Errorf("a script of 5 MB: %+v", a)
	}
	if g := scriptAt(s, "gone"); g.Status != 404 {
		t.Errorf("missing: %+v", g)
	}
	if p := scriptAt(s, "private"); p.Skip != snapshot.SkipRobots {
		t.Errorf("behind robots.txt: %+v", p)
	}
	if p := scriptAt(s, "soft"); !p.Page {
		t.Errorf("a page in place of a script: %+v", p)
	}
	mu.Lock()
	defer mu.Unlock()
	for what, n := range asked {
		if strings.Contains(what, ".js") && n != 1 {
			t.Errorf("%s: asked %d times", what, n)
		}
	}
	if asked["GET /private/x.js"] != 0 {
		t.Error("asked for what robots.txt disallows")
	}
}

func TestScriptsLookedIntoAreFew(t *testing.T) {
	var mu sync.Mutex
	asked := 0
	target := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/js/") {
			mu.Lock()
			asked++
			mu.Unlock()
			fmt.Fprint(w, "f()")
			return
		}
		html(w, "Shop")
		for i := range 100 {
			fmt.Fprintf(w, `<script src="/js/%d.js"></script>`, i)
		}
	}))
	for profile, want := range map[string]int{"quick": 8, "standard": 20} {
		asked = 0
		s := visit(t, target, Options{Limits: snapshot.Limits{Profile: profile, Parts: -1}})
		if asked != want || len(s.Scripts) != want {
			t.Errorf("%s: %d requests, %d scripts, want %d", profile, asked, len(s.Scripts), want)
		}
	}
}
