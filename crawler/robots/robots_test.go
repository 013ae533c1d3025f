package robots

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

const agent = "shopvet/1.0 (+https://shopvet.example/bot)"

// TestAllowed holds RFC 9309 cases; each line of file is separated by "|".
func TestAllowed(t *testing.T) {
	for _, c := range []struct {
		name, file, path string
		want             bool
	}{
		{"no rules", "", "/a", true},
		{"prefix", "User-agent: *|Disallow: /a", "/abc", false},
		{"prefix is no substring", "User-agent: *|Disallow: /a", "/b/a", true},
		{"paths mind their case", "User-agent: *|Disallow: /A", "/a", true},
		{"keys do not", "USER-AGENT: *|dIsAllow: /a", "/a", false},
		{"spaces and comments", "  User-agent :  * # all|  Disallow :\t/a  # this", "/a", false},
		{"empty disallow allows", "User-agent: *|Disallow:", "/a", true},
		{"whole site", "User-agent: *|Disallow: /", "/", false},
		{"robots.txt itself", "User-agent: *|Disallow: /", "/robots.txt", true},
		{"empty path is the root", "User-agent: *|Disallow: /$", "", false},
		{"fragment is not sent", "User-agent: *|Disallow: /a$", "/a#b", false},

		{"longest wins, allow", "User-agent: *|Disallow: /a|Allow: /a/b", "/a/b/c", true},
		{"longest wins, disallow", "User-agent: *|Disallow: /a/b|Allow: /a", "/a/b/c", false},
		{"order does not count", "User-agent: *|Allow: /a/b|Disallow: /a", "/a/b", true},
		{"allow wins a tie", "User-agent: *|Disallow: /a|Allow: /a", "/a", true},
		{"star counts as an octet", "User-agent: *|Allow: /page|Disallow: /*.htm", "/page.htm", false},
		{"allow root only", "User-agent: *|Allow: /$|Disallow: /", "/", true},
		{"allow root only, below it", "User-agent: *|Allow: /$|Disallow: /", "/page", false},

		{"star", "User-agent: *|Disallow: /*.php", "/x/index.php?a=1", false},
		{"star matches nothing too", "User-agent: *|Disallow: /a*b", "/ab", false},
		{"star at the start", "User-agent: *|Disallow: *sort=", "/list?sort=up", false},
		{"star at the end", "User-agent: *|Disallow: /a*", "/abc", false},
		{"many stars", "User-agent: *|Disallow: /***a***b", "/xaxb", false},
		{"end", "User-agent: *|Disallow: /*.pdf$", "/a.pdf", false},
		{"end, more follows", "User-agent: *|Disallow: /*.pdf$", "/a.pdf?x", true},
		{"end without star", "User-agent: *|Disallow: /a$", "/ab", true},
		{"end needs the last place", "User-agent: *|Disallow: /*a$", "/a/b/a", false},
		{"parts may not overlap", "User-agent: *|Disallow: /ab*bc$", "/abc", true},
		{"dollar inside is plain", "User-agent: *|Disallow: /a$b", "/a$b", false},
		{"encoded star is plain", "User-agent: *|Disallow: /a%2Ab", "/a*b", false},
		{"encoded star is no star", "User-agent: *|Disallow: /a%2Ab", "/axb", true},
		{"encoded dollar is plain", "User-agent: *|Disallow: /a%24", "/a$b", false},

		{"encoded rule, plain path", "User-agent: *|Disallow: /%7Eshop", "/~shop/a", false},
		{"plain rule, encoded path", "User-agent: *|Disallow: /~shop", "/%7eshop/a", false},
		{"wide letters in the rule", "User-agent: *|Disallow: /böse", "/b%C3%B6se", false},
		{"wide letters in the path", "User-agent: *|Disallow: /b%c3%b6se", "/böse", false},
		{"encoded slash is no slash", "User-agent: *|Disallow: /a/b", "/a%2Fb", true},
		{"encoded slash, case of its digits", "User-agent: *|Disallow: /a%2fb", "/a%2Fb", false},
		{"address in a query, path encoded", "User-agent: *|Disallow: /r?to=https://x.example", "/r?to=https%3A%2F%2Fx.example", false},
		{"address in a query, rule encoded", "User-agent: *|Disallow: /r?to=https%3A%2F%2Fx.example", "/r?to=https://x.example", false},
		{"address in a query, by star", "User-agent: *|Disallow: /*to=http://", "/r?to=http%3a%2f%2fx", false},
		{"broken encoding is plain", "User-agent: *|Disallow: /a%zz", "/a%zzb", false},
		{"space", "User-agent: *|Disallow: /a b", "/a%20b", false},
		{"missing slash is meant", "User-agent: *|Disallow: cart", "/cart/1", false},

		{"own group instead of everybody's", "User-agent: *|Disallow: /||User-agent: shopvet|Disallow: /x", "/a", true},
		{"own group, case and version", "User-agent: ShopVet/2.0|Disallow: /x", "/x", false},
		{"own group comes first", "User-agent: shopvet|Disallow: /x||User-agent: *|Disallow: /", "/a", true},
		{"longer name is another's", "User-agent: shopvetter|Disallow: /", "/a", true},
		{"shorter name is another's", "User-agent: shop|Disallow: /", "/a", true},
		{"own groups are one", "User-agent: shopvet|Disallow: /a||User-agent: *|Disallow: /c||User-agent: shopvet|Disallow: /b", "/b", false},
		{"everybody's groups are one", "User-agent: *|Disallow: /a||User-agent: *|Disallow: /b", "/a", false},
		{"several names, one group", "User-agent: other|User-agent: shopvet|Disallow: /a", "/a", false},
		{"blank lines end nothing", "User-agent: other||User-agent: shopvet||Disallow: /a", "/a", false},
		{"a delay between names ends nothing", "User-agent: shopvet|Crawl-delay: 5|User-agent: other|Disallow: /a", "/a", false},
		{"a sitemap between names ends nothing", "User-agent: shopvet|Sitemap: https://a.example/s.xml|User-agent: other|Disallow: /a", "/a", false},
		{"unknown lines end nothing", "User-agent: shopvet|Host: a.example|Disallow: /a", "/a", false},
		{"an empty rule is a rule", "User-agent: other|Disallow:|User-agent: shopvet|Disallow: /a", "/a", false},
		{"empty own group frees", "User-agent: *|Disallow: /||User-agent: shopvet|Disallow:", "/a", true},
		{"rules before any name bind nobody", "Disallow: /|User-agent: *|Allow: /", "/a", true},
		{"byte order mark", "\ufeffUser-agent: *|Disallow: /a", "/a", false},
		{"HTML instead of rules", "<!doctype html>|<title>User-agent: *</title>|<p>Disallow: /</p>", "/a", true},
	} {
		for _, newline := range []string{"\n", "\r\n", "\r"} {
			file := strings.ReplaceAll(c.file, "|", newline)
			if got := Parse([]byte(file), agent).Allowed(c.path); got != c.want {
				t.Errorf("%s (lines end in %q): Allowed(%q) = %v", c.name, newline, c.path, got)
			}
		}
	}
}

func TestCrawlDelay(t *testing.T) {
	for _, c := range []struct {
		file string
		want time.Duration
	}{
		{"User-agent: *\nCrawl-delay: 10", 10 * time.Second},
		{"User-agent: *\nCrawl-delay: 0.5\nDisallow: /a", 500 * time.Millisecond},
		{"User-agent: *\nDisallow: /a\nCrawl-delay: 2", 2 * time.Second},
		{"User-agent: shopvet\nCrawl-delay: 2\nUser-agent: other\nDisallow: /a", 2 * time.Second},
		{"User-agent: other\nCrawl-delay: 60\n\nUser-agent: *\nDisallow: /a", 0},
		{"User-agent: *\nCrawl-delay: 9\nDisallow: /\n\nUser-agent: shopvet\nCrawl-delay: 1", time.Second},
		{"User-agent: *\nCrawl-delay: 9\nDisallow: /\n\nUser-agent: shopvet\nDisallow: /a", 0},
		{"User-agent: *\nCrawl-delay: 1\nCrawl-delay: 3", 3 * time.Second},
		{"User-agent: *\nCrawl-delay: -1", 0},
		{"User-agent: *\nCrawl-delay: NaN", 0},
		{"User-agent: *\nCrawl-delay: 1e300", 0},
		{"User-agent: *\nCrawl-delay: soon", 0},
		{"Crawl-delay: 5", 0},
	} {
		if got := Parse([]byte(c.file), agent).CrawlDelay; got != c.want {
			t.Errorf("%q: %v, want %v", c.file, got, c.want)
		}
	}
}

func TestSitemaps(t *testing.T) {
	got := Parse([]byte("Sitemap: https://a.example/1.xml\nUser-agent: other\nsitemap:https://a.example/2.xml # second\nDisallow: /\nSITEMAP: https://a.example/1.xml\nSitemap:\n"), agent)
	if want := []string{"https://a.example/1.xml", "https://a.example/2.xml"}; !slices.Equal(got.Sitemaps, want) {
		t.Errorf("sitemaps %q, want %q", got.Sitemaps, want)
	}
}

func TestFromResponse(t *testing.T) {
	file := []byte("User-agent: *\nDisallow: /a")
	fault := func(k snapshot.FaultKind) *snapshot.Fault { return &snapshot.Fault{Kind: k} }
	for _, c := range []struct {
		status   int
		fault    *snapshot.Fault
		want     Decision
		a, other bool // whether /a and another path are allowed
	}{
		{200, nil, Obey, false, true},
		{206, nil, Obey, false, true},
		{301, nil, Free, true, true},
		{0, fault(snapshot.FaultRedirectLoop), Free, true, true},
		{302, fault(snapshot.FaultBadRedirect), Free, true, true},
		{400, nil, Free, true, true},
		{401, nil, Free, true, true},
		{403, nil, Free, true, true},
		{404, nil, Free, true, true},
		{410, nil, Free, true, true},
		{429, nil, Stop, false, false},
		{500, nil, Stop, false, false},
		{503, nil, Stop, false, false},
		{0, fault(snapshot.FaultTimeout), Stop, false, false},
		{0, fault(snapshot.FaultDNS), Stop, false, false},
		{200, fault(snapshot.FaultReset), Stop, false, false}, // a file cut short may have lost its rules
		{0, nil, Stop, false, false},
	} {
		rules, got := FromResponse(agent, c.status, file, c.fault)
		if got != c.want || rules.Allowed("/a") != c.a || rules.Allowed("/b") != c.other || !rules.Allowed("/robots.txt") {
			t.Errorf("status %d, fault %v: %s, /a %v, /b %v", c.status, c.fault, got, rules.Allowed("/a"), rules.Allowed("/b"))
		}
	}
}

func TestLongFileIsCutAtALine(t *testing.T) {
	head := "User-agent: *\nDisallow: /first\n"
	filler := strings.Repeat("# comment\n", MaxBytes/10)
	// The bound falls into the rule, of which only "Disallow: /" is left.
	cut := MaxBytes - len(head) - len("Disallow: /")
	file := head + filler[:cut-1] + "\n" + "Disallow: /private\n"
	rules := Parse([]byte(file), agent)
	if rules.Allowed("/first") || !rules.Allowed("/open") {
		t.Error("a rule cut in half was obeyed, or a whole one was not")
	}
}

func TestHostileFilesAreReadInTime(t *testing.T) {
	stars := "User-agent: *\nDisallow: /" + strings.Repeat("*a", 50_000) + "*b$\n"
	path := "/" + strings.Repeat("a", 2_000)
	var many strings.Builder
	many.WriteString("User-agent: *\n")
	for i := range 20_000 {
		fmt.Fprintf(&many, "Disallow: /*%d*x\n", i)
	}
	sitemaps := ""
	for i := range 15_000 {
		sitemaps += fmt.Sprintf("Sitemap: https://a.example/%d\n", i)
	}
	start := time.Now()
	for range 100 {
		if rules := Parse([]byte(stars), agent); !rules.Allowed(path) {
			t.Fatal("the pattern does not match")
		}
	}
	rules := Parse([]byte(many.String()), agent)
	for range 100 {
		rules.Allowed(path)
	}
	if n := len(Parse([]byte(sitemaps), agent).Sitemaps); n != maxSitemaps {
		t.Errorf("%d sitemaps kept", n)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

// FuzzParse looks for files that make parsing or matching fail, and for rules that do not hold for what they were written for.
func FuzzParse(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /%7E", "/a/b")
	f.Add("User-agent: shopvet\nCrawl-delay: 1\nDisallow: /?a=%2F", "/?a=/")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := Parse([]byte(file), agent)
		if r.CrawlDelay < 0 || r.CrawlDelay > maxDelay || len(r.Sitemaps) > maxSitemaps {
			t.Errorf("out of bounds: %v, %d sitemaps", r.CrawlDelay, len(r.Sitemaps))
		}
		r.Allowed(path)
		n := normalise(path, false)
		if again := normalise(n, false); again != n {
			t.Errorf("normalised twice: %q, %q", n, again)
		}
		// A rule made of a path without wild characters forbids that very path.
		if !strings.ContainsAny(path, "*$#\r\n:") && strings.TrimSpace(path) == path && path != "" && path != "/robots.txt" && len(path) < 1000 {
			if Parse([]byte("User-agent: *\nDisallow: "+path), agent).Allowed(path) {
				t.Errorf("a rule for %q does not forbid it", path)
			}
		}
	})
}

func BenchmarkAllowed(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for i := range 60 { // about what shop systems ship
		fmt.Fprintf(&file, "Disallow: /section%d/\nDisallow: /*?sort%d=\n", i, i)
	}
	rules := Parse([]byte(file.String()), agent)
	for b.Loop() {
		rules.Allowed("/products/blue-shoe?variant=12")
	}
}
