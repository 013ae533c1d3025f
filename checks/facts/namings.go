package facts

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
)

// Told is something that a text says of who sells: a company's name, an address, a number. Unlike the lists of Site it is kept for every text.
type Told struct {
	Value    string
	URL      string
	Zone     snapshot.Zone
	Policy   PolicyKind // kind of the text, "" where it is no policy
	Sentence string     // around it
	// Announced says that the words beside it, or its place, say that this is who sells: "contract with", ("we"), an imprint's first name.
	Announced bool

	kind  string // of a number
	text  int    // of which it was read
	other bool   // words beside it say that it is somebody else's, or another place of the seller's
	town  string
}

// maxTold bounds what is kept of each matter.
const maxTold = 300

// told is what all texts say of who sells, gathered where names are read.
type told struct {
	names, numbers, addresses []Told
	named                     []namedAt // every company, whosever it is
	texts                     int
}

// namedAt is a company's name, folded, and the text that has it.
type namedAt struct {
	name string
	text int
}

// Reach, in bytes, of the words before and behind a name that say whose it is.
const (
	reachBefore = 160
	reachBehind = 140
	sellerNear  = 60 // "operated by" stands no further before the name
	weNear      = 90 // (hereinafter "we") stands no further behind it
)

// note keeps what one text names.
func (t *told) note(s *Site, src *source, in *namedIn, addresses []ident.Address, numbers []ident.Number) {
	t.texts++
	kind := s.kindOf(src)
	first := kind == PolicyImprint && !src.zone.Shared()
	for i, n := range in.names {
		if n.Form != "" && len(t.named) < 4*maxTold {
			t.named = append(t.named, namedAt{strings.Clone(cue.Fold(n.Text)), t.texts})
		}
		if n.Form == "" || n.Dummy || !in.own[i] || len(t.names) >= maxTold {
			continue
		}
		one := t.place(src, kind, n.Text, n.Start, n.End)
		announced, other := voice(src, n.Start, n.End)
		announced = announced || first && !other || src.privacy && !other && (controllerHead(src, n.Start) || in.firstOf(i) && n.Start <= privacyHead) || src.zone == snapshot.ZoneFooter && beforeNumber(n.End, numbers)
		one.Announced, one.other = announced, other
		first = false
		t.names = append(t.names, one)
	}
	for i := range addresses {
		a := &addresses[i]
		if a.Kind != ident.KindStreet || a.Dummy || a.Postcode == "" || len(t.addresses) >= maxTold || !in.ownAddress(src, a) {
			continue
		}
		one := t.place(src, kind, a.Text, a.Start, a.End)
		_, one.other = voice(src, a.Start, a.End)
		one.other = one.other || elsewhere(src, a.Start)
		one.kind, one.town = a.Postcode, a.Town
		one.Announced = in.behindName(a.Start) || kind == PolicyImprint
		t.addresses = append(t.addresses, one)
	}
	for _, n := range numbers {
		if !n.WellFormed || !src.seller || someoneElses(src, n.Start) || len(t.numbers) >= maxTold {
			continue
		}
		one := t.place(src, kind, n.Value, n.Start, n.End)
		_, one.other = voice(src, n.Start, n.End)
		one.kind = n.Kind
		t.numbers = append(t.numbers, one)
	}
}

// firstOf reports whether a company is the first that a text names. Of a privacy policy that is the one who answers for the data, where its words say of it
// that it does; those who do so for what they do themselves, such as banks and carriers, come further down.
func (in *namedIn) firstOf(i int) bool {
	return !slices.ContainsFunc(in.names[:i], func(n ident.Name) bool { return n.Form != "" })
}

func (t *told) place(src *source, kind PolicyKind, value string, start, end int) Told {
	return Told{Value: strings.Clone(value), URL: strings.Clone(src.url), Zone: src.zone, Policy: kind, Sentence: strings.Clone(sentenceAt(src.text, start, end)), text: t.texts}
}

// kindOf is the kind of policy that a text is, "" for none.
func (s *Site) kindOf(src *source) PolicyKind {
	if p := s.At(src.url); p != nil && !src.zone.Shared() && s.Role(p) == RolePolicy {
		return policyOf[s.concepts[p.ID]]
	}
	return ""
}

// behindName reports whether a company of the seller's stands close before a place.
func (in *namedIn) behindName(at int) bool {
	for i, n := range in.names {
		if n.Form != "" && in.own[i] && n.End <= at && at-n.End <= addressReach {
			return true
		}
	}
	return false
}

// maxStopped is how long, in bytes, a heading at the beginning of a line is at most that ends with a full stop.
const maxStopped = 48

// stoppedHead reports whether what stands before a name in its line is a short heading with a full stop: "Who answers for your data. Valley Candles Ltd, ...".
func stoppedHead(before string) bool {
	head := strings.TrimSpace(before)
	return len(head) <= maxStopped && strings.HasSuffix(head, ".") && strings.Count(head, ".") == 1
}

// voice says what the words around a name make of it: the seller's, somebody else's, or neither.
func voice(src *source, start, end int) (announced, other bool) {
	from := max(strings.LastIndexByte(src.text[:start], '\n')+1, start-reachBefore)
	to := min(end+reachBehind, len(src.text))
	if i := strings.IndexByte(src.text[end:to], '\n'); i >= 0 {
		to = end + i
	}
	text := strings.ToValidUTF8(src.text[from:to], " ")
	if len(text) != to-from {
		text = src.text[from:to]
	}
	start, end = start-from, end-from
	other = ofOfficer(text[:start])
	for _, m := range claim.Marks(text, src.lang) {
		inside := m.Start < end && m.End > start
		switch {
		case m.Kind == claim.MarkRelated && src.privacy && strings.HasPrefix(cue.Fold(text[m.Start:m.End]), "controlador"): // in Brazil a parent company is called as who answers for data
		case m.Kind == claim.MarkRelated:
			other = other || !inside || ofGroup(text[m.Start:m.End]) // "Casa Jatobá Importadora Ltda" imports, whoever it is
		case inside:
		case (m.Kind == claim.MarkSeller || m.Kind == claim.MarkWelcome) && m.End <= start && start-m.End <= sellerNear && (!strings.ContainsAny(text[m.End:start], ".;。；") || stoppedHead(text[:start])):
			announced = true
		case m.Kind == claim.MarkWe && m.Start >= end && m.Start-end <= weNear && bracketed(text[end:m.Start]):
			announced = true
		}
	}
	return announced, other
}

// officers are words for who watches over the data at a company, and may be another one hired for it, folded.
var officers = foldAll("data protection officer", "datenschutzbeauftragte", "délégué à la protection des données", "déléguée à la protection des données", "delegado de protección de datos", "delegada de protección de datos",
	"responsabile della protezione dei dati", "functionaris voor gegevensbescherming", "functionaris gegevensbescherming", "inspektor ochrony danych", "inspektorem ochrony danych", "encarregado", "encarregada", "个人信息保护负责人", "個人資料保護", "個人情報保護管理者", "개인정보 보호책임자", "개인정보보호책임자", "(dpo)", "our dpo", "le dpo", "il dpo", "el dpo", "o dpo")

// ofOfficer reports whether the sentence before a name speaks of such an officer.
func ofOfficer(before string) bool {
	if i := strings.LastIndexAny(before, ".!?。！？\n"); i >= 0 && len(before)-i > shortestOther {
		before = before[i:]
	}
	folded := cue.Fold(before)
	return slices.ContainsFunc(officers, func(w string) bool { return strings.Contains(folded, w) })
}

// controllerHead reports whether a name begins the line below a heading such as "Controller", or stands right behind one that a full stop or a colon ends in the
// same line: who answers for the data of a shop's customers sells to them.
func controllerHead(src *source, at int) bool {
	before := strings.TrimRight(src.text[:at], " \t*•-")
	head := before[strings.LastIndexByte(before, '\n')+1:]
	if head == "" {
		before = strings.TrimSuffix(before, "\n")
		head = before[strings.LastIndexByte(before, '\n')+1:]
	} else if end := strings.IndexAny(head, ".:?。：？"); end < 0 || len(strings.TrimRight(head[end:], ".:?。：？")) > 0 || strings.HasPrefix(head[end:], ":") && strings.Contains(head, ", ") {
		return false // more than one sentence, or none
	}
	return head != "" && len(head) <= longHead && slices.ContainsFunc(claim.Marks(head, src.lang), func(m claim.Mark) bool { return m.Kind == claim.MarkSeller })
}

// longHead is how long a heading is at most, in bytes.
const longHead = 90

// beforeNumber reports whether the number of a register stands close behind a name, as in the footer of a shop that the law bids to name
// itself there. A number with a wrong digit still stands behind its label.
func beforeNumber(end int, numbers []ident.Number) bool {
	return slices.ContainsFunc(numbers, func(n ident.Number) bool {
		return singles[n.Kind] && n.Start >= end && n.Start-end <= addressReach
	})
}

// groupWords in a company's name make it one that owns others.
var groupWords = foldAll("group", "grupo", "gruppe", "groupe", "gruppo", "groep", "grupa", "holding", "集团", "集團", "グループ", "그룹", "홀딩스", "ホールディングス", "控股")

func ofGroup(word string) bool {
	word = cue.Fold(word)
	return slices.ContainsFunc(groupWords, func(g string) bool { return strings.HasPrefix(word, g) })
}

// bracketed reports whether a bracket or quote opens between a name and the word that makes it the one who speaks.
func bracketed(between string) bool {
	return strings.ContainsAny(between, "(（\"“„«「『‘'‚,、") || strings.TrimSpace(between) == ""
}

// elsewhere reports whether the words before an address, or the heading above it, make it a warehouse, a shop to visit or the like.
func elsewhere(src *source, at int) bool {
	from := max(strings.LastIndexByte(src.text[:at], '\n')+1, at-reachBefore)
	before := src.text[:max(from-1, 0)]
	for _, text := range []string{src.text[from:at], before[strings.LastIndexByte(before, '\n')+1:], headingAbove(src, at)} {
		for _, m := range claim.Marks(text, src.lang) {
			if m.Kind == claim.MarkPlace {
				return true
			}
		}
	}
	return false
}

// Longest sentence that is shown around a name, in bytes.
const maxAround = 300

// sentenceAt is the line around a place, cut to the sentence where it is long.
func sentenceAt(text string, start, end int) string {
	from := strings.LastIndexByte(text[:start], '\n') + 1
	if i := strings.LastIndexAny(text[from:start], ".!?。！？"); i >= 0 && start-from > maxAround/3 {
		from += i + 1
	}
	to := len(text)
	if i := strings.IndexByte(text[end:], '\n'); i >= 0 {
		to = end + i
	}
	from, to = max(from, start-maxAround/2), min(to, max(end, from+maxAround))
	return strings.TrimSpace(strings.ToValidUTF8(text[from:to], ""))
}
