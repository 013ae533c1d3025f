package facts

import (
	"strings"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/snapshot"
)

// data is what the structured data and the prices of all pages say about the shop. It is gathered while the links are read, since each
// reading of the pages of a large shop takes its time.
type data struct {
	organisations []orgItem // in which the shop describes itself
	met           map[string]bool
	accepted      map[snapshot.PageID][]string // "paymentAccepted"
	currencies    map[string]int               // of prices
	returns       map[claim.Kind][]Claim       // what items say about returns
}

type orgItem struct {
	item *snapshot.Item
	src  source
}

func (d *data) read(s *Site, p *snapshot.Page) {
	for _, pr := range p.Prices {
		d.count(pr.Currency)
	}
	for i := range p.Data {
		it := &p.Data[i]
		d.count(it.Props["offers.priceCurrency"])
		d.returnsIn(s, p, it)
		if text := it.Props["paymentAccepted"]; text != "" {
			d.accepted[p.ID] = append(d.accepted[p.ID], strings.Clone(text))
		}
		switch it.Type {
		case "Organization", "OnlineStore", "OnlineBusiness", "Store", "LocalBusiness", "Corporation":
			d.organisation(s, p, it)
		}
	}
}

func (d *data) count(currency string) {
	if _, ok := d.currencies[currency]; ok {
		d.currencies[currency]++
	} else if currency != "" {
		d.currencies[strings.Clone(currency)] = 1
	}
}

func (d *data) organisation(s *Site, p *snapshot.Page, it *snapshot.Item) {
	key := it.Props["name"] + "|" + it.Props["email"] + "|" + it.Props["telephone"] + "|" + it.Props["address.streetAddress"]
	if d.met[key] {
		return
	}
	d.met[key] = true
	d.organisations = append(d.organisations, orgItem{ownItem(it), source{url: s.URL(p), lang: p.Lang, zone: snapshot.ZoneHead, seller: true, pages: 1}})
}

// ownItem is a copy of an item that keeps nothing else of its page in memory.
func ownItem(it *snapshot.Item) *snapshot.Item {
	props := make(map[string]string, len(it.Props))
	for k, v := range it.Props {
		props[strings.Clone(k)] = strings.Clone(v)
	}
	return &snapshot.Item{Source: strings.Clone(it.Source), Type: strings.Clone(it.Type), Props: props}
}
