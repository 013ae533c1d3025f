package tls

import (
	"fmt"
	"math"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ExpirySettings say how much of a certificate's life must be left.
type ExpirySettings struct {
	PassShare float64 `toml:"pass_share"` // of the total lifetime, at or above which all is well
	PassDays  float64 `toml:"pass_days"`  // never ask for fewer days than this, as far as the lifetime allows
	MostDays  float64 `toml:"most_days"`  // never ask for more days than this: long-lived certificates are renewed by hand, in their last month
	FailDays  float64 `toml:"fail_days"`  // below this many days nobody is likely to renew in time
}

// CertExpiry looks how long the certificate still lasts, relative to its lifetime: ninety-day certificates are renewed in their last
// month, six-day ones in their last days. For lifetimes below 25 days both thresholds shrink with the lifetime, so that a short-lived
// certificate that is renewed halfway never alarms.
var CertExpiry = checks.Site(checks.Meta{
	ID:    "tls-cert-expiry",
	Title: "The shop's certificate is renewed in good time",
	Why:   "On the day the certificate ends, browsers put a full-page warning before the shop; renewal that is late usually means that renewal is broken.",
	Fix: "Look up in the settings of your web host whether the certificate renews by itself, and renew it by hand now. If it comes from an " +
		"automatic service, ask the host why it has not renewed yet.",
	Effort: 1,
	Messages: map[string]string{
		"in-time":     "The certificate of {host} is valid for {left} more, of {total} in all",
		"late":        "The certificate of {host} ends in {left}; with a lifetime of {total} it should have been renewed by now",
		"late-other":  "The certificate that {host} shows to older programs ends in {left}; with a lifetime of {total} it should have been renewed by now",
		"ended-other": "The certificate that {host} shows to older programs is not valid now",
		"not-tried":   "No certificate of {host} was seen",
		"ended":       "The certificate of {host} is not valid now, so there is nothing to say about its renewal in time",
		"clock":       "Our clock and that of the shop's server differ by more than a day, so nothing can be said of the certificate's dates",
		"ends":        "Ends on {date}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "CA/Browser Forum ballot SC-081v3 (shorter certificate lifetimes); the share that must be left is a convention of this project"}},
	Needs:   snapshot.HaveTLS, Public: true, Since: "0.1",
}, ExpirySettings{PassShare: 0.2, PassDays: 5, MostDays: 30, FailDays: 2}, func(in *checks.Input, p ExpirySettings) checks.Outcome {
	return eachHost(in.Snap, oncePerCertificate(buying(in.Snap)), func(t *snapshot.TLS) checks.Outcome { return judgeExpiry(in.Snap, t, p) })
})

func judgeExpiry(snap *snapshot.Snapshot, t *snapshot.TLS, p ExpirySettings) checks.Outcome {
	if len(t.Chain) == 0 {
		return checks.Unknown(checks.Msg("not-tried", "host", t.Host))
	}
	if ownClock(snap) == clockDiffers {
		return checks.Unknown(checks.Msg("clock"))
	}
	o := p.judge(snap, t, t.Chain[0])
	if o.Status != verdict.Pass || t.Survey == nil || len(t.Survey.Other) == 0 {
		return o
	}
	// The other certificate is what old programs see; when it is late, few notice.
	other := p.judge(snap, t, t.Survey.Other[0])
	switch {
	case badness(other.Status) > 0:
		other.Status, other.Graded, other.Reason.Key = verdict.Warn, false, "late-other"
		return other
	case other.Status == verdict.NotApplicable && ownClock(snap) == clockAgrees:
		return checks.Warn(checks.Msg("ended-other", "host", t.Host), checks.Find(
			checks.Msg("ends", "date", t.Survey.Other[0].NotAfter.Format(day)), verdict.Evidence{URL: entrance(snap, t), Snippet: whose(t.Survey.Other[0])}))
	}
	return o
}

// judge looks how much of its life a certificate has left.
func (p ExpirySettings) judge(snap *snapshot.Snapshot, t *snapshot.TLS, c snapshot.Cert) checks.Outcome {
	left, total := days(c.NotAfter.Sub(snap.Taken)), days(c.NotAfter.Sub(c.NotBefore))
	if left <= 0 || c.NotBefore.After(snap.Taken) {
		return checks.NotApplicable(checks.Msg("ended", "host", t.Host))
	}
	pass := min(max(total*p.PassShare, p.PassDays), p.MostDays, total/3)
	fail := min(p.FailDays, total/10)
	if left >= pass {
		return checks.Pass(checks.Msg("in-time", "host", t.Host, "left", span(left), "total", span(total)))
	}
	o := checks.Warn(checks.Msg("late", "host", t.Host, "left", span(left), "total", span(total)), checks.Find(
		checks.Msg("ends", "date", c.NotAfter.Format(day)),
		verdict.Evidence{URL: entrance(snap, t), Value: span(left), Limit: "at least " + span(pass)}))
	if left < fail {
		o.Status = verdict.Fail
	}
	o.Grade, o.Graded = checks.Linear(left, pass, fail), true
	return o
}

func days(d time.Duration) float64 { return d.Hours() / 24 }

// span writes a number of days for people, never more than there are.
func span(d float64) string {
	if hours := math.Floor(d * 24); d < 2 {
		return fmt.Sprintf("%.0f hours", hours)
	}
	return fmt.Sprintf("%.0f days", math.Floor(d))
}
