package render

import (
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CharsetSettings say how many damaged places there may be.
type CharsetSettings struct {
	Warn int `toml:"warn"` // up to this many it is a warning
}

// Charset counts places in visible text that were garbled on their way from one character encoding to another, each text once however
// many pages carry it, and pages that declare two encodings. The latter alone never fails: visitors may see nothing of it.
var Charset = checks.Site(checks.Meta{
	ID:    "render-charset",
	Title: "Letters with accents and other scripts are shown as written",
	Why:   "Garbled letters (Ã¼ instead of ü, or �) make a shop look unkempt and its texts unreliable.",
	Fix: "Set the character encoding to UTF-8 everywhere: in the database, in the files of the template and in the Content-Type header. Then enter the " +
		"garbled texts anew, since they may already be stored that way.",
	Effort: 3,
	Messages: map[string]string{
		"clean":    "No garbled letters on the pages read: {seen}",
		"garbled":  "Garbled places in the text: {bad}",
		"conflict": "Header and page name different character encodings ({header} and {meta}); no garbled letters were seen",
		"none":     "No page with text was read",
		"place":    "Garbled letters; places in this text: {n}",
		"two":      "The header says {header}, the page itself says {meta}",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "WHATWG Encoding Standard", URL: "https://encoding.spec.whatwg.org/"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, CharsetSettings{Warn: 3}, judgeCharset)

// damage is one garbled text.
type damage struct {
	url, example string
	n            int
}

func judgeCharset(in *checks.Input, p CharsetSettings) checks.Outcome {
	var list []*damage
	byExample := map[string]*damage{}
	var conflict *snapshot.Page
	for _, page := range in.Site.Pages {
		if !page.CharsetInDoubt() {
			continue
		}
		cs := in.Site.Read(page).Charset
		if conflict == nil && conflicts(cs) {
			conflict = page
		}
		n := cs.Mojibake + cs.Replaced
		if page.Truncated && cs.Mojibake == 0 && cs.Replaced == 1 {
			n = 0 // the cut went through a letter
		}
		if n == 0 {
			continue
		}
		d := byExample[cs.Example]
		if d == nil {
			d = &damage{url: in.Site.URL(page), example: cs.Example}
			byExample[cs.Example] = d
			list = append(list, d)
		}
		d.n = max(d.n, n)
	}
	bad := 0
	var findings []verdict.Finding
	for _, d := range list {
		bad += d.n
		findings = append(findings, checks.Find(checks.Msg("place", "n", d.n), verdict.Evidence{URL: d.url, Snippet: d.example}))
	}
	var conflicting verdict.Message
	if conflict != nil {
		header, meta := conflict.Charset.Header, conflict.Charset.Meta
		conflicting = checks.Msg("conflict", "header", header, "meta", meta)
		findings = append(findings, checks.Find(checks.Msg("two", "header", header, "meta", meta), verdict.Evidence{URL: in.Site.URL(conflict), Header: "Content-Type", Value: header, Limit: meta}))
	}
	o := checks.Pass(checks.Msg("clean", "seen", len(in.Site.Pages)))
	switch {
	case len(in.Site.Pages) == 0:
		o = checks.Unknown(checks.Msg("none"))
	case bad > p.Warn:
		o = checks.Fail(checks.Msg("garbled", "bad", bad), findings...)
	case bad > 0:
		o = checks.Warn(checks.Msg("garbled", "bad", bad), findings...)
	case conflict != nil:
		o = checks.Warn(conflicting, findings...)
	}
	o.Seen = len(in.Site.Pages)
	return o
}

// conflicts reports whether header and page name encodings that are not the same. Labels that name one encoding by several words are
// alike, and a label that nobody knows names none.
func conflicts(cs snapshot.Charset) bool {
	if cs.Header == "" || cs.Meta == "" {
		return false
	}
	h, m := encodingName(cs.Header), encodingName(cs.Meta)
	return h != "" && m != "" && h != m
}

func encodingName(label string) string {
	e, err := htmlindex.Get(strings.TrimSpace(label))
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return ""
	}
	if name == "gbk" { // the one is the other with more letters
		return "gb18030"
	}
	return name
}
