package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/all"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/accuracy"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/library"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/verdict"
)

// rivalsDir holds small shops whose texts contradict each other, and shops that only look so: LANG/NAME.txtar, a label and the pages.
const rivalsDir = "testdata/contradictions"

// rivalChecks are the checks that find contradictions.
var rivalChecks = []string{"policy-consistency", "fulfil-consistency", "identity-consistency", "identity-foreign-name"}

// rivals is a small shop whose texts contradict each other, or only seem to.
type rivals struct {
	file, lang string
	label      rivalsLabel
	pages      []txtar.File
}

// rivalsLabel says what is to be found in a shop.
type rivalsLabel struct {
	Check   string   `toml:"check"`   // that is to find the contradiction; "" for a shop that only looks so
	Between []string `toml:"between"` // words of each of the two sentences
	Trap    string   `toml:"trap"`    // of a shop that only looks so: what makes it look so
	Host    string   `toml:"host"`    // the shop's domain
	Name    string   `toml:"name"`    // of the shop
	First   bool     `toml:"first"`   // written when the detector was done, and read once before anything was mended for it
}

// loadRivals reads the shops of the repository.
func loadRivals(root fs.FS) ([]rivals, error) {
	names, err := fs.Glob(root, rivalsDir+"/*/*.txtar")
	if err != nil {
		return nil, err
	}
	var out []rivals
	for _, name := range names {
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, err
		}
		a := txtar.Parse(text)
		r := rivals{file: name, lang: path.Base(path.Dir(name)), pages: a.Files}
		meta, err := toml.Decode(string(a.Comment), &r.label)
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: %w", name, err)
		case len(meta.Undecoded()) > 0:
			return nil, fmt.Errorf("%s: there is no field %q", name, meta.Undecoded()[0])
		case (r.label.Check == "") == (r.label.Trap == ""):
			return nil, fmt.Errorf("%s: a shop either contradicts itself (check, between) or is a trap", name)
		case r.label.Check != "" && (!slices.Contains(rivalChecks, r.label.Check) || len(r.label.Between) != 2):
			return nil, fmt.Errorf("%s: check is none of %q, or between does not name two sentences", name, rivalChecks)
		case !slices.Contains(cue.Langs(), r.lang) || len(a.Files) == 0:
			return nil, fmt.Errorf("%s: no such language, or no pages", name)
		}
		out = append(out, r)
	}
	return out, nil
}

// shop builds the shop. A file of the archive is "PATH LINK TEXT" for a page of its own, or a part of the shop's frame: head, home, product, header, footer.
func (r *rivals) shop() (*facts.Site, *checks.Input, error) {
	f := inFrame{name: r.label.Name}
	parts := map[string]*string{"head": &f.head, "home": &f.home, "product": &f.product, "header": &f.header, "footer": &f.footer}
	var own []ownPage
	links := ""
	for _, file := range r.pages {
		address, text, isPage := strings.Cut(file.Name, " ")
		if into := parts[file.Name]; into != nil {
			*into = string(file.Data)
			continue
		}
		if !isPage || !strings.HasPrefix(address, "/") {
			return nil, nil, fmt.Errorf("%s: %q is neither a page nor a part of the frame", r.file, file.Name)
		}
		links += fmt.Sprintf(`<a href=%q>%s</a> `, address, html.EscapeString(text))
		own = append(own, ownPage{address, string(file.Data)})
	}
	f.footer += "<nav>" + links + "</nav>"
	c := newCrawl()
	for i, p := range shopPages(r.lang, f) {
		c.add(p.path, p.html, min(i, 1))
	}
	for i, p := range own {
		title := r.pages[i].Name
		for _, file := range r.pages {
			if a, text, ok := strings.Cut(file.Name, " "); ok && a == p.path {
				title = text
			}
		}
		c.add(p.path, f.page(r.lang, title, "", p.html), 1)
	}
	snap := c.snapshot(r.label.Host)
	duties := market.Default()
	site, err := facts.Build(snap, facts.Options{Duties: duties})
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", r.file, err)
	}
	table := accuracy.Default()
	return site, &checks.Input{Snap: snap, Site: site, Duties: duties, Libraries: library.Default(), Accuracy: table}, nil
}

// heard is what the checks say of one shop.
type heard struct {
	rivals
	right  bool
	status verdict.Status // of the check that was to speak
	said   []string       // every finding of the checks, for whoever mends a mistake
}

// listen runs the checks over a shop.
func (r *rivals) listen() (heard, error) {
	h := heard{rivals: *r}
	_, in, err := r.shop()
	if err != nil {
		return h, err
	}
	set, err := checks.NewSet(slices.DeleteFunc(all.Checks(), func(c checks.Check) bool { return !slices.Contains(rivalChecks, c.Meta.ID) }))
	if err != nil {
		return h, err
	}
	results, err := set.Run(context.Background(), in)
	if err != nil {
		return h, err
	}
	quiet := true
	for _, res := range results {
		if res.Status != verdict.Warn && res.Status != verdict.Fail {
			continue
		}
		quiet = false
		for _, f := range res.Findings {
			h.said = append(h.said, fmt.Sprintf("%s %s: %s\n      %s", res.Check, res.Status, f.Message.Text, quotes(f)))
			if res.Check == r.label.Check && bothIn(f, r.label.Between) {
				h.right, h.status = true, res.Status
			}
		}
	}
	if r.label.Check == "" {
		h.right = quiet
	}
	return h, nil
}

func quotes(f verdict.Finding) string {
	var out []string
	for _, e := range f.Evidence {
		out = append(out, e.URL+" “"+e.Snippet+"”")
	}
	return strings.Join(out, "\n      ")
}

// bothIn reports whether the two sentences are the evidence of a finding, each at a place of its own.
func bothIn(f verdict.Finding, between []string) bool {
	at := func(words string) int {
		return slices.IndexFunc(f.Evidence, func(e verdict.Evidence) bool { return e.URL != "" && strings.Contains(e.Snippet, words) })
	}
	a, b := at(between[0]), at(between[1])
	return a >= 0 && b >= 0 && a != b
}

// tally counts shops by what they are.
type tally struct{ found, planted, quiet, traps int }

func (t *tally) add(h *heard) {
	if h.label.Check != "" {
		t.planted++
		if h.right {
			t.found++
		}
		return
	}
	t.traps++
	if h.right {
		t.quiet++
	}
}

func (t tally) String() string {
	return fmt.Sprintf("%3d of %3d contradictions found with both sentences, %3d of %3d look-alikes left alone", t.found, t.planted, t.quiet, t.traps)
}

// contradictions measures all shops whose file name holds part and prints what came of it.
func contradictions(root fs.FS, out io.Writer, part string) (wrong int, err error) {
	shops, err := loadRivals(root)
	if err != nil {
		return 0, err
	}
	var whole, first tally
	byLang := map[string]*tally{}
	for i := range shops {
		if !strings.Contains(shops[i].file, part) {
			continue
		}
		h, err := shops[i].listen()
		if err != nil {
			return 0, err
		}
		if byLang[h.lang] == nil {
			byLang[h.lang] = &tally{}
		}
		whole.add(&h)
		byLang[h.lang].add(&h)
		if h.label.First {
			first.add(&h)
		}
		if !h.right {
			wrong++
			fmt.Fprintf(out, "%s: %s%s\n", h.file, h.label.Check, h.label.Trap)
			for _, s := range h.said {
				fmt.Fprintln(out, "   ", s)
			}
		}
	}
	for _, lang := range cue.Langs() {
		if t := byLang[lang]; t != nil {
			fmt.Fprintf(out, "%-6s %v\n", lang, t)
		}
	}
	fmt.Fprintf(out, "%-6s %v\n%-6s %v\n", "all", whole, "first", first)
	return wrong, nil
}
