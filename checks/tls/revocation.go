package tls

import (
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Revocation reads the statement of the issuer on revocation (OCSP) that a server may send along. Most issuers have stopped giving such
// statements, and nobody is asked here: without one nothing is known. Certificates of a few days need none.
var Revocation = checks.Site(checks.Meta{
	ID:    "tls-revocation",
	Title: "The issuer has not revoked the shop's certificate",
	Why: "An issuer revokes a certificate when its key got out or it should never have been issued. Browsers that learn of it show a full-page " +
		"warning before the shop.",
	Fix: "Ask your web host why the certificate was revoked, and for a new one with a new key. If it is only the statement sent along that is missing " +
		"or old, ask it to switch on OCSP stapling, or to see that the server can reach its issuer.",
	Effort: 1,
	Messages: map[string]string{
		"good":          "The issuer states that the certificate of {host} is not revoked",
		"revoked":       "The issuer states that the certificate of {host} was revoked on {date}",
		"expired":       "The statement of the issuer that {host} sends along ended on {date}",
		"unreadable":    "The statement of the issuer that {host} sends along does not hold: {fault}",
		"must-staple":   "The certificate of {host} demands a statement of the issuer, and the server sends none along",
		"none":          "{host} sends no statement of the issuer along, which nobody has to; browsers have other ways to learn of it",
		"unsure":        "The issuer's statement on the certificate of {host} says neither that it is good nor that it was revoked",
		"unchecked":     "{host} sends a statement of the issuer along, but not the issuer's certificate, by which it could be checked",
		"clock":         "Our clock and that of the shop's server differ by more than a day, so nothing can be said of the statement's dates",
		"short-lived":   "The certificate of {host} lasts so few days that it is left to end instead of being revoked",
		"not-tried":     "No certificate of {host} was seen",
		"statement":     "Statement of {from}",
		"does-not-hold": "The statement cannot be read, or is not the issuer's",
		"no-answer":     "The certificate holds the mark \"must staple\", and no statement came with it",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Critical,
	Sources: []verdict.Source{
		{Title: "RFC 6960, Online Certificate Status Protocol", URL: "https://www.rfc-editor.org/rfc/rfc6960"},
		{Title: "RFC 7633, TLS Feature Extension (must staple)", URL: "https://www.rfc-editor.org/rfc/rfc7633"},
		{Title: "CA/Browser Forum Baseline Requirements, section 4.9 and \"Short-lived Subscriber Certificate\"", URL: "https://cabforum.org/working-groups/server/baseline-requirements/"},
	},
	Needs: snapshot.HaveTLS, Public: true, Since: "0.1",
}, struct{}{}, func(in *checks.Input, _ struct{}) checks.Outcome {
	return eachHost(in.Snap, oncePerCertificate(buying(in.Snap)), func(t *snapshot.TLS) checks.Outcome { return judgeRevocation(in.Snap, t) })
})

const (
	// shortLived is the longest lifetime of a certificate that need not be revocable.
	shortLived = 10 * 24 * time.Hour
	// staleGrade is the grade of a statement that is of no use, where none is demanded: most browsers go on without it.
	staleGrade = 0.75
)

func judgeRevocation(snap *snapshot.Snapshot, t *snapshot.TLS) checks.Outcome {
	if len(t.Chain) == 0 || t.Err != nil {
		return checks.Unknown(checks.Msg("not-tried", "host", t.Host))
	}
	leaf := t.Chain[0]
	switch {
	case t.Stapled != nil:
		return judgeStatement(snap, t)
	case t.MustStaple:
		return statementFault(snap, t, checks.Msg("must-staple", "host", t.Host), checks.Msg("no-answer"))
	case leaf.NotAfter.Sub(leaf.NotBefore) <= shortLived:
		return checks.NotApplicable(checks.Msg("short-lived", "host", t.Host))
	default:
		return checks.Unknown(checks.Msg("none", "host", t.Host))
	}
}

func judgeStatement(snap *snapshot.Snapshot, t *snapshot.TLS) checks.Outcome {
	s := t.Stapled
	given := checks.Msg("statement", "from", s.ThisUpdate.Format(day))
	ended := !s.NextUpdate.IsZero() && s.NextUpdate.Before(snap.Taken)
	switch {
	case s.Status == "revoked":
		o := checks.Fail(checks.Msg("revoked", "host", t.Host, "date", s.RevokedAt.Format(day)), checks.Find(given, verdict.Evidence{
			URL: entrance(snap, t), Snippet: whose(t.Chain[0]), Value: "revoked on " + s.RevokedAt.Format(day)}))
		if ended {
			o.Confidence = verdict.Likely // a certificate may have been put on hold for a while
		}
		return o
	case s.Status == "" && len(path(t.Chain)) == 1:
		return checks.Unknown(checks.Msg("unchecked", "host", t.Host))
	case s.Status == "":
		return statementFault(snap, t, checks.Msg("unreadable", "host", t.Host, "fault", s.Fault), checks.Msg("does-not-hold"))
	case s.Status != "good":
		return checks.Unknown(checks.Msg("unsure", "host", t.Host))
	case !ended:
		return checks.Pass(checks.Msg("good", "host", t.Host))
	case ownClock(snap) != clockAgrees:
		return checks.Unknown(checks.Msg("clock"))
	default:
		return statementFault(snap, t, checks.Msg("expired", "host", t.Host, "date", s.NextUpdate.Format(day)), given)
	}
}

// statementFault is what is wrong with the statement and not with the certificate. It may be gone a minute later: some servers ask their
// issuer only once the first visitor came.
func statementFault(snap *snapshot.Snapshot, t *snapshot.TLS, reason, found verdict.Message) checks.Outcome {
	o := checks.Warn(reason, checks.Find(found, verdict.Evidence{URL: entrance(snap, t), Snippet: whose(t.Chain[0])}))
	o.Confidence = verdict.Likely
	if !t.MustStaple {
		o.Grade, o.Graded = staleGrade, true
	}
	return o
}
