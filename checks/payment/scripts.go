package payment

import (
	"net/url"
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ScriptsSettings say from how many hosts scripts may come to the page that starts payment.
type ScriptsSettings struct {
	// Pass is the number of hosts up to which the check passes.
	Pass int `toml:"pass"`
	// Warn is the number of hosts up to which it only warns.
	Warn int `toml:"warn"`
}

// Scripts counts the other hosts from which the page that starts payment loads scripts. Those that stand in the page as it is sent are seen, and where
// it was loaded in a browser those too that they load. It is an inventory, no finding on any standard.
var Scripts = checks.Site(checks.Meta{
	ID:     "payment-scripts",
	Title:  "Few others' scripts run where payment begins",
	Why:    "Every script on a page can read what is typed there. The fewer come from others where payment begins, the fewer can be turned against buyers.",
	Fix:    "Take trackers, chats and other scripts that buying does not need off the checkout, and keep a list of those that stay.",
	Effort: 3,
	Messages: map[string]string{
		"few":      "Other sites whose scripts run in the page that starts payment: {hosts}",
		"many":     "Other sites whose scripts run in the page that starts payment: {hosts}",
		"host":     "Scripts come from {host}",
		"not-seen": "The page that starts payment was not read",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageMature, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "PCI DSS v4.0.1, requirement 6.4.3: an inventory of scripts on payment pages; the numbers are a convention of this project", URL: "https://www.pcisecuritystandards.org/document_library/"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, ScriptsSettings{Pass: 5, Warn: 15}, judgeScripts)

func judgeScripts(in *checks.Input, s ScriptsSettings) checks.Outcome {
	site := in.Site
	pages := slices.Concat(site.ByRole(facts.RoleCheckout), site.ByRole(facts.RoleCart))
	if len(pages) == 0 {
		return checks.Unknown(checks.Msg("not-seen"))
	}
	p := site.Read(pages[0])
	var hosts []string
	var findings []verdict.Finding
	for _, host := range ranThere(site, p) {
		hosts = append(hosts, host)
		findings = append(findings, checks.Find(checks.Msg("host", "host", host), verdict.Evidence{URL: site.URL(p)}))
	}
	for _, l := range p.Links {
		to := site.Snap.Str(l.To)
		u, err := url.Parse(to)
		if l.Kind != snapshot.LinkScript || err != nil || u.Hostname() == "" || site.Own(to) || slices.Contains(hosts, u.Hostname()) {
			continue
		}
		hosts = append(hosts, u.Hostname())
		findings = append(findings, checks.Find(checks.Msg("host", "host", u.Hostname()), verdict.Evidence{URL: site.URL(p), Target: to}))
	}
	var o checks.Outcome
	switch n := len(hosts); {
	case n <= s.Pass:
		o = checks.Pass(checks.Msg("few", "hosts", n))
	case n <= s.Warn:
		o = checks.Warn(checks.Msg("many", "hosts", n), findings...)
	default:
		o = checks.Fail(checks.Msg("many", "hosts", n), findings...)
	}
	o.Graded, o.Grade, o.Seen = true, checks.Linear(float64(len(hosts)), float64(s.Pass), float64(s.Warn)), len(hosts)
	return o
}

// ranThere returns the other hosts from which a browser loaded scripts for a page: those too that other scripts ask for.
func ranThere(site *facts.Site, p *snapshot.Page) []string {
	var hosts []string
	for _, r := range site.Rendered() {
		if r.Page != p || r.Look == nil {
			continue
		}
		for _, t := range r.Look.Traffic {
			u, err := url.Parse("https://" + t.Host + "/")
			if err == nil && t.Kind == "script" && !site.Own(u.String()) && !site.Own("http://"+t.Host+"/") && !slices.Contains(hosts, u.Hostname()) {
				hosts = append(hosts, u.Hostname())
			}
		}
	}
	return hosts
}
