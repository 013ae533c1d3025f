package crawler

import (
	"fmt"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// asked notes what a server was asked for, and answers from a table; other addresses do not exist.
type asked struct {
	mu    sync.Mutex
	paths []string
	pages map[string]string
}

func (a *asked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	a.paths = append(a.paths, r.URL.Path)
	a.mu.Unlock()
	body, ok := a.pages[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if strings.HasSuffix(r.URL.Path, ".pdf") {
		w.Header().Set("Content-Type", "application/pdf")
	}
	fmt.Fprint(w, body)
}

func (a *asked) count(path string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for _, p := range a.paths {
		if p == path {
			n++
		}
	}
	return n
}

// loopback are the addresses on which other sites of tests live.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// TestTextsOnAHelpDeskAreRead: what the footer links to elsewhere by the name of a policy or of help is read, with what it names so itself, as
// far as the desk's robots.txt lets us; nothing else there is.
func TestTextsOnAHelpDeskAreRead(t *testing.T) {
	const frame = `<html lang="en"><body><main>%s</main><footer>%s</footer></body></html>`
	desk := &asked{pages: map[string]string{
		"/robots.txt":  "User-agent: *\nDisallow: /private",
		"/hc":          fmt.Sprintf(frame, `<a href="/hc/returns">Returns</a> <a href="/hc/privacy?x=1">Privacy policy</a> <a href="/private">Shipping</a> <a href="/hc/size">Our story</a> <a href="/login">Sign in</a> <a href="http://127.0.0.1:1/terms">Terms and conditions</a>`, ""),
		"/hc/returns":  fmt.Sprintf(frame, "<h1>Returns</h1><p>Within thirty days.</p>", ""),
		"/hc/privacy":  fmt.Sprintf(frame, "<h1>Privacy</h1>", ""),
		"/direct":      fmt.Sprintf(frame, "<h1>Terms</h1>", ""),
		"/hc/size":     "x",
		"/private":     "x",
		"/unnamed":     "x",
		"/from/a/page": "x",
	}}
	there := serve(t, desk) + "/"
	shop := &asked{pages: map[string]string{
		"/": fmt.Sprintf(frame, `<a href="`+there+`from/a/page">Returns</a>`, `<a href="`+there+`hc">Help centre</a> <a href="`+there+`direct">Terms and conditions</a> <a href="`+there+`unnamed">Our sister</a>`),
	}}
	l := limits()
	l.Outside = 5
	snap := visit(t, serve(t, shop), Options{Limits: l, Networks: loopback})
	var got []string
	for _, p := range snap.Elsewhere {
		got = append(got, strings.TrimPrefix(snap.Str(p.URL), strings.TrimSuffix(there, "/")))
		if p.ID != snapshot.NoPage {
			t.Errorf("%s has the id of a page of the shop", got[len(got)-1])
		}
	}
	slices.Sort(got)
	if want := []string{"/direct", "/hc", "/hc/privacy?x=1", "/hc/returns"}; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
	for _, path := range []string{"/private", "/hc/size", "/login"} {
		if n := desk.count(path); n > 0 {
			t.Errorf("%s was asked for", path)
		}
	}
	if desk.count("/robots.txt") != 1 {
		t.Error("robots.txt was not read once")
	}
	for p := range snap.Pages.All() {
		if strings.HasPrefix(snap.Str(p.URL), there) {
			t.Errorf("%s counts as a page of the shop", snap.Str(p.URL))
		}
	}
}

// TestADeskWithoutEndIsLeft: the budget holds whatever a help desk links to.
func TestADeskWithoutEndIsLeft(t *testing.T) {
	var links strings.Builder
	for i := range 200 {
		fmt.Fprintf(&links, `<a href="/returns/%d">Returns</a> `, i)
	}
	desk := &asked{pages: map[string]string{"/": links.String()}}
	for i := range 200 {
		desk.pages[fmt.Sprintf("/returns/%d", i)] = links.String()
	}
	there := serve(t, desk)
	shop := &asked{pages: map[string]string{"/": `<html lang="en"><body><main>x</main><footer><a href="` + there + `">Returns</a></footer></body></html>`}}
	snap := visit(t, serve(t, shop), Options{Limits: snapshot.Limits{Profile: "quick"}, Networks: loopback})
	if n := len(snap.Elsewhere); n == 0 || n > elsewherePages("quick") {
		t.Errorf("%d pages were read", n)
	}
}

// TestFilesThatMayBePoliciesAreRead: manuals are not.
func TestFilesThatMayBePoliciesAreRead(t *testing.T) {
	file, err := os.ReadFile("extract/pdf/testdata/browser.pdf")
	if err != nil {
		t.Fatal(err)
	}
	shop := &asked{pages: map[string]string{
		"/":              `<html lang="de"><body><main><a href="/files/manual.pdf">Datenblatt Lampe</a></main><footer><a href="/files/agb.pdf">AGB</a></footer></body></html>`,
		"/files/agb.pdf": string(file), "/files/manual.pdf": string(file),
	}}
	snap := visit(t, serve(t, shop), Options{})
	texts := map[string]int{}
	for p := range snap.Pages.All() {
		texts[p.Media] += p.Letters
		if p.Media == "application/pdf" && (p.HTML || p.Lang != "de" || !strings.Contains(p.Text, "vierzehn Tagen")) {
			t.Errorf("%+v", p)
		}
	}
	if texts["application/pdf"] == 0 {
		t.Error("the terms were not read")
	}
	for p := range snap.Pages.All() {
		if strings.HasSuffix(snap.Str(p.URL), "manual.pdf") {
			t.Error("the manual was read")
		}
	}
}
