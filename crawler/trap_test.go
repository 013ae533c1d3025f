package crawler

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
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

func TestCalendarsEnd(t *testing.T) {
	month := func(p string) (y, m int) {
		fmt.Sscanf(p, "%d/%d", &y, &m)
		return y, m
	}
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch p := r.URL.Path; {
		case p == "/":
			html(w, "Shop", "/events/2026/11", "/when?m=2026-11", "/news/2026/11/26/a-story")
		case strings.HasPrefix(p, "/events/"):
			y, m := month(p[len("/events/"):])
			html(w, p, fmt.Sprintf("/events/%d/%02d", y+m/12, m%12+1), fmt.Sprintf("/events/%d/%02d", y-1, m))
		case p == "/when":
			y, m := month(strings.Replace(r.URL.Query().Get("m"), "-", "/", 1))
			html(w, r.URL.RawQuery, fmt.Sprintf("/when?m=%d-%02d", y+m/12, m%12+1))
		case strings.HasPrefix(p, "/news/"):
			n := len(p)
			html(w, p, p+strings.Repeat("x", 1+n%2))
		default:
			http.NotFound(w, r)
		}
	})), Options{Limits: func() snapshot.Limits { l := limits(); l.Profile, l.Pages, l.Depth = "standard", 300, 40; return l }()})
	count := map[string]int{}
	for p := range s.Pages.All() {
		u, _ := url.Parse(s.Str(p.URL))
		count[strings.Split(u.Path, "/")[1]]++
	}
	if count["events"] != 12 || count["when"] != 12 || count["news"] < 30 {
		t.Errorf("pages %v", count)
	}
	if s.Stop != snapshot.StopDone || s.SkippedTotal[snapshot.SkipDates] == 0 || len(s.Traps) == 0 || !strings.Contains(s.Traps[0].URL, "/events/") {
		t.Errorf("stop %s, skipped %v, traps %+v", s.Stop, s.SkippedTotal, s.Traps)
	}
}

func TestDatesInAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"/events/2026/11": "/events/", "/events/2026/11/26/": "/events/", "/events/2026-11": "/events/", "/e/2026-11-26": "/e/", "/e/20261126": "/e/", "/2026/11": "/",
		"/events/2026/11/the-fair": "", "/model/2026": "", "/p/1984-3000": "", "/p/2026/99": "", "/p/12/11": "", "/artikel/20269999": "", "/": "",
	} {
		rest, ok := snapshot.CutDate(address)
		if ok != (want != "") || ok && rest != want {
			t.Errorf("%s: %q, %v", address, rest, ok)
		}
	}
	for param, want := range map[string]bool{"m=2026-11": true, "date=2026-11-26": true, "year=2026": true, "month=11": true, "mes=3": true, "id=2026": false, "sku=2010-12": false, "id=20261126": false, "month=summer": false, "tag=wool": false, "tag=7": true, "q=2026": false} {
		name, value, _ := strings.Cut(param, "=")
		if datedParam(name, value) != want {
			t.Errorf("%s: want %v", param, want)
		}
	}
}

// Many shop systems put the way to a page into a parameter: its goods are no variants of one page.
func TestWaysInParameters(t *testing.T) {
	for address, want := range map[string]variety{
		"/?s=goods/index/id/7.html": single, "/index.php?s=/Home/Goods/detail/id/7": single, "/index.php?r=product%2Fview&id=7": single, "/?q=node/5": single,
		"/?_route_=desk/lamp": single, "/?s=lamp": varied, "/?s=1/2": varied, "/?q=red+lamp": varied, "/?q=a / b": varied, "/?s=goods/list&sort=price": ordered, "/?option=com_shop&view=detail": single, "/list?dir=asc&order=price": ordered, "/files?dir=manuals": varied, "/list?sort=price&color=red": varied,
	} {
		u, err := url.Parse("https://shop.example" + strings.ReplaceAll(address, " ", "%20"))
		if err != nil {
			t.Fatal(err)
		}
		if _, got := variantBucket(u); got != want {
			t.Errorf("%s: %d, want %d", address, got, want)
		}
	}
	u, err := url.Parse("https://shop.example/?s=cart/add/id/7")
	if err != nil || acts(u) != snapshot.SkipActing {
		t.Error("what puts into the cart is followed")
	}
}

// A list in another order shows the goods that it shows anyway: one of such addresses is enough for a list, and leaves the shop's pages to what is new.
func TestOrdersOfListsLeaveRoomForGoods(t *testing.T) {
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch p := r.URL.Path; {
		case p == "/":
			html(w, "Shop", "/index.php?cPath=1", "/index.php?cPath=2", "/index.php?cPath=3", "/index.php?cPath=4", "/index.php?cPath=5", "/index.php?cPath=6")
		case p == "/index.php":
			group := r.URL.Query().Get("cPath")
			html(w, "Group "+group, "/product_info.php?products_id="+group, "/index.php?cPath="+group+"&sort=2a&page=2")
			for _, order := range []string{"1a", "1d", "2a", "2d", "3a", "3d"} {
				fmt.Fprintf(w, `<a href="/index.php?cPath=%s&page=1&sort=%s">in order %s</a>`, group, order, order)
			}
		case p == "/product_info.php":
			html(w, "Goods")
		default:
			http.NotFound(w, r)
		}
	})), Options{Limits: func() snapshot.Limits { l := limits(); l.Profile, l.Pages = "standard", 60; return l }()})
	count := map[string]int{}
	for p := range s.Pages.All() {
		u, _ := url.Parse(s.Str(p.URL))
		switch q := u.Query(); {
		case q.Get("page") == "2":
			count["further"]++
		case q.Get("sort") != "":
			count["orders"]++
		case q.Get("products_id") != "":
			count["goods"]++
		}
	}
	if s.Stop != snapshot.StopDone || count["goods"] != 6 || count["further"] != 6 || count["orders"] != 6 {
		t.Errorf("stop %s, pages %v", s.Stop, count)
	}
	if i := slices.IndexFunc(s.Traps, func(t snapshot.Trap) bool { return slices.Contains(t.Params, "sort") }); i < 0 || s.SkippedTotal[snapshot.SkipVariants] != 30 {
		t.Errorf("traps %+v, skipped %v", s.Traps, s.SkippedTotal)
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

// A menu that names every one of hundreds of groups is no reason to see no goods.
func TestALongMenuLeavesRoomForGoods(t *testing.T) {
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p := r.URL.Path; p != "/" && !strings.HasPrefix(p, "/group/") && !strings.HasPrefix(p, "/goods/") {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, `<html><title>`, r.URL.Path, `</title><header><nav>`)
		for i := range 400 {
			fmt.Fprintf(w, `<a href="/group/%d">Group %d</a>`, i, i)
		}
		fmt.Fprint(w, `</nav></header><main><p>`, strings.Repeat(r.URL.Path+" ", 30), `</p>`)
		for i := range 30 {
			fmt.Fprintf(w, `<a href="/goods/%d">Goods %d</a>`, i, i)
		}
		fmt.Fprint(w, `</main>`)
	})), Options{Limits: func() snapshot.Limits { l := limits(); l.Pages = 100; return l }()})
	count := map[string]int{}
	for p := range s.Pages.All() {
		u, _ := url.Parse(s.Str(p.URL))
		count[strings.Split(u.Path, "/")[1]]++
	}
	if count["goods"] < 25 || count["group"] < 40 {
		t.Errorf("pages %v", count)
	}
}
