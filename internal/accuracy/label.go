package main

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
)

// label says what a page really holds. A field that is missing is not judged; an empty list means "none, and anything found is a false
// alarm".
type label struct {
	URL       string    `toml:"url"`  // path at which the page stands
	Link      string    `toml:"link"` // text of the link to it in the home page's footer; "" = it stands only in the sitemap
	Host      string    `toml:"host"` // the shop's own domain, "" = of no importance
	Trap      string    `toml:"trap"` // what makes the page a trap, "" = it is none
	Kinds     *[]string `toml:"kinds"`
	Hollow    string    `toml:"hollow"`
	Claims    *[]string `toml:"claims"`
	Emails    *[]string `toml:"emails"`
	Phones    *[]string `toml:"phones"`
	Addresses *[]string `toml:"addresses"`
	Forms     *bool     `toml:"forms"`
	Hours     *bool     `toml:"hours"`
	Names     *[]string `toml:"names"`
	People    []string  `toml:"people"` // who acts for the seller: may be found as a name, need not
	Others    *[]string `toml:"others"`
	Numbers   *[]string `toml:"numbers"`
	Malformed *[]string `toml:"malformed"`
	Findings  *[]string `toml:"findings"` // checks of signs that are to find something on the page
	Note      *bool     `toml:"note"`     // it says how reviews come about

	// Of product pages.
	Price    *[]string `toml:"price"`    // what one pays: "12.90 EUR", "12.90-19.90 EUR"
	Was      *[]string `toml:"was"`      // former prices
	Unit     *[]string `toml:"unit"`     // "17.80 EUR/kg"
	Tax      *[]string `toml:"tax"`      // what is said of tax: included, excluded
	Delivery *bool     `toml:"delivery"` // how delivery is charged is said
	Request  *bool     `toml:"request"`  // the price is given on request or after signing in
	Stock    *[]string `toml:"stock"`    // in-stock, out-of-stock, preorder, discontinued
	Maker    *[]string `toml:"maker"`    // named, reachable
	Product  *bool     `toml:"product"`  // the page is that of one product
}

// page is one labelled page.
type page struct {
	file   string // path below the folder of all pages: "de/policy/widerruf.html"
	lang   string
	family string
	html   string // the whole file, label included: a comment is no text
	label  label
	lines  map[string]int // field → line of the file
}

const labelOpen, labelClose = "<!--label\n", "-->"

var (
	families = []string{"policy", "contact", "identity", "content", "product"}
	hollows  = []string{"empty", "heading-only", "stub", "owner-text", "to-be-written", "form-only"}
	field    = regexp.MustCompile(`^([a-z]+)\s*=`)
)

// load reads every page below root. The error names everything that is wrong, one "file:line: what" each.
func load(root fs.FS) ([]page, error) {
	files, err := fs.Glob(root, "*/*/*.html")
	if err != nil {
		return nil, fmt.Errorf("list labelled pages: %w", err)
	}
	var pages []page
	var faults []error
	for _, name := range files {
		data, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, fmt.Errorf("read labelled page: %w", err)
		}
		p, err := parse(name, string(data))
		if err != nil {
			faults = append(faults, err)
			continue
		}
		pages = append(pages, p)
	}
	return pages, errors.Join(faults...)
}

// parse reads one page and its label.
func parse(name, text string) (page, error) {
	parts := strings.Split(name, "/")
	p := page{file: name, lang: parts[0], family: parts[1], html: text, lines: map[string]int{}}
	if !slices.Contains(cue.Langs(), p.lang) || !slices.Contains(families, p.family) {
		return p, fmt.Errorf("%s:1: pages lie in LANG/FAMILY: one of %v, one of %v", name, cue.Langs(), families)
	}
	rest, ok := strings.CutPrefix(text, labelOpen)
	body, _, closed := strings.Cut(rest, labelClose)
	if !ok || !closed {
		return p, fmt.Errorf("%s:1: the file does not start with a label: %q … %q", name, labelOpen, labelClose)
	}
	for i, line := range strings.Split(body, "\n") {
		if m := field.FindStringSubmatch(line); m != nil {
			p.lines[m[1]] = i + 2
		}
	}
	meta, err := toml.Decode(body, &p.label)
	if syntax := (toml.ParseError{}); errors.As(err, &syntax) {
		return p, fmt.Errorf("%s:%d: %s", name, syntax.Position.Line+1, syntax.Message)
	}
	if err != nil {
		return p, fmt.Errorf("%s:1: %w", name, err)
	}
	var faults []error
	for _, key := range meta.Undecoded() {
		faults = append(faults, p.fault(key[0], "there is no field %q", key))
	}
	return p, errors.Join(append(faults, p.check()...)...)
}

func (p *page) fault(field, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s: %s", p.file, max(p.lines[field], 1), field, fmt.Sprintf(format, args...))
}

// check holds the label against its closed lists and against the page.
func (p *page) check() []error {
	l := &p.label
	var out []error
	bad := func(field, format string, args ...any) { out = append(out, p.fault(field, format, args...)) }
	if !strings.HasPrefix(l.URL, "/") || l.URL == "/" {
		bad("url", "%q is no path of a page", l.URL)
	}
	if l.Hollow != "" && !slices.Contains(hollows, l.Hollow) {
		bad("hollow", "%q is none of %v", l.Hollow, hollows)
	}
	if l.Hollow != "" && l.Kinds != nil && len(*l.Kinds) > 0 {
		bad("kinds", "a hollow page holds no policy")
	}
	for _, k := range list(l.Kinds) {
		if !slices.Contains(facts.PolicyKinds(), facts.PolicyKind(k)) {
			bad("kinds", "%q is none of %v", k, facts.PolicyKinds())
		}
	}
	for _, c := range list(l.Claims) {
		if kind, _, ok := strings.Cut(c, "="); !ok || !slices.Contains(claimKinds, kind) {
			bad("claims", "%q is not KIND=VALUE with one of %v", c, claimKinds)
		}
	}
	for _, e := range list(l.Emails) {
		if ok, _ := ident.Email(e, ""); !ok {
			bad("emails", "%q is no address", e)
		}
	}
	for _, c := range list(l.Findings) {
		if !slices.Contains(signChecks, c) {
			bad("findings", "%q is none of %v", c, signChecks)
		}
	}
	if l.Hollow == "" && l.Forms == nil && l.Hours == nil && l.Note == nil && l.Delivery == nil && l.Request == nil && l.Product == nil && !slices.ContainsFunc(
		[]*[]string{l.Kinds, l.Claims, l.Emails, l.Phones, l.Addresses, l.Names, l.Others, l.Numbers, l.Malformed, l.Findings,
			l.Price, l.Was, l.Unit, l.Tax, l.Stock, l.Maker}, func(f *[]string) bool { return f != nil }) {
		bad("url", "the label says nothing that could be judged")
	}
	return append(out, p.checkText()...)
}

// checkText finds values that do not stand on the page. E-mail addresses are left out: pages write them in ways that only a reader undoes.
func (p *page) checkText() []error {
	var out []error
	raw := html.UnescapeString(p.html[strings.Index(p.html, labelClose):])
	text := cue.Fold(strings.Join(strings.Fields(tags.ReplaceAllString(raw, " ")), " "))
	compact := compactForm(raw)
	absent := func(field, v string) { out = append(out, p.fault(field, "%q does not stand on the page", v)) }
	for field, values := range map[string][]string{
		"addresses": list(p.label.Addresses), "names": list(p.label.Names), "people": p.label.People, "others": list(p.label.Others),
	} {
		for _, v := range values {
			if !strings.Contains(text, cue.Fold(v)) && !strings.Contains(compact, compactForm(v)) {
				absent(field, v)
			}
		}
	}
	for field, values := range map[string][]string{"numbers": list(p.label.Numbers), "malformed": list(p.label.Malformed)} {
		for _, v := range values {
			kind, number, ok := strings.Cut(v, "=")
			if !ok || !slices.Contains(ident.Kinds(), kind) {
				out = append(out, p.fault(field, "%q is not KIND=VALUE with one of %v", v, ident.Kinds()))
			} else if !strings.Contains(compact, compactForm(number)) && !strings.Contains(compact, compactForm(strings.TrimLeft(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))) {
				absent(field, v)
			}
			if ok && slices.Contains(ident.Kinds(), kind) && ident.Check(kind, number) != (field == "numbers") {
				out = append(out, p.fault(field, "%q: the check digit or form says otherwise", v))
			}
		}
	}
	for _, v := range list(p.label.Phones) {
		if !strings.HasPrefix(v, "+") || len(v) < 8 || strings.Trim(v[1:], "0123456789") != "" {
			out = append(out, p.fault("phones", "%q is not in the form +493012345678", v))
		} else if digits := onlyDigits(raw); !strings.Contains(digits, v[len(v)-5:]) {
			absent("phones", v)
		}
	}
	slices.SortFunc(out, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return out
}

var tags = regexp.MustCompile(`(?s)<script.*?</script>|<style.*?</style>|<[^>]*>`)

// compactForm is a text without anything but letters and digits, folded.
func compactForm(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\t\r\u00a0.,;:-–/()&'’\"", r) {
			return -1
		}
		return r
	}, cue.Fold(tags.ReplaceAllString(s, "")))
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, cue.Fold(s))
}

func list(l *[]string) []string {
	if l == nil {
		return nil
	}
	return *l
}
