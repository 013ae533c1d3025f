package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"unicode"

	"github.com/shopvet/shopvet/verdict"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

// written is a verdict in one format.
func written(t *testing.T, f Format, v *verdict.Verdict) []byte {
	t.Helper()
	return render(t, func(b *bytes.Buffer) error { return f.Write(b, v, Options{}) })
}

func format(t *testing.T, name string) Format {
	t.Helper()
	for _, f := range Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no format %s", name)
	return Format{}
}

// In no format does a hostile shop get a control character, a turned line or a report without end across.
func TestEveryFormatIsInertAndBounded(t *testing.T) {
	for _, f := range Formats() {
		if f.Name == "json" {
			continue // quotes the shop as it is, escaped; readers of data must expect that
		}
		got := written(t, f, hostileShop())
		limit := 2 << 20
		if f.Name == "csv" || f.Name == "sarif" {
			limit = 32 << 20 // thousands of findings one by one
		}
		if len(got) > limit {
			t.Errorf("%s: %d bytes", f.Name, len(got))
		}
		for _, r := range strings.TrimPrefix(string(got), byteOrderMark) {
			if unicode.IsControl(r) && r != '\n' && r != '\r' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
				t.Fatalf("%s holds %U", f.Name, r)
			}
		}
	}
}

// Nor does it in a comparison of two looks, where each of its changes stands once.
func TestComparisonsAreInertAndBounded(t *testing.T) {
	before, after := soundShop(), hostileShop()
	for _, c := range []*verdict.Comparison{verdict.Compare(before, after), verdict.Compare(after, before)} {
		for _, f := range DiffFormats() {
			if f.Name == "json" {
				continue // as above
			}
			for _, lang := range Languages() {
				var b bytes.Buffer
				if err := f.Write(&b, c, Options{Lang: lang, Width: 60}); err != nil {
					t.Fatal(err)
				}
				if b.Len() > 2<<20 {
					t.Errorf("%s: %d bytes", f.Name, b.Len())
				}
				for _, r := range b.String() {
					if unicode.IsControl(r) && r != '\n' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
						t.Fatalf("%s holds %U", f.Name, r)
					}
				}
				for _, line := range strings.Split(b.String(), "\n") {
					if f.Name == "text" && width(line) > 60 {
						t.Errorf("%s: a line of %d columns: %q", lang, width(line), line)
					}
					if f.Name == "markdown" && strings.Contains(line, "<script>") && !strings.Contains(line, "`") {
						t.Errorf("markdown holds markup: %.200q", line)
					}
				}
			}
		}
	}
}

// A cell that begins as a formula does is text for a spreadsheet program.
func TestCSVHoldsNoFormula(t *testing.T) {
	v := soundShop()
	for i, s := range []string{"=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "  =1"} {
		set(v, []string{"tls-hsts", "nav-broken-primary", "identity-postal-address", "price-present", "policy-returns", "contact-channels"}[i], verdict.Warn, s,
			find(s, verdict.Evidence{URL: "https://shop.example/", Snippet: s, Value: s}))
	}
	table := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(written(t, format(t, "csv"), v), []byte(byteOrderMark))))
	rows, err := table.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	quoted := 0
	for _, row := range rows[1:] {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune(formulaStarts, []rune(strings.TrimLeft(cell, " "))[0]) {
				t.Errorf("the cell %q is a formula", cell)
			}
			if strings.HasPrefix(cell, "'") {
				quoted++
			}
		}
	}
	if quoted < 18 {
		t.Errorf("%d cells are quoted, want the 18 that were planted", quoted)
	}
}

// The table has one row for every finding that was kept, and one for a result without any.
func TestCSVHasOneRowAFinding(t *testing.T) {
	v := flawedShop()
	want := 1
	for i := range v.Results {
		if r := &v.Results[i]; shown(r) {
			want += max(len(r.Findings), 1)
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(written(t, format(t, "csv"), v), []byte(byteOrderMark)))).ReadAll()
	if err != nil || len(rows) != want {
		t.Errorf("%d rows, want %d (%v)", len(rows), want, err)
	}
}

// Whatever a shop writes, no mark-up, picture, mention or link of its own making comes of it where Markdown is shown.
func TestMarkdownIsInert(t *testing.T) {
	v := soundShop()
	planted := []string{"<script>alert(1)</script>", "[click](https://bad.example/)", "![x](https://bad.example/x.png)", "@everyone look", "www.bad.example now",
		"https://bad.example/ now", "`code` **bold** _it_ ~~gone~~", "| a | b |", "# heading", "- item", "&lt;img src=x&gt;", "a\n\n## b", "[ref]: https://bad.example/", "javascript:alert(1)", "$x^2$"}
	for _, s := range planted {
		set(v, "nav-broken-primary", verdict.Warn, s, find(s, verdict.Evidence{URL: "javascript:alert(1)", Snippet: s, Value: s, Selector: s}))
		page := rendered(t, written(t, format(t, "markdown"), v))
		for _, bad := range []string{"<script", "<img", "bad.example/x.png\"", "href=\"https://bad.example", "href=\"http://www.bad", "href=\"javascript", "<h2>b", "<em>it", "<strong>bold", "<del>"} {
			if strings.Contains(page, bad) {
				t.Errorf("%q becomes %q", s, bad)
			}
		}
		if text := outsideCode(t, page); strings.Contains(text, "@everyone") {
			t.Errorf("%q mentions somebody", s)
		}
	}
}

// rendered is Markdown as the web shows it.
func rendered(t *testing.T, source []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(source, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// outsideCode is the text of a page but for what is shown as code.
func outsideCode(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "code" {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// Every fix, finding and place that the report is about can be read in Markdown.
func TestMarkdownTellsWhatTheTextTells(t *testing.T) {
	text := outsideCode(t, rendered(t, written(t, format(t, "markdown"), flawedShop())))
	v := flawedShop()
	for _, a := range v.Actions {
		if !strings.Contains(text, a.Title) {
			t.Errorf("the fix %q is missing", a.Title)
		}
	}
	for i := range v.Results {
		if r := &v.Results[i]; shown(r) && !strings.Contains(text, r.Reason.Text) {
			t.Errorf("what %s found is missing: %q", r.Check, r.Reason.Text)
		}
	}
}

// Code scanning takes relative addresses only, and needs a location and a message for every result.
func TestSARIFFitsCodeScanning(t *testing.T) {
	for name, v := range fixtures() {
		var log sarifLog
		if err := json.Unmarshal(written(t, format(t, "sarif"), v), &log); err != nil {
			t.Fatal(err)
		}
		run := log.Runs[0]
		for _, r := range run.Results {
			if r.Message.Text == "" || len(r.Locations) == 0 || run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
				t.Errorf("%s: a result of %s has no message, place or rule", name, r.RuleID)
			}
			for _, l := range r.Locations {
				if uri := l.Physical.Artifact.URI; uri == "" || strings.Contains(uri, ":") || strings.HasPrefix(uri, "/") || strings.ContainsAny(uri, " <>\"") {
					t.Errorf("%s: the address %q is not relative", name, uri)
				}
			}
		}
	}
}

// A build server counts as failed what needs mending, and nothing else.
func TestJUnitFailsWhatFails(t *testing.T) {
	v := flawedShop()
	var got junitReport
	if err := xml.Unmarshal(written(t, format(t, "junit"), v), &got); err != nil {
		t.Fatal(err)
	}
	failed, cases, failures, tests := 0, 0, 0, 0
	for i := range v.Results {
		if v.Results[i].Status == verdict.Fail {
			failed++
		}
	}
	for _, s := range got.Suites {
		cases, failures, tests = cases+len(s.Cases), failures+s.Failures, tests+s.Tests
	}
	if failures != failed || tests != len(v.Results) || cases != len(v.Results) {
		t.Errorf("%d failures of %d tests in %d cases, want %d of %d", failures, tests, cases, failed, len(v.Results))
	}
}

// The badge shows grade, score and day; without a score it says so.
func TestBadge(t *testing.T) {
	if s := string(written(t, format(t, "badge"), flawedShop())); !strings.Contains(s, "C · 60 · 2026-") {
		t.Errorf("the badge is %s", s)
	}
	v := flawedShop()
	v.Initial.Known, v.Initial.Grade = false, ""
	s := string(written(t, format(t, "badge"), v))
	if !strings.Contains(s, "no score") || strings.Contains(s, "60") {
		t.Errorf("the badge without a score is %s", s)
	}
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
