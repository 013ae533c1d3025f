package mailauth_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/knowledge/mailauth"
)

func TestSPFRecordsAreTold(t *testing.T) {
	for text, want := range map[string]bool{
		"v=spf1 -all": true, "v=spf1": true, "V=SPF1 mx": true, "v=spf1  a": true,
		"v=spf10 -all": false, "v=spf1-all": false, " v=spf1 -all": false, "v=spf1;-all": false, "spf2.0/pra -all": false, "v=DMARC1; p=none": false, "": false,
	} {
		if got := len(mailauth.SPFRecords([]string{"x", text})) == 1; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for text, want := range map[string]bool{
		"v=spf1-all": true, " v=spf1 -all": true, `"v=spf1 -all"`: true, "v=spf 1": true, "v=spf1,mx": true, "v=spf1 -all": false, "v=DMARC1": false, "spf": false,
	} {
		if got := mailauth.SPFLike([]string{text}) != ""; got != want {
			t.Errorf("meant as SPF, %q: %v", text, got)
		}
	}
}

// TestParseSPF holds the forms that RFC 7208 describes (sections 4.6, 5, 6 and 7), and each of them spoilt.
func TestParseSPF(t *testing.T) {
	sound := map[string]string{ // record → its mechanisms with their domains, "all", redirect
		"v=spf1":                                       "",
		"v=spf1 ":                                      "",
		"v=spf1 -all":                                  "-all",
		"v=spf1 +all":                                  "+all",
		"v=spf1 all":                                   "+all",
		"v=spf1 ?ALL":                                  "?all",
		"v=spf1 a -all":                                "+a -all",
		"v=spf1 a:mail.candles.example ~all":           "+a:mail.candles.example ~all",
		"v=spf1 MX Mx:Candles.Example. -all":           "+mx +mx:Candles.Example. -all",
		"v=spf1 mx/30 a:candles.example/30 -all":       "+mx +a:candles.example -all",
		"v=spf1 a/24//64 mx//0 a:x.example//128":       "+a +mx +a:x.example",
		"v=spf1 ptr ptr:candles.example -ptr":          "+ptr +ptr:candles.example -ptr",
		"v=spf1 ip4:192.0.2.128/28 ip4:192.0.2.1 -all": "+ip4 +ip4 -all",
		"v=spf1 ip6:2001:db8::/32 ip6:::1 ip6:2001:db8::cb01/128 ip6:::ffff:192.0.2.1 -all": "+ip6 +ip6 +ip6 +ip6 -all",
		"v=spf1  include:a.example   ?include:b.example  ~all ":                             "+include:a.example ?include:b.example ~all",
		"v=spf1 exists:%{ir}.%{l1r+-}._spf.%{d} -all":                                       "+exists:%{ir}.%{l1r+-}._spf.%{d} -all",
		"v=spf1 include:%{d2}":                                     "+include:%{d2}",
		"v=spf1 include:a%_b%%c%-d.example":                        "+include:a%_b%%c%-d.example",
		"v=spf1 redirect=_spf.candles.example":                     "redirect=_spf.candles.example",
		"v=spf1 Redirect=_spf.%{d}":                                "redirect=_spf.%{d}",
		"v=spf1 redirect=_spf.candles.example a -all":              "+a -all",
		"v=spf1 mx -all exp=explain._spf.%{d}":                     "+mx -all",
		"v=spf1 mx later=words x.y-z_1= -all":                      "+mx -all",
		"v=spf1 -all include:never.example":                        "-all",
		"v=spf1 a:192.0.2.1.example include:_spf.xn--p-0a.example": "+a:192.0.2.1.example +include:_spf.xn--p-0a.example",
		"v=spf1 a:a/b.example a:x.c-d":                             "+a:a/b.example +a:x.c-d",
	}
	for record, want := range sound {
		spf, bad := mailauth.ParseSPF(record)
		if got := shown(spf); bad != "" || got != want {
			t.Errorf("%q: %q, bad %q; want %q", record, got, bad, want)
		}
	}
	for _, term := range []string{
		"-", "+", "alll", "-all.", "all:x.example", "all/24", "include", "include:", "include:localhost", "include:a.1", "include:a..", "includes:x.example",
		"a:", "a:/24", "a/33", "a/024", "a/", "a//129", "a//", "a/24/64", "a:x.example/33", "mx:a.b-", "ptr/24", "ptr:",
		"ip4", "ip4:", "ip4:192.0.2.1/33", "ip4:192.0.2", "ip4:192.0.2.1/", "ip4:192.0.2.1/08", "ip4:2001:db8::1", "ip4:candles.example",
		"ip6:192.0.2.1", "ip6:2001:db8::1/129", "ip6:2001:db8:::1", "ip6:fe80::1%eth0", "exists", "exists:", "exists:%{z}.example", "exists:%{ir.example", "exists:%x.example",
		"exists:%{d1x}", "redirect=", "redirect=x", "redirect=a.example redirect=b.example", "exp=", "exp=a.example exp=a.example", "1=x",
		"a:x.exämple", "a\t", "mx,", "--all", "a:x.example,b.example;", "include:_spf.example;",
	} {
		if _, bad := mailauth.ParseSPF("v=spf1 mx " + term + " ~all"); bad == "" {
			t.Errorf("%q is taken", term)
		}
	}
	// A name and "=" make a modifier, and unknown ones are passed over, as long as their value is a macro-string.
	if _, bad := mailauth.ParseSPF("v=spf1 include=x.example/ v=spf1 -all"); bad != "" {
		t.Errorf("unknown modifiers: %q", bad)
	}
	if _, bad := mailauth.ParseSPF("v=spf1 mx=% -all"); bad != "mx=%" {
		t.Errorf("a modifier with half a macro: %q", bad)
	}
}

func shown(spf mailauth.SPF) string {
	var out []string
	for _, t := range spf.Terms {
		s := string(t.Qualifier) + t.Mechanism
		if t.Domain != "" {
			s += ":" + t.Domain
		}
		out = append(out, s)
	}
	if spf.All != 0 {
		out = append(out, string(spf.All)+"all")
	}
	if spf.Redirect != "" {
		out = append(out, "redirect="+spf.Redirect)
	}
	return strings.Join(out, " ")
}

// world answers as a name server that knows some domains; "?" stands for a domain that cannot be seen.
func world(texts map[string]string) func(string) ([]string, bool) {
	return func(domain string) ([]string, bool) {
		text, ok := texts[domain]
		switch {
		case !ok:
			return nil, true
		case text == "?":
			return nil, false
		}
		return strings.Split(text, "|"), true
	}
}

func TestWalk(t *testing.T) {
	chain := map[string]string{"a.example": "v=spf1 a mx ptr exists:%{i}.a.example include:b.example -all"}
	for i := 'b'; i < 'i'; i++ {
		chain[string(i)+".example"] = fmt.Sprintf("v=spf1 include:%c.example ~all", i+1)
	}
	chain["i.example"] = "v=spf1 a ip4:192.0.2.1 -all"
	for _, tt := range []struct {
		name  string
		texts map[string]string
		want  mailauth.Tally // without Records and SPF
	}{
		{"none", map[string]string{"a.example": "hello"}, mailauth.Tally{}},
		{"no such domain", nil, mailauth.Tally{}},
		{"unseen", map[string]string{"a.example": "?"}, mailauth.Tally{Unseen: true}},
		{"nothing to look up", map[string]string{"a.example": "v=spf1 ip4:192.0.2.1 -all"}, mailauth.Tally{}},
		{"each kind counts once", map[string]string{"a.example": "v=spf1 a mx ptr exists:x.example ip6:::1 include:b.example ~all", "b.example": "v=spf1 -all"}, mailauth.Tally{Lookups: 5}},
		{"what stands behind all is never reached", map[string]string{"a.example": "v=spf1 mx ~all include:none.example"}, mailauth.Tally{Lookups: 1}},
		{"redirect counts", map[string]string{"a.example": "v=spf1 redirect=b.example", "b.example": "v=spf1 a -all"}, mailauth.Tally{Lookups: 2}},
		{"redirect beside all does not", map[string]string{"a.example": "v=spf1 redirect=b.example -all"}, mailauth.Tally{}},
		{"upper case and a dot", map[string]string{"a.example": "v=spf1 include:B.Example. -all", "b.example": "v=spf1 -all"}, mailauth.Tally{Lookups: 1}},
		{"two records", map[string]string{"a.example": "v=spf1 -all|v=spf1 mx -all"}, mailauth.Tally{Problem: mailauth.TwoRecords, At: "a.example"}},
		{"other texts beside one", map[string]string{"a.example": "x|v=spf1 -all|v=spf10"}, mailauth.Tally{}},
		{"two records further on", map[string]string{"a.example": "v=spf1 include:b.example", "b.example": "v=spf1|v=spf1"}, mailauth.Tally{Lookups: 1, Problem: mailauth.TwoRecords, At: "b.example"}},
		{"a slip of the pen", map[string]string{"a.example": "v=spf1 mx ipv4:192.0.2.1 -all"}, mailauth.Tally{Problem: mailauth.Syntax, At: "a.example", Detail: "ipv4:192.0.2.1"}},
		{"a slip further on", map[string]string{"a.example": "v=spf1 include:b.example", "b.example": "v=spf1 -al"}, mailauth.Tally{Lookups: 1, Problem: mailauth.Syntax, At: "b.example", Detail: "-al"}},
		{"include without a record", map[string]string{"a.example": "v=spf1 mx include:b.example -all", "b.example": "x"}, mailauth.Tally{Lookups: 2, Problem: mailauth.NoTarget, At: "a.example", Detail: "b.example"}},
		{"redirect to nowhere", map[string]string{"a.example": "v=spf1 redirect=b.example"}, mailauth.Tally{Lookups: 1, Problem: mailauth.NoTarget, At: "a.example", Detail: "b.example"}},
		{"include that cannot be seen", map[string]string{"a.example": "v=spf1 include:b.example a -all", "b.example": "?"}, mailauth.Tally{Lookups: 2, Open: []string{"b.example"}}},
		{"include by macro", map[string]string{"a.example": "v=spf1 include:%{i}._spf.b.example -all"}, mailauth.Tally{Lookups: 1, Open: []string{"%{i}._spf.b.example"}}},
		{"ten", map[string]string{"a.example": "v=spf1" + strings.Repeat(" a", 10) + " -all"}, mailauth.Tally{Lookups: 10}},
		{"eleven", map[string]string{"a.example": "v=spf1" + strings.Repeat(" a", 11) + " -all"}, mailauth.Tally{Lookups: 10, Problem: mailauth.TooMany, At: "a.example"}},
		{"the same one twice is two", map[string]string{"a.example": "v=spf1" + strings.Repeat(" include:b.example", 6) + " -all", "b.example": "v=spf1 a -all"}, mailauth.Tally{Lookups: 10, Problem: mailauth.TooMany, At: "a.example"}},
		{"eleven over a chain", chain, mailauth.Tally{Lookups: 10, Problem: mailauth.TooMany, At: "g.example"}},
		{"an include of itself", map[string]string{"a.example": "v=spf1 include:a.example -all"}, mailauth.Tally{Lookups: 10, Problem: mailauth.TooMany, At: "a.example"}},
		{"a redirect of itself", map[string]string{"a.example": "v=spf1 redirect=a.example"}, mailauth.Tally{Lookups: 10, Problem: mailauth.TooMany, At: "a.example"}},
	} {
		got := mailauth.Walk("a.example", world(tt.texts))
		got.Records, got.SPF = nil, mailauth.SPF{}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// FuzzSPF proves that no record brings the walk down or makes it go on: at most ten domains beside the first are asked for, each with its record.
func FuzzSPF(f *testing.F) {
	for _, s := range []string{"v=spf1 mx include:a.example ~all", "v=spf1 exists:%{ir}.%{v}.x.example/24//64 redirect=%{d2}", "v=spf1 a//64 -", "v=spf1 =", "v=spf1 a=b/ %"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, record string) {
		asked := 0
		got := mailauth.Walk("a.example", func(string) ([]string, bool) { asked++; return []string{record}, true })
		if asked > mailauth.MaxLookups+1 || got.Lookups > mailauth.MaxLookups || got.Problem == mailauth.TooMany && got.Lookups != mailauth.MaxLookups {
			t.Errorf("%d questions: %+v", asked, got)
		}
		if spf, bad := mailauth.ParseSPF(record); bad != "" && !strings.Contains(record, bad) || spf.All != 0 && spf.Redirect != "" && bad == "" {
			t.Errorf("%q: %+v, bad %q", record, spf, bad)
		}
	})
}
