package facts

import (
	"iter"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
)

// maxNamed bounds how many names, addresses and numbers are kept of a shop.
const maxNamed = 200

// findIdentity reads names, addresses and numbers from the texts in which a seller names himself.
func (s *Site) findIdentity() {
	seen := map[string]int{}
	fresh := func(kind, value string) bool {
		key := kind + "\x00" + cue.Fold(value)
		if _, ok := seen[key]; ok {
			return false
		}
		seen[key] = len(s.LegalNames)
		if kind == "address" {
			seen[key] = len(s.Addresses)
		}
		return true
	}
	for _, src := range s.bySeller() {
		if src.text == "" {
			continue
		}
		in := s.namesIn(&src)
		for i, n := range in.names {
			named := Named{Name: n, URL: src.url, Zone: src.zone, Seller: in.own[i]}
			if len(s.LegalNames) < maxNamed && fresh("name", n.Text) {
				s.LegalNames = append(s.LegalNames, named)
			} else if i, ok := seen["name\x00"+cue.Fold(n.Text)]; ok && named.Seller && !s.LegalNames[i].Seller {
				s.LegalNames[i] = named // named beside others first, by himself here
			}
		}
		addresses, numbers := ident.Addresses(src.text, src.lang), ident.Numbers(src.text, src.lang)
		s.told.note(s, &src, &in, addresses, numbers)
		for _, a := range addresses {
			addr := Address{Address: a, URL: src.url, Zone: src.zone, Seller: in.ownAddress(&src, &a), Other: ofOther(src.text, a.Start)}
			if len(s.Addresses) < maxNamed && fresh("address", a.Text) {
				s.Addresses = append(s.Addresses, addr)
			} else if i, ok := seen["address\x00"+cue.Fold(a.Text)]; ok && addr.Seller && !s.Addresses[i].Seller {
				s.Addresses[i] = addr
			}
		}
		for _, n := range numbers {
			if len(s.Numbers) < maxNamed && fresh(n.Kind, n.Value) {
				s.Numbers = append(s.Numbers, Number{
					Number: n, URL: src.url, Zone: src.zone, Near: lineAt(src.text, n.Start), Seller: src.seller && !someoneElses(&src, n.Start),
				})
			}
		}
	}
	s.identityFromData(fresh)
}

// maxNear bounds the line that is kept with a number, in bytes.
const maxNear = 300

// lineAt returns the line of a text in which a place lies.
func lineAt(text string, at int) string {
	from := max(strings.LastIndexByte(text[:at], '\n')+1, at-maxNear/2)
	line, _, _ := strings.Cut(text[from:], "\n")
	return strings.TrimSpace(strings.ToValidUTF8(line[:min(len(line), maxNear)], ""))
}

// SellerText is a text in which the seller speaks of himself.
type SellerText struct {
	Text, URL, Lang string
	Zone            snapshot.Zone
}

// SellerTexts yields the texts in which the seller is expected to speak of himself: what all pages share, the home page, and those on contact, on the
// shop, for help and on its terms.
func (s *Site) SellerTexts() iter.Seq[SellerText] {
	return func(yield func(SellerText) bool) {
		for i := range s.srcs {
			src := &s.srcs[i]
			if src.seller && src.text != "" && !yield(SellerText{Text: src.text, URL: src.url, Lang: src.lang, Zone: src.zone}) {
				return
			}
		}
	}
}

// bySeller puts the texts in which the seller speaks of himself before those that name others too.
func (s *Site) bySeller() []source {
	all := s.sources()
	out := make([]source, 0, len(all))
	for _, want := range []bool{true, false} {
		for _, src := range all {
			if src.seller == want {
				out = append(out, src)
			}
		}
	}
	return out
}

func (s *Site) identityFromData(fresh func(kind, value string) bool) {
	for _, o := range s.data.organisations {
		p := o.item.Props
		s.vatFromData(o, fresh)
		if n := p["legalName"]; n != "" && fresh("name", n) {
			s.LegalNames = append(s.LegalNames, Named{Name: ident.Name{Text: n}, URL: o.src.url, Zone: snapshot.ZoneHead, Seller: true})
		}
		street := p["address.streetAddress"]
		if street == "" || p["address.addressLocality"] == "" && p["address.postalCode"] == "" {
			continue
		}
		text := strings.Join(nonEmpty(street, p["address.postalCode"], p["address.addressLocality"], p["address.addressCountry"]), ", ")
		if fresh("address", text) {
			s.Addresses = append(s.Addresses, Address{Address: ident.Address{
				Text: text, Postcode: p["address.postalCode"], Town: p["address.addressLocality"], Country: ident.CountryNamed(or(p["address.addressCountry"], p["address.addressCountry.name"])), Kind: ident.KindStreet,
			}, URL: o.src.url, Zone: snapshot.ZoneHead, Seller: true})
		}
	}
}

// vatFromData reads a VAT number of structured data as if it stood behind its label.
func (s *Site) vatFromData(o orgItem, fresh func(kind, value string) bool) {
	for _, n := range ident.Numbers("VAT ID: "+o.item.Props["vatID"], s.Lang) {
		if fresh(n.Kind, n.Value) {
			s.Numbers = append(s.Numbers, Number{Number: n, URL: o.src.url, Zone: snapshot.ZoneHead, Near: "structured data", Seller: true})
		}
	}
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// maxLogoProducts bounds how many product pages are searched for payment logos: their template shows them or does not.
const maxLogoProducts = 20

// findPayments reads which ways to pay are named or shown: in the frame, on pages about paying, as logos, and in structured data.
func (s *Site) findPayments() {
	seen := map[string]bool{}
	add := func(name, url, from string) {
		if name != "" && !seen[name] {
			seen[name] = true
			s.Payments = append(s.Payments, Payment{Name: name, URL: url, From: from})
		}
	}
	for _, f := range s.frames {
		for _, sp := range vendor.Payments(f.Text) {
			add(sp.Name, s.URL(f.page), "text")
		}
		s.paymentImages(f.Images, s.URL(f.page), add)
	}
	products := 0
	for _, p := range s.Pages {
		for _, text := range s.data.accepted[p.ID] {
			for _, sp := range vendor.Payments(text) {
				add(sp.Name, s.URL(p), "markup")
			}
		}
		switch s.Role(p) {
		case RoleProduct:
			if products++; products > maxLogoProducts {
				continue
			}
		case RolePolicy, RoleHelp, RoleHome, RoleCart, RoleContact, RoleAbout:
		default:
			continue
		}
		s.paymentImages(s.Read(p).Images, s.URL(p), add)
		if r := s.Role(p); r == RolePolicy && policyOf[s.concepts[p.ID]] != PolicyPrivacy || r == RoleHelp || r == RoleHome || r == RoleCart {
			for _, sp := range vendor.Payments(p.Text) {
				if !answeredNo(p.Text[:sp.Start], p.Text[sp.End:]) {
					add(sp.Name, s.URL(p), "text")
				}
			}
		}
	}
}

func (s *Site) paymentImages(images []snapshot.Image, url string, add func(name, url, from string)) {
	for _, im := range images {
		if name, ok := vendor.PaymentImage(s.Snap.Str(im.Src), s.Snap.Str(im.Alt)); ok {
			add(name, url, "image")
		}
	}
}

// nameShop finds what the shop calls itself.
func (s *Site) nameShop() {
	if s.Home == nil {
		return
	}
	s.NameURL = s.URL(s.Home)
	for _, o := range s.data.organisations {
		if n := o.item.Props["name"]; n != "" {
			s.Name, s.NameURL = n, o.src.url
			return
		}
	}
	for i := range s.Home.Data {
		it := &s.Home.Data[i]
		if n := or(it.Props["site_name"], it.Props["og:site_name"]); n != "" {
			s.Name = n
			return
		}
		if it.Type == "WebSite" && it.Props["name"] != "" {
			s.Name = it.Props["name"]
			return
		}
	}
	s.Name = s.commonTitle()
}

// commonTitle returns the part of the titles that many pages share, else the home page's title, else the host.
func (s *Site) commonTitle() string {
	n := map[string]int{}
	for i, p := range s.Pages {
		if i == 200 {
			break
		}
		for _, part := range titleParts(p.Title) {
			n[part]++
		}
	}
	if list := counts(n); len(list) > 0 && list[0].N >= 3 && list[0].N*2 > min(len(s.Pages), 200) {
		return s.likeliest(list)
	}
	if parts := titleParts(s.Home.Title); len(parts) > 1 {
		if i := slices.IndexFunc(parts, s.signed); i >= 0 {
			return parts[i]
		}
	}
	if t := strings.TrimSpace(s.Home.Title); t != "" && len(t) <= 60 {
		return s.bare(t)
	}
	if u, err := url.Parse(s.Snap.Base); err == nil {
		return u.Hostname()
	}
	return ""
}

// findPlatform recognises the shop system.
func (s *Site) findPlatform() {
	if s.Home == nil {
		return
	}
	var sig vendor.Signals
	for _, m := range s.Home.Meta {
		if m.Name == "generator" {
			sig.Generators = append(sig.Generators, m.Content)
		}
	}
	for i := range s.Snap.Cookies {
		sig.Cookies = append(sig.Cookies, s.Snap.Cookies[i].Name)
	}
	for l := range s.Snap.Links(s.Home) {
		if u, err := url.Parse(s.Snap.Str(l.To)); err == nil && u.Host != "" {
			sig.Hosts = append(sig.Hosts, u.Hostname())
			sig.Paths = append(sig.Paths, pathOf(u.String()))
		}
	}
	for i := range s.Home.Forms {
		sig.Paths = append(sig.Paths, pathOf(s.Home.Forms[i].Action))
	}
	if h := s.Home.Exchange.Last(); h != nil {
		for name, values := range h.Header {
			if strings.EqualFold(name, "Server") && len(values) > 0 {
				s.Server = vendor.Server(values[0])
			}
			for _, v := range values {
				sig.Headers = append(sig.Headers, name+": "+v)
			}
		}
	}
	s.Platform, s.PlatformBy = vendor.Platform(sorted(sig))
}
