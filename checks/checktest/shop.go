package checktest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/knowledge/library"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
)

// Page is one address of a small shop and what came back from it.
type Page struct {
	URL    string
	HTML   string
	Status int                 // 0 means 200
	Header map[string][]string // nil means HTML in UTF-8
	Fault  *snapshot.Fault     // no answer came, for this reason
}

// Options are what a user may have configured.
type Options struct {
	Markets []string
	Lang    string
}

// Taken is the moment at which shops of tests were seen.
func Taken() time.Time { return time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC) }

// Shop returns the snapshot of a crawl that saw these pages, the first of them the home page, and came to an end with nothing left to
// fetch. What else a crawl sees (handshakes, names, timings) the caller adds.
func Shop(tb testing.TB, pages ...Page) *snapshot.Snapshot {
	tb.Helper()
	if len(pages) == 0 {
		tb.Fatal("a shop needs a home page")
	}
	home, err := url.Parse(pages[0].URL)
	if err != nil {
		tb.Fatal(err)
	}
	tab := snapshot.NewTable()
	ex := extract.New(tab)
	var list snapshot.Pages
	for i, p := range pages {
		list = append(list, page(ex, tab, snapshot.PageID(i), p))
	}
	return &snapshot.Snapshot{
		Schema: snapshot.Schema, Extractor: extract.Version, Target: pages[0].URL, Base: pages[0].URL,
		Domain: strings.TrimPrefix(home.Hostname(), "www."), Taken: Taken(), Took: time.Minute, Stop: snapshot.StopDone,
		Have:    snapshot.HavePages | snapshot.HaveEntry,
		Limits:  snapshot.Limits{Profile: "standard", Redirects: 10},
		Entry:   []snapshot.Exchange{list[0].Exchange},
		Strings: tab.List(), Blocks: ex.Blocks(), Pages: list,
	}
}

func page(ex *extract.Extractor, tab *snapshot.Table, id snapshot.PageID, in Page) *snapshot.Page {
	x := snapshot.Exchange{URL: in.URL, Err: in.Fault, Tries: 1}
	p := snapshot.NewPage()
	if in.Fault == nil {
		if in.Status == 0 {
			in.Status = http.StatusOK
		}
		if in.Header == nil {
			in.Header = http.Header{"Content-Type": {"text/html; charset=utf-8"}}
		}
		p = ex.Page(extract.Input{
			URL: in.URL, Status: in.Status, Header: in.Header, Body: []byte(in.HTML),
			KeepText: func(*snapshot.Page) bool { return true },
		})
		x.Hops = []snapshot.Hop{{URL: in.URL, Status: in.Status, Header: in.Header, Bytes: int64(len(in.HTML)), Times: snapshot.Times{Wait: 50 * time.Millisecond}}}
	}
	p.ID, p.URL, p.Exchange = id, tab.ID(in.URL), x
	if id > 0 {
		p.Depth = 1
	}
	return p
}

// Input returns what a check gets to see of a snapshot, with the duties of every market known.
func Input(tb testing.TB, snap *snapshot.Snapshot, o Options) *checks.Input {
	tb.Helper()
	duties := market.Default()
	site, err := facts.Build(snap, facts.Options{Markets: o.Markets, Lang: o.Lang, Duties: duties})
	if err != nil {
		tb.Fatal(err)
	}
	return &checks.Input{Snap: snap, Site: site, Duties: duties, Libraries: library.Default()}
}
