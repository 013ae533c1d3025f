package dns

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// view is what one name server, asked by itself, said of a host's addresses.
type view struct {
	server  string
	a, aaaa *snapshot.DNS // nil when it was not asked
	sound   bool          // it answers other questions
}

// viewsOf returns the views of a host, in the order of the servers' addresses. A server that was stopped from our side has none.
func viewsOf(snap *snapshot.Snapshot, host string) []view {
	var out []view
	for i := range snap.DNS {
		r := &snap.DNS[i]
		if r.Server == "" || r.Name != host || r.Type != "A" && r.Type != "AAAA" || r.Err != nil && r.Err.Kind == snapshot.FaultCancelled {
			continue
		}
		at := slices.IndexFunc(out, func(v view) bool { return v.server == r.Server })
		if at < 0 {
			at = len(out)
			out = append(out, view{server: r.Server})
		}
		if r.Type == "A" {
			out[at].a = r
		} else {
			out[at].aaaa = r
		}
	}
	for i := range out {
		v := &out[i]
		v.sound = v.a != nil && v.aaaa != nil && !withheld(v.a) && !withheld(v.aaaa) && sound(snap, v.server, "A")
	}
	slices.SortFunc(out, func(a, b view) int { return strings.Compare(a.server, b.server) })
	return out
}

// sound reports whether a server answered a question of the kind, whatever it was about.
func sound(snap *snapshot.Snapshot, server, kind string) bool {
	return slices.ContainsFunc(snap.DNS, func(r snapshot.DNS) bool {
		return r.Server == server && r.Type == kind && r.Err == nil
	})
}

func (v view) resolves() bool {
	return v.a != nil && len(v.a.Answers) > 0 || v.aaaa != nil && len(v.aaaa.Answers) > 0
}

// denies reports whether the server says that there is no such name, or no address of it.
func (v view) denies() bool { return answered(v.a) && answered(v.aaaa) }

// vouched reports whether a zone stands behind what the server denies.
func (v view) vouched() bool { return v.a.Zone != "" || len(v.a.Chain) > 0 }

func (v view) bogus() bool { return v.a.Bogus || v.aaaa.Bogus }

func (v view) said() string { return said(v.a) }

// said is an answer for people.
func said(r *snapshot.DNS) string {
	switch {
	case r == nil:
		return "not asked"
	case len(r.Answers) > 0:
		return list(r.Answers)
	case r.Rcode != "":
		return r.Rcode
	case r.Err != nil:
		return "no answer"
	default:
		return "none"
	}
}

func addresses(views []view) string {
	var out []string
	for _, v := range views {
		out = append(out, v.server)
	}
	return strings.Join(out, ", ")
}
