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
	// Missing says that the address was asked for because it should not exist: it is no page of the shop.
	Missing bool
	// MadeUp says that the address was asked for because it lies beside others of the shop and should not exist.
	MadeUp bool
	// Query is what the shop's search was asked for, of which this is the answer: the name of the product at address Product.
	Query, Product string
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
	var missing []*snapshot.Page
	var folders []snapshot.Folder
	var search *snapshot.Search
	have := snapshot.HavePages | snapshot.HaveEntry
	for _, p := range pages {
		read := page(ex, tab, snapshot.PageID(len(list)), p)
		switch {
		case p.Missing:
			missing = append(missing, read)
			have |= snapshot.HaveNotFound
		case p.MadeUp:
			folders = madeUp(folders, p.URL, read)
		case p.Query != "":
			if search == nil {
				search = &snapshot.Search{Form: pages[0].URL}
			}
			search.Tries = append(search.Tries, snapshot.SearchTry{Query: p.Query, Product: idOf(tb, list, tab, p.Product), Page: read})
		default:
			list = append(list, read)
		}
	}
	return &snapshot.Snapshot{
		Schema: snapshot.Schema, Extractor: extract.Version, Target: pages[0].URL, Base: pages[0].URL,
		Domain: strings.TrimPrefix(home.Hostname(), "www."), Taken: Taken(), Took: time.Minute, Stop: snapshot.StopDone,
		Have: have, NotFound: missing, Folders: folders, Search: search,
		Limits:  snapshot.Limits{Profile: "standard", Redirects: 10},
		Entry:   []snapshot.Exchange{list[0].Exchange},
		Strings: tab.Strings(), Blocks: ex.Blocks(), Pages: list,
	}
}

// madeUp adds the answer to a made-up address to those of its folder.
func madeUp(folders []snapshot.Folder, address string, answer *snapshot.Page) []snapshot.Folder {
	before, _, after := snapshot.FolderOf(address)
	for i := range folders {
		if f := &folders[i]; f.Before == before && f.After == after {
			f.Answers = append(f.Answers, answer)
			return folders
		}
	}
	return append(folders, snapshot.Folder{Before: before, After: after, Answers: []*snapshot.Page{answer}})
}

// idOf finds the page at an address.
func idOf(tb testing.TB, list snapshot.Pages, tab *snapshot.Table, address string) snapshot.PageID {
	tb.Helper()
	for _, p := range list {
		if tab.Get(p.URL) == address {
			return p.ID
		}
	}
	tb.Fatalf("no page %s before its search", address)
	return 0
}

// Probe adds to a shop what came of asking for an address: a file, or a page of another site. It counts as asked for three times by GET unless
// p says otherwise.
func Probe(s *snapshot.Snapshot, address string, status int, p snapshot.Probe) {
	p.URL = s.Strings.Add(address)
	if p.Class == "" {
		p.Class = snapshot.ProbePart
	}
	x := &p.Exchange
	x.URL = address
	if x.Tries == 0 {
		x.Tries = 3
	}
	if status != 0 {
		x.Hops = []snapshot.Hop{{URL: address, Status: status}}
	}
	s.Probes = append(s.Probes, p)
	if s.Found == nil {
		s.Found = map[snapshot.ProbeClass]int{}
	}
	s.Found[p.Class]++
	s.Have |= snapshot.HaveParts | snapshot.HaveOutside
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
			KeepText: func(*snapshot.Page) bool { return true }, ReadFile: true,
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

// Elsewhere adds to a shop what was read of another site, where its texts may lie.
func Elsewhere(tb testing.TB, s *snapshot.Snapshot, pages ...Page) {
	tb.Helper()
	tab := snapshot.NewTable()
	for _, text := range s.Strings.All() {
		tab.ID(text)
	}
	ex := extract.New(tab)
	for _, b := range s.Blocks {
		ex.AddBlock(b)
	}
	for _, p := range pages {
		s.Elsewhere = append(s.Elsewhere, page(ex, tab, snapshot.NoPage, p))
	}
	s.Strings, s.Blocks = tab.Strings(), ex.Blocks()
}
