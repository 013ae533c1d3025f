package crawler

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func TestListsAreFollowedAndTrapsAreTold(t *testing.T) {
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch n, _ := strconv.Atoi(r.URL.Query().Get("page")); r.URL.Path {
		case "/":
			html(w, "Shop", "/list", "/calendar?month=2026-01", "/deep/")
		case "/list":
			html(w, "List "+strconv.Itoa(n), fmt.Sprintf("/item-%d", n), fmt.Sprintf("/list?page=%d", min(n+1, 20)))
			for i := range 12 {
				fmt.Fprintf(w, `<a href="/list?sort=%d&color=red">sort</a>`, i)
			}
		case "/calendar":
			var year, month int
			fmt.Sscanf(r.URL.Query().Get("month"), "%d-%d", &year, &month)
			html(w, "Calendar", fmt.Sprintf("/calendar?month=%d-%02d", year+1, month), fmt.Sprintf("/calendar?month=%d-%02d", year, month+1))
		case "/robots.txt", "/sitemap.xml":
			http.NotFound(w, r)
		default:
			html(w, r.URL.Path)
		}
	})), Options{Limits: func() snapshot.Limits { l := limits(); l.Profile, l.Pages, l.Depth = "standard", 300, 40; return l }()})
	page(t, s, "/list?page=20")
	page(t, s, "/item-20")
	i := slices.IndexFunc(s.Traps, func(t snapshot.Trap) bool { return slices.Equal(t.Params, []string{"color", "sort"}) })
	if i < 0 || s.Traps[i].Left != 8 {
		t.Errorf("traps %+v", s.Traps)
	}
	if s.Stop != snapshot.StopDone || s.SkippedTotal[snapshot.SkipPaging] != 0 || s.SkippedTotal[snapshot.SkipVariants] < 8 {
		t.Errorf("stop %s, skipped %v", s.Stop, s.SkippedTotal)
	}
}

func TestPaging(t *testing.T) {
	for param, want := range map[string]bool{"page=2": true, "p[page]=3": true, "PAGE=12": true, "start=40": true, "start=20261101": false, "page=about": false, "page=": false, "sort=1": false} {
		u, err := url.Parse("https://shop.example/list?" + param)
		if err != nil {
			t.Fatal(err)
		}
		if _, got := variantBucket(u); (got == paged) != want {
			t.Errorf("%s is a part of a list: %v", param, !want)
		}
	}
}
