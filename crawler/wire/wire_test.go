package wire_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
)

// transport returns one whose user typed the server's address.
func transport(t testing.TB, srv *httptest.Server, o wire.Options) *wire.Transport {
	t.Helper()
	o.Guard = wire.NewGuard(srv.URL, nil)
	if o.Timeout == 0 {
		o.Timeout = 5 * time.Second
	}
	tr := wire.New(o)
	t.Cleanup(tr.CloseIdle)
	return tr
}

// get makes one exchange and returns its record, also when it failed.
func get(t testing.TB, tr http.RoundTripper, url string) (*http.Response, *wire.Record, error) {
	t.Helper()
	rec := &wire.Record{}
	req, err := http.NewRequestWithContext(wire.WithRecord(t.Context(), rec), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := tr.RoundTrip(req)
	return resp, rec, err
}

func TestExchangeIsRecorded(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Agent", r.UserAgent())
		time.Sleep(20 * time.Millisecond)
		fmt.Fprint(w, "hello")
	}))
	defer srv.Close()
	tr := transport(t, srv, wire.Options{UserAgent: "shopvet/test"})
	resp, rec, err := get(t, tr, srv.URL+"/a")
	if err != nil {
		t.Fatal(err)
	}
	if got := string(wire.BodyOf(resp)); got != "hello" {
		t.Errorf("body %q", got)
	}
	h := rec.Hop
	if h.Status != 200 || h.Proto != "HTTP/1.1" || h.Remote != srv.Listener.Addr().String() || h.Bytes != 5 || h.URL != srv.URL+"/a" {
		t.Errorf("hop %+v", h)
	}
	if got := resp.Header.Get("X-Agent"); got != "shopvet/test" {
		t.Errorf("user agent %q", got)
	}
	if h.Reused || h.Times.Connect <= 0 || h.Times.Wait < 20*time.Millisecond {
		t.Errorf("times of a first exchange: %+v", h)
	}
	if wire.RecordOf(resp) != rec {
		t.Error("RecordOf does not find the record")
	}
	_, rec, err = get(t, tr, srv.URL+"/b")
	if err != nil {
		t.Fatal(err)
	}
	if h := rec.Hop; !h.Reused || h.Times.Connect != 0 || h.Times.DNS != 0 || h.Times.Wait < 20*time.Millisecond {
		t.Errorf("times of a second exchange: %+v", h)
	}
}
