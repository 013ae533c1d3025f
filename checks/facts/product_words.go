package facts

import (
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Reach is how far a page tells of who made the goods.
type Reach int

// The steps of Reach.
const (
	MakerUnnamed   Reach = iota
	MakerNamed           // by name alone
	MakerReachable       // with a postal address and a way to write to them, or a link so named leads there
)

// clear is the weight in running text from which a cue counts.
const clear = 0.29

// readWords reads what the words of a product page say of its goods.
func (s *Site) readWords(p *snapshot.Page, pr *Product) {
	s.wordsOf(p.Text, p.Lang, pr)
	for _, id := range p.Buttons {
		pr.Request = pr.Request || s.cues.Has(s.Snap.Str(id), cue.LinkText, p.Lang, cue.PriceHidden)
	}
	for _, id := range p.Blocks {
		if b := s.Snap.Block(id); b != nil && b.Zone == snapshot.ZoneDialog {
			s.wordsOf(b.Text, p.Lang, pr)
		}
	}
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor && !l.Zone.Shared() && l.Text != 0 && pr.Maker < MakerReachable && s.cues.Has(s.Snap.Str(l.Text), cue.LinkText, p.Lang, cue.MakerField) {
			pr.Maker = MakerReachable
		}
	}
	for i := range p.Data {
		props := p.Data[i].Props
		if pr.Maker == MakerUnnamed && (props["manufacturer.name"] != "" || props["manufacturer"] != "") {
			pr.Maker = MakerNamed
		}
		pr.Origin = pr.Origin || props["countryOfOrigin"] != "" || props["countryOfOrigin.name"] != ""
	}
}

// wordsOf reads one text of a product page.
func (s *Site) wordsOf(text, lang string, pr *Product) {
	pr.Digital = pr.Digital || SaysDigital(text, lang)
	for _, h := range s.cues.Match(text, cue.Body, lang) {
		if h.Weight < clear {
			continue
		}
		switch h.Concept {
		case cue.MakerField:
			pr.Maker = max(pr.Maker, makerBehind(text[h.End:]))
		case cue.OriginField:
			pr.Origin = true
		case cue.Ingredients:
			pr.Eaten = true
		case cue.OwnRules:
			pr.OwnRules = true
		case cue.PriceHidden:
			pr.Request = true
		}
	}
}

// makerBehind reads what follows the word for a maker: a name, and with it a postal code or street number and a way to write to them.
func makerBehind(text string) Reach {
	const note = 420
	text = strings.ToLower(text[:min(len(text), note)])
	if strings.TrimLeft(text, " :|\n") == "" {
		return MakerUnnamed
	}
	if !strings.Contains(text, "@") && !strings.Contains(text, "www.") && !strings.Contains(text, "http") && !strings.Contains(text, "(at)") {
		return MakerNamed
	}
	digits := 0
	for _, c := range text {
		if c >= '0' && c <= '9' {
			if digits++; digits >= 4 {
				return MakerReachable
			}
			continue
		}
		if c != '-' && c != ' ' {
			digits = 0
		}
	}
	return MakerNamed
}
