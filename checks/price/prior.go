package price

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Prior looks at announced reductions: whether the former price stands there too, and in Poland whether the lowest of thirty days is named as such.
// What a price really was in those thirty days, one visit cannot tell.
var Prior = checks.Site(checks.Meta{
	ID:     "price-prior",
	Title:  "Reductions show the price that was asked before",
	Why:    "A reduction means nothing without the price it is taken from, and that must be one that people could have paid.",
	Fix:    "Show the lowest price of the last 30 days beside every reduced price, and say that it is that.",
	Effort: 1,
	Messages: map[string]string{
		"shown":  "Reductions with their former price: {seen}",
		"bare":   "Reductions without the former price: {bad} of {seen}",
		"lowest": "Reductions that do not name the lowest price of the last 30 days: {bad} of {seen}",
		"page":   "A reduction is announced, the former price is not shown",
		"thirty": "The lowest price of the last 30 days is not named as such",
		"none":   "No reductions were seen",
		"unseen": "No product page with a price could be read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Price Indication Directive 98/6/EC, article 6a, as of 28 May 2022", URL: "https://eur-lex.europa.eu/eli/dir/1998/6/2022-05-28", Market: "eu"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu", "de", "at", "fr", "es", "it", "nl", "pl"}, Since: "0.1",
}, struct{}{}, judgePrior)

func judgePrior(in *checks.Input, _ struct{}) checks.Outcome {
	thirty := slices.ContainsFunc(in.Site.Markets, func(m facts.Market) bool { return m.Scored && m.Code == "pl" })
	var bare, unnamed []verdict.Finding
	read, seen := 0, 0
	for i := range in.Site.Products {
		p := &in.Site.Products[i]
		current := p.Current()
		if !p.Kept || len(current) == 0 {
			continue
		}
		read++
		before, lowest, advised := formers(p)
		switch badge := reduction(p, &current[0]); {
		case !before && !lowest && !advised && badge == "":
			continue
		case !before && !lowest && !advised:
			bare = append(bare, checks.Find(checks.Msg("page"), verdict.Evidence{URL: p.URL, Snippet: badge, Value: current[0].Text}))
		case thirty && before && !lowest && len(p.Former()) > 0:
			unnamed = append(unnamed, checks.Find(checks.Msg("thirty"), verdict.Evidence{URL: p.URL, Snippet: p.Former()[0].Text, Value: current[0].Text}))
		}
		seen++
	}
	switch {
	case read == 0:
		return checks.Unknown(checks.Msg("unseen"))
	case seen == 0:
		return checks.NotApplicable(checks.Msg("none"))
	case len(bare) > 0:
		return warnOf("bare", seen, bare)
	case len(unnamed) > 0:
		return warnOf("lowest", seen, unnamed)
	}
	o := checks.Pass(checks.Msg("shown", "seen", seen))
	o.Seen = seen
	return o
}

func warnOf(key string, seen int, findings []verdict.Finding) checks.Outcome {
	o := checks.Warn(checks.Msg(key, "bad", len(findings), "seen", seen), findings...)
	o.Seen, o.Confidence = seen, verdict.Likely
	return o
}

// formers tells which kinds of other prices stand beside that of a product.
func formers(p *facts.Product) (before, lowest, advised bool) {
	for i := range p.Prices {
		switch q := &p.Prices[i]; {
		case q.Kind == money.Lowest.String():
			lowest = true
		case q.Kind == money.Advised.String():
			advised = true
		case q.Struck || q.Kind == money.Was.String():
			before = true
		}
	}
	if n := len(p.Current()); n > 1 { // two prices, of which nothing says which was first
		before = true
	}
	return before, lowest, advised
}

// share is a share in a hundred, with the minus before it.
var share = regexp.MustCompile(`([-–−]\s?)?\b\d{1,2}\s?%`)

// longestBadge is how long a line may be, in bytes, that announces a reduction and nothing else.
const longestBadge = 70

// announces reports whether a line announces a reduction and nothing else: "-20 %", "20% off", "–25 % this week only!". Every word of it is one of those that such lines are made of,
// so that neither a condition ("from three pieces", "with the code") nor a share of something else stands in it.
func announces(line string) bool {
	m := share.FindAllStringSubmatchIndex(line, -1)
	if len(m) != 1 || len(line) > longestBadge {
		return false
	}
	cut := m[0][2] >= 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(line[:m[0][0]]+" "+line[m[0][1]:]), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' }) {
		switch w = strings.Trim(w, "-'’"); {
		case w == "":
		case telling.Is(w, telling.CutWord):
			cut = true
		case !telling.Is(w, telling.CutAside):
			return false
		}
	}
	return cut && !strings.ContainsAny(line[:m[0][0]]+line[m[0][1]:], "0123456789%")
}

// reduction returns the line right beside the price that announces a reduction, "" where there is none.
func reduction(p *facts.Product, price *snapshot.Price) string {
	const reach = 3 // lines before and behind
	lines := strings.Split(p.Near, "\n")
	at := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, price.Text) })
	for i := max(0, at-reach); at >= 0 && i < min(len(lines), at+reach+1); i++ {
		if telling.In(strings.ToLower(strings.Join(lines[max(0, i-1):min(len(lines), i+2)], " ")), telling.CutByCode) {
			continue // whoever has a code pays less, the price is none that was lowered
		}
		if strings.Contains(lines[i], " | ") && !strings.Contains(lines[i], price.Text) {
			continue // a row of another matter: "5 pieces | -5 %"
		}
		for part := range strings.SplitSeq(lines[i], "|") {
			rest := strings.TrimSpace(strings.Replace(part, price.Text, "", 1))
			if announces(rest) {
				return rest
			}
		}
	}
	return ""
}
