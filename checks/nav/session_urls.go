package nav

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// SessionURLs looks for visit numbers in the addresses of links. Marks of campaigns and partners are none.
var SessionURLs = checks.Site(checks.Meta{
	ID:     "nav-session-urls",
	Title:  "Addresses do not carry the number of a visit",
	Why:    "With a visit number in its address every page has a new one for each visitor: search engines see copies, and a link passed on may hand over somebody's visit.",
	Fix:    "Ask whoever looks after your shop to switch off session numbers in addresses and to let it use cookies alone (in PHP: session.use_trans_sid = 0 and session.use_only_cookies = 1).",
	Effort: 3,
	Messages: map[string]string{
		"none":    "No visit number was found in the addresses of links",
		"found":   "Addresses of links carry the number of a visit ({param}): {n}",
		"address": "The part {param} of the address is the number of a visit; addresses with it: {n}",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageMature, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "OWASP Session Management Cheat Sheet, on session ids in addresses", URL: "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeSessionURLs)

func judgeSessionURLs(in *checks.Input, _ struct{}) checks.Outcome {
	if len(in.Site.Pages) == 0 {
		return checks.Unknown(checks.Msg(checks.KeyNoPages))
	}
	var found []verdict.Finding
	total, param := 0, ""
	for _, s := range in.Site.Sessions {
		total += s.Addresses
		param = s.Param
		found = append(found, checks.Find(checks.Msg("address", "param", s.Param, "n", s.Addresses), verdict.Evidence{URL: s.OnPage, Target: s.Example, Value: s.Param}))
	}
	if len(found) == 0 {
		return checks.Pass(checks.Msg("none"))
	}
	return checks.Warn(checks.Msg("found", "param", param, "n", total), found...)
}
