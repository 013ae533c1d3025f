package policy

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// coolingDays is the period that the laws of mainland China, Brazil, South Korea and Taiwan give a buyer at a distance.
const coolingDays = 7

// CoolingOff looks for the seven days in which goods bought at a distance can be sent back. A longer period of the shop's own does as well, but
// for one in which goods are taken in exchange only. It never fails: which goods are exempt cannot be told from outside.
var CoolingOff = checks.Site(checks.Meta{
	ID:     "policy-cooling-off",
	Title:  "The seven days for changing one's mind are named",
	Why:    "In China, Brazil, South Korea and Taiwan who buys online may send most goods back within seven days. Buyers look for it, and trust a shop that says it unasked.",
	Fix:    "Say that goods can be sent back within seven days of receipt, how, and which goods are exempt.",
	Effort: 1,
	Messages: map[string]string{
		"named":      "A period of at least seven days for sending goods back is named",
		"short":      "Fewer than seven days for sending goods back are named",
		"absent":     "No period of seven days for sending goods back was found on the pages read",
		"here":       "This is where visitors look for it",
		"no-returns": "The shop says that nothing can be sent back; whether its goods are exempt cannot be seen",
		"digital":    "The shop seems to sell downloads only, so nothing is sent back",
		"unread":     "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "消费者权益保护法 第二十五条 (China, Consumer Rights Law, article 25)", URL: "https://flk.npc.gov.cn/", Market: "cn"},
		{Title: "Código de Defesa do Consumidor, art. 49; Decreto 7.962/2013, art. 5 (Brazil)", URL: "https://www.planalto.gov.br/ccivil_03/_ato2011-2014/2013/decreto/d7962.htm", Market: "br"},
		{Title: "전자상거래법 제17조 (South Korea, E-Commerce Act, article 17)", URL: "https://www.law.go.kr/", Market: "kr"},
		{Title: "消費者保護法第19條 (Taiwan, Consumer Protection Act, article 19)", URL: "https://law.moj.gov.tw/LawClass/LawAll.aspx?pcode=J0170001", Market: "tw"},
	},
	Needs: snapshot.HavePages, Markets: []string{"cn", "br", "kr", "tw"}, Since: "0.1",
	Rests: []string{"claim-withdrawal-right", "claim-return-window"},
}, struct{}{}, judgeCoolingOff)

func judgeCoolingOff(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	f := gather(site, withTerms...)
	stated := slices.DeleteFunc(slices.Clone(site.Stated(claim.WithdrawalRight, claim.ReturnWindow)), func(c facts.Claim) bool { return forExchange(site, &c) })
	ok, short := days(stated, coolingDays)
	switch at := f.unseen(site, withTerms...); {
	case ok:
		return checks.Pass(checks.Msg("named"))
	case site.SellsDigital:
		return checks.NotApplicable(checks.Msg("digital"))
	case at != "":
		return checks.Unknown(checks.Msg("unread", "url", at))
	case states(site, claim.NoReturns):
		return checks.Unknown(checks.Msg("no-returns"))
	case short != nil:
		return onlyOne(in, "short", verdict.Evidence{URL: short.URL, Snippet: short.Sentence, Value: checks.Promised(short), Limit: "7 days"})
	}
	o := checks.Warn(checks.Msg("absent"), checks.Find(checks.Msg("here"), f.where(site)))
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// forExchange reports whether the days that a sentence names are for goods taken in exchange for others only: it speaks of that and of nothing that goes
// back, or it speaks of neither and stands below a heading that does.
func forExchange(site *facts.Site, c *facts.Claim) bool {
	if c.Kind != claim.ReturnWindow {
		return false
	}
	sentence := strings.ToLower(c.Sentence)
	switch {
	case telling.In(sentence, telling.GiveBack):
		return false
	case telling.In(sentence, telling.Exchange):
		return true
	}
	head := strings.ToLower(headingOf(site, c))
	return telling.In(head, telling.Exchange) && !telling.In(head, telling.GiveBack)
}

// headingOf is the heading below which a sentence stands on its page, "" where that is not known.
func headingOf(site *facts.Site, c *facts.Claim) string {
	p := site.At(c.URL)
	if p == nil {
		return ""
	}
	p = site.Read(p)
	at := strings.Index(p.Text, strings.TrimSuffix(c.Sentence, "…"))
	head := ""
	for _, h := range p.Headings {
		if at >= 0 && h.At >= 0 && h.At <= at {
			head = h.Text
		}
	}
	return head
}
