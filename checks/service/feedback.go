package service

import (
	"net/url"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// FeedbackSettings say which shops need a place for feedback.
type FeedbackSettings struct {
	// Products is the number of products below which a shop needs none.
	Products int `toml:"products"`
}

// Feedback looks for a place to say what was good or bad: reviews, a profile on a site of reviews, a line or link that asks for opinions. How soon somebody
// answers is the matter of contact-hours, and is not judged twice. It never fails.
var Feedback = checks.Site(checks.Meta{
	ID:     "service-feedback",
	Title:  "Customers can say what they think",
	Why:    "A shop that asks for opinions wants to get better, and shows that it does not fear them.",
	Fix:    "Ask for opinions where customers look after the purchase: switch on reviews, link to your profile on a site of reviews, or add a line such as \"Tell us what you think\" with your mail address.",
	Effort: 1,
	Messages: map[string]string{
		"reviews": "Customers can review goods or the shop: {url}",
		"asked":   "Opinions are asked for: {url}",
		"profile": "The shop links to its profile on a site of reviews: {host}",
		"none":    "No place to leave an opinion was found on the pages read",
		"here":    "This is where customers look for it",
		"small":   "A shop with so few products needs no place of its own for opinions: {products}",
		"unsure":  "Too few product pages were read to tell whether this shop needs one",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageMature, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Project convention: reviews and feedback as a part of customer service"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, FeedbackSettings{Products: 5}, judgeFeedback)

func judgeFeedback(in *checks.Input, s FeedbackSettings) checks.Outcome {
	site := in.Site
	if key, at := opinions(site); at != "" {
		return checks.Pass(checks.Msg(key, "url", at))
	}
	if host := reviewProfile(site); host != "" {
		return checks.Pass(checks.Msg("profile", "host", host))
	}
	switch products := len(site.ByRole(facts.RoleProduct)); {
	case products < s.Products && in.Snap.Stop != snapshot.StopDone:
		return checks.Unknown(checks.Msg("unsure"))
	case products < s.Products:
		return checks.NotApplicable(checks.Msg("small", "products", products))
	}
	o := checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: homeURL(site)}))
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// opinions returns a place on the shop where opinions can be left or are asked for, and which of the two it is.
func opinions(site *facts.Site) (key, at string) {
	for _, p := range site.Pages {
		switch {
		case p.Marked(snapshot.MarkReviews):
			return "reviews", site.URL(p)
		case site.Role(p) != facts.RoleBlog && p.Marked(snapshot.MarkFeedback):
			return "asked", site.URL(p)
		}
	}
	if t := linkNamed(site, cue.Reviews); t != nil {
		return "reviews", t.URL
	}
	if t := linkNamed(site, cue.Feedback); t != nil {
		return "asked", t.URL
	}
	for text := range site.SellerTexts() {
		if cue.Default().Has(text.Text, cue.Body, text.Lang, cue.Feedback) {
			return "asked", text.URL
		}
	}
	return "", ""
}

// reviewProfile returns the host of a site of reviews to which the home page links beyond its front page, or whose script or frame it loads.
func reviewProfile(site *facts.Site) string {
	if site.Home == nil {
		return ""
	}
	for l := range site.Snap.Links(site.Read(site.Home)) {
		switch l.Kind {
		case snapshot.LinkAnchor, snapshot.LinkScript, snapshot.LinkFrame, snapshot.LinkImage:
			u, err := url.Parse(site.Snap.Str(l.To))
			if err == nil && vendor.ReviewSite(u.Hostname()) && len(u.Path) > 1 {
				return u.Hostname()
			}
		}
	}
	return ""
}
