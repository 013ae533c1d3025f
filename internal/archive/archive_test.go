package archive

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func aSnapshot() *snapshot.Snapshot {
	return &snapshot.Snapshot{Schema: snapshot.Schema, Target: "https://shop.example/", Taken: time.Date(2026, 11, 26, 5, 0, 0, 0, time.UTC),
		Strings: snapshot.NewTable().Strings(), Pages: snapshot.Pages{}}
}

// written is an archive of the exchanges.
func written(t *testing.T, exchanges ...Exchange) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, "0.1")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for _, x := range exchanges {
		all.Go(func() { w.Add(&x) })
	}
	all.Wait()
	if err := w.Finish(aSnapshot(), &verdict.Verdict{Schema: verdict.Schema, Target: "https://shop.example/"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func page(address, body string) Exchange {
	return Exchange{URL: address, Method: http.MethodGet, Began: time.Date(2026, 11, 26, 5, 0, 1, 0, time.UTC), Status: 200, Proto: "HTTP/2.0",
		Request: http.Header{"Accept": {"*/*"}, "Cookie": {"session=secret"}}, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Content-Encoding": {"gzip"}},
		Body: []byte(body), Remote: "203.0.113.7:443"}
}

// What was sent can be read again, address by address, and the session of the visit is not in the file.
func TestAnswersCanBeReadAgain(t *testing.T) {
	data := written(t, page("https://shop.example/", "<h1>Kerzen</h1>"), page("https://shop.example/a?b=C", strings.Repeat("é", 100_000)),
		Exchange{URL: "https://shop.example/gone", Method: http.MethodGet, Status: 404, Header: http.Header{"X": {"a\r\nInjected: b"}}, Body: nil})
	a, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{"https://shop.example/": "<h1>Kerzen</h1>", "https://shop.example/a?b=C": strings.Repeat("é", 100_000)} {
		got, err := a.Answer(address, 200)
		if err != nil || got == nil || string(got.Body) != want || got.Header.Get("Content-Type") != "text/html; charset=utf-8" || got.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: %.80v %v", address, got, err)
		}
	}
	if got, err := a.Answer("https://shop.example/gone", 404); err != nil || got == nil || got.Header.Get("Injected") != "" {
		t.Errorf("a header with a line break: %v %v", got, err)
	}
	if got, err := a.Answer("https://shop.example/", 500); got != nil || err != nil {
		t.Errorf("an answer that is not there: %v %v", got, err)
	}
	if s, err := a.Snapshot(); err != nil || s.Target != "https://shop.example/" {
		t.Errorf("snapshot: %v", err)
	}
	if v, err := a.Verdict(); err != nil || v.Target != "https://shop.example/" {
		t.Errorf("verdict: %v", err)
	}
	z, _ := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if strings.Contains(unpacked(t, z), "secret") {
		t.Error("the cookie of the visit is in the archive")
	}
}

// unpacked is everything in a package, records decompressed.
func unpacked(t *testing.T, z *zip.Reader) string {
	t.Helper()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Name, ".gz") {
			g, err := gzip.NewReader(r)
			if err != nil {
				t.Fatal(err)
			}
			io.Copy(&all, g)
		} else {
			io.Copy(&all, r)
		}
	}
	return all.String()
}

// The package is as its specification wants it: every file is listed with its size and hash, and the list with its own.
func TestPackageListsEveryFile(t *testing.T) {
	data := written(t, page("https://shop.example/", "x"))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	content := map[string][]byte{}
	for _, f := range z.File {
		r, _ := f.Open()
		content[f.Name], _ = io.ReadAll(r)
		if f.Name == warcFile && f.Method != zip.Store {
			t.Error("the records are compressed twice, so no reader can find one by its place")
		}
	}
	sum := func(b []byte) string { s := sha256.Sum256(b); return "sha256:" + hex.EncodeToString(s[:]) }
	var list struct {
		Profile, WACZ string
		Resources     []resource
	}
	if err := json.Unmarshal(content[packageFile], &list); err != nil || list.Profile != "data-package" {
		t.Fatalf("%+v %v", list, err)
	}
	for _, r := range list.Resources {
		if r.Hash != sum(content[r.Path]) || r.Bytes != int64(len(content[r.Path])) {
			t.Errorf("%s is listed with another size or hash", r.Path)
		}
		delete(content, r.Path)
	}
	var digest struct{ Path, Hash string }
	if err := json.Unmarshal(content[digestFile], &digest); err != nil || digest.Path != packageFile || digest.Hash != sum(content[packageFile]) {
		t.Errorf("digest %+v %v", digest, err)
	}
	if len(content) != 2 {
		t.Errorf("files that are not listed: %d", len(content)-2)
	}
}

// fullDisk takes so many bytes and no more.
type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.left -= len(p); d.left < 0 {
		return 0, errors.New("no space left")
	}
	return len(p), nil
}

// A disk that fills up is told at the end and does not stop the scan.
func TestFullDiskIsTold(t *testing.T) {
	w, err := NewWriter(&fullDisk{4000}, "0.1")
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		x := page("https://shop.example/", strings.Repeat("random enough ", 10_000))
		w.Add(&x)
	}
	if err := w.Finish(aSnapshot(), &verdict.Verdict{}); err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("a full disk is told as %v", err)
	}
}

// What is no archive, or a damaged one, is told in one line.
func TestDamagedArchives(t *testing.T) {
	data := written(t, page("https://shop.example/", "x"))
	for name, b := range map[string][]byte{"empty": nil, "text": []byte("PK\x03\x04 hello"), "cut": data[:len(data)/2]} {
		if _, err := Open(bytes.NewReader(b), int64(len(b))); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
	var other bytes.Buffer
	z := zip.NewWriter(&other)
	z.Create("readme.txt")
	z.Close()
	if _, err := Open(bytes.NewReader(other.Bytes()), int64(other.Len())); err == nil || !strings.Contains(err.Error(), "no archive of shopvet") {
		t.Errorf("another zip file: %v", err)
	}
	broken := bytes.Clone(data)
	at := bytes.Index(broken, []byte("\x1f\x8b"))
	for i := at + 20; i < at+400 && i < len(broken); i++ {
		broken[i] ^= 0x55
	}
	a, err := Open(bytes.NewReader(broken), int64(len(broken)))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := a.Answer("https://shop.example/", 200); err == nil && got != nil && string(got.Body) == "x" {
		t.Error("a damaged record is read as if it were whole")
	}
}

func TestSurt(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.Shop.example/A?B=c": "example,shop)/a?b=c",
		"http://shop.example:8080":       "example,shop:8080)/",
		"http://127.0.0.1:80/x":          "127.0.0.1)/x",
		"https://shop.example:443/":      "example,shop)/",
	} {
		if got := surt(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
