package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
)

// once are the concepts of which one place on a page is enough: what counts is that the page says so.
var once = map[cue.Concept]snapshot.Mark{
	cue.ReviewNote: {Kind: snapshot.MarkReviewNote}, cue.MerchantReply: {Kind: snapshot.MarkReply}, cue.AskProduct: {Kind: snapshot.MarkAsk}, cue.Feedback: {Kind: snapshot.MarkFeedback},
	cue.Genuine: {Kind: snapshot.MarkGenuine}, cue.QualityProof: {Kind: snapshot.MarkProof},
}

// hastes are the concepts by which pages press for time.
var hastes = map[cue.Concept]string{cue.SaleCountdown: "offer", cue.DispatchBy: "dispatch", cue.ActivityClaim: "activity", cue.StockClaim: "stock"}

// maxTries bounds the sentences that are looked at for one kind of mark: a text may hold nothing else.
const maxTries = 60

// signs marks what the text shows of its own state, of haste, of reviews and of service.
func (m *marker) signs(hits []cue.Hit, coded []span) {
	met, said := map[cue.Concept]int{}, map[string]bool{}
	m.notes(hits)
	for _, h := range hits {
		if h.Concept < cue.ErrorText || h.Concept > cue.PaidExtra || h.Weight < 0.29 {
			continue
		}
		if met[h.Concept]++; met[h.Concept] > maxTries {
			continue
		}
		if h.Concept == cue.GuestOrder || h.Concept == cue.AccountNeeded {
			if value := ordering(m.text, h); value != "" && !said[value] {
				said[value] = true
				m.add(snapshot.MarkOrdering, clip(cue.Sentence(m.text, h), 160), value)
			}
			continue
		}
		if mark, ok := once[h.Concept]; ok {
			if met[h.Concept] == 1 {
				m.add(mark.Kind, clip(cue.Sentence(m.text, h), 160), mark.Value)
			}
			continue
		}
		m.sign(h, coded)
	}
	m.sayings(hits)
	m.ofBuyers(hits)
	m.surcharges()
	m.promos()
	m.variables(coded)
	m.demo()
	m.foreign()
}

// notes marks a sentence that speaks both of reviews and of who wrote them or whether that is checked. There are too many ways to say it for a
// list of phrases.
func (m *marker) notes(hits []cue.Hit) {
	last, tries := -1, 0
	for i, h := range hits {
		if h.Concept != cue.BuyerWord || h.Weight < 0.29 || h.Start < last {
			continue
		}
		near := false
		for k := i - 1; k >= 0 && hits[k].Start > h.Start-noteReach; k-- {
			near = near || hits[k].Concept == cue.ReviewWord && hits[k].Weight >= 0.29
		}
		for k := i + 1; k < len(hits) && hits[k].Start < h.End+noteReach; k++ {
			near = near || hits[k].Concept == cue.ReviewWord && hits[k].Weight >= 0.29
		}
		if !near {
			continue
		}
		if tries++; tries > maxTries {
			return
		}
		s := cue.Sentence(m.text, h)
		if last = h.End; runes(s) < leastNote(m.page.Lang) {
			continue
		}
		for _, in := range cue.Default().Match(s, cue.Body, m.page.Lang) {
			if in.Concept == cue.ReviewWord && in.Weight >= 0.29 {
				m.add(snapshot.MarkReviewNote, clip(s, 160), "sentence")
				return
			}
		}
	}
}

// sayings marks a long sentence on reviews that could not be told to be a note: what it says is not known, so nobody can say that nothing is said.
func (m *marker) sayings(hits []cue.Hit) {
	tries := 0
	for _, h := range hits {
		if h.Concept != cue.ReviewWord || h.Weight < 0.29 {
			continue
		}
		if tries++; tries > maxTries || m.count[snapshot.MarkReviewNote] > 0 {
			return
		}
		if s := cue.Sentence(m.text, h); runes(s) >= leastNote(m.page.Lang)*4/3 {
			m.add(snapshot.MarkReviewNote, clip(s, 160), snapshot.NoteUnread)
		}
	}
}

// ofBuyers marks, on a page that shows reviews, a long sentence on buyers that is none of a review: it may tell how they come about in words that name them in no way
// that is known, "only answers from the address of the order".
func (m *marker) ofBuyers(hits []cue.Hit) {
	if len(m.page.Reviews) == 0 || m.count[snapshot.MarkReviewNote] > 0 {
		return
	}
	tries := 0
	for _, h := range hits {
		if h.Concept != cue.BuyerWord || h.Weight < 0.29 {
			continue
		}
		if tries++; tries > maxTries {
			return
		}
		s := cue.Sentence(m.text, h)
		told := s[strings.LastIndexByte(s, '|')+1:] // the last cell of a row
		if told = clip(strings.TrimSpace(told), 40); runes(s) < leastNote(m.page.Lang)*4/3 || slices.ContainsFunc(m.page.Reviews, func(r snapshot.Review) bool { return strings.Contains(r.Text, told) }) {
			continue
		}
		m.add(snapshot.MarkReviewNote, clip(s, 160), snapshot.NoteUnread)
		return
	}
}

// noteReach is how many bytes away from a word on buyers one on reviews may stand in the same sentence.
const noteReach = 200

// leastNote is the length of the shortest sentence, in characters, that says where reviews come from.
func leastNote(lang string) int {
	if cjk(lang) {
		return 12
	}
	return 30
}

func (m *marker) sign(h cue.Hit, coded []span) {
	if how, ok := hastes[h.Concept]; ok {
		if s := cue.Sentence(m.text, h); h.Concept != cue.StockClaim || strings.ContainsAny(s, "0123456789") {
			m.add(snapshot.MarkHaste, s, how)
		}
		return
	}
	switch h.Concept {
	case cue.ErrorText:
		if s := stretch(m.text, h.Start, h.End, errorReach); isErrorText(m.text[h.Start:h.End], s, within2(coded, h.Start)) {
			m.add(snapshot.MarkError, cue.Sentence(m.text, h), m.text[h.Start:h.End])
		}
	case cue.TokenText:
		if cell := cellAt(m.text, h.Start, h.End); !within2(coded, h.Start) && isTokenText(m.text[h.Start:h.End], cell, m.page.Lang) {
			m.add(snapshot.MarkToken, clip(cell, 120), m.text[h.Start:h.End])
		}
	case cue.PromoEnd:
		if s := cue.DatedSentence(m.text, h); namesYear(s) && !hasFold(s, telling.Words(telling.OtherEnd)...) && !hasFold(s, telling.Words(telling.ToldWhen)...) && !onlyBegins(m.text[h.Start:h.End], s) {
			m.add(snapshot.MarkPromo, s, "")
		}
	case cue.Surcharge:
		if s := cue.Sentence(m.text, h); namesCharge(s) {
			m.add(snapshot.MarkSurcharge, s, m.text[h.Start:h.End])
		}
	}
}

// stretch returns the text up to reach bytes before and behind a place.
func stretch(text string, from, to, reach int) string {
	return strings.ToValidUTF8(text[max(0, from-reach):min(len(text), to+reach)], "")
}

// cellAt returns the line, or the cell of a table, in which a place lies.
func cellAt(text string, from, to int) string {
	start := strings.LastIndexByte(text[:from], '\n') + 1
	end := len(text)
	if i := strings.IndexByte(text[to:], '\n'); i >= 0 {
		end = to + i
	}
	if i := strings.LastIndex(text[start:from], " | "); i >= 0 {
		start += i + 3
	}
	if i := strings.Index(text[to:end], " | "); i >= 0 {
		end = to + i
	}
	return strings.TrimSpace(text[start:end])
}

// namesYear reports whether a sentence has a year of this century in digits.
func namesYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if s[i] == '2' && s[i+1] == '0' && isFigure(s[i+2]) && isFigure(s[i+3]) && (i == 0 || !isFigure(s[i-1])) && (i+4 == len(s) || !isFigure(s[i+4])) {
			return true
		}
	}
	return false
}

// Words by which a sentence on charges says that there is none, or that somebody else bears it.
var noCharge = []string{" no ", "no extra", "not charge", "don't charge", "do not ", "without", "free of", "never", "zero ", "keine", "kein ", "ohne ", "nicht ", "kostenlos", "tragen wir", "übernehmen wir", "aucun", "sans ", "pas de", "gratuit", "sin ", "ningún", "ninguna", "gratis",
	"senza", "nessun", "gratuit", "geen ", "zonder", "niet ", "sem ", "não ", "nenhum", "bez ", "nie ", "brak ", "免", "无", "無", "不", "なし", "無料", "かかりません", "いただきません", "없", "무료", "business", "commercial card", "corporate", "gewerblich", "firmenkarte", "entreprise", "empresa", "aziendal", "zakelijk", "firmow",
	// What a bank asks, what the shop bears, what was asked once.
	"your bank", "card issuer", "foreign", "ihre bank", "auslandseinsatz", "fremdwährung", "votre banque", "su banco", "tu banco", "tua banca", "sua banca", "uw bank", "je bank", "bank może", "seu banco", "another currency", "otra moneda", "autre devise", "altra valuta", "andere valuta", "obcej walucie",
	"from us", "we bear", "we absorb", "we cover", "carico nostro", "à notre charge", "nuestra cuenta", "onze rekening", "nasz koszt", "nossa conta", "no longer", "nicht mehr", "ne facturons plus", "ya no "}

// namesCharge reports whether a sentence names the amount of a charge and does not take it back.
func namesCharge(s string) bool {
	low := " " + strings.ToLower(s)
	for _, w := range noCharge {
		if strings.Contains(low, w) {
			return false
		}
	}
	if !strings.ContainsAny(low, "%％€$£¥₩円元원") && !strings.Contains(low, "zł") && !strings.Contains(low, "eur") && !strings.Contains(low, "r$") {
		return false
	}
	for i := range len(low) {
		if low[i] >= '1' && low[i] <= '9' {
			return true
		}
	}
	return false
}

// demo marks lines that a shop system or theme came with.
func (m *marker) demo() {
	var some map[string][]string
	for rest := m.text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		d, ok := vendor.Demo(line)
		switch {
		case !ok:
		case d.Need == 1:
			m.add(snapshot.MarkDemo, line, d.System)
		default:
			if some == nil {
				some = map[string][]string{}
			}
			if list := some[d.System]; len(list) < d.Need && !has(list, line) {
				if some[d.System] = append(list, line); len(list)+1 == d.Need {
					m.add(snapshot.MarkDemo, strings.Join(some[d.System], " · "), d.System)
				}
			}
		}
	}
}

func has(list []string, s string) bool {
	for _, have := range list {
		if have == s {
			return true
		}
	}
	return false
}

// Bounds on paragraphs whose language is told: bytes, and how many of a page.
const (
	paragraph     = 180
	maxParagraphs = 6
)

// foreign marks paragraphs that are in another language than the page. Names, quotations and terms of trade make no paragraph; a language is only
// told by many of its frequent words.
func (m *marker) foreign() {
	if m.page.LangSure < sureDoubt {
		return
	}
	seen, own := 0, 0
	var bad []snapshot.Mark
	for rest := m.text; rest != "" && seen < maxParagraphs; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if len(line) < paragraph {
			continue
		}
		seen++
		switch lang := paragraphLang(clipText(line, 400), m.page.Lang); lang {
		case "":
		case m.page.Lang:
			own++
		default:
			bad = append(bad, snapshot.Mark{Snippet: clip(line, 160), Value: lang})
		}
	}
	if own == 0 && m.page.LangSure < sureAgreed {
		return // the page says of itself that it is in another language than it is, which is no mixture
	}
	for _, b := range bad {
		m.page.Paragraphs = seen
		m.add(snapshot.MarkForeign, b.Snippet, b.Value)
	}
}

// paragraphLang returns the language of a paragraph where it is sure: the page's, or another. Names and lists have none.
func paragraphLang(line, page string) string {
	s := countScripts(line)
	east := s.kana + s.hangul + s.han
	switch {
	case cjk(page):
		if east*3 > s.letters {
			return page
		}
		if s.latin < 150 || east*20 > s.letters {
			return ""
		}
	case east*4 >= s.letters*3 && s.letters >= 50:
		switch {
		case s.hangul*2 >= east:
			return "ko"
		case s.kana*10 >= east:
			return "ja"
		default:
			return "zh"
		}
	case s.latin < 150:
		return ""
	}
	counts, kinds, words := countStopwords(line)
	best, own := 0, 0
	for i, tag := range latinTags {
		if counts[i] > counts[best] {
			best = i
		}
		if tag == page {
			own = counts[i]
		}
	}
	switch {
	case latinTags[best] == page && kinds[best] >= 4:
		return page
	case latinTags[best] == page || kinds[best] < 6 || counts[best]*5 < words || counts[best] < 3*own:
		return ""
	}
	return latinTags[best]
}

func cjk(lang string) bool { return lang == "ja" || lang == "ko" || strings.HasPrefix(lang, "zh") }

// runes is the length of a text in characters.
func runes(s string) int { return utf8.RuneCountInString(s) }
