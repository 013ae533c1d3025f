// Package dns holds the checks of the names a shop depends on.
package dns

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
)

// All lists the checks of this group.
var All = []checks.Check{
	MailAccepts,
	ResolveStable,
	SPFDMARC,
}

// heard is what all servers together said to one question.
type heard struct {
	answers []string
	more    int      // further answers that were not kept
	chain   []string // the names that aliases led to
	seen    bool     // it was asked, and nobody was at a loss
	noName  bool     // there is no such name, or the aliases lead to none
	servers int      // that said so, each by itself
}

// ask puts together what was answered to one question. One server that has records is enough to say that there are some; that there are none
// takes all that were asked.
func ask(records []snapshot.DNS, name, kind string) heard {
	h := heard{}
	lost, missing := false, true
	for i := range records {
		r := &records[i]
		if r.Type != kind || !strings.EqualFold(strings.TrimSuffix(r.Name, "."), name) {
			continue
		}
		if len(r.Answers) > 0 {
			return heard{answers: r.Answers, more: r.More, chain: r.Chain, seen: true}
		}
		h.seen = true
		lost = lost || !answered(r)
		missing = missing && r.Err != nil
		if len(r.Chain) > 0 {
			h.chain = r.Chain
		}
		if r.Server != "" {
			h.servers++
		}
	}
	h.seen = h.seen && !lost
	h.noName = h.seen && missing
	return h
}

// answered reports whether a server said what there is, be it nothing.
func answered(r *snapshot.DNS) bool { return r.Err == nil || r.Err.Kind == snapshot.FaultNoSuchHost }

// home returns the address of the home page, or the one the user gave where none answered.
func home(snap *snapshot.Snapshot) *url.URL {
	for _, raw := range []string{snap.Base, snap.Target} {
		if u, err := url.Parse(raw); err == nil && u.Host != "" {
			return u
		}
	}
	return &url.URL{}
}

func isIP(host string) bool {
	_, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil
}

// under reports whether a name is a domain or lies below it.
func under(name, domain string) bool {
	return domain != "" && (name == domain || strings.HasSuffix(name, "."+domain))
}

// clip bounds what is quoted of a record.
func clip(s string) string {
	const most = 300
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// list joins what was answered for people.
func list(answers []string) string {
	const most = 5
	out := strings.Join(answers[:min(len(answers), most)], ", ")
	if len(answers) > most {
		out += " …"
	}
	return out
}

// withheld reports whether a server said that it keeps the true answer back: forged, blocked, censored, filtered, prohibited (RFC 8914).
func withheld(r *snapshot.DNS) bool {
	return slices.ContainsFunc(r.Codes, func(c uint16) bool { return c == 4 || c >= 15 && c <= 18 })
}
