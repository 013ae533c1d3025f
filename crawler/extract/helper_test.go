package extract

import (
	"net/http"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// seen is a page with what is needed to read it.
type seen struct {
	*snapshot.Page
	tab *snapshot.Table
	e   *Extractor
}

func readPage(t testing.TB, body string) seen {
	t.Helper()
	return readAt(t, "https://shop.example/shop/page", htmlHeader, []byte(body))
}

func readAt(t testing.TB, url string, header http.Header, body []byte) seen {
	t.Helper()
	tab := snapshot.NewTable()
	e := New(tab)
	p := e.Page(Input{URL: url, Status: 200, Header: header, Body: body, KeepText: func(*snapshot.Page) bool { return true }})
	return seen{p, tab, e}
}

// link returns the first link with that text, in the page or its blocks.
func (s seen) link(text string) (snapshot.Link, bool) {
	for _, l := range s.all() {
		if s.tab.Get(l.Text) == text {
			return l, true
		}
	}
	return snapshot.Link{}, false
}

func (s seen) all() []snapshot.Link {
	list := append([]snapshot.Link(nil), s.Links...)
	blocks := s.e.Blocks()
	for _, id := range s.Blocks {
		list = append(list, blocks[id].Links...)
	}
	return list
}

func (s seen) contacts() []snapshot.Contact {
	list := append([]snapshot.Contact(nil), s.Contacts...)
	blocks := s.e.Blocks()
	for _, id := range s.Blocks {
		list = append(list, blocks[id].Contacts...)
	}
	return list
}

func (s seen) values(kind snapshot.ContactKind) string {
	var list []string
	for _, c := range s.contacts() {
		if c.Kind == kind {
			list = append(list, c.Value)
		}
	}
	return strings.Join(list, " ; ")
}

func (s seen) marks(kind snapshot.MarkKind) (list []snapshot.Mark) {
	for _, m := range s.Marks {
		if m.Kind == kind {
			list = append(list, m)
		}
	}
	return list
}
