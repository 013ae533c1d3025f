package service

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// OrderTracking looks for a way to follow an order without signing in: a page for it, a link to a carrier's, or the statement that the buyer is sent a
// number or a link. A way that needs a password warns; where nothing was found the answer is open, since a dispatch message, which nobody sees here, may
// hold the link.
var OrderTracking = checks.Site(checks.Meta{
	ID:     "service-order-tracking",
	Title:  "Buyers can see where their order is without signing in",
	Why:    "After paying, people want to know that something happens. Where a password is needed for it, guests and those in a hurry are left to ask.",
	Fix:    "Send the carrier's tracking link with the dispatch message and say so on your delivery page, or offer a page on which the order number is enough.",
	Effort: 3,
	Messages: map[string]string{
		"page":   "Orders can be followed: {label}",
		"sent":   "Buyers are sent a number or a link to follow their order: {line}",
		"login":  "Orders can be followed after signing in only, as far as the pages read tell: {label}",
		"silent": "Nothing on following an order was found on the pages read; a message after the order, which cannot be seen here, may say it",
	},
	Factor: verdict.Fulfilment, Stage: verdict.StageMature, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Project convention: order fulfilment, news of the parcel"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeOrderTracking)

// tracked finds statements that a parcel can be followed: the carriers' and shops' words for it in the twelve languages, folded.
var tracked = regexp.MustCompile(`track(?:ing|ed)?[ -]?(?:number|link|code|id|information|details|email|e-mail|your|the)|track and trace|track & trace|shipment can be tracked|follow your (?:order|parcel|package)|` +
	`sendungsverfolg|sendungsnummer|paketnummer|trackingnummer|tracking-nummer|tracking-link|paket verfolgen|` +
	`num[ée]ro de suivi|lien de suivi|suivi de (?:votre|la|commande|colis)|suivre (?:votre|la|le) (?:colis|commande|livraison)|` +
	`n[úu]mero de seguimiento|c[óo]digo de seguimiento|enlace de seguimiento|seguimiento del? (?:pedido|env[íi]o)|localizador|seguir (?:tu|su|el) (?:pedido|env[íi]o)|` +
	`codice di tracciamento|numero di tracciamento|tracciamento|tracciare|codice (?:di )?tracking|numero (?:di )?tracking|link di tracking|monitorare la spedizione|` +
	`trackingcode|track-?(?:and|en|&)-?trace|volgen van (?:je|uw)|te volgen|bezorger en volgen|(?:pakket|zending|bestelling) volgen|verzendcode|` +
	`c[óo]digo de rastre|rastreamento|rastreio|rastrear|acompanhar o (?:pedido|envio)|` +
	`numer (?:przesy[łl]ki|nadania|listu przewozowego)|[śs]ledzenie|[śs]ledzi[ćc]|` +
	`物流单号|快递单号|运单号|物流信息|查询物流|物流查询|追踪|物流單號|查貨號碼|配送單號|貨運單號|追蹤|宅配單號|託運單號|托運單號|物流與查詢|出貨單號|追跡番号|お問い合わせ番号|送り状番号|伝票番号|配送状況|追跡|운송장|송장번호|배송조회|배송 조회`)

func judgeOrderTracking(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	open, closed := trackingLinks(site)
	if open != "" {
		return checks.Pass(checks.Msg("page", "label", open))
	}
	if line := trackingLine(site); line != "" {
		return checks.Pass(checks.Msg("sent", "line", line))
	}
	ev := verdict.Evidence{URL: homeURL(site)}
	for _, pol := range site.Policies(facts.PolicyShipping) {
		if pol.Form == facts.FormLink || pol.Form == facts.FormPDF {
			return checks.Unknown(checks.Msg("silent")) // the text on delivery may say it, and was not read
		}
		if pol.Hollow == "" {
			ev.URL = pol.URL
		}
	}
	if closed == "" {
		return checks.Unknown(checks.Msg("silent"))
	}
	reason := checks.Msg("login", "label", closed)
	return checks.Absent(in, checks.Warn(reason, checks.Find(reason, ev)))
}

// trackingLinks returns the label of a link for following orders that needs no password, and of one that does.
func trackingLinks(site *facts.Site) (open, closed string) {
	for t, from := range site.LinksNamed(cue.Tracking) {
		if len(from.Text) > 80 {
			continue
		}
		p := site.Content(t.Page)
		switch {
		case site.State(t) == facts.Gone:
		case p != nil && asksPassword(site.Read(p)), t.Skip == snapshot.SkipActing:
			closed = from.Text
		default:
			return from.Text, ""
		}
	}
	if site.Home == nil {
		return "", closed
	}
	for l := range site.Snap.Links(site.Read(site.Home)) {
		text, to := site.Snap.Str(l.Text), site.Snap.Str(l.To)
		if l.Kind == snapshot.LinkAnchor && strings.HasPrefix(to, "http") && !site.Own(to) && len(text) <= 80 && cue.Default().Has(text, cue.LinkText, site.Lang, cue.Tracking) {
			return text, ""
		}
	}
	return "", closed
}

func asksPassword(p *snapshot.Page) bool {
	for i := range p.Forms {
		if !p.Forms[i].Zone.Shared() && facts.AsksFor(&p.Forms[i]) == "a password" {
			return true
		}
	}
	return false
}

// trackingLine returns the sentence in which a text of the shop says that a parcel can be followed.
func trackingLine(site *facts.Site) string {
	texts := func(yield func(string) bool) {
		for t := range site.SellerTexts() {
			if !t.Zone.Shared() && !yield(t.Text) { // links of the frame have been looked at
				return
			}
		}
		for _, pol := range site.Policies(facts.PolicyShipping) {
			if !yield(pol.Text) {
				return
			}
		}
	}
	for text := range texts {
		for line := range strings.Lines(text) {
			if len(line) < 20_000 && tracked.MatchString(strings.ToLower(line)) {
				m := tracked.FindStringIndex(strings.ToLower(line))
				return cue.Sentence(line, cue.Hit{Start: min(m[0], len(line)), End: min(m[0], len(line))})
			}
		}
	}
	return ""
}
