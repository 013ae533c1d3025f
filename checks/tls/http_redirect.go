package tls

import (
	"net/url"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// HTTPRedirect looks where plain http addresses of the home page and of inner pages lead.
var HTTPRedirect = checks.Site(checks.Meta{
	ID:    "tls-http-redirect",
	Title: "Addresses without encryption (http) lead straight to the encrypted ones",
	Why:   "Many people type the address without https or follow old links. If those are answered without encryption, what they do can be read and changed on its way.",
	Fix: "Set up a permanent redirect (status 301 or 308) from http to https for every address of the shop, not only for the home page. " +
		"Many shop systems and hosts have a switch for it, often called \"force HTTPS\".",
	Effort: 1,
	Messages: map[string]string{
		"all-forward": "Addresses over http lead on to https or are not served at all; tried: {seen}",
		"served":      "{bad} of {seen} addresses tried over http show the shop without encryption",
		"weak":        "{bad} of {seen} addresses tried over http lead to https only in a weaker way",
		"unusual":     "The shop was asked for on a port of its own, for which there is no usual http address",
		"not-tried":   "No address was tried over plain http",
		"unclear":     "It could not be seen where addresses over http lead",
		"content":     "Served over http, without encryption",
		"short-page":  "Answers over http with a very short page instead of a redirect; it may send visitors on by script, which older links and programs do not follow",
		"refresh":     "Sends visitors on by a Refresh instruction instead of a redirect",
		"temporary":   "Redirects with the temporary status {status} instead of a permanent one",
		"away":        "Leads away to {host}, which does not belong to this shop",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "RFC 9325, Recommendations for Secure Use of TLS, section 3.2", URL: "https://www.rfc-editor.org/rfc/rfc9325#section-3.2"}},
	Needs:   snapshot.HaveEntry, Public: true, Since: "0.1",
}, struct{}{}, judgeHTTPRedirect)

func judgeHTTPRedirect(in *checks.Input, _ struct{}) checks.Outcome {
	if in.Snap.Obstacle != snapshot.ObstacleNone {
		return checks.Unknown(checks.Msg("unclear"))
	}
	var served, weak []verdict.Finding
	tried, seen := 0, 0
	for i := range in.Snap.Entry {
		ex := &in.Snap.Entry[i]
		if ex.Label != "http" && ex.Label != "http-deep" {
			continue
		}
		tried++
		to := forward(in.Site, ex)
		if to.unclear {
			continue
		}
		seen++
		if to.message.Key == "" {
			continue
		}
		f := checks.Find(to.message, verdict.Evidence{URL: ex.URL, Target: ex.Final(), Limit: "a permanent redirect to https"})
		if to.message.Key == "content" {
			served = append(served, f)
		} else {
			weak = append(weak, f)
		}
	}
	var o checks.Outcome
	switch {
	case tried == 0 && home(in.Snap).Port() != "":
		o = checks.NotApplicable(checks.Msg("unusual"))
	case tried == 0:
		o = checks.Unknown(checks.Msg("not-tried"))
	case len(served) > 0:
		o = checks.Fail(checks.Msg("served", "bad", len(served), "seen", seen), append(served, weak...)...)
	case len(weak) > 0:
		o = checks.Warn(checks.Msg("weak", "bad", len(weak), "seen", seen), weak...)
	case seen == 0:
		o = checks.Unknown(checks.Msg("unclear"))
	default:
		o = checks.Pass(checks.Msg("all-forward", "seen", seen))
	}
	o.Seen = seen
	return o
}

// forwarding is what becomes of a visitor who asks for an http address. Without message and not unclear, all is well.
type forwarding struct {
	message verdict.Message
	unclear bool
}

func forward(site *facts.Site, ex *snapshot.Exchange) forwarding {
	last := ex.Last()
	if last == nil {
		// A closed port 80 shows nobody anything in clear.
		return forwarding{unclear: ex.Err == nil || ex.Err.Kind != snapshot.FaultRefused}
	}
	u, err := url.Parse(last.URL)
	switch {
	case err != nil || last.Status == 0:
		return forwarding{unclear: true}
	case u.Scheme == "http":
		return inClear(last)
	case !site.Own(last.URL):
		return forwarding{message: checks.Msg("away", "host", u.Hostname())}
	}
	for i := range ex.Hops {
		h := &ex.Hops[i]
		if !isHTTPS(h.URL) && (h.Status == 302 || h.Status == 303) {
			return forwarding{message: checks.Msg("temporary", "status", h.Status)}
		}
	}
	return forwarding{}
}

// shortPage is the size in bytes below which a page may well be nothing but a script that leads on.
const shortPage = 2048

// inClear judges an answer that came over plain http.
func inClear(h *snapshot.Hop) forwarding {
	switch {
	case h.Status >= 200 && h.Status < 300 && len(field(h, "Refresh")) > 0:
		return forwarding{message: checks.Msg("refresh")}
	case h.Status >= 200 && h.Status < 300 && h.Bytes < shortPage:
		return forwarding{message: checks.Msg("short-page")}
	case h.Status >= 200 && h.Status < 300:
		return forwarding{message: checks.Msg("content")}
	case h.Status >= 400 && h.Status < 500 && h.Status != 429:
		return forwarding{} // nothing of the shop is shown
	default:
		return forwarding{unclear: true}
	}
}
