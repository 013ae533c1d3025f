package catalogue_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"github.com/shopvet/shopvet/catalogue"
)

var importOptions = catalogue.ImportOptions{
	Address: func(s string) (string, error) {
		if strings.Contains(s, " ") || strings.Contains(s, "private") {
			return "", errors.New("not an address")
		}
		if strings.Count(s, "/") == 2 {
			s += "/"
		}
		return s, nil
	},
	Markets: []string{"de", "at"}, Profiles: []string{"quick", "standard"},
	Defaults: catalogue.Seller{Cadence: 24 * time.Hour, Tags: []string{"all"}},
}

// Each form of a list is told by its beginning; what is wrong is told with its line, and the rest is taken.
func TestImport(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("url\tname\r\nhttps://a.example/\tÄpfel\r\n")
	ok(t, err)
	for name, c := range map[string]struct {
		list   string
		want   string // name@url of all
		errors []string
		fails  string
	}{
		"lines":        {list: "# shops\nhttps://a.example\n\nb.example # ours\nno address\n", want: "@https://a.example/ @https://b.example/", errors: []string{"line 5: not an address"}},
		"csv":          {list: "Name,Shop URL,Tags,Market\n\"A, B\",a.example,\"x,y\",de\nC,,,\nD,d.example,,xx\n,,,\nE,e.example", want: "A, B@https://a.example/ E@https://e.example/", errors: []string{"line 3: there is no address", `line 4: there is no market "xx"`}},
		"semicolons":   {list: "\ufeffurl;name;every;paused\r\na.example;Ä;weekly;yes\r\nb.example;B;often;\r\n", want: "Ä@https://a.example/", errors: []string{`line 3: "often" does not say how often`}},
		"utf-16":       {list: utf16, want: "Äpfel@https://a.example/"},
		"open quote":   {list: "url,name\na.example,\"x\nb.example\nc.example\nd.example\ne.example\nf.example,\"f\nf\"\n", want: "@https://b.example/ @https://c.example/ @https://d.example/ @https://e.example/ f f@https://f.example/", errors: []string{"line 2: a quotation mark is not closed"}},
		"json lines":   {list: "{\"url\":\"a.example\",\"tags\":[\"x\"],\"markets\":\"DE, at\"}\n{\"url\":3}\n{\"uri\":\"b.example\"}\n{\"url\":\"c.example\",\"name\":\"C\\u0000\\u202e\"}\n", want: "@https://a.example/ C@https://c.example/", errors: []string{"line 2: not a seller in JSON", "line 3: not a seller in JSON"}},
		"sitemap":      {list: `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">` + "\n<url><loc> https://a.example/?a=1&amp;b=2 </loc><image:image><image:loc>https://a.example/i.png</image:loc></image:image></url><url><loc>private</loc></url></urlset>", want: "@https://a.example/?a=1&b=2", errors: []string{"line 2: not an address"}},
		"broken xml":   {list: "<urlset><url><loc>https://a.example/</loc></url>\n<url><loc>https://b", want: "@https://a.example/", errors: []string{"line 2: not XML"}},
		"index":        {list: "<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>", fails: "no sitemap"},
		"a page":       {list: "<!doctype html><html></html>", fails: "no sitemap but html"},
		"json list":    {list: "[{}]", fails: "one seller a line"},
		"nothing":      {list: " \n", fails: "empty"},
		"a long line":  {list: "https://a.example/" + strings.Repeat("x", 2<<20), fails: "longer than 1 MB"},
		"long address": {list: "https://a.example/" + strings.Repeat("x", 3000), errors: []string{"line 1: the address is longer"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := opened(t, filepath.Join(t.TempDir(), "x.db"))
			got, err := s.Import(t.Context(), strings.NewReader(c.list), importOptions, day)
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("%v, want %q", err, c.fails)
				}
				return
			}
			ok(t, err)
			sellers, _, err := s.Sellers(t.Context(), catalogue.Filter{}, catalogue.Page{Sort: catalogue.ByCreated})
			ok(t, err)
			var have []string
			for _, n := range sellers {
				have = append(have, n.Name+"@"+n.URL)
				if !slices.Contains(n.Tags, "all") {
					t.Errorf("%+v", n)
				}
			}
			slices.Sort(have)
			if text := strings.Join(have, " "); text != c.want || got.Added != len(sellers) || got.Failed != len(c.errors) {
				t.Errorf("%q, want %q; %+v", text, c.want, got)
			}
			for i, e := range got.Errors {
				if i >= len(c.errors) || !strings.HasPrefix(e.Error(), c.errors[i]) {
					t.Errorf("%v, want %q", e, c.errors)
				}
			}
			again := must(s.Import(t.Context(), strings.NewReader(c.list), importOptions, day))(t)
			if again.Added != 0 || again.Changed != 0 || again.Same != got.Added {
				t.Errorf("the second time: %+v", again)
			}
		})
	}
}

// Tens of thousands of rows are a matter of seconds, with the lines of all mistakes.
func TestImportOfALongList(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		var b strings.Builder
		b.WriteString("url,name,tags\n")
		for i := range 5_000 {
			if i%1000 == 999 {
				b.WriteString("private,x,y\n")
				continue
			}
			fmt.Fprintf(&b, "https://shop%d.example/,Shop %d,t%d\n", i, i, i%10)
		}
		began := time.Now()
		got := must(s.Import(t.Context(), strings.NewReader(b.String()), importOptions, day))(t)
		if got.Added != 4_995 || got.Failed != 5 || got.Errors[1].Line != 2001 {
			t.Errorf("%+v", got)
		}
		t.Logf("%d rows in %s", got.Added, time.Since(began))
	})
}

func TestParseCadence(t *testing.T) {
	for text, want := range map[string]time.Duration{"daily": 24 * time.Hour, "1d": 24 * time.Hour, "2w": 14 * 24 * time.Hour, "12h": 12 * time.Hour, "never": 0, "Weekly ": 7 * 24 * time.Hour, "1h30m": 90 * time.Minute} {
		if d, err := catalogue.ParseCadence(text); err != nil || d != want {
			t.Errorf("%q: %v %v", text, d, err)
		}
	}
	for _, text := range []string{"", "5m", "-1d", "1000d", "soon", "1x", "999999999999999999999d", "9999h"} {
		if d, err := catalogue.ParseCadence(text); err == nil {
			t.Errorf("%q: %v", text, d)
		}
	}
}
