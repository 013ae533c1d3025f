package review

import (
	"slices"
	"unicode"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// DuplicatesSettings say how many reviews may be the same.
type DuplicatesSettings struct {
	// Least is the least number of reviews that are long enough to be told apart; below, nothing is said.
	Least int `toml:"least"`
	// Pass is the share of reviews with the text of another up to which the check passes.
	Pass float64 `toml:"pass"`
	// Warn is the share up to which it only warns.
	Warn float64 `toml:"warn"`
	// Fail is the least number of such reviews for a fail.
	Fail int `toml:"fail"`
}

// Duplicates looks for reviews with the same words under different names. One review that is shown in several places, such as beside each colour of
// a product or on the home page, has one name and is one review; where no names are shown, nothing can be told.
var Duplicates = checks.Site(checks.Meta{
	ID:     "review-duplicates",
	Title:  "No two customers wrote the same review",
	Why:    "Two people do not find the same forty words for what they bought. Whoever sees it believes none of the reviews any more.",
	Fix:    "Find out how the reviews came into your shop (an import, a plug-in's examples, an agency), and take out those that no buyer wrote.",
	Effort: 3,
	Messages: map[string]string{
		"unlike":  "Reviews were compared, and none repeats another's words: {seen}",
		"few":     "Too few reviews with names and enough words were seen to compare them: {seen}",
		"repeats": "Reviews with the words of another, under another name: {bad} of {seen}",
		"same":    "The same words stand under another name here",
	},
	Factor: verdict.Reputation, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Federal Trade Commission, 16 CFR part 465, consumer reviews and testimonials", URL: "https://www.ecfr.gov/current/title-16/part-465", Market: "us"},
		{Title: "Jindal and Liu (2008), Opinion Spam and Analysis: repeated texts"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, DuplicatesSettings{Least: 10, Pass: 0.01, Warn: 0.05, Fail: 3}, judgeDuplicates)

func judgeDuplicates(in *checks.Input, s DuplicatesSettings) checks.Outcome {
	var c comparison
	for _, r := range in.Site.Reviews() {
		c.add(in.Site, r)
	}
	findings, seen := c.findings(in.Site), c.seen
	bad := len(findings)
	share := float64(bad) / float64(max(seen, 1))
	var o checks.Outcome
	switch {
	case seen < s.Least && c.often():
		o = checks.Warn(checks.Msg("repeats", "bad", bad, "seen", seen), findings...)
	case seen < s.Least:
		return checks.NotApplicable(checks.Msg("few", "seen", seen))
	case bad == 0 || share < s.Pass:
		o = checks.Pass(checks.Msg("unlike", "seen", seen))
	case share > s.Warn && bad >= s.Fail:
		o = checks.Fail(checks.Msg("repeats", "bad", bad, "seen", seen), findings...)
	default:
		o = checks.Warn(checks.Msg("repeats", "bad", bad, "seen", seen), findings...)
	}
	o.Seen = seen
	return o
}

// comparison holds reviews side by side: those beside goods among themselves, and those that are quoted elsewhere among themselves, where owners write the
// names as they like.
type comparison struct {
	texts map[text]int
	list  []repeated
	seen  int
}

type text struct {
	hash    uint64
	product bool
}

// repeated is one text with all names below which it stands.
type repeated struct {
	seen []facts.ReviewSeen
}

func (c *comparison) add(site *facts.Site, r facts.ReviewSeen) {
	if r.Hash == 0 || r.Author == 0 || wordless(r.Text, r.Page.Lang) {
		return
	}
	if c.texts == nil {
		c.texts = map[text]int{}
	}
	key := text{r.Hash, site.Role(r.Page) == facts.RoleProduct}
	i, met := c.texts[key]
	if !met {
		i = len(c.list)
		c.texts[key] = i
		c.list = append(c.list, repeated{})
	}
	same := func(o facts.ReviewSeen) bool { return snapshot.SameAuthor(o.Author, r.Author) }
	if slices.ContainsFunc(c.list[i].seen, same) {
		return // the same review in another place
	}
	c.list[i].seen = append(c.list[i].seen, r)
	c.seen++
}

// fewWords is the length, in letters, of a text that two buyers may both write by chance, "quick delivery, well packed, gladly again"; three will not.
const fewWords = 80

// findings are the places at which a text stands that was met before.
func (c *comparison) findings(site *facts.Site) (list []verdict.Finding) {
	for _, t := range c.list {
		if len(t.seen) == 2 && width(t.seen[0].Text) < fewWords {
			continue
		}
		for _, r := range t.seen[min(1, len(t.seen)):] {
			list = append(list, checks.Find(checks.Msg("same"), verdict.Evidence{URL: site.URL(r.Page), Target: site.URL(t.seen[0].Page), Snippet: r.Text}))
		}
	}
	return list
}

// often reports whether one text of some length stands below three names and more: that says something of any number of reviews.
func (c *comparison) often() bool {
	return slices.ContainsFunc(c.list, func(t repeated) bool { return len(t.seen) >= oftenNames && width(t.seen[0].Text) >= fewWords })
}

const oftenNames = 3

// width counts letters and digits, those of Chinese, Japanese and Korean twice.
func width(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if n++; r >= 0x1100 {
				n++
			}
		}
	}
	return n
}

// wordless reports whether a service wrote these words because the buyer left none, or to say how the review came about.
func wordless(text, lang string) bool {
	for _, h := range cue.Default().Match(text, cue.Body, lang) {
		if (h.Concept == cue.NoWords || h.Concept == cue.ReviewNote) && h.Weight >= 0.29 {
			return true
		}
	}
	return false
}
