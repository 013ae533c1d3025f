package crawler

import (
	"net/http"
	"slices"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// Body is what a server sent for a page, without its content coding.
type Body struct {
	Header http.Header
	Body   []byte
	Cut    bool
}

// ExtractAgain reads the pages of a snapshot anew from what their servers sent, as today's extractor does, and returns how many could not
// be, because fetch has no body for them; these stay as they were. All else in the snapshot stays as it was seen.
func ExtractAgain(s *snapshot.Snapshot, fetch func(address string, status int) (*Body, error)) (left int, err error) {
	tab := snapshot.NewTable()
	for _, text := range s.Strings.All() {
		tab.ID(text)
	}
	ext := extract.New(tab)
	for _, b := range s.Blocks {
		ext.AddBlock(b)
	}
	var pages snapshot.Pages
	for p, err := range s.Pages.All() {
		if err != nil {
			return left, err
		}
		again, missing, err := extractOne(s, ext, p, fetch)
		if err != nil {
			return left, err
		}
		if missing {
			left++
		}
		pages = append(pages, again)
	}
	s.Pages, s.Blocks, s.Strings, s.Extractor = pages, ext.Blocks(), tab.Strings(), extract.Version
	recount(s, pages)
	return left, nil
}

// extractOne reads one page anew, and reports whether its body is missing.
func extractOne(s *snapshot.Snapshot, ext *extract.Extractor, p *snapshot.Page, fetch func(string, int) (*Body, error)) (again *snapshot.Page, missing bool, err error) {
	if p.Alias || p.Exchange.Err != nil || p.Exchange.Status() == 0 {
		return p, false, nil
	}
	if filled(s, p.ID) { // what scripts made of it is not what was sent
		return p, true, nil
	}
	address := p.Exchange.Final()
	if address == "" {
		address = s.Str(p.URL)
	}
	b, err := fetch(address, p.Exchange.Status())
	if err != nil || b == nil {
		return p, true, err
	}
	kept := p.TextKept
	in := extract.Input{ID: p.ID, URL: address, Status: p.Exchange.Status(), Header: b.Header, Body: b.Body, Truncated: b.Cut, ReadFile: kept,
		KeepText: func(*snapshot.Page) bool { return kept }}
	q := ext.Page(in)
	q.ID, q.URL, q.Final, q.Alias, q.Depth, q.Via, q.Exchange = p.ID, p.URL, p.Final, p.Alias, p.Depth, p.Via, p.Exchange
	return q, false, nil
}

// filled reports whether the content of a page is that which scripts had made of it in a browser.
func filled(s *snapshot.Snapshot, id snapshot.PageID) bool {
	return slices.ContainsFunc(s.Renders, func(r snapshot.Render) bool { return r.Page == id && r.Filled })
}

// recount says of every block how many pages carry it.
func recount(s *snapshot.Snapshot, pages snapshot.Pages) {
	c := &crawl{pages: pages}
	c.ext = extract.New(snapshot.NewTable())
	for _, b := range s.Blocks {
		c.ext.AddBlock(b)
	}
	s.Blocks = c.countBlocks()
}
