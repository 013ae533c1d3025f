package tls

import (
	"fmt"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CertLifetime holds the whole lifetime of a certificate against the limit of the day on which it was issued. Issuers that only the user
// vouches for are bound by no such rule, but by what Apple's devices accept from anybody.
var CertLifetime = checks.Site(checks.Meta{
	ID:    "tls-cert-lifetime",
	Title: "The shop's certificate is not valid for longer than browsers allow",
	Why: "Browsers limit how long a certificate may be valid from its first to its last day, and turn away those that go beyond; the limit shrinks year " +
		"by year, so that stolen keys are of use for a shorter time.",
	Fix: "Ask your web host for a new certificate with a shorter lifetime, best from a service that renews it by itself, such as the free one that most " +
		"web hosts have a switch for.",
	Effort: 1,
	Messages: map[string]string{
		"within":    "The certificate of {host} is valid for {total} days in all; allowed when it was issued: {limit}",
		"long":      "The certificate of {host} is valid for {total} days in all; allowed when it was issued: {limit}",
		"long-own":  "The certificate of {host} is valid for {total} days in all; Apple's devices accept {limit} at most, whoever issued it",
		"own":       "The certificate of {host} does not come from a publicly known issuer, for whom the limits hold",
		"invalid":   "The certificate of {host} is not valid, so its lifetime does not matter",
		"not-tried": "No certificate of {host} was seen",
		"from-to":   "Valid from {from} to {to}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "CA/Browser Forum ballot SC-081v3, schedule of maximum lifetimes", URL: "https://cabforum.org/2025/04/11/ballot-sc081v3-introduce-schedule-of-reducing-validity-and-data-reuse-periods/"},
		{Title: "Apple, requirements for trusted certificates in iOS 13 and macOS 10.15", URL: "https://support.apple.com/en-us/103769"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, struct{}{}, func(in *checks.Input, _ struct{}) checks.Outcome {
	return eachHost(in.Snap, oncePerCertificate(buying(in.Snap)), func(t *snapshot.TLS) checks.Outcome { return judgeLifetime(in.Snap, t) })
})

// lifetimes is the schedule of limits in days, newest first.
var lifetimes = []struct {
	from  time.Time
	limit int
}{
	{time.Date(2029, 3, 15, 0, 0, 0, 0, time.UTC), 47},
	{time.Date(2027, 3, 15, 0, 0, 0, 0, time.UTC), 100},
	{time.Date(2026, 3, 15, 0, 0, 0, 0, time.UTC), 200},
	{time.Date(2020, 9, 1, 0, 0, 0, 0, time.UTC), 398},
	{time.Time{}, 825},
}

const (
	limitOfApple = 825 // days
	// certificates may begin this long after they were issued (Baseline Requirements §7.1.2.7), and the earlier limit is the wider one
	postdated = 48 * time.Hour
)

// lifetimeLimit returns the days for which a certificate that begins at a time may be valid.
func lifetimeLimit(begin time.Time) int {
	for _, step := range lifetimes {
		if !begin.Add(-postdated).Before(step.from) {
			return step.limit
		}
	}
	return limitOfApple
}

func judgeLifetime(snap *snapshot.Snapshot, t *snapshot.TLS) checks.Outcome {
	if !weighed(t) {
		return checks.Unknown(checks.Msg("not-tried", "host", t.Host))
	}
	if t.VerifyErr != nil && !t.Repaired {
		return checks.NotApplicable(checks.Msg("invalid", "host", t.Host))
	}
	leaf := t.Chain[0]
	key, limit := "long", lifetimeLimit(leaf.NotBefore)
	if !issuedPublicly(t) {
		key, limit = "long-own", limitOfApple
	}
	lasts := leaf.NotAfter.Sub(leaf.NotBefore)
	total := wholeDays(lasts)
	switch {
	case lasts > time.Duration(limit)*24*time.Hour:
		return checks.Warn(checks.Msg(key, "host", t.Host, "total", total, "limit", limit), checks.Find(
			checks.Msg("from-to", "from", leaf.NotBefore.Format(day), "to", leaf.NotAfter.Format(day)), verdict.Evidence{
				URL: entrance(snap, t), Snippet: whose(leaf), Value: fmt.Sprintf("%d days", total), Limit: fmt.Sprintf("at most %d days", limit)}))
	case key == "long-own":
		return checks.NotApplicable(checks.Msg("own", "host", t.Host))
	default:
		return checks.Pass(checks.Msg("within", "host", t.Host, "total", total, "limit", limit))
	}
}

// wholeDays counts a day that has begun as one: certificates often end a second before it is over.
func wholeDays(d time.Duration) int {
	const one = 24 * time.Hour
	return int((d + one - time.Nanosecond) / one)
}
