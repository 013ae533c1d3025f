package archive

import (
	"archive/zip"
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

// keptRecords is a file with the records of two answers and a HEAD request, as a scan leaves it that was killed.
func keptRecords(t *testing.T) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "kept")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lost bytes.Buffer
	w, err := Resume(&lost, "0.1", f)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []Exchange{page("https://shop.example/", "<h1>Kerzen</h1>"), page("https://shop.example/b", "second"),
		{URL: "https://shop.example/pic.png", Method: http.MethodHead, Status: 200}} {
		w.Add(&x)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// resumed goes on from what was kept with one more answer, and opens the archive that comes of it.
func resumed(t *testing.T, kept []byte) *Archive {
	t.Helper()
	name := filepath.Join(t.TempDir(), "kept")
	if err := os.WriteFile(name, kept, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b bytes.Buffer
	w, err := Resume(&b, "0.1", f)
	if err != nil {
		t.Fatal(err)
	}
	if now, _ := os.ReadFile(name); !bytes.Equal(now, kept) {
		t.Fatal("the file was touched before anything was sent")
	}
	x := page("https://shop.example/c", "third")
	w.Add(&x)
	if err := w.Finish(aSnapshot(), &verdict.Verdict{Schema: verdict.Schema}); err != nil {
		t.Fatal(err)
	}
	a, err := Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// body is what is kept of an answer, "-" for nothing.
func body(t *testing.T, a *Archive, address string) string {
	t.Helper()
	got, err := a.Answer(address, 200)
	if err != nil {
		t.Fatal(err)
	}
	if got == nil {
		return "-"
	}
	return string(got.Body)
}

// Wherever a scan was broken off, what was whole is taken up, and what comes after can be read.
func TestRecordsOutliveAScanThatIsKilled(t *testing.T) {
	kept := keptRecords(t)
	a := resumed(t, kept)
	for address, want := range map[string]string{"/": "<h1>Kerzen</h1>", "/b": "second", "/c": "third", "/pic.png": "-"} {
		if got := body(t, a, "https://shop.example"+address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	before := ""
	for cut := 0; cut <= len(kept); cut += 7 {
		a := resumed(t, kept[:cut])
		if body(t, a, "https://shop.example/c") != "third" {
			t.Fatalf("cut at %d: what came after is lost", cut)
		}
		now := body(t, a, "https://shop.example/") + body(t, a, "https://shop.example/b")
		if now != before && before == "<h1>Kerzen</h1>second" {
			t.Fatalf("cut at %d: %q, though %q was whole before", cut, now, before)
		}
		before = now
	}
	if before != "<h1>Kerzen</h1>second" {
		t.Errorf("at the end there is %q", before)
	}
}

// A redacted archive says that an answer came, and by its hash which; what was sent and read is not in it.
func TestRedactedArchiveHoldsHashes(t *testing.T) {
	var b bytes.Buffer
	w, err := NewWriter(&b, "0.1")
	if err != nil {
		t.Fatal(err)
	}
	w.Redacted = true
	x := page("https://shop.example/", "Anna Lindner, Gartenweg 3")
	x.Header = map[string][]string{"Content-Type": {"text/html"}, "X-Author": {"Anna Lindner"}}
	w.Add(&x)
	if err := w.Finish(aSnapshot(), &verdict.Verdict{Schema: verdict.Schema, Target: "https://shop.example/"}); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	all := unpacked(t, z)
	if strings.Contains(all, "Lindner") || !strings.Contains(all, "WARC-Type: revisit") || !strings.Contains(all, "WARC-Payload-Digest: sha256:") {
		t.Errorf("it holds %s", all)
	}
	a, err := Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if a.Whole() {
		t.Error("it calls itself whole")
	}
	if _, err := a.Snapshot(); err == nil || !strings.Contains(err.Error(), "--redact") {
		t.Errorf("a snapshot of it: %v", err)
	}
	if v, err := a.Verdict(); err != nil || v.Target != "https://shop.example/" {
		t.Errorf("its verdict: %v", err)
	}
}
