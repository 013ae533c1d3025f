package privacy

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/consent"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// RejectOption looks whether the first layer of a notice on cookies offers to refuse beside the offer to agree. A notice that asks for nothing, and only
// says that there are cookies, needs no such button.
var RejectOption = checks.Site(checks.Meta{
	ID:     "privacy-reject-option",
	Title:  "Refusing cookies is as easy as agreeing",
	Why:    "Where agreeing takes one click and refusing three, visitors feel pushed, and data protection authorities object.",
	Fix:    `Show a button such as "Reject all" beside "Accept all" in the first layer of the cookie notice; consent tools have a setting for it.`,
	Effort: 1,
	Messages: map[string]string{
		"equal":    "The cookie notice offers to refuse in its first layer: {button}",
		"second":   "The cookie notice offers to agree ({accept}) and to choose ({settings}), but not to refuse, in its first layer",
		"accept":   "The cookie notice offers to agree ({accept}), and no way to refuse was seen in its first layer",
		"notice":   "The first layer of the cookie notice",
		"none":     "No cookie notice that asks for consent was seen where this program ran",
		"framed":   "The cookie notice stands in a frame of another site, which was not read: {host}",
		"unclear":  "The buttons of the cookie notice are not ones we can read",
		"not-seen": "No page was loaded in the browser to its end",
	},
	Factor: verdict.Privacy, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "EDPB, Report of the work undertaken by the Cookie Banner Taskforce (2023)", URL: "https://www.edpb.europa.eu/our-work-tools/our-documents/other/report-work-undertaken-cookie-banner-taskforce_en", Market: "eu"},
		eprivacy,
	},
	Needs: snapshot.HaveBrowser, Markets: []string{"eu", "uk"}, Since: "0.1",
}, struct{}{}, judgeRejectOption)

func judgeRejectOption(in *checks.Input, _ struct{}) checks.Outcome {
	seen := false
	framed := ""
	for _, r := range in.Site.Rendered() {
		if r.Look == nil {
			continue
		}
		seen = true
		n, ok := noticeOf(r.Look)
		if !ok {
			if framed == "" {
				framed = framedNotice(r.Look)
			}
			continue
		}
		return judgeNotice(r.URL, n)
	}
	switch {
	case !seen:
		return checks.Unknown(checks.Msg("not-seen"))
	case framed != "":
		return checks.Unknown(checks.Msg("framed", "host", framed))
	}
	return checks.NotApplicable(checks.Msg("none"))
}

// judgeNotice judges the buttons of a notice.
func judgeNotice(page string, n snapshot.Notice) checks.Outcome {
	said := map[consent.Role]string{}
	strange := 0 // buttons that say something else
	var texts []string
	for _, b := range n.Buttons {
		texts = append(texts, b.Text)
		role := consent.RoleOf(b.Text)
		if b.Link && role != consent.Refuse { // to the privacy policy, say
			continue
		}
		switch {
		case role == "":
			strange++
		case said[role] == "":
			said[role] = b.Text
		}
	}
	ev := verdict.Evidence{URL: page, Selector: "dialog", Snippet: snippet(n.Text), Value: strings.Join(texts, " | ")}
	switch accept := said[consent.Accept]; {
	case said[consent.Refuse] != "":
		return checks.Pass(checks.Msg("equal", "button", said[consent.Refuse]))
	case accept == "" && (said[consent.Dismiss] != "" || said[consent.Settings] != ""):
		return checks.NotApplicable(checks.Msg("none"))
	case consent.Needed(n.Text):
		return checks.NotApplicable(checks.Msg("none"))
	case accept == "" || strange > 0: // one of them may refuse
		return checks.Unknown(checks.Msg("unclear"))
	case said[consent.Settings] != "":
		return checks.Warn(checks.Msg("second", "accept", accept, "settings", said[consent.Settings]), checks.Find(checks.Msg("notice"), ev))
	default:
		o := checks.Warn(checks.Msg("accept", "accept", accept), checks.Find(checks.Msg("notice"), ev))
		o.Confidence = verdict.Likely
		return o
	}
}

func snippet(s string) string {
	r := []rune(s)
	if len(r) <= 200 {
		return s
	}
	return string(r[:200]) + "…"
}
