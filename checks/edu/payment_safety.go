package edu

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// PaymentSafetySettings say which shops need advice on paying.
type PaymentSafetySettings struct {
	// Products is the number of products below which a shop needs none.
	Products int `toml:"products"`
}

// PaymentSafety looks for advice on paying safely, on messages in the shop's name, or for how refunds are really made: buyers who know that money comes
// back the way it went are not taken in by somebody who asks for their card to pay a refund. It never fails.
var PaymentSafety = checks.Site(checks.Meta{
	ID:     "edu-payment-safety",
	Title:  "Buyers learn how to pay safely",
	Why:    "Others may write to buyers in a shop's name and ask for card data. Whoever knows how the shop takes payments and pays back is not taken in.",
	Fix:    "Write a few lines on your payment or help page: which addresses your mails come from, what you never ask for, and that refunds go back the way the money came.",
	Effort: 1,
	Messages: map[string]string{
		"advice":  "Advice on paying safely was found: {url}",
		"refunds": "It is said how money is paid back: {line}",
		"none":    "Neither advice on paying safely nor how money is paid back was found on the pages read",
		"here":    "This is where buyers look for it",
		"small":   "A shop with so few products needs no such advice: {products}",
		"unsure":  "Too few product pages were read to tell whether this shop needs such advice",
		"unread":  "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.Communication, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Project convention: consumer education and communication as a part of platform trust"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, PaymentSafetySettings{Products: 5}, judgePaymentSafety)

// payTexts are the texts in which it is said how money is paid back.
var payTexts = []facts.PolicyKind{facts.PolicyPayment, facts.PolicyReturns, facts.PolicyWithdrawal, facts.PolicyTerms, facts.PolicyShipping}

func judgePaymentSafety(in *checks.Input, s PaymentSafetySettings) checks.Outcome {
	site := in.Site
	if at := payAdvice(site); at != "" {
		return checks.Pass(checks.Msg("advice", "url", at))
	}
	if line := refundLine(site); line != "" {
		return checks.Pass(checks.Msg("refunds", "line", line))
	}
	at := site.Unread(payTexts...)
	switch products := len(site.ByRole(facts.RoleProduct)); {
	case at != "":
		return checks.Unknown(checks.Msg("unread", "url", at))
	case products < s.Products && in.Snap.Stop != snapshot.StopDone:
		return checks.Unknown(checks.Msg("unsure"))
	case products < s.Products:
		return checks.NotApplicable(checks.Msg("small", "products", products))
	}
	at = in.Snap.Base
	for _, kind := range payTexts {
		if list := site.Policies(kind); len(list) > 0 {
			at = list[0].URL
			break
		}
	}
	o := checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: at}))
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// payAdvice returns a page, or a link, that is named after paying safely, or a text on paying or for help that speaks of it.
func payAdvice(site *facts.Site) string {
	h := help{site: site, found: map[cue.Concept]bool{}}
	for t := range site.LinksNamed(cue.PaySafety) {
		if t.Page == nil || site.Content(t.Page) != nil {
			return t.URL
		}
	}
	for p := range site.Each(site.Pages) {
		h.page(p)
		if h.answers(p); h.found[cue.PaySafety] {
			return site.URL(p)
		}
	}
	for _, kind := range payTexts {
		for _, pol := range site.Policies(kind) {
			if h.note(pol.Text, pol.Lang, cue.Body, fullBody); h.found[cue.PaySafety] {
				return pol.URL
			}
		}
	}
	for t := range site.SellerTexts() {
		if h.note(t.Text, t.Lang, cue.Body, fullBody); h.found[cue.PaySafety] {
			return t.URL
		}
	}
	return ""
}

// refundLine returns the sentence that says that money goes back the way it came.
func refundLine(site *facts.Site) string {
	line := func(text, lang string) string {
		for _, hit := range cue.Default().Match(text, cue.Body, lang) {
			if hit.Concept == cue.RefundMeans && hit.Weight >= fullBody {
				return cue.Sentence(text, hit)
			}
		}
		return ""
	}
	for _, kind := range payTexts {
		for _, pol := range site.Policies(kind) {
			if s := line(pol.Text, pol.Lang); s != "" {
				return s
			}
		}
	}
	for t := range site.SellerTexts() {
		if s := line(t.Text, t.Lang); s != "" {
			return s
		}
	}
	return ""
}
