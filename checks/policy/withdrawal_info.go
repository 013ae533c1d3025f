package policy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// withdrawalDays is the period of the right of withdrawal in the Union and the United Kingdom.
const withdrawalDays = 14

// WithdrawalInfo looks for the right of withdrawal with its days, and for the form. A shop that states the exception under which its goods
// fall (made to order, perishable, sealed, digital) has told its buyers. A form may be a file or a page of its own.
var WithdrawalInfo = checks.Site(checks.Meta{
	ID:     "policy-withdrawal-info",
	Title:  "The right of withdrawal and its form are explained",
	Why:    "Who buys at a distance may withdraw within 14 days. A seller who does not say so has to take goods back for much longer, and buyers feel kept in the dark.",
	Fix:    "State the right of withdrawal with its 14 days, how to use it and what follows, and add the model withdrawal form. If your goods are exempt, say which and why.",
	Effort: 1,
	Messages: map[string]string{
		"both":      "The right of withdrawal and its form are explained",
		"exception": "The shop says that the right of withdrawal does not apply to its goods",
		"no-form":   "The right of withdrawal is explained, but its form was not found",
		"no-right":  "A form for withdrawing was found, but not the right of withdrawal with its 14 days",
		"short":     "The right of withdrawal is given with fewer than 14 days",
		"neither":   "Neither the right of withdrawal with its 14 days nor its form was found",
		"here":      "This is where visitors look for it",
		"trade":     "The shop says that it sells to businesses only",
		"unread":    "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, articles 6(1)(h), 9, 11 and annex I", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Consumer Contracts Regulations 2013 (United Kingdom), regulations 29 to 32 and schedule 3", URL: "https://www.legislation.gov.uk/uksi/2013/3134", Market: "uk"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu", "uk"}, Since: "0.1",
	Rests: []string{"claim-withdrawal-right", "claim-model-form"},
}, struct{}{}, judgeWithdrawalInfo)

func judgeWithdrawalInfo(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	f := gather(site, withTerms...)
	right, short := days(site.Stated(claim.WithdrawalRight), withdrawalDays)
	right = right || short == nil && f.names(withdrawalDays, site.Lang)
	form := states(site, claim.ModelForm) || formOfItsOwn(site)
	exempt := states(site, claim.NoReturns) || site.SellsDigital || exceptionStated(site) || site.NoRight()
	switch at := f.unseen(site, withTerms...); {
	case right && form:
		return checks.Pass(checks.Msg("both"))
	case !right && exempt:
		return checks.Pass(checks.Msg("exception"))
	case tradeOnly(site):
		return checks.NotApplicable(checks.Msg("trade"))
	case at != "":
		return checks.Unknown(checks.Msg("unread", "url", at))
	case right:
		return onlyOne(in, "no-form", f.where(site))
	case short != nil:
		return onlyOne(in, "short", verdict.Evidence{URL: short.URL, Snippet: short.Sentence, Value: checks.Promised(short), Limit: "14 days"})
	case form:
		return onlyOne(in, "no-right", f.where(site))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("neither"), checks.Find(checks.Msg("here"), f.where(site))))
}

// exceptionStated reports whether a text on withdrawal says that the right does not apply.
func exceptionStated(site *facts.Site) bool {
	return slices.ContainsFunc(site.Stated(claim.ReturnException), func(c facts.Claim) bool { return c.Policy == facts.PolicyWithdrawal })
}

// onlyOne warns that a half of the information is missing.
func onlyOne(in *checks.Input, key string, ev verdict.Evidence) checks.Outcome {
	return checks.Absent(in, checks.Warn(checks.Msg(key), checks.Find(checks.Msg(key), ev)))
}

// names reports whether a sentence of the texts speaks of the right of withdrawal and names its days without saying what they are: "30 days; the first 14 are your
// legal right of withdrawal".
func (f *found) names(days int, lang string) bool {
	bare := regexp.MustCompile(fmt.Sprintf(`\b%d\b`, days))
	for _, p := range slices.Concat(f.whole, f.inTerms) {
		in := p.Lang
		if in == "" {
			in = lang
		}
		for _, at := range bare.FindAllStringIndex(p.Text, maxNamed) {
			said := cue.Sentence(p.Text, cue.Hit{Start: at[0], End: at[1]})
			counted := slices.ContainsFunc(cue.Periods(said, in), func(d cue.DayCount) bool { return d.Max == days })
			if !counted && len(cue.Periods(said, in)) > 0 && cue.Default().Has(said, cue.Body, in, cue.Withdrawal) {
				return true
			}
		}
	}
	return false
}

// maxNamed bounds the places at which a number is looked at.
const maxNamed = 40

// where is the best text on returns, else the home page.
func (f *found) where(site *facts.Site) verdict.Evidence {
	if f.told() {
		best := f.best()
		return verdict.Evidence{URL: best.URL, Snippet: best.Title}
	}
	return verdict.Evidence{URL: home(site), Selector: "footer"}
}

// formOfItsOwn reports whether a page, a file or a link is called the form for withdrawing, or a page about withdrawing holds a form to send.
func formOfItsOwn(site *facts.Site) bool {
	for i := range site.Targets {
		for k := range site.Targets[i].From {
			if text := site.Targets[i].From[k].Text; named(text, site.Lang) {
				return true
			}
		}
	}
	for _, pol := range site.Policies(facts.PolicyWithdrawal) {
		if pol.Page == nil || pol.Hollow != "" && pol.Hollow != "form-only" {
			continue
		}
		for i := range site.Read(pol.Page).Forms {
			if form := &pol.Page.Forms[i]; !form.Zone.Shared() && len(form.Fields) >= 2 {
				return true
			}
		}
	}
	return false
}

// named reports whether the text of a link calls its target the form for withdrawing.
func named(text, lang string) bool {
	if strings.TrimSpace(text) == "" {
		return false
	}
	for _, c := range claim.Read(text, lang) {
		if c.Kind == claim.ModelForm {
			return true
		}
	}
	return false
}
