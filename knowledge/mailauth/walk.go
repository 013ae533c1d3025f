package mailauth

import "strings"

// MaxLookups is how many look-ups receivers make for one message before they give a domain's SPF up (RFC 7208 §4.6.4).
const MaxLookups = 10

// Problem says why receivers cannot use the SPF of a domain (the result "permerror").
type Problem string

// The problems.
const (
	TwoRecords Problem = "two-records" // more than one record where exactly one is allowed (§4.5)
	Syntax     Problem = "syntax"      // a record that does not keep to the grammar
	NoTarget   Problem = "no-target"   // include or redirect leads to a domain without a record (§5.2, §6.1)
	TooMany    Problem = "too-many"    // more than MaxLookups
)

// Complete reports whether all records of SPF and DMARC are among the texts that were kept of a domain: those that begin with "v=" are kept first.
func Complete(kept []string, more int) bool {
	return more == 0 || len(kept) > 0 && !strings.HasPrefix(strings.ToLower(kept[len(kept)-1]), "v=")
}

// Tally is what came of following a domain's SPF as far as receivers do.
type Tally struct {
	Records []string // of the domain itself; nil when it could not be seen or has none
	SPF     SPF      // the first of them
	Unseen  bool     // the domain's own records could not be seen
	Lookups int      // counted so far; those behind what is Open are not in it
	Open    []string // domains that records refer to and that could not be seen, or hold macros: there may be more look-ups behind them
	Problem Problem  // "" where none was met
	At      string   // domain whose record has the problem
	Detail  string   // the term, or the domain without a record
}

// Walk follows the SPF of a domain through all it refers to, in the order of receivers, for mail that matches nothing: that is the most look-ups
// there can be. ask returns the texts of a domain; known is false when they could not be seen. A domain that does not exist has no texts.
func Walk(domain string, ask func(domain string) (texts []string, known bool)) Tally {
	w := walker{ask: ask}
	texts, known := ask(domain)
	w.Unseen = !known
	if w.Records = SPFRecords(texts); len(w.Records) > 0 {
		w.SPF, _ = ParseSPF(w.Records[0])
		w.follow(domain, w.Records)
	}
	return w.Tally
}

type walker struct {
	Tally
	ask func(string) ([]string, bool)
}

// follow goes through the records of one domain. The look-ups end it, whatever leads back to where: each step is counted.
func (w *walker) follow(domain string, records []string) {
	if len(records) > 1 {
		w.stop(TwoRecords, domain, "")
		return
	}
	spf, bad := ParseSPF(records[0])
	if bad != "" {
		w.stop(Syntax, domain, bad)
		return
	}
	for _, t := range spf.Terms {
		if !t.asks() {
			continue
		}
		if !w.count(domain) {
			return
		}
		if t.Mechanism == "include" {
			w.enter(domain, t.Domain)
		}
		if w.Problem != "" {
			return
		}
	}
	if spf.Redirect != "" && w.count(domain) {
		w.enter(domain, spf.Redirect)
	}
}

// count takes one look-up, and reports whether receivers make it.
func (w *walker) count(domain string) bool {
	if w.Lookups == MaxLookups {
		w.stop(TooMany, domain, "")
		return false
	}
	w.Lookups++
	return true
}

func (w *walker) enter(from, to string) {
	to = strings.ToLower(strings.TrimSuffix(to, "."))
	if strings.Contains(to, "%") {
		w.Open = append(w.Open, to) // depends on the message
		return
	}
	texts, known := w.ask(to)
	records := SPFRecords(texts)
	switch {
	case len(records) > 0:
		w.follow(to, records)
	case known:
		w.stop(NoTarget, from, to)
	default:
		w.Open = append(w.Open, to)
	}
}

func (w *walker) stop(p Problem, at, detail string) {
	if w.Problem == "" {
		w.Problem, w.At, w.Detail = p, at, detail
	}
}
