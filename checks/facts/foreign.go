package facts

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
)

// Foreign is something that a policy of the shop calls the shop's own and that points to another shop: what is left where a text was taken over.
type Foreign struct {
	Kind  string // email, site, name
	Value string
	At    Told // the sentence
	Own   Told // what the shop calls itself elsewhere
}

// maxForeign bounds what is kept.
const maxForeign = 20

// foreigners looks for what is foreign in policies.
type foreigners struct {
	s     *Site
	shown string         // all that the frame and the pages on the seller say, squeezed: whatever stands there is the shop's own
	names []string       // what the shop and the seller are called
	mails map[string]int // domains of e-mail addresses outside policies
	found map[string]bool
}

// findForeign looks through the texts of policies for another shop's mail, address or name where the shop's own should be.
func (s *Site) findForeign() {
	if s.Home == nil {
		return
	}
	f := foreigners{s: s, mails: map[string]int{}, found: map[string]bool{}}
	var policies []source
	var shown strings.Builder
	shown.WriteString(s.Name + s.Snap.Domain + s.Home.Title + s.Snap.Base)
	for _, src := range s.sources() {
		if k := s.kindOf(&src); k != "" && k != PolicyImprint {
			policies = append(policies, src)
			continue
		}
		shown.WriteString(src.text)
		for _, c := range src.contacts {
			shown.WriteString(c.Value)
			if _, d, ok := strings.Cut(strings.ToLower(c.Value), "@"); ok && c.Kind == snapshot.ContactEmail {
				f.mails[d]++
			}
		}
	}
	for _, o := range s.data.organisations {
		for _, v := range o.item.Props {
			shown.WriteString(v)
		}
	}
	for i := range s.Snap.Entry {
		for _, h := range s.Snap.Entry[i].Hops {
			shown.WriteString(h.URL)
		}
	}
	f.shown = squeezed(shown.String())
	f.names = []string{s.Name, labelOf(s.Snap.Domain)}
	for _, n := range s.told.names {
		if n.Policy == "" || n.Policy == PolicyImprint {
			f.names = append(f.names, n.Value)
		}
	}
	for i := range policies {
		f.read(&policies[i])
	}
}

// read looks through one policy.
func (f *foreigners) read(src *source) {
	for _, c := range src.contacts {
		if c.Kind == snapshot.ContactEmail {
			f.mail(src, &c)
		}
	}
	at := 0
	for line := range strings.Lines(src.text[:min(len(src.text), claim.MaxText)]) {
		for from := 0; from < len(line); {
			to := lineEnd(line, from)
			f.sentence(src, strings.TrimSpace(line[from:to]), at+from)
			from = to
		}
		at += len(line)
	}
}

// longSentence is where a line is parted into sentences, in bytes.
const longSentence = 1200

// lineEnd is the end of the sentence that begins in a line.
func lineEnd(line string, from int) int {
	for i := from; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		i += size
		if r == '。' || r == '！' || (r == '.' || r == '!' || r == '?') && (i == len(line) || line[i] == ' ') && i-from > 12 || i-from > longSentence {
			return i
		}
	}
	return len(line)
}

// mail judges an e-mail address of a policy: it is foreign where the text calls it the shop's own, no other page shows it, and the shop has another.
func (f *foreigners) mail(src *source, c *snapshot.Contact) {
	s := f.s
	v := strings.ToLower(c.Value)
	_, domain, ok := strings.Cut(v, "@")
	valid, dummy := s.email(v, s.host())
	if !ok || !valid || dummy != "" || s.ownMail(v) || vendor.FreeMail(domain) || names(c.Near) || ofCarrier(c.Near) || f.ours(domain) || public(domain) {
		return
	}
	own := f.ownMail()
	if own.Value == "" && f.speaksFor(src, domain) {
		own = f.ownName()
	}
	if own.Value == "" || !callsOwn(c.Near, src.lang) {
		return
	}
	if i := strings.Index(src.text, c.Near); i >= 0 && someoneElses(src, i) {
		return
	}
	f.add(Foreign{Kind: "email", Value: v, At: f.place(src, c.Near), Own: own})
}

// speaksFor reports whether a text names whoever an address of mail belongs to, and the shop nowhere: it speaks for another shop.
func (f *foreigners) speaksFor(src *source, domain string) bool {
	text := squeezed(strings.ReplaceAll(strings.ToLower(src.text), domain, " "))
	label := squeezed(labelOf(domain))
	return len(label) >= shortestWhole && strings.Contains(text, label) && !slices.ContainsFunc(f.names, func(n string) bool {
		n = squeezed(n)
		return len(n) > 2 && strings.Contains(text, n)
	})
}

func (s *Site) host() string {
	if s.base == nil {
		return ""
	}
	return s.base.Hostname()
}

// ownMail is where the shop shows an address on its own domain, or else on one that it shows outside its policies.
func (f *foreigners) ownMail() Told {
	for _, own := range []bool{true, false} {
		for i := range f.s.Emails {
			c := &f.s.Emails[i]
			_, d, _ := strings.Cut(c.Value, "@")
			if c.Seller && c.Valid && (own && f.s.ownMail(c.Value) || !own && f.mails[d] > 0) {
				return Told{Value: c.Value, URL: c.URL, Zone: c.Zone, Sentence: or(c.Near, c.Value)}
			}
		}
	}
	return Told{}
}

// callsOwn reports whether the words of a line make what stands in it the shop's own, and nobody else's.
func callsOwn(line, lang string) bool {
	own := false
	for _, m := range claim.Marks(line, lang) {
		switch m.Kind {
		case claim.MarkSite, claim.MarkSeller, claim.MarkWe:
			own = true
		case claim.MarkRelated:
			return false
		}
	}
	return own
}

// ours reports whether a domain is the shop's: it is shown where the shop speaks of itself, or is made of a word of its name.
func (f *foreigners) ours(domain string) bool {
	label := squeezed(labelOf(domain))
	if len(label) < 3 || strings.Contains(f.shown, label) {
		return true
	}
	return slices.ContainsFunc(f.names, func(n string) bool {
		return n != "" && (akin(labelOf(domain), n, nil) || strings.Contains(label, squeezed(n)))
	})
}

// labelOf is the part of a domain by which it is known: "kerzenhof" of "shop.kerzenhof.co.uk".
func labelOf(domain string) string {
	parts := strings.Split(strings.TrimSuffix(domain, "."), ".")
	for len(parts) > 1 {
		parts = parts[:len(parts)-1]
		if last := parts[len(parts)-1]; len(last) > 3 || len(parts) == 1 {
			return last
		}
	}
	return parts[0]
}

// public reports whether a domain is an authority's, or that of a service which all shops name, or of a market place on which many sell.
func public(domain string) bool {
	for _, end := range []string{"europa.eu", ".org", ".gov", ".edu", ".int"} {
		if strings.HasSuffix(domain, end) {
			return true
		}
	}
	for _, inside := range []string{".gv.", "admin.ch", "cnil.", "garante", "uodo.", "aepd.", "autoriteit", "dataprotection", ".gov.", ".gouv.", ".gob.", ".go.", ".gc.", "bund.de", "cookie", "privacy", "datenschutz", "verbraucher", "consum", "schlicht", "mediat", "geschil", "ombud", "odr", "rechtsanw", "kanzlei", "lawyer", "legal"} {
		if strings.Contains(domain, inside) {
			return true
		}
	}
	return provider(labelOf(domain)) || ofCarrier(labelOf(domain)) || vendor.Walled(domain) || vendor.SocialNetwork(domain) != ""
}

// site names in running text, with or without "www.".
var siteName = regexp.MustCompile(`(?i)(?:https?://)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|shop|store|online|eu|de|at|ch|fr|be|es|it|nl|pl|br|pt|cn|tw|jp|kr|uk|us|ca|au|nz|ie|in|io|co|biz|info|example|test))\b`)

// leastMarks is how many words of a sentence must say that it speaks of the shop itself: "orders placed on our website www.…".
const leastMarks = 2

// sentence looks for another site's address and another shop's name.
func (f *foreigners) sentence(src *source, text string, at int) {
	if len(text) < 8 || len(text) > 2*longSentence {
		return
	}
	hasSite := strings.Contains(text, ".") && siteName.MatchString(text)
	if !hasSite && src.privacy && at > privacyHead {
		return
	}
	marks := claim.Marks(text, src.lang)
	own := 0
	for _, m := range marks {
		switch m.Kind {
		case claim.MarkSite, claim.MarkSeller, claim.MarkWe, claim.MarkWelcome:
			own++
		case claim.MarkRelated:
			return
		}
	}
	if hasSite && (own >= leastMarks || slices.ContainsFunc(marks, func(m claim.Mark) bool { return m.Kind == claim.MarkSite && ourOwn(text[m.Start:m.End]) })) {
		f.sites(src, text, marks)
	}
	if !src.privacy || at <= privacyHead {
		f.welcome(src, text, marks)
	}
}

// ourWords begin phrases by which a text speaks of its own site: "our website", not "the website".
var ourWords = foldAll("our ", "unser", "notre ", "nos ", "nuestr", "nostr", "onze ", "noss", "nasz", "本", "我们", "我們", "当", "弊", "당", "저희")

func ourOwn(phrase string) bool {
	phrase = cue.Fold(phrase)
	return slices.ContainsFunc(ourWords, func(w string) bool { return strings.HasPrefix(phrase, w) })
}

// privacyHead is how far into a privacy policy, in bytes, it speaks of the shop and not yet of others.
const privacyHead = 1500

// authorityWords are words by which a sentence names an authority, whose site it may give.
var authorityWords = foldAll("behörde", "aufsicht", "authority", "commissioner", "autorité", "autoridad", "autorità", "autoriteit", "urząd", "urzęd", "autoridade", "委員会", "消費者庁", "監督", "监管", "監管", "主管机关", "主管機關", "위원회", "감독")

func (f *foreigners) sites(src *source, text string, marks []claim.Mark) {
	folded := cue.Fold(text)
	if slices.ContainsFunc(authorityWords, func(w string) bool { return strings.Contains(folded, w) }) {
		return
	}
	for _, m := range siteName.FindAllStringSubmatchIndex(text, 8) {
		domain := strings.ToLower(text[m[2]:m[3]])
		if m[0] > 0 && (text[m[0]-1] == '@' || text[m[0]-1] == '.') || strings.Contains(text[max(0, m[2]-1):m[2]], "@") || f.s.Own("https://"+domain) || public(domain) || f.ours(domain) || ident.TemplateDomain(domain) {
			continue // one of a template is told as a blank
		}
		if !slices.ContainsFunc(marks, func(k claim.Mark) bool {
			return (k.Kind == claim.MarkSite || k.Kind == claim.MarkSeller) && k.End <= m[0] && m[0]-k.End <= sellerNear || k.Kind == claim.MarkSite && k.Start >= m[1] && k.Start-m[1] <= sellerNear/2
		}) {
			continue
		}
		f.add(Foreign{Kind: "site", Value: domain, At: f.place(src, text), Own: f.ownName()})
	}
}

// ownName is where the shop names itself.
func (f *foreigners) ownName() Told {
	for _, n := range f.s.told.names {
		if n.Announced && (n.Policy == PolicyImprint || n.Zone == snapshot.ZoneFooter) {
			return n
		}
	}
	return Told{Value: f.s.Name, URL: f.s.NameURL, Zone: snapshot.ZoneHead, Sentence: f.s.Name}
}

func (f *foreigners) place(src *source, sentence string) Told {
	if len(sentence) > maxAround {
		sentence = strings.ToValidUTF8(sentence[:maxAround], "")
	}
	return Told{URL: strings.Clone(src.url), Zone: src.zone, Policy: f.s.kindOf(src), Sentence: strings.Clone(sentence)}
}

// add keeps each foreign thing once.
func (f *foreigners) add(one Foreign) {
	if key := one.Kind + one.Value; !f.found[key] && len(f.s.Foreign) < maxForeign {
		f.found[key] = true
		one.At.Value = strings.Clone(one.Value)
		one.Value = one.At.Value
		f.s.Foreign = append(f.s.Foreign, one)
	}
}
