package speed

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TTFBCart is TTFB for the cart, or the entry to the checkout: pages that are made anew for every visitor, and so show how fast the shop
// system itself is. A cart behind a wall against programs cannot be timed, and nothing is said then.
var TTFBCart = checks.Site(checks.Meta{
	ID:    "speed-ttfb-cart",
	Title: "The cart begins to arrive quickly",
	Why:   "At the cart a visitor has decided to buy; every second in which nothing arrives is a second to think again.",
	Fix: "Ask your host or the maker of your shop system what makes the cart slow, naming the times measured here: calls to services outside, " +
		"plug-ins and a slow database are the usual reasons. Page caching does not help here, since a cart is made for one visitor.",
	Effort: 8,
	Messages: map[string]string{
		"quick":       "The first byte of the cart arrives after {median} (the middle value; timings: {n}, the middle half of them from {from} to {to}; taken from where this program ran)",
		"slow":        "The first byte of the cart takes {median} (the middle value; timings: {n}, the middle half of them from {from} to {to}; taken from where this program ran; at most {limit} is good)",
		"near":        "The first byte of the cart takes {median} (the middle value; timings: {n}), too near to the limit of {limit} for timings that lie so far apart: the middle half of them from {from} to {to}",
		"few":         "The first byte of the cart took {median}, but timings were too few to say that it always takes longer than {limit}: {n}",
		"silent":      "Most timings of the cart brought no answer at all: {silent} of {n}",
		"crawl-quick": "The cart was not timed by itself; while other pages were read its first byte arrived after {median} (the middle value; pages: {n})",
		"crawl-slow":  "The cart was not timed by itself; while other pages were read its first byte arrived after {median} (the middle value; pages: {n}), which may be our own doing",
		"far":         "The shop's server is too far from where this program ran to tell: one round trip alone takes {trip}, the first byte {median}",
		"no-time":     "The cart could not be timed",
		"no-cart":     "No cart that is a page of its own was found on the pages read",
		"page":        "Slow to begin (timings: {n}, the middle half of them from {from} to {to})",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "web.dev, Time to First Byte; the limits for pages made for one visitor are a convention of this project", URL: "https://web.dev/articles/ttfb"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, TTFBSettings{Pass: 1, Warn: 2.5, Far: 0.15}, judgeTTFBCart)

func judgeTTFBCart(in *checks.Input, p TTFBSettings) checks.Outcome {
	// An empty cart may answer for the checkout, and a shop that sells one thing may have a checkout only.
	for _, r := range []facts.Role{facts.RoleCart, facts.RoleCheckout} {
		if len(in.Site.ByRole(r)) > 0 {
			return judgeFirstByte(in, []facts.Role{r}, p)
		}
	}
	return checks.AbsentInCart(in, checks.NotApplicable(checks.Msg("no-cart")))
}
