package product

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/stock"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// DescriptionSettings say how long a description must be, and on how many pages.
type DescriptionSettings struct {
	// MinLetters is the least number of letters and digits of a page's own descriptive text: those of some 80 characters, with blanks and signs.
	MinLetters int `toml:"min_letters"`
	// MinLettersCJK is the same for Chinese, Japanese and Korean, which say as much in fewer.
	MinLettersCJK int `toml:"min_letters_cjk"`
	// Pass is the least share, 0 to 1, of product pages with a description.
	Pass float64 `toml:"pass"`
	// Warn is the share, 0 to 1, below which the check fails.
	Warn float64 `toml:"warn"`
	// Sample is how many product pages are looked at, spread over all that were read.
	Sample int `toml:"sample"`
}

// Description measures the text that is a product page's own: lines that most product pages share (delivery, service), names of other goods,
// lines with a price and reviews are left out, tables of details count. Variants of one product may share their description. Where the
// text was not kept, structured data stand in. Pages that may describe their product in pictures are left out.
var Description = checks.Site(checks.Meta{
	ID:     "product-description",
	Title:  "Products are described in words of their own",
	Why:    "A picture does not tell size, material or use. Buyers who cannot tell what they get do not buy, or send it back.",
	Fix:    "Write two or three sentences or a table of details for every product: what it is, of what, how big, for what.",
	Effort: 3,
	Messages: map[string]string{
		"described": "Products with a description of their own: {good} of {seen}",
		"thin":      "Products with little or no description: {bad} of {seen}",
		"page":      "Little or no description of its own",
		"unseen":    "The text of the product pages could not be read in full",
		"none":      "No product page was read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Card schemes' rules for online merchants: complete description and price of the goods"},
		{Title: "Kim, Ferrin and Rao (2008), A trust-based consumer decision-making model in electronic commerce"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, DescriptionSettings{MinLetters: 60, MinLettersCJK: 30, Pass: 0.9, Warn: 0.6, Sample: 200}, judgeDescription)

// fewPages is the number of product pages below which a share says little.
const fewPages = 5

func judgeDescription(in *checks.Input, s DescriptionSettings) checks.Outcome {
	pages := sample(in.Site.ByRole(facts.RoleProduct), s.Sample)
	common := shared(in.Site, pages)
	pictures := tallyPictures(in.Site, pages)
	var findings []verdict.Finding
	seen := 0
	for p := range in.Site.Each(pages) {
		least := s.MinLetters
		if facts.CJK(p.Lang) {
			least = s.MinLettersCJK
		}
		n, known := own(in.Snap, p, common, least)
		if !known || n < least && pictures.describe(p) {
			continue
		}
		seen++
		if n < least {
			findings = append(findings, checks.Find(checks.Msg("page"), verdict.Evidence{
				URL: in.Site.URL(p), Snippet: p.Title, Value: fmt.Sprintf("%d letters", n), Limit: fmt.Sprintf("at least %d", least),
			}))
		}
	}
	switch {
	case len(pages) == 0:
		return checks.Unknown(checks.Msg("none"))
	case seen == 0:
		return checks.Unknown(checks.Msg("unseen"))
	}
	return byShare(seen, findings, s)
}

func byShare(seen int, findings []verdict.Finding, s DescriptionSettings) checks.Outcome {
	good := seen - len(findings)
	share := float64(good) / float64(seen)
	o := checks.Pass(checks.Msg("described", "good", good, "seen", seen))
	switch thin := checks.Msg("thin", "bad", len(findings), "seen", seen); {
	case share < s.Warn:
		o = checks.Fail(thin, findings...)
	case share < s.Pass:
		o = checks.Warn(thin, findings...)
		o.Graded, o.Grade = true, checks.Linear(share, s.Pass, s.Warn)
	}
	o.Seen = seen
	if seen < fewPages && o.Status != verdict.Pass {
		o.Confidence = verdict.Likely
	}
	return o
}

// sample returns n of the pages, evenly spread.
func sample(pages []*snapshot.Page, n int) []*snapshot.Page {
	if n <= 0 || len(pages) <= n {
		return pages
	}
	out := make([]*snapshot.Page, n)
	for i := range out {
		out[i] = pages[i*len(pages)/n]
	}
	return out
}

// manyPages is the number of product pages from which lines that most of them share are told from descriptions.
const manyPages = 4

// shared tells which lines, by their hash, stand on more than half of the pages.
func shared(site *facts.Site, pages []*snapshot.Page) map[uint64]bool {
	common := map[uint64]bool{}
	if len(pages) < manyPages {
		return common
	}
	type tally struct {
		n    int
		last snapshot.PageID
	}
	lines := map[uint64]tally{}
	for p := range site.Each(pages) {
		for line := range strings.Lines(p.Text) {
			h := hash(line)
			if t := lines[h]; t.n == 0 || t.last != p.ID {
				lines[h] = tally{t.n + 1, p.ID}
			}
		}
	}
	for h, t := range lines {
		if t.n*2 > len(pages) {
			common[h] = true
		}
	}
	return common
}

// codes are the numbers by which goods are told apart: "DW-MW1", "5060714833023". A line that differs in them alone is the same on all pages.
var codes = regexp.MustCompile(`\b(?:\d{8,}|[A-Z]{1,5}-?[A-Z0-9]{0,6}-?\d[A-Z0-9-]{1,12}|[A-Z]{2,5}-[A-Z]{1,4}\d+)\b`)

func hash(line string) uint64 {
	h := fnv.New64a()
	if strings.ContainsAny(line, "0123456789") {
		line = codes.ReplaceAllString(line, "#")
	}
	// Writing to a hash does not fail.
	_, _ = h.Write([]byte(strings.TrimSpace(line)))
	return h.Sum64()
}

// own returns how many letters of a page describe its product, and whether that could be told.
func own(snap *snapshot.Snapshot, p *snapshot.Page, common map[uint64]bool, least int) (n int, known bool) {
	n = dataLetters(p)
	switch {
	case n >= least:
		return n, true
	case p.Shell || p.Truncated:
		return n, false
	case !p.TextKept:
		return max(n, p.Letters), p.Letters < least // little text is little description, more may be anything
	}
	skip, names := reviews(p), named(snap, p)
	at, described := 0, 0
	for line := range strings.Lines(p.Text) {
		from := at
		at += len(line)
		if !within(skip, from) && !common[hash(line)] && !names[strings.TrimSpace(line)] && stock.Read(strings.TrimSpace(line), p.Lang) == stock.Unsaid {
			described += unpriced(p, line)
		}
	}
	return max(n, described), true
}

// named returns the lines that are names: the headings of a page, and its links, which lead to other goods.
func named(snap *snapshot.Snapshot, p *snapshot.Page) map[string]bool {
	names := map[string]bool{}
	for _, h := range p.Headings {
		names[strings.TrimSpace(h.Text)] = true
	}
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor {
			names[strings.TrimSpace(snap.Str(l.Text))] = true
		}
	}
	return names
}

// dataLetters measures the description in a page's structured data.
func dataLetters(p *snapshot.Page) int {
	n := 0
	for i := range p.Data {
		switch it := &p.Data[i]; it.Type {
		case "Product", "ProductGroup", "IndividualProduct", "ProductModel":
			n = max(n, letters(it.Props["description"]))
		}
	}
	return n
}

type span struct{ from, to int }

// reviews returns the parts of a page's text that stand under a heading for reviews.
func reviews(p *snapshot.Page) []span {
	var out []span
	for i, h := range p.Headings {
		if h.At < 0 || !cue.Default().Has(h.Text, cue.Heading, p.Lang, cue.Reviews) {
			continue
		}
		to := len(p.Text)
		for _, next := range p.Headings[i+1:] {
			if next.Level <= h.Level && next.At >= h.At {
				to = next.At
				break
			}
		}
		out = append(out, span{h.At, to})
	}
	return out
}

func within(list []span, at int) bool {
	for _, s := range list {
		if s.from <= at && at < s.to {
			return true
		}
	}
	return false
}

// unpriced counts the letters of a line without those of its sentences that hold a price: a line of goods that are offered beside has no other sentence.
func unpriced(p *snapshot.Page, line string) (n int) {
	if !hasPrice(p, line) {
		return letters(line)
	}
	for rest := line; rest != ""; {
		sentence := rest
		if i := sentenceEnd.FindStringIndex(rest); i != nil {
			sentence = rest[:i[1]]
		}
		if rest = rest[len(sentence):]; !hasPrice(p, sentence) && sentenceEnd.MatchString(sentence) {
			n += letters(sentence)
		}
	}
	return n
}

// sentenceEnd ends a sentence: what follows a number in "No. 5" and "1. 2" does not.
var sentenceEnd = regexp.MustCompile(`[\p{L})"”»]{3}[.!?]+(?:\s|$)|[。！？]`)

func hasPrice(p *snapshot.Page, line string) bool {
	for i := range p.Prices {
		if t := p.Prices[i].Text; t != "" && strings.Contains(line, t) {
			return true
		}
	}
	return false
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
