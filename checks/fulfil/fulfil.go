// Package fulfil holds the checks of what a shop says about delivery: whether it says it at all, and how long it takes.
package fulfil

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
)

// All lists the checks of this group.
var All = []checks.Check{
	Policy,
	Time,
	Cost,
	Regions,
	ReturnAddress,
	Consistency,
}

// fullBody is the weight of a cue of full strength in running text, less what rounding takes.
const fullBody = 0.29

// nothingShipped returns the key of the reason for which nothing is sent by parcel, "" when something is, as far as can be told: every
// product page speaks of a download, or the shop says that goods are only collected.
func nothingShipped(site *facts.Site) string {
	switch {
	case site.SellsDigital || allDigital(site):
		return "digital"
	case site.PickUpOnly || pickupOnly(site):
		return "pickup"
	default:
		return ""
	}
}

func allDigital(site *facts.Site) bool {
	n := 0
	for p := range site.Each(site.ByRole(facts.RoleProduct)) {
		if !p.TextKept {
			continue
		}
		if !facts.SaysDigital(p.Text, p.Lang) {
			return false
		}
		n++
	}
	return n > 0
}

func pickupOnly(site *facts.Site) bool {
	if gather(site).whole != nil {
		return false // "we do not ship to islands" stands in a text on delivery
	}
	for _, p := range site.Pages {
		switch site.Role(p) {
		case facts.RoleHome, facts.RoleHelp, facts.RoleAbout, facts.RoleContact, facts.RolePolicy:
			if collects(site.Read(p).Text, p.Lang) {
				return true
			}
		}
	}
	return site.Home != nil && collects(frameText(site, site.Home), site.Lang)
}

// collects reports whether a text says that goods are only collected: "we do not send advertising" and "no deliveries on Sundays" do not.
func collects(text, lang string) bool {
	if text == "" {
		return false
	}
	for _, h := range cue.Default().Match(text, cue.Body, lang) {
		if h.Concept == cue.PickupOnly && h.Weight >= fullBody && !telling.In(strings.ToLower(cue.Sentence(text, h)), telling.NotParcels) {
			return true
		}
	}
	return false
}

// frameText returns the text of the header, menu and footer of a page.
func frameText(site *facts.Site, p *snapshot.Page) string {
	text := ""
	for _, id := range p.Blocks {
		if b := site.Snap.Block(id); b != nil {
			text += b.Text + "\n"
		}
	}
	return text
}

// timeIn returns the first sentence that names a time of delivery or dispatch with a number. Where the text is on other matters too
// (strict), "two working days" alone is none: it may be the time in which questions are answered.
func timeIn(text, lang string, strict bool) string {
	if text == "" {
		return ""
	}
	var counts []cue.DayCount
	if strict {
		counts = cue.DayCounts(text, lang)
	}
	for _, h := range cue.Default().Match(text, cue.Body, lang) {
		if h.Concept != cue.DeliveryTime || h.Weight < fullBody || within(counts, h) {
			continue
		}
		if s := cue.Sentence(text, h); hasDigit(s) || len(cue.DayCounts(s, lang)) > 0 {
			return s
		}
	}
	return ""
}

// within reports whether a cue is no more than the unit of a number of days.
func within(counts []cue.DayCount, h cue.Hit) bool {
	for _, c := range counts {
		if h.Start >= c.Start && h.Start < c.End {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool {
	for _, r := range s {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			return true
		}
	}
	return false
}

// away returns an address outside what was read that the frame of the home page names as delivery: on another site, or opened by a script.
func away(site *facts.Site) string {
	if site.Home == nil {
		return ""
	}
	for l := range site.Snap.Links(site.Home) {
		to := site.Snap.Str(l.To)
		if l.Kind != snapshot.LinkAnchor || !l.Zone.Shared() || site.Own(to) || !cue.Default().Has(site.Snap.Str(l.Text), cue.LinkText, site.Lang, cue.Shipping) {
			continue
		}
		u, err := url.Parse(to)
		switch {
		case err == nil && u.Host != "":
			return to
		case l.Flags&snapshot.LinkHandled != 0:
			return site.URL(site.Home)
		}
	}
	return ""
}

func home(site *facts.Site) string {
	if site.Home != nil {
		return site.URL(site.Home)
	}
	return site.Snap.Base
}
