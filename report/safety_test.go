package report

import (
	"cmp"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/verdict"
	"golang.org/x/net/html"
)

// elements calls visit for every element of a page.
func elements(t *testing.T, page string, visit func(*html.Node, map[string]string)) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attrs := map[string]string{}
		for _, a := range n.Attr {
			attrs[a.Key] = a.Val
		}
		visit(n, attrs)
	}
}

// Whatever a shop writes, the page runs nothing, loads nothing and leads nowhere unexpected.
func TestPageIsInert(t *testing.T) {
	allowed := strings.Fields("html head meta title style link body a header p h1 h2 h3 h4 span main section nav ul ol li b div dl dt dd figure figcaption " +
		"svg path line text rect aside table caption thead tbody tr th td details summary code pre q footer")
	for name, v := range fixtures() {
		t.Run(name, func(t *testing.T) {
			elements(t, htmlPage(t, v, Options{Verbose: true}), func(n *html.Node, attrs map[string]string) {
				if !slices.Contains(allowed, n.Data) {
					t.Errorf("element <%s> does not belong here", n.Data)
				}
				for key, value := range attrs {
					if strings.HasPrefix(key, "on") || slices.Contains([]string{"src", "srcset", "style", "action", "formaction", "xlink:href", "background", "ping"}, key) {
						t.Errorf("<%s> has the attribute %s=%.60q", n.Data, key, value)
					}
				}
				checkLink(t, n, attrs)
			})
		})
	}
}

// checkLink holds an href to what may be followed.
func checkLink(t *testing.T, n *html.Node, attrs map[string]string) {
	t.Helper()
	href, ok := attrs["href"]
	if !ok || strings.HasPrefix(href, "#") || (n.Data == "link" && href == "data:,") {
		return
	}
	u, err := url.Parse(href)
	if err != nil || n.Data != "a" || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil {
		t.Errorf("<%s> leads to %.80q", n.Data, href)
	}
	if rel := attrs["rel"]; !strings.Contains(rel, "nofollow") || !strings.Contains(rel, "noopener") {
		t.Errorf("the link to %.80q has rel=%q", href, rel)
	}
}

// A browser is told to load and run nothing but the style sheet in the page.
func TestPageStatesItsPolicy(t *testing.T) {
	policy := ""
	elements(t, htmlPage(t, flawedShop(), Options{}), func(n *html.Node, attrs map[string]string) {
		if n.Data == "meta" && attrs["http-equiv"] == "Content-Security-Policy" {
			policy = attrs["content"]
		}
	})
	if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "script-src") {
		t.Errorf("policy is %q", policy)
	}
}

// Every finding can be reached from elsewhere on the page, and no link on the page leads to nothing.
func TestEveryFindingIsLinked(t *testing.T) {
	for name, v := range fixtures() {
		t.Run(name, func(t *testing.T) {
			ids, targets, findings := map[string]int{}, map[string]bool{}, 0
			elements(t, htmlPage(t, v, Options{}), func(n *html.Node, attrs map[string]string) {
				if id, ok := attrs["id"]; ok {
					ids[id]++
				}
				if strings.HasPrefix(attrs["href"], "#") {
					targets[attrs["href"][1:]] = true
				}
			})
			for id, n := range ids {
				if n > 1 {
					t.Errorf("the id %q is given %d times", id, n)
				}
				if strings.HasPrefix(id, "check-") {
					findings++
					if !targets[id] {
						t.Errorf("nothing leads to %q", id)
					}
				}
				if strings.HasPrefix(id, "fix-") && !targets[id] {
					t.Errorf("nothing leads to %q", id)
				}
			}
			for target := range targets {
				if ids[target] == 0 {
					t.Errorf("a link leads to %q, which is not there", target)
				}
			}
			want := 0
			for i := range v.Results {
				if shown(&v.Results[i]) {
					want++
				}
			}
			if findings != want {
				t.Errorf("%d findings on the page, %d in the verdict", findings, want)
			}
		})
	}
}

// Headings go down one level at a time, so that a screen reader's list of them makes sense.
func TestHeadingsAreInOrder(t *testing.T) {
	for name, v := range fixtures() {
		level := 0
		elements(t, htmlPage(t, v, Options{}), func(n *html.Node, _ map[string]string) {
			if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
				if next := int(n.Data[1] - '0'); next > level+1 {
					t.Errorf("%s: an h%d follows an h%d", name, next, level)
				}
				level = int(n.Data[1] - '0')
			}
		})
		if level == 0 {
			t.Errorf("%s has no headings", name)
		}
	}
}

var colour = regexp.MustCompile("\x1b\\[[0-9;]+m")

// The text fits its columns, and nothing in it can move the cursor, turn the writing round or set the window's title.
func TestTextIsInertAndFits(t *testing.T) {
	for name, v := range fixtures() {
		for _, columns := range []int{0, 40, 80, 132} {
			t.Run(fmt.Sprint(name, columns), func(t *testing.T) {
				black := text(t, v, Options{Width: columns, Verbose: true})
				for _, line := range strings.Split(black, "\n") {
					if limit := max(columns, 40); columns != 0 && width(line) > limit || columns == 0 && width(line) > 80 {
						t.Errorf("%d columns: %.160q", width(line), line)
					}
				}
				for _, r := range black {
					if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
						t.Fatalf("the text holds %U", r)
					}
				}
				coloured := text(t, v, Options{Width: columns, Verbose: true, Color: true})
				if coloured == black || colour.ReplaceAllString(coloured, "") != black {
					t.Error("colour changes more than the colour")
				}
			})
		}
	}
}

// No word of the program accuses anybody, nor claims what nobody has verified. Words of the shop may: they are quoted.
func TestNoAccusations(t *testing.T) {
	claim := regexp.MustCompile(`(?i)verified\b`)
	said := map[string]string{}
	for key, s := range english() {
		said[key] = s
	}
	for name, v := range fixtures() {
		if name != "hostile" {
			said[name+".txt"], said[name+".html"] = text(t, v, Options{Verbose: true}), styleElement.ReplaceAllString(htmlPage(t, v, Options{Verbose: true}), "")
		}
	}
	for where, s := range said {
		if hit := cmp.Or(checktest.Accusation(s), claim.FindString(s)); hit != "" {
			t.Errorf("%s says %q", where, hit)
		}
	}
}

// A report of 10 000 findings with strings of 1 MB stays one that can be read.
func TestReportsAreBounded(t *testing.T) {
	v := hostileShop()
	if n := len(htmlPage(t, v, Options{})); n > 1<<20 {
		t.Errorf("the page has %d bytes", n)
	}
	if n := len(text(t, v, Options{})); n > 1<<20 {
		t.Errorf("the text has %d bytes", n)
	}
	if s := htmlPage(t, v, Options{}); !strings.Contains(s, "and 24\u00a0980 more (9\u00a0980 of them in the data file, --format json)") {
		t.Error("the page does not say how many findings are left out")
	}
	if s := text(t, v, Options{Width: 120}); !strings.Contains(s, "and 24\u00a0995 more (9\u00a0995 of them in the data file, --format json)") {
		t.Error("the text does not say how many findings are left out")
	}
}

// The hostile strings reach the reader as what they are: quoted, not swallowed.
func TestHostileWordsAreShown(t *testing.T) {
	for _, want := range []string{"&lt;script&gt;alert(1)&lt;/script&gt;", "{{.Shop}} {value} {n}", "\ufffd[31mred"} {
		if !strings.Contains(htmlPage(t, hostileShop(), Options{}), want) {
			t.Errorf("%q is not on the page", want)
		}
	}
}

// The texts of the locale are all used, and every text that is asked for exists.
func TestLocaleIsComplete(t *testing.T) {
	source := ""
	for _, pattern := range []string{".", "templates"} {
		entries, err := os.ReadDir(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".tmpl") || strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
				data, err := os.ReadFile(pattern + "/" + e.Name())
				if err != nil {
					t.Fatal(err)
				}
				source += string(data)
			}
		}
	}
	words := english()
	// Values of closed lists are looked up by their list's name, and a few texts by a name that is put together.
	assembled := regexp.MustCompile(`^(answer\.[A-F]|answer\.why|lang|factor|said|need|why|word|day|diff\.kind|effort|status|severity|confidence|obstacle|stop|skip|role|policy|contact|identity|place|profile|` +
		`gloss|host|picture\.(lcp|wide)|tls\.resumes|tls\.stapled|time\.(dns|connect|tls|wait|receive|page)|market|language|form|hollow|cap\.class|shop\.from|find\.duty\.(should|may)|promise|shop\.(policies|promises|contacts|identity|payments))(\.|$)`)
	for key := range words {
		plain := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !assembled.MatchString(key) && !strings.Contains(source, `"`+plain+`"`) {
			t.Errorf("the text %q is not used", key)
		}
	}
	asked := regexp.MustCompile(`(?:\bt |\btext\(|\badd\()"([a-z0-9.-]+)"|(?:\bn |\bcount\()"([a-z0-9.-]+)"`)
	for _, m := range asked.FindAllStringSubmatch(source, -1) {
		if m[1] != "" && words[m[1]] == "" && !strings.HasSuffix(m[1], ".") {
			t.Errorf("the text %q does not exist", m[1])
		}
		if m[2] != "" && (words[m[2]+".one"] == "" || words[m[2]+".other"] == "") {
			t.Errorf("the counted text %q does not exist", m[2])
		}
	}
	for name, v := range fixtures() {
		if leak := regexp.MustCompile(`\{[a-z]+\}`).FindString(text(t, v, Options{Verbose: true})); leak != "" && name != "hostile" {
			t.Errorf("%s shows the unfilled slot %s", name, leak)
		}
	}
}

// Every value of verdict's closed lists has a word; no id reaches the reader.
func TestClosedListsHaveWords(t *testing.T) {
	words := english()
	keys := []string{}
	for _, s := range []verdict.Status{verdict.Pass, verdict.Warn, verdict.Fail, verdict.NotApplicable, verdict.Unknown, verdict.Broken} {
		keys = append(keys, "status."+string(s))
	}
	for _, s := range []verdict.Severity{verdict.Critical, verdict.High, verdict.Medium, verdict.Low, verdict.Info} {
		keys = append(keys, "severity."+string(s))
	}
	for _, f := range verdict.Factors() {
		keys = append(keys, "gloss."+string(f))
	}
	for _, k := range keys {
		if words[k] == "" {
			t.Errorf("there is no word for %s", k)
		}
	}
}
