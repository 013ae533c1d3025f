package identity

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
	"golang.org/x/text/width"
)

// KRFooter looks for the nine things that the Korean E-Commerce Act wants on the first screen. A footer that is folded is read all the same. Where the
// link to the Fair Trade Commission's register carries another number than the one shown, that is told.
var KRFooter = checks.Site(checks.Meta{
	ID:     "identity-kr-footer",
	Title:  "The first screen states the business as the E-Commerce Act lists it",
	Why:    "Korean buyers expect the block with 상호, 대표자, 사업자등록번호 and 통신판매업신고번호 at the foot of every shop and look the number up.",
	Fix:    "Write 상호, 대표자, 주소, 전화번호, 이메일, 사업자등록번호, 통신판매업신고번호, a link to 이용약관 and the name of your hosting provider into the footer of the home page, as text.",
	Effort: 1,
	Messages: map[string]string{
		"complete": textComplete, "lacking": textLacking, "veiled": textVeiled, "doubtful": textDoubtful, "look": textLook,
		"contradicts": "The link to the Fair Trade Commission's register names another number than the page: {link}, {shown}",
		"script":      "The foot of the home page seems to be filled by scripts, which needs a browser",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "전자상거래법 제10조, 시행규칙 제7조 (South Korea, E-Commerce Act, article 10, and its Enforcement Rule, article 7)", URL: "https://www.law.go.kr/법령/전자상거래등에서의소비자보호에관한법률", Market: "kr"},
	},
	Needs: snapshot.HavePages, Markets: []string{"kr"}, Since: "0.1",
	Rests: []string{"number", "address"},
}, struct{}{}, judgeKRFooter)

func judgeKRFooter(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if site.Home == nil {
		return checks.Absent(in, checks.NotApplicable(checks.Msg("script")))
	}
	if site.Home.Shell || site.Home.Truncated {
		return checks.Unknown(checks.Msg("script"))
	}
	text := homeText(site)
	if link, shown := otherNumber(site, text); link != "" {
		reason := checks.Msg("contradicts", "link", link, "shown", shown)
		return checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: site.URL(site.Home), Value: link, Limit: shown}))
	}
	parts := krParts(site, text)
	names, _ := missing(parts)
	veil := ""
	if len(names) > 0 && footerImage(site) {
		veil = site.URL(site.Home)
	}
	return together(in, parts, 2, veil, site.URL(site.Home))
}

var (
	krPhone   = regexp.MustCompile(`(?:\+82|0\d{1,2}|1[5-9]\d{2})[-). ]{0,2}\d{3,4}(?:[-. ]\d{4})?`)
	krMail    = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]+`)
	krOrderNo = regexp.MustCompile(`통신판매(?:업)?[^\n]{0,24}\d{2,}`)
	// krSample is a label with what stands behind it in a shop system until the owner replaces it: "주소 OO도 OO시".
	krSample = regexp.MustCompile(`(?:상호|회사명|법인명)\s*[:：]?\s*회사명|대표자?\s*[:：]?\s*대표자명|(?:주소|소재지)\s*[:：]?\s*[O○〇◯]{2}[^\n]*|통신판매[^\n]{0,12}[O○〇◯]{2}[^\n]*`)
)

func krParts(site *facts.Site, text string) []part {
	text = krSample.ReplaceAllString(text, "")
	folded := cue.Fold(text)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(folded, w) })
	}
	kinds := map[string]bool{}
	for _, n := range ident.Numbers(text, "ko") {
		kinds[n.Kind] = true
	}
	company, leader := false, false
	for _, n := range ident.Names(text, "ko") {
		company, leader = company || !n.Person, leader || n.Person
	}
	street := slices.ContainsFunc(ident.Addresses(text, "ko"), func(a ident.Address) bool { return a.Kind == ident.KindStreet })
	return []part{
		{name: "상호 (trade name)", seen: company || has("상호", "회사명", "법인명", "company")},
		{name: "대표자 (representative)", seen: leader || has("대표자", "대표이사", "대표 :", "대표:", "ceo", "owner")},
		{name: "주소 (address)", seen: street || has("주소", "소재지", "address")},
		{name: "전화번호 (telephone)", seen: krPhone.MatchString(width.Narrow.String(text))},
		{name: "이메일 (e-mail)", seen: krMail.MatchString(text) || homeMail(site)},
		{name: "사업자등록번호 (business number)", seen: kinds["kr-brn"]},
		{name: "통신판매업신고번호 (mail-order number)", seen: kinds["kr-mailorder"] || krOrderNo.MatchString(text) || has("간이과세", "신고면제", "신고 면제")},
		{name: "이용약관 (terms)", seen: homeLinks(site, func(to, text string) bool { return cue.Default().Has(text, cue.LinkText, "ko", cue.Terms) })},
		{name: "호스팅 제공자 (hosting provider)", seen: has("호스팅", "hosting", "hosted by")},
	}
}

// homeMail reports whether the home page or its frame gives an e-mail address, be it obfuscated.
func homeMail(site *facts.Site) bool {
	has := func(list []snapshot.Contact) bool {
		return slices.ContainsFunc(list, func(c snapshot.Contact) bool { return c.Kind == snapshot.ContactEmail })
	}
	p := site.Read(site.Home)
	if has(p.Contacts) {
		return true
	}
	return slices.ContainsFunc(p.Blocks, func(id snapshot.BlockID) bool {
		b := site.Snap.Block(id)
		return b != nil && has(b.Contacts)
	})
}

// homeLinks reports whether a link of the home page, its frame included, fits.
func homeLinks(site *facts.Site, fits func(to, text string) bool) bool {
	if site.Home == nil {
		return false
	}
	for l := range site.Snap.Links(site.Read(site.Home)) {
		if l.Kind == snapshot.LinkAnchor && fits(site.Snap.Str(l.To), site.Snap.Str(l.Text)) {
			return true
		}
	}
	return false
}

var (
	krLinked = regexp.MustCompile(`(?i)wrkr_no=(\d{3}-?\d{2}-?\d{5})`)
	krShown  = regexp.MustCompile(`\d{3}-\d{2}-\d{5}`)
)

// otherNumber compares the business number that the page shows with the one in its link to the Fair Trade Commission's register. Empty strings say
// that they agree or that one of them is not there.
func otherNumber(site *facts.Site, text string) (link, shown string) {
	shownAll := krShown.FindAllString(text, -1)
	if len(shownAll) == 0 {
		return "", ""
	}
	homeLinks(site, func(to, _ string) bool {
		m := krLinked.FindStringSubmatch(to)
		if m == nil {
			return false
		}
		number := strings.ReplaceAll(m[1], "-", "")
		if !slices.ContainsFunc(shownAll, func(s string) bool { return strings.ReplaceAll(s, "-", "") == number }) {
			link, shown = m[1], shownAll[0]
		}
		return true
	})
	return link, shown
}

// footerImage reports whether the footer of the home page has hardly any text but pictures, which may hold what the text lacks.
func footerImage(site *facts.Site) bool {
	for _, id := range site.Home.Blocks {
		if b := site.Snap.Block(id); b != nil && b.Zone == snapshot.ZoneFooter && len(b.Images) > 0 && lettersOf(b.Text) < fewLetters/3 {
			return true
		}
	}
	return false
}
