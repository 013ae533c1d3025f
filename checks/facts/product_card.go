package facts

import (
	"strings"

	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
)

// Card is a product as a list shows it.
type Card struct {
	List    *snapshot.Page
	Product *Product
	Prices  []snapshot.Price // what stands from its name to that of the next
}

// Bounds of the reading of lists: enough to hold prices side by side, not to read a whole catalogue again.
const (
	cardLists = 30
	cardSpan  = 400 // bytes in which the price of the last card stands
)

// Cards reads the prices that lists show for the products that are known.
func (s *Site) Cards() []Card {
	var out []Card
	lists := s.byRole[RoleListing]
	if len(lists) > cardLists {
		lists = lists[:cardLists]
	}
	for p := range s.Each(lists) {
		if p.TextKept {
			out = append(out, s.cards(p)...)
		}
	}
	return out
}

// cards reads one list: the goods in their order, each with what stands behind its name.
func (s *Site) cards(p *snapshot.Page) []Card {
	type place struct {
		at int
		pr *Product
	}
	var places []place
	cursor := 0
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor || l.Zone != snapshot.ZoneMain {
			continue
		}
		to := s.Content(s.At(s.Snap.Str(l.To)))
		if to == nil || s.Role(to) != RoleProduct {
			continue
		}
		pr := s.Product(to)
		at := placeOf(p.Text, cursor, strings.TrimSpace(s.Snap.Str(l.Text)), pr)
		if at < 0 {
			continue
		}
		cursor = at + 1
		if n := len(places); n == 0 || places[n-1].pr != pr || pr == nil {
			places = append(places, place{at, pr})
		}
	}
	var out []Card
	for i, pl := range places {
		end := min(len(p.Text), pl.at+cardSpan)
		if i+1 < len(places) {
			end = min(end, places[i+1].at)
		}
		c := Card{List: p, Product: pl.pr}
		for k := range p.Prices {
			if q := p.Prices[k]; q.At >= pl.at && q.At < end {
				c.Prices = append(c.Prices, q)
			}
		}
		if c.Product != nil && len(c.Prices) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// placeOf finds the name of goods in the text of a list.
func placeOf(text string, from int, link string, pr *Product) int {
	for _, name := range [...]string{link, nameOf(pr)} {
		if len(name) < 3 {
			continue
		}
		if i := strings.Index(text[from:], name); i >= 0 {
			return from + i
		}
	}
	return -1
}

func nameOf(p *Product) string {
	if p == nil {
		return ""
	}
	return p.Name
}

// Current returns what a card says that one pays; nil where it shows a span of prices, or several.
func (c *Card) Current() *snapshot.Price {
	var found *snapshot.Price
	for i := range c.Prices {
		q := &c.Prices[i]
		if q.Struck || q.Kind != "" || q.Per != "" && q.Per != "each" {
			continue
		}
		if found != nil && !money.Equal(found.Amount, q.Amount) {
			return nil
		}
		found = q
	}
	if found == nil || found.From || found.High != 0 {
		return nil
	}
	return found
}
