package crawler

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// requests keeps what was asked for.
type requests struct {
	mu    sync.Mutex
	paths []string
}

func (v *requests) note(r *http.Request) {
	v.mu.Lock()
	v.paths = append(v.paths, r.URL.RequestURI())
	v.mu.Unlock()
}

// madeUpIn lists the paths in a folder that the shop never linked to.
func (v *requests) madeUpIn(folder string, linked ...string) (list []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, p := range v.paths {
		name, ok := strings.CutPrefix(p, folder)
		known := !ok
		for _, l := range linked {
			known = known || name == l
		}
		if !known {
			list = append(list, name)
		}
	}
	return list
}

func TestAddressesAreMadeUpOnlyBesideThoseThatLookMissing(t *testing.T) {
	var asked requests
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.note(r)
		switch p := r.URL.Path; {
		case p == "/":
			html(w, "Shop", "/artikel/204", "/artikel/377", "/fine/a", "/fine/b", "/gone/a", "/go/summer", "/account/orders", "/barred/1", "/old/lamp-3.html", "/show?item=7")
		case p == "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /barred/\n")
		case strings.HasPrefix(p, "/artikel/"):
			html(w, "Made by hand")
		case p == "/fine/a", p == "/fine/b":
			html(w, p)
		case p == "/show":
			html(w, "Page not found")
		case p == "/go/summer", strings.HasPrefix(p, "/account/"), strings.HasPrefix(p, "/old/"):
			http.Redirect(w, r, "/", http.StatusFound)
		default:
			w.WriteHeader(http.StatusNotFound)
			html(w, "Not found")
		}
	})), Options{Limits: func() snapshot.Limits { l := limits(); l.Profile = "standard"; return l }()})

	if got := asked.madeUpIn("/artikel/", "204", "377"); len(got) != 2 || strings.Trim(got[0]+got[1], "0123456789") != "" {
		t.Errorf("beside numbers: %q, want two numbers", got)
	}
	if got := asked.madeUpIn("/old/", "lamp-3.html"); len(got) != 2 || !strings.HasPrefix(got[0], "shopvet-") || !strings.HasSuffix(got[0], ".html") {
		t.Errorf("beside what leads home: %q", got)
	}
	if got := asked.madeUpIn("/go/", "summer"); len(got) != 1 {
		t.Errorf("where missing pages say so: %q, want one", got)
	}
	for _, folder := range []string{"/fine/", "/gone/", "/account/", "/barred/"} {
		if got := asked.madeUpIn(folder, "a", "b", "orders"); len(got) != 0 {
			t.Errorf("in %s: %q, want none", folder, got)
		}
	}
	status := map[string][]int{}
	for _, f := range s.Folders {
		for _, p := range f.Answers {
			_, path, _ := strings.Cut(f.Before[len("http://"):], "/")
			status[path] = append(status[path], p.Exchange.Status())
		}
	}
	if fmt.Sprint(status) != "map[artikel/:[200 200] go/:[404] old/:[302 302] show?item=:[200 200]]" {
		t.Errorf("answers %v", status)
	}
}

func TestFewFoldersAreAskedAbout(t *testing.T) {
	var links []string
	for i := range 12 {
		links = append(links, fmt.Sprintf("/f%d/a", i), fmt.Sprintf("/f%d/b", i))
	}
	links = append(links, "/f7/c", "/f7/d")
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/":
			html(w, "Shop", links...)
		case strings.HasPrefix(r.URL.Path, "/f"):
			html(w, "The same everywhere")
		default:
			http.NotFound(w, r)
		}
	})), Options{})
	if len(s.Folders) != mostFolders("quick") || !strings.HasSuffix(s.Folders[0].Before, "/f7/") {
		t.Errorf("folders %+v, want few, the fullest first", s.Folders)
	}
}
