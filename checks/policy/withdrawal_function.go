package policy

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// WithdrawalFunction looks for the function by which buyers in the EU withdraw from a contract on the shop's own pages: a link or button with
// the wording of the directive, or one that says the same. It is looked at, never used. Member states begin at different dates.
var WithdrawalFunction = checks.Site(checks.Meta{
	ID:     "policy-withdrawal-function",
	Title:  "Buyers can withdraw from a contract by a button on the site",
	Why:    "Who wants to give something back should not have to look for an address to write to. In the EU a button or link for it is asked for wherever contracts are made online.",
	Fix:    "Put a link or button with the words of the law, such as \"withdraw from contract here\", where every visitor sees it without signing in, and confirm each withdrawal by e-mail.",
	Effort: 8,
	Messages: map[string]string{
		"found":     "A button or link to withdraw from a contract was found, \"{label}\": {url}",
		"label":     "A form to withdraw was found, but no link says in clear words what it is for",
		"form":      "This page has a form, but the links to it are called \"{label}\"",
		"none":      "No button or link to withdraw from a contract was found on the pages read",
		"here":      "Visitors look for it in the footer",
		"not-yet":   "It is not asked for in this shop's markets yet",
		"no-right":  "This shop says that it sells to businesses only, that its goods cannot be given back, or sells nothing that is sent",
		"elsewhere": "It may be on a page that was not read: {url}",
		"script":    "A script of the shop is named after it: {url}. What it adds to the pages cannot be read there",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Consumer Rights Directive 2011/83/EU, article 11a, as added by Directive (EU) 2023/2673", URL: "https://eur-lex.europa.eu/eli/dir/2023/2673/oj", Market: "eu"}},
	Needs:   snapshot.HavePages, Markets: []string{"eu"}, Since: "0.1",
}, struct{}{}, judgeWithdrawalFunction)

func judgeWithdrawalFunction(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if at, label := labelled(site, cue.WithdrawHere); at != "" {
		return checks.Pass(checks.Msg("found", "label", label, "url", at))
	}
	duty, asked := in.Duties.Duty("policy-withdrawal-function", scored(site), in.Snap.Taken)
	switch {
	case !asked:
		return checks.NotApplicable(checks.Msg("not-yet"))
	case site.SellsDigital || site.PickUpOnly || tradeOnly(site) || noReturnsAtAll(site) || site.NoRight():
		return checks.NotApplicable(checks.Msg("no-right"))
	}
	if pol := withdrawalForm(site); pol != nil {
		o := checks.Find(checks.Msg("form", "label", firstOf(pol.Link.Text, pol.Title)), verdict.Evidence{URL: pol.URL, Snippet: pol.Title})
		return checks.Warn(checks.Msg("label"), o)
	}
	if f := gather(site, facts.PolicyWithdrawal); len(f.unread) > 0 || f.away != "" {
		return checks.Unknown(checks.Msg("elsewhere", "url", unreadOf(&f)))
	}
	if script := scriptFor(site, withdrawWords); script != "" {
		return checks.Unknown(checks.Msg("script", "url", script))
	}
	finding := checks.Find(checks.Msg("here"), verdict.Evidence{URL: home(site), Selector: "footer"})
	if duty.Level == market.Must {
		return checks.Absent(in, checks.Fail(checks.Msg("none"), finding))
	}
	return checks.Absent(in, checks.Warn(checks.Msg("none"), finding))
}

// withdrawWords stand in the names of scripts that add a way to withdraw to every page, in the languages of the Union.
var withdrawWords = []string{"widerruf", "withdraw", "retractation", "retract", "desist", "recesso", "herroep", "odstap", "odstoup", "fortryd", "angra", "peruut", "retragere", "elall"}

// scriptFor returns the first script in whose file name one of the words stands, "" for none.
func scriptFor(site *facts.Site, words []string) string {
	known := map[snapshot.StrID]bool{}
	for p := range site.Each(site.Pages) {
		for l := range site.Snap.Links(p) {
			if l.Kind != snapshot.LinkScript || known[l.To] {
				continue
			}
			known[l.To] = true
			address := site.Snap.Str(l.To)
			if u, err := url.Parse(address); err == nil {
				name := strings.ToLower(path.Base(u.Path))
				if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) }) {
					return address
				}
			}
		}
	}
	return ""
}

func unreadOf(f *found) string {
	if len(f.unread) > 0 {
		return f.unread[0].URL
	}
	return f.away
}

// scored lists the markets whose duties count.
func scored(site *facts.Site) []string {
	var codes []string
	for _, m := range site.Markets {
		if m.Scored {
			codes = append(codes, m.Code)
		}
	}
	return codes
}

// labelled returns where a link or a button is called like a function, and how. What only stands within a sentence is a text about it.
func labelled(site *facts.Site, c cue.Concept) (at, label string) {
	n := naming{site: site, concept: c, known: map[snapshot.StrID]bool{}, blocks: map[snapshot.BlockID]bool{}}
	for p := range site.Each(site.Pages) {
		if label = n.page(p); label != "" {
			return site.URL(p), label
		}
	}
	return "", ""
}

// naming looks for a name, each text and each block once: the same few hundred stand on every page.
type naming struct {
	site    *facts.Site
	concept cue.Concept
	known   map[snapshot.StrID]bool
	blocks  map[snapshot.BlockID]bool
}

// page returns the first link or button of a page that is called like the function.
func (n *naming) page(p *snapshot.Page) string {
	if s := n.links(p.Links, p.Lang); s != "" {
		return s
	}
	for _, id := range p.Buttons {
		if n.is(id, p.Lang) {
			return n.site.Snap.Str(id)
		}
	}
	for i := range p.Forms {
		if s := p.Forms[i].Submit; n.called(s, p.Lang) {
			return s
		}
	}
	for _, id := range p.Blocks {
		b := n.site.Snap.Block(id)
		if b == nil || n.blocks[id] {
			continue
		}
		n.blocks[id] = true
		if s := n.links(b.Links, p.Lang); s != "" {
			return s
		}
		for _, id := range b.Buttons {
			if n.is(id, p.Lang) {
				return n.site.Snap.Str(id)
			}
		}
	}
	return ""
}

func (n *naming) links(list []snapshot.Link, lang string) string {
	for _, l := range list {
		if l.Kind == snapshot.LinkAnchor && n.is(l.Text, lang) {
			return n.site.Snap.Str(l.Text)
		}
	}
	return ""
}

func (n *naming) is(id snapshot.StrID, lang string) bool {
	if id == 0 {
		return false
	}
	is, ok := n.known[id]
	if !ok {
		is = n.called(n.site.Snap.Str(id), lang)
		n.known[id] = is
	}
	return is
}

func (n *naming) called(text, lang string) bool {
	return text != "" && len(text) < 120 && cue.Default().Has(text, cue.LinkText, lang, n.concept)
}

// withdrawalForm returns a page about withdrawal or returns that has a form to fill in.
func withdrawalForm(site *facts.Site) *facts.Policy {
	for _, kind := range []facts.PolicyKind{facts.PolicyWithdrawal, facts.PolicyReturns} {
		for _, pol := range site.Policies(kind) {
			if pol.Page == nil || pol.Form != facts.FormPage || pol.Hollow == "not-found" {
				continue
			}
			for _, f := range site.Read(pol.Page).Forms {
				if !f.Zone.Shared() && len(f.Fields) >= 3 && strings.EqualFold(f.Method, "post") {
					return &pol
				}
			}
		}
	}
	return nil
}

// noReturnsAtAll reports whether all that a shop says of returns is that there are none: goods made to order, for instance. A text that names
// exceptions beside the right itself is long, or names a number of days.
func noReturnsAtAll(site *facts.Site) bool {
	said := false
	for _, kind := range []facts.PolicyKind{facts.PolicyWithdrawal, facts.PolicyReturns} {
		for _, pol := range site.Policies(kind) {
			if pol.Text == "" || pol.Hollow != "" {
				continue
			}
			if pol.Letters > 600 || len(cue.DayCounts(pol.Text, pol.Lang)) > 0 || !cue.Default().Has(pol.Text, cue.Body, pol.Lang, cue.NoReturns) {
				return false
			}
			said = true
		}
	}
	return said
}
