package shopvet_test

import (
	"bytes"
	"net/http/httptest"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/internal/archive"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/verdict"
)

// TestAnArchiveCanBeJudgedAgain: what is judged from an archive, also after its pages were read anew from what the server sent, is byte for
// byte what was judged at the time of the scan.
func TestAnArchiveCanBeJudgedAgain(t *testing.T) {
	shop, err := shopgen.New(shopgen.Options{Seed: 3, Lang: "de", Flaws: []shopgen.Flaw{shopgen.FlawLoremPage, shopgen.FlawBrokenMenu, shopgen.FlawThinReturns}})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(shop)
	t.Cleanup(srv.Close)
	var file bytes.Buffer
	w, err := archive.NewWriter(&file, "test")
	if err != nil {
		t.Fatal(err)
	}
	o := scanOptions()
	o.Seen = func(s *wire.Seen) {
		w.Add(&archive.Exchange{URL: s.URL, Method: s.Method, Began: s.Began, Request: s.Request, Status: s.Status, Proto: s.Proto, Header: s.Header,
			Body: s.Body, Cut: s.Cut, Remote: s.Remote})
	}
	snap, err := crawler.Crawl(t.Context(), srv.URL+"/", o)
	if err != nil {
		t.Fatal(err)
	}
	judged := func() []byte {
		v, err := shopvet.Judge(t.Context(), snap, shopvet.JudgeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := verdict.Encode(&b, v); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	first := judged()
	v, err := verdict.Decode(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Finish(snap, v); err != nil {
		t.Fatal(err)
	}
	arc, err := archive.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if snap, err = arc.Snapshot(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(judged(), first) {
		t.Error("the verdict from the archive differs")
	}
	for p, err := range snap.Pages.All() {
		if err != nil {
			t.Fatal(err)
		}
		if !p.Alias && p.HTML {
			p.Content.Headings, p.Title = nil, "forgotten" // so that only reading anew can bring it back
		}
	}
	left, err := crawler.ExtractAgain(snap, func(address string, status int) (*crawler.Body, error) {
		b, err := arc.Answer(address, status)
		if b == nil || err != nil {
			return nil, err
		}
		return &crawler.Body{Header: b.Header, Body: b.Body, Cut: b.Cut}, nil
	})
	if err != nil || left > 0 {
		t.Fatalf("%d pages have no body (%v)", left, err)
	}
	if again := judged(); !bytes.Equal(again, first) {
		t.Errorf("the verdict of pages read anew differs: %s", firstDifference(again, first))
	}
}
