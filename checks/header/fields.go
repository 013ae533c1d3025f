package header

import (
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
)

const (
	fieldCSP      = "Content-Security-Policy"
	fieldReport   = "Content-Security-Policy-Report-Only"
	fieldFrame    = "X-Frame-Options"
	fieldSniff    = "X-Content-Type-Options"
	fieldReferrer = "Referrer-Policy"
)

// maxQuoted bounds what is quoted of a header field, bytes.
const maxQuoted = 300

func quote(s string) string {
	if len(s) <= maxQuoted {
		return s
	}
	return s[:maxQuoted] + "…"
}

// fields returns the header fields of a page, and whether they were kept in full: for most pages only a few are. The home page was also
// read when the shop was entered. A page that has the field itself or a Date, which servers send with every answer (RFC 9110 §6.6.1),
// was kept in full.
func fields(in *checks.Input, p *snapshot.Page) (map[string][]string, bool) {
	hops := []*snapshot.Hop{p.Exchange.Last()}
	if p == in.Site.Home {
		for i := range in.Snap.Entry {
			if ex := &in.Snap.Entry[i]; snapshot.Key(ex.Final()) == snapshot.Key(in.Site.URL(p)) {
				hops = append(hops, ex.Last())
			}
		}
	}
	for _, h := range hops {
		if h != nil && (len(h.Header["Date"]) > 0 || len(h.Header[fieldCSP]) > 0 || len(h.Header[fieldReport]) > 0) {
			return h.Header, true
		}
	}
	return nil, false
}

// metas returns the contents of a page's meta elements of a name.
func metas(p *snapshot.Page, name string) []string {
	var list []string
	for _, m := range p.Meta {
		if m.Name == name {
			list = append(list, m.Content)
		}
	}
	return list
}

// guarded returns the pages on which a customer has something to lose, that is sign-in, account, cart and checkout, and any that asks for a
// password, as far as their header fields were kept; at most as many as a report can use.
func guarded(in *checks.Input) []*snapshot.Page {
	const most = 20
	var list []*snapshot.Page
	for _, p := range in.Site.Pages {
		if _, ok := fields(in, p); !ok {
			continue // the content of most pages need not be read for this
		}
		switch in.Site.Role(p) {
		case facts.RoleAccount, facts.RoleCart, facts.RoleCheckout:
		default:
			if !slices.ContainsFunc(in.Site.Read(p).Forms, asksPassword) {
				continue
			}
		}
		if list = append(list, p); len(list) == most {
			break
		}
	}
	return list
}

func asksPassword(f snapshot.Form) bool {
	return slices.ContainsFunc(f.Fields, func(f snapshot.Field) bool { return f.Type == "password" })
}
