package privacy

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// RejectRespected looks what follows a visitor who refused: cookies of known services that were stored only then, and reports to such services from the
// page loaded next. What was stored before the choice and is still there is another matter, see ConsentFirst, as are services that were only loaded.
var RejectRespected = checks.Site(checks.Meta{
	ID:    "privacy-reject-respected",
	Title: "Who refuses cookies is not followed",
	Why:   "A refusal that changes nothing is worse than no question: visitors can see it in their browser, and so can authorities.",
	Fix: "Have your consent tool hold back the services listed here also after a refusal; with a tag manager, give each of their tags the consent it needs. " +
		"Then refuse in a new private window, load the page again and look at the cookies.",
	Effort: 3,
	Messages: map[string]string{
		"none":      "After refusing ({button}), no cookie of a known service that follows visitors was stored and no report sent to one",
		"analytics": "Services that count visits were at work after refusing ({button}): {services}",
		"ads":       "Services that follow visitors to advertise were at work after refusing ({button}): {services}",
		"cookie":    "{service} stored the cookie {name}",
		"report":    "{service} was told of the visit",
		"no-notice": "No cookie notice with a button to refuse was seen where this program ran",
		"stayed":    "The cookie notice did not go when its button was pressed ({button})",
		"again":     "The cookie notice asked again on the page loaded next, so the refusal ({button}) was not kept",
		"not-tried": "There was no time to refuse, or the browser did not get that far",
	},
	Factor: verdict.Privacy, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{eprivacy},
	Needs:   snapshot.HaveBrowser, Markets: []string{"eu", "uk"}, Since: "0.1",
}, struct{}{}, judgeRejectRespected)

func judgeRejectRespected(in *checks.Input, _ struct{}) checks.Outcome {
	r := in.Snap.Refusal
	switch {
	case r == nil && judgeRejectOption(in, struct{}{}).Status == verdict.Pass:
		return checks.Unknown(checks.Msg("not-tried"))
	case r == nil:
		return checks.NotApplicable(checks.Msg("no-notice"))
	case r.Stayed:
		return checks.Unknown(checks.Msg("stayed", "button", r.Button))
	case r.Again: // to the page we are one who was not asked yet
		return checks.Unknown(checks.Msg("again", "button", r.Button))
	}
	found := map[string]follower{}
	followers(r.URL, r.Cookies, r.Asked, found)
	o := checks.Pass(checks.Msg("none", "button", r.Button))
	if names, findings, ads := summed(found); len(found) > 0 {
		o = checks.Warn(checks.Msg("analytics", "button", r.Button, "services", names), findings...)
		if ads {
			o = checks.Fail(checks.Msg("ads", "button", r.Button, "services", names), findings...)
		}
	}
	o.Confidence = verdict.Likely // of services that we know
	return o
}
