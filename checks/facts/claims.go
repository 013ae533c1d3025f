package facts

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
)

// Claim is something that a text of the shop states.
type Claim struct {
	claim.Claim
	URL    string     // page on which it stands
	Policy PolicyKind // kind of the text, "" where it is no policy
	Page   Role       // what the page is for, "" in a header, menu or footer
	Zone   snapshot.Zone
	// Seller says that the seller states it of himself. What the maker of the goods guarantees, and who answers for data at a provider that is
	// named, is not the seller's.
	Seller bool
}

// maxClaims bounds the claims of one shop: a shop says less than that of itself.
const maxClaims = 4000

// maxClaimProducts bounds how many product pages are read for claims: what they say of delivery and returns comes from one template.
const maxClaimProducts = 20

// findClaims reads what the shop's texts promise: policies first, then the frame, then pages that answer questions, then products.
func (s *Site) findClaims() {
	g := claims{s: s, read: map[text][]claim.Claim{}, seen: map[string]bool{}}
	defer func() {
		s.Claims = withoutBareDollars(s.Claims, func(c Claim) Claim { return c })
		g.stated.list = withoutBareDollars(g.stated.list, func(st statement) Claim { return st.Claim })
		s.Conflicts = s.conflicts(&g.stated)
	}()
	for _, kind := range PolicyKinds() {
		for i := range s.policies[kind] {
			g.policy(&s.policies[kind][i])
		}
	}
	for _, f := range s.frames {
		g.add(claim.Read(f.Text, s.Lang), Claim{URL: s.URL(f.page), Zone: f.Zone, Seller: true}, text{"", f.Text, s.Lang})
	}
	for _, line := range s.banners() {
		list := claim.Read(line, s.Lang)
		for i := range list {
			list[i] = s.inMoney(list[i])
		}
		g.add(list, Claim{URL: s.URL(s.Home), Zone: snapshot.ZoneHeader, Seller: true}, text{"", line, s.Lang})
	}
	products := 0
	for _, p := range s.Pages {
		role := s.Role(p)
		switch role {
		case RoleHelp, RoleHome, RoleContact, RoleAbout, RoleContent, RolePolicy:
		case RoleProduct:
			if products++; products > maxClaimProducts {
				continue
			}
		default:
			continue
		}
		if s.Read(p); !p.TextKept || s.Garbled(p) || role == RoleContent && (s.aside(p) || s.concepts[p.ID] == cue.Reviews) || s.tellsOfItself(p) || s.reported(p) { // what buyers write is no promise
			continue
		}
		names := s.goodsOn(p)
		body := text{heading(p), withoutGoods(s.own(p.Text), names), or(p.Lang, s.Lang)}
		if role == RoleProduct { // a box for parcels is called by what it is for: its name says nothing about delivery, nor its price
			body.text, body.heading = strings.ReplaceAll(body.text, body.heading, ""), " "
		}
		var found []claim.Claim
		switch {
		case role == RoleProduct:
			found = slices.DeleteFunc(g.ofGoods(body), func(c claim.Claim) bool {
				return !aboutBuying(c.Kind) || c.Kind == claim.DeliveryCost && isPrice(p, c.Value)
			})
		case role == RoleHome, len(names) > 0 && role == RoleContent:
			found = g.ofGoods(body)
		default:
			found = g.of(p, body.heading, body.text, body.lang)
		}
		if role == RoleContent && policyOf[s.concepts[p.ID]] == "" { // on a page on mending, hire or courses it is the way there and back that buyers pay
			found = slices.DeleteFunc(slices.Clone(found), func(c claim.Claim) bool { return c.Kind == claim.ReturnCost })
		}
		g.add(found, Claim{URL: s.URL(p), Page: role, Zone: snapshot.ZoneMain, Seller: true, Policy: policyOf[s.concepts[p.ID]]}, body)
	}
}

// goodsOn are the names by which a page links to products in its main part.
func (s *Site) goodsOn(p *snapshot.Page) []string {
	var names []string
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor || l.Zone != snapshot.ZoneMain || l.Text == 0 {
			continue
		}
		if to := s.At(s.Snap.Str(l.To)); to != nil && s.Role(to) == RoleProduct {
			names = append(names, s.Snap.Str(l.Text))
		}
	}
	return names
}

// withoutGoods leaves out the lines that are the name of a product to which a page links, alone or with its price behind it: boxes for parcels are sold, too, and
// their price says nothing of what delivery costs.
func withoutGoods(body string, names []string) string {
	if len(names) == 0 {
		return body
	}
	var b strings.Builder
	for line := range strings.Lines(body) {
		if !ofGoods(strings.TrimSpace(line), names) {
			b.WriteString(line)
		}
	}
	return b.String()
}

// countGoods counts the lines that withoutGoods leaves out.
func countGoods(body string, names []string) (n int) {
	if len(names) == 0 {
		return 0
	}
	for line := range strings.Lines(body) {
		if ofGoods(strings.TrimSpace(line), names) {
			n++
		}
	}
	return n
}

// ofGoods reports whether a line is a name of goods, or one with no more behind it than prices.
func ofGoods(line string, names []string) bool {
	const behind = 40 // bytes
	return slices.ContainsFunc(names, func(name string) bool {
		rest, ok := strings.CutPrefix(line, name)
		return ok && (rest == "" || len(name) >= 4 && len(rest) <= behind && strings.ContainsAny(rest, "0123456789"))
	})
}

// aboutBuying reports whether a product page is a place for a kind of claim.
func aboutBuying(k claim.Kind) bool {
	switch k {
	case claim.ReturnWindow, claim.ReturnCost, claim.NoReturns, claim.DeliveryTime, claim.DeliveryCost, claim.FreeFrom, claim.Warranty:
		return true
	default:
		return false
	}
}

// text is what was read once and need not be read again: one page serves several policies.
type text struct{ heading, text, lang string }

type claims struct {
	s      *Site
	read   map[text][]claim.Claim
	seen   map[string]bool
	stated statements
}

func (g *claims) of(p *snapshot.Page, heading, body, lang string) []claim.Claim {
	k := text{heading, body, lang}
	list, ok := g.read[k]
	if !ok {
		if g.s.framedPolicy(p) {
			list = claim.ReadOwn(heading, body, lang, g.s.Lang)
		} else {
			list = claim.ReadUnder(heading, body, lang, g.s.Lang)
		}
		for i := range list {
			list[i] = g.s.inMoney(list[i])
		}
		g.read[k] = list
	}
	return list
}

// ofGoods is of for a page on which goods stand with their prices.
func (g *claims) ofGoods(t text) []claim.Claim {
	list := claim.ReadGoods(t.heading, t.text, t.lang, g.s.Lang)
	for i := range list {
		list[i] = g.s.inMoney(list[i])
	}
	return list
}

// isPrice reports whether a sum is one of those for which goods of a page are sold.
func isPrice(p *snapshot.Page, sum string) bool {
	number, currency, _ := strings.Cut(sum, " ")
	amount, err := strconv.ParseFloat(number, 64)
	return err == nil && slices.ContainsFunc(p.Prices, func(q snapshot.Price) bool {
		return q.Kind != money.Shipping.String() && q.Kind != money.FreeFrom.String() && math.Abs(q.Amount-amount) < 0.005 && (q.Currency == currency || q.Currency == "")
	})
}

// policy reads one policy.
func (g *claims) policy(p *Policy) {
	if p.Page == nil || p.Text == "" || p.Hollow != "" || g.s.Garbled(p.Page) {
		return
	}
	body := text{p.Title, p.Text, or(p.Lang, g.s.Lang)}
	p.Claims = g.s.onGoods(p, g.of(p.Page, body.heading, body.text, body.lang))
	g.add(p.Claims, Claim{URL: p.URL, Policy: p.Kind, Page: g.s.Role(p.Page), Zone: snapshot.ZoneMain, Seller: true}, body)
}

// onGoods leaves out what a part of a page says where the page as a whole, around that part, is of another trade: "Refunds" among the terms of courses.
func (s *Site) onGoods(p *Policy, list []claim.Claim) []claim.Claim {
	at := strings.Index(s.own(s.Read(p.Page).Text), p.Text)
	if p.Form != FormSection || at < 0 || p.Page == s.Home {
		return list
	}
	m := s.matter(p.Page)
	return slices.DeleteFunc(slices.Clone(list), func(c claim.Claim) bool { return m.Holds(c.Kind, at+c.Start) })
}

// add notes claims of one text, each once a page.
func (g *claims) add(list []claim.Claim, at Claim, in text) {
	for _, c := range list {
		key := at.URL + "\x00" + string(c.Kind) + "\x00" + c.Value
		if g.seen[key] || len(g.s.Claims) >= maxClaims {
			continue
		}
		g.seen[key] = true
		at.Claim = c
		out := at
		out.Seller = !othersClaim(&c)
		g.s.Claims = append(g.s.Claims, out)
		g.stated.note(g.s, out, in.heading, in.text, in.lang)
	}
}

// makers are the words for who made the goods, folded as by cue.Fold, in the twelve languages.
var makers = foldAll("manufacturer", "maker's warranty", "hersteller", "fabricant", "constructeur", "fabricante", "fabrikant", "produttore", "producent", "fabryczn", "厂家", "厂商", "制造商", "製造商", "原廠", "メーカー", "제조사", "제조업체")

func foldAll(words ...string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = cue.Fold(w)
	}
	return out
}

// hosts are services whose own controllers and officers shops name in their privacy policies.
var hosts = foldAll("google ireland", "google llc", "google inc", "google limited", "meta platforms", "facebook ireland", "instagram", "shopify inc", "shopify international", "microsoft ireland", "tiktok", "pinterest europe", "mailchimp", "intuit", "klaviyo", "cloudflare", "hetzner", "amazon web services", "trusted shops", "hotjar", "wix.com", "squarespace ireland", "automattic", "linkedin ireland", "twitter international")

// othersClaim reports whether a sentence speaks of somebody else than the seller.
func othersClaim(c *claim.Claim) bool {
	switch c.Kind {
	case claim.Warranty:
		return containsAny(cue.Fold(c.Sentence), makers)
	case claim.Controller, claim.DataOfficer:
		return len(vendor.Payments(c.Sentence)) > 0 || containsAny(cue.Fold(c.Sentence), hosts)
	default:
		return false
	}
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// Unread returns the address of a text of one of the kinds that is there and was not read in full, "" when there is none: a link, a file or
// page that was cut, has no text or is filled by scripts, or one in a language we do not read.
func (s *Site) Unread(kinds ...PolicyKind) string {
	for _, k := range kinds {
		for i := range s.policies[k] {
			if p := &s.policies[k][i]; p.Hollow == "" && !p.whole(s) {
				return p.URL
			}
		}
	}
	return ""
}

// whole reports whether a policy was read to its end, in a language we read.
func (p *Policy) whole(s *Site) bool {
	if p.Page == nil || p.Form == FormLink || p.Text == "" || len(p.Text) > claim.MaxText || p.Page.Truncated || p.Page.Shell {
		return false
	}
	_, ok := cue.Tag(or(p.Lang, s.Lang))
	return ok
}

// Stated returns the claims of the given kinds, in the order of Claims.
func (s *Site) Stated(kinds ...claim.Kind) []Claim {
	var out []Claim
	for i := range s.Claims {
		if slices.Contains(kinds, s.Claims[i].Kind) {
			out = append(out, s.Claims[i])
		}
	}
	return out
}

// inMoney names the currency of a sum that only a sign tells: a dollar or a yen of the shop's own country, which its prices tell.
func (s *Site) inMoney(c claim.Claim) claim.Claim {
	sum, code, ok := strings.Cut(c.Value, " ")
	if !ok || c.Kind != claim.DeliveryCost && c.Kind != claim.FreeFrom || s.data.currencies[code] > 0 {
		return c
	}
	folded := strings.ToLower(c.Sentence)
	for _, sign := range []struct {
		said, sign string
		may        []string
	}{
		{"USD", "$", signedAlike}, {"TWD", "$", []string{"HKD", "SGD", "USD"}},
		{"JPY", "¥", []string{"CNY"}}, {"CNY", "¥", []string{"JPY"}},
	} {
		if code != sign.said || !strings.Contains(folded, sign.sign) || strings.Contains(folded, strings.ToLower(code)) {
			continue
		}
		for _, other := range sign.may {
			if s.data.currencies[other] > 0 {
				c.Value = sum + " " + other
				return c
			}
		}
	}
	return c
}
