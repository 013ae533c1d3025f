package snapshot

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
	"time"
)

func sample() *Snapshot {
	return &Snapshot{
		Schema: Schema, Target: "https://shop.example/", Base: "https://shop.example/", Domain: "shop.example",
		Taken: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Stop: StopDone, Have: HavePages | HaveEntry,
		Strings: newStrings([]string{"", "https://shop.example/", "https://shop.example/agb"}),
		Pages: Pages{
			{ID: 0, URL: 1, HTML: true, Title: "Shop", Content: &Content{Links: []Link{{To: 2, Zone: ZoneFooter, Flags: LinkIconOnly}}}},
			{ID: 1, URL: 2, HTML: true, Content: &Content{Text: "Allgemeine Geschäftsbedingungen\n<b>"}},
		},
	}
}

func encode(t *testing.T, s *Snapshot) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFileRoundTrip(t *testing.T) {
	first := encode(t, sample())
	back, err := Read(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if second := encode(t, back); !bytes.Equal(first, second) {
		t.Errorf("written again it differs:\n%s\n%s", first, second)
	}
	if got := back.Str(2); got != "https://shop.example/agb" {
		t.Errorf("string 2 = %q", got)
	}
	if p, _ := back.Pages.Get(1); p == nil || !strings.Contains(p.Text, "Geschäft") {
		t.Errorf("page 1 = %+v", p)
	}
}

func TestReadGzip(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := Write(z, sample()); err != nil {
		t.Fatal(err)
	}
	z.Close()
	if _, err := Read(&b); err != nil {
		t.Fatal(err)
	}
}

func TestReadRefuses(t *testing.T) {
	whole := string(encode(t, sample()))
	lines := strings.SplitAfter(whole, "\n")
	for name, tc := range map[string]struct{ file, want string }{
		"empty":      {"", "empty"},
		"html":       {"<html>", "not a snapshot file"},
		"verdict":    {`{"ruleset":"x"}`, "names no schema"},
		"newer":      {strings.Replace(whole, `"schema":1`, `"schema":99`, 1), "newer shopvet"},
		"cut off":    {lines[0] + lines[1], "1 of 2 pages"},
		"damaged":    {lines[0] + "{oops\n", "damaged at page 0"},
		"reordered":  {lines[0] + lines[2] + lines[1], "page 1 stands where page 0"},
		"broken zip": {"\x1f\x8bnonsense", "gzip"},
	} {
		if _, err := Read(strings.NewReader(tc.file)); err == nil || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one line with %q", name, err, tc.want)
		}
	}
}

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/x#top":                       "https://a.example/x",
		"https://a.example/x?b=2&a=1":                   "https://a.example/x?a=1&b=2",
		"https://a.example/x?utm_source=mail&gclid=1":   "https://a.example/x",
		"https://a.example/x;jsessionid=A1B2?a=1":       "https://a.example/x?a=1",
		"https://a.example/?PHPSESSID=abc&page=2":       "https://a.example/?page=2",
		"mailto:shop@a.example":                         "",
		"#":                                             "",
		"javascript:void(0)":                            "",
		"https://a.example/caf%C3%A9?q=1":               "https://a.example/caf%C3%A9?q=1",
		"https://a.example/index.php?route=a%2Fb&id=40": "https://a.example/index.php?id=40&route=a%2Fb",
	} {
		if got := Key(in); got != want {
			t.Errorf("Key(%q) = %q, want %q", in, got, want)
		}
	}
}
