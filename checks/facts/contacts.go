package facts

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
)

// source is a text in which the seller may name himself, with where it stands.
type source struct {
	text     string
	url      string
	lang     string
	zone     snapshot.Zone
	headings []snapshot.Heading // of text
	seller   bool               // his own data are expected here: frame, contact, imprint, about, terms
	contacts []snapshot.Contact
	pages    int
	about    bool // a text about the shop, which may tell of others
	privacy  bool // a text on personal data, which names whoever gets them
}

// sources lists the texts in which a seller names himself: what all pages share first, then the pages made for it.
func (s *Site) sources() []source {
	if s.srcs != nil {
		return s.srcs
	}
	for _, f := range s.frames {
		if f.Text != "" || len(f.Contacts) > 0 {
			s.srcs = append(s.srcs, source{
				text: f.Text, url: s.URL(f.page), lang: s.Lang, zone: f.Zone, seller: true, contacts: f.Contacts, pages: f.Block.Pages,
			})
		}
	}
	for _, p := range s.Pages {
		seller, ok := s.names(p)
		if !ok && !p.HasContacts() {
			continue
		}
		s.Read(p)
		src := source{url: s.URL(p), lang: or(p.Lang, s.Lang), zone: snapshot.ZoneMain, seller: seller, contacts: p.Contacts, pages: 1}
		src.about, src.privacy = s.Role(p) == RoleAbout, ok && !seller
		if ok {
			src.text, src.headings = p.Text, p.Headings
		}
		s.srcs = append(s.srcs, src)
	}
	return s.srcs
}

// names reports whether a page is one on which a seller names himself (ok: its text is read for names and addresses).
func (s *Site) names(p *snapshot.Page) (seller, ok bool) {
	switch s.Role(p) {
	case RoleHome, RoleContact, RoleAbout, RoleHelp:
		return true, true
	case RolePolicy:
		switch policyOf[s.concepts[p.ID]] {
		case PolicyPrivacy, PolicyCookies:
			return false, true // processors, providers and authorities are named here too
		default:
			return true, true
		}
	default:
		return false, false
	}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// findContacts merges the ways to reach the seller over all pages.
func (s *Site) findContacts() {
	m := merger{s: s, at: map[string]*Contact{}}
	host := ""
	if u, err := url.Parse(s.Snap.Base); err == nil {
		host = u.Hostname()
	}
	whole := s.international()
	for _, src := range s.sources() {
		expected := src.seller
		for _, c := range src.contacts {
			src.seller = expected && !names(beside(c.Near, c.Value)) && !ofCarrier(c.Near) && !carrierBeside(c.Near, c.Value)
			switch c.Kind {
			case snapshot.ContactEmail:
				v := strings.ToLower(strings.TrimSpace(c.Value))
				ct := m.merge(string(c.Kind), v, c, src)
				ct.Valid, ct.Dummy = s.email(v, host)
			case snapshot.ContactPhone:
				e164, country, valid, dummy := ident.Phone(or(whole[lastDigits(c.Value)], c.Value), s.region())
				ct := m.merge(string(c.Kind), or(e164, digits(c.Value)), c, src)
				ct.Region, ct.Valid, ct.Dummy = country, valid, dummy
			case snapshot.ContactForm:
				// One form with a product's number in its address is one form.
				v, _, _ := strings.Cut(c.Value, "?")
				m.merge(string(c.Kind), v, c, src)
			case snapshot.ContactChat:
				m.merge(string(c.Kind), c.Value, c, src)
			}
		}
	}
	s.fromData(&m, host)
	for _, key := range m.order {
		c := *m.at[key]
		switch snapshot.ContactKind(strings.SplitN(key, "\x00", 2)[0]) {
		case snapshot.ContactEmail:
			s.Emails = append(s.Emails, c)
		case snapshot.ContactPhone:
			s.Phones = append(s.Phones, c)
		case snapshot.ContactChat:
			s.Chats = append(s.Chats, c)
		case snapshot.ContactForm:
			s.Forms = append(s.Forms, c)
		}
	}
}

// international are the numbers that are written with their country code somewhere, by their last digits: a link says "+32 4 221 90 44" where the text
// beside it says "04 221 90 44".
func (s *Site) international() map[string]string {
	out := map[string]string{}
	for _, src := range s.sources() {
		for _, c := range src.contacts {
			if v := digits(c.Value); c.Kind == snapshot.ContactPhone && strings.HasPrefix(v, "+") && lastDigits(v) != "" {
				out[lastDigits(v)] = v
			}
		}
	}
	return out
}

// lastDigits are the last eight digits of a number, "" where it has fewer: they are the same with and without a country's code.
func lastDigits(number string) string {
	d := strings.TrimPrefix(digits(number), "+")
	return d[max(len(d)-8, 0):][:8*min(len(d)/8, 1)]
}

// fromData reads the contacts that a page's structured data give for the shop.
func (s *Site) fromData(m *merger, host string) {
	for _, it := range s.data.organisations {
		if v := it.item.Props["email"]; v != "" {
			v = strings.ToLower(strings.TrimPrefix(v, "mailto:"))
			c := m.merge("email", v, snapshot.Contact{Value: v, Near: "structured data"}, it.src)
			c.Valid, c.Dummy = s.email(v, host)
		}
		if v := it.item.Props["telephone"]; v != "" {
			e164, country, valid, dummy := ident.Phone(v, s.region())
			c := m.merge("phone", or(e164, digits(v)), snapshot.Contact{Value: v, Near: "structured data"}, it.src)
			c.Region, c.Valid, c.Dummy = country, valid, dummy
		}
	}
}

// email judges an e-mail address. A shop that is still on a private host, or under a reserved ending, has no public name yet: a name of its own under a reserved ending
// ("shop@kerzenhof.example") is no stand-in there, "info@example.com" is one everywhere.
func (s *Site) email(v, host string) (valid bool, dummy string) {
	valid, dummy = ident.Email(v, host)
	reserved := []string{".example", ".test", ".localhost", ".invalid"}
	ending := func(end string) bool { return strings.HasSuffix(host, end) }
	if dummy != ident.DummyDomain || !private(host) && !slices.ContainsFunc(reserved, ending) {
		return valid, dummy
	}
	_, d, _ := strings.Cut(v, "@")
	for _, end := range reserved {
		if name, ok := strings.CutSuffix(d, end); ok && name != "" && !strings.Contains(name, "example") {
			return ident.Email(v, d)
		}
	}
	return valid, dummy
}

// private reports whether a host is this machine or a private network by its very name.
func private(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		a = a.Unmap()
		return a.IsLoopback() || a.IsPrivate()
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal")
}

type merger struct {
	s     *Site
	at    map[string]*Contact
	order []string
}

// merge notes a contact, or one more place of a known one. A place where the seller speaks of himself wins.
func (m *merger) merge(kind, value string, c snapshot.Contact, src source) *Contact {
	key := kind + "\x00" + value
	if old, ok := m.at[key]; ok {
		old.Pages += src.pages
		if src.seller && !old.Seller {
			old.Seller, old.URL, old.Zone, old.Near = true, src.url, src.zone, c.Near
		}
		return old
	}
	ct := &Contact{Value: value, Raw: c.Value, URL: src.url, Zone: or8(c.Zone, src.zone), Near: c.Near, Pages: src.pages, Seller: src.seller || m.s.ownMail(value)}
	m.at[key] = ct
	m.order = append(m.order, key)
	return ct
}

func or8(a, b snapshot.Zone) snapshot.Zone {
	if a != 0 {
		return a
	}
	return b
}

// ownMail reports whether an address lies on the shop's own domain: then it is the seller's wherever it stands.
func (s *Site) ownMail(v string) bool {
	_, d, ok := strings.Cut(v, "@")
	return ok && s.Snap.Domain != "" && (d == s.Snap.Domain || strings.HasSuffix(d, "."+s.Snap.Domain))
}

// region is the country in which a national phone number is to be read: that of the language, where one country stands out.
func (s *Site) region() string {
	for _, a := range s.Addresses {
		if a.Country != "" && a.Seller {
			return a.Country
		}
	}
	host := s.Snap.Domain
	if i := strings.LastIndexByte(host, '.'); i >= 0 {
		if r := strings.ToUpper(host[i+1:]); len(r) == 2 && r != "EU" && r != "IO" && r != "CO" && r != "ME" && r != "TV" {
			if r == "UK" {
				return "GB"
			}
			return r
		}
	}
	return map[string]string{
		"de": "DE", "fr": "FR", "es": "ES", "it": "IT", "nl": "NL", "pl": "PL", "pt-br": "BR", "zh-cn": "CN", "zh-tw": "TW", "ja": "JP", "ko": "KR", "en": "US",
	}[s.Lang]
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, s)
}

// UnreadContact returns the address of a page that a link calls contact and of which nothing is known, "" when there is none. Who the seller is
// and how to reach them may stand there.
func (s *Site) UnreadContact() string {
	for t := range s.LinksNamed(cue.Contact) {
		if s.Content(t.Page) == nil && !gone(t.Page) {
			return t.URL
		}
	}
	return ""
}
