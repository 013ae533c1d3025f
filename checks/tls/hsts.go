package tls

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// HSTSSettings say for how long browsers must remember to come over https only.
type HSTSSettings struct {
	MinAge int `toml:"min_age"` // seconds
}

// HSTS reads Strict-Transport-Security on the https home page; over http browsers do not heed it. A bare host that speaks for its
// subdomains on the way to the home page counts as well.
var HSTS = checks.Site(checks.Meta{
	ID:    "tls-hsts",
	Title: "Browsers are told to come over https only",
	Why:   "A browser that remembers this (HSTS) never again sends a request without encryption to the shop, not even when a link or a network says otherwise.",
	Fix: "Send the header Strict-Transport-Security: max-age=31536000 with every https answer. Many hosts have a switch named HSTS; start with a " +
		"small number if you are unsure whether every part of the shop works over https.",
	Effort: 1,
	Messages: map[string]string{
		"long":        "Browsers are told to come over https only, for {age}; not so for subdomains",
		"long-all":    "Browsers are told to come over https only, for {age}, subdomains included",
		"preload":     "Browsers are told to come over https only, for {age}, subdomains included; as far as was seen, all is there that the browsers' own list (preload) asks for",
		"preload-not": "Browsers are told to come over https only, for {age}; the header also asks for a place on the browsers' own list (preload), for which these were missing or not seen: {missing}",
		"absent":      "The home page is sent without Strict-Transport-Security",
		"short":       "Browsers are told to come over https only for {age}",
		"off":         "Browsers are told to forget about https only (max-age=0)",
		"malformed":   "The header Strict-Transport-Security is written in a way that browsers ignore",
		"no-https":    "The home page was not read over https",
		"unclear":     "The home page itself was not seen",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "RFC 6797, HTTP Strict Transport Security", URL: "https://www.rfc-editor.org/rfc/rfc6797"},
		{Title: "Mozilla, server-side TLS recommendations", URL: "https://wiki.mozilla.org/Security/Server_Side_TLS"},
		{Title: "HSTS preload list, submission requirements", URL: "https://hstspreload.org/"},
	},
	Needs: snapshot.HaveEntry, Public: true, Since: "0.1",
}, HSTSSettings{MinAge: 31_536_000}, judgeHSTS)

func judgeHSTS(in *checks.Input, p HSTSSettings) checks.Outcome {
	ex := homeEntry(in.Snap)
	switch {
	case !isHTTPS(in.Snap.Base):
		return checks.NotApplicable(checks.Msg("no-https"))
	case in.Snap.Obstacle != snapshot.ObstacleNone || ex == nil:
		return checks.Unknown(checks.Msg("unclear"))
	}
	last := ex.Last()
	age, state := parseHSTS(field(last, "Strict-Transport-Security"))
	if state >= hstsOK && age >= p.MinAge {
		return longEnough(in.Snap, ex, ageText(age), state == hstsSubdomains)
	}
	if parent := parentAge(ex); parent >= p.MinAge {
		return longEnough(in.Snap, ex, ageText(parent), true)
	}
	reason := checks.Msg("short", "age", ageText(age))
	switch {
	case state == hstsAbsent:
		reason = checks.Msg("absent")
	case state == hstsMalformed:
		reason = checks.Msg("malformed")
	case age == 0:
		reason = checks.Msg("off")
	}
	return checks.Warn(reason, checks.Find(reason, verdict.Evidence{
		URL: last.URL, Header: "Strict-Transport-Security", Value: strings.Join(field(last, "Strict-Transport-Security"), ", "),
		Limit: fmt.Sprintf("max-age of at least %d", p.MinAge),
	}))
}

// homeEntry returns the exchange that brought the home page over https, or nil.
func homeEntry(snap *snapshot.Snapshot) *snapshot.Exchange {
	for i := range snap.Entry {
		ex := &snap.Entry[i]
		last := ex.Last()
		if last == nil || !isHTTPS(last.URL) || last.Status < 200 || last.Status > 299 {
			continue
		}
		if u, err := url.Parse(last.URL); err == nil && strings.EqualFold(u.Host, home(snap).Host) {
			return ex
		}
	}
	return nil
}

// hstsState says what became of the header.
type hstsState uint8

const (
	hstsAbsent hstsState = iota
	hstsMalformed
	hstsOK
	hstsSubdomains // and it speaks for subdomains
)

// parseHSTS reads the header by RFC 6797 §6.1 and §8.1: of several fields the first counts, and a directive that stands twice or a
// max-age that is no number makes the field void. The age is in seconds.
func parseHSTS(fields []string) (age int, state hstsState) {
	if len(fields) == 0 {
		return 0, hstsAbsent
	}
	age, sub := -1, false
	seen := map[string]bool{}
	for directive := range strings.SplitSeq(fields[0], ";") {
		name, value, _ := strings.Cut(directive, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" {
			continue
		}
		if seen[name] {
			return 0, hstsMalformed
		}
		seen[name] = true
		switch name {
		case "max-age":
			n, err := strconv.ParseUint(strings.Trim(strings.TrimSpace(value), `"`), 10, 62)
			if err != nil {
				return 0, hstsMalformed
			}
			age = int(n)
		case "includesubdomains":
			sub = true
		}
	}
	switch {
	case age < 0:
		return 0, hstsMalformed
	case sub:
		return age, hstsSubdomains
	default:
		return age, hstsOK
	}
}

// parentAge returns the longest age that a host above the home page's gave for its subdomains on the way there.
func parentAge(ex *snapshot.Exchange) int {
	final, err := url.Parse(ex.Final())
	if err != nil {
		return 0
	}
	longest := 0
	for i := range ex.Hops {
		u, err := url.Parse(ex.Hops[i].URL)
		if err != nil || u.Scheme != "https" || !strings.HasSuffix(final.Hostname(), "."+u.Hostname()) {
			continue
		}
		if age, state := parseHSTS(field(&ex.Hops[i], "Strict-Transport-Security")); state == hstsSubdomains {
			longest = max(longest, age)
		}
	}
	return longest
}

// ageText writes seconds for people.
func ageText(seconds int) string {
	d := time.Duration(min(seconds, 1<<32)) * time.Second
	switch {
	case d >= 48*time.Hour:
		return fmt.Sprintf("%d days", int(d.Hours()/24))
	case d >= 2*time.Hour:
		return fmt.Sprintf("%d hours", int(d.Hours()))
	default:
		return fmt.Sprintf("%d seconds", seconds)
	}
}
