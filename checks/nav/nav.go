// Package nav holds the checks of finding one's way in a shop: menus, links that lead somewhere, and what happens where they do not.
package nav

import (
	"strconv"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// All lists the checks of this group.
var All = []checks.Check{
	BrokenPrimary,
	BrokenInternal,
	ServerErrors,
	Soft404,
	RedirectLoop,
	MenuPresent,
	LegalEverywhere,
	PlaceholderLinks,
}

// state is how fetching an address went, as far as it is the shop's doing.
type state uint8

const (
	unclear     state = iota // not fetched, an obstacle, or trouble that may be ours
	alive                    // it answered, be it with "not for you" (401, 403, 405, 429, 999)
	gone                     // 404 or 410
	serverError              // 5xx, again after a pause
	noHost                   // the host does not exist, or nothing listens there
)

// stateOf judges a fetched address; a nil page is one that was not fetched.
func stateOf(p *snapshot.Page) state {
	if p == nil || p.Obstacle != snapshot.ObstacleNone {
		return unclear
	}
	ex := &p.Exchange
	if ex.Err != nil {
		// That a name does not exist is an answer; a closed port may open again a moment later. All else may be our network or a filter.
		if ex.Err.Kind == snapshot.FaultNoSuchHost || ex.Err.Kind == snapshot.FaultRefused && ex.Tries >= 2 {
			return noHost
		}
		return unclear
	}
	switch status := ex.Status(); {
	case status == 404 || status == 410:
		return gone
	case status == 999: // some hosts say this to programs
		return alive
	case status >= 500 && (status == 503 && len(ex.Last().Header["Retry-After"]) > 0 || ex.Tries < 2):
		return unclear
	case status >= 500:
		return serverError
	case status == 0:
		return unclear
	default:
		return alive
	}
}

// lasting is how long a fault must have held to be no passing one (docs/adr/004).
const lasting = time.Minute

// certainty says how sure a state is: what the server said of the address is sure, what may pass is so only after a minute.
func certainty(s state, p *snapshot.Page) verdict.Confidence {
	if s != gone && p.Exchange.Span < lasting {
		return verdict.Likely
	}
	return verdict.Sure
}

// lessSure returns the lesser of two confidences.
func lessSure(a, b verdict.Confidence) verdict.Confidence {
	if a.Weight() < b.Weight() {
		return a
	}
	return b
}

// answerText writes what came back from an address, the common numbers with what they mean.
func answerText(p *snapshot.Page) string {
	if p.Exchange.Err != nil {
		return p.Exchange.Err.Text
	}
	status := p.Exchange.Status()
	number := "status " + strconv.Itoa(status)
	switch {
	case status == 404 || status == 410:
		return "a missing page (" + number + ")"
	case status >= 500 && status < 600:
		return "an error of the server (" + number + ")"
	}
	return number
}

// places returns the evidence for a target: the first few places that lead there.
func places(t *facts.Target) []verdict.Evidence {
	const shown = 3
	if len(t.From) == 0 {
		return []verdict.Evidence{{URL: t.URL, Value: answerText(t.Page)}}
	}
	var list []verdict.Evidence
	for i := range t.From[:min(len(t.From), shown)] {
		l := &t.From[i]
		list = append(list, verdict.Evidence{URL: l.OnPage, Target: t.URL, Selector: facts.Place(l.Zone), Snippet: l.Text, Value: answerText(t.Page)})
	}
	return list
}

// framePages is how many pages must carry a header, menu or footer link before it counts as part of the frame: the next and previous
// arrows of single pages are no part of it.
const framePages = 3

// inFrame reports whether a link to the target stands in the frame of the home page or of several pages.
func inFrame(site *facts.Site, t *facts.Target) bool {
	pages := 0
	for i := range t.From {
		l := &t.From[i]
		if !l.Zone.Shared() {
			continue
		}
		if l.Page == site.Home {
			return true
		}
		pages += l.Pages
	}
	return pages >= framePages
}

// linkTo returns the evidence for a page: the place that leads there, or its own address when no link to it was seen.
func linkTo(in *checks.Input, p *snapshot.Page) []verdict.Evidence {
	address := in.Snap.Str(p.URL)
	for i := range in.Site.Targets {
		if t := &in.Site.Targets[i]; t.Page == p && len(t.From) > 0 {
			return places(t)
		}
	}
	return []verdict.Evidence{{URL: address, Value: answerText(p)}}
}
