package facts

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
)

// named is what one text names, and which of it is the seller's.
type namedIn struct {
	names []ident.Name
	own   []bool
}

// namesIn reads the names of a text and tells whose they are.
func (s *Site) namesIn(src *source) namedIn {
	in := namedIn{names: ident.Names(src.text, src.lang)}
	s.whole(&in, src.text)
	for _, n := range in.names {
		in.own = append(in.own, src.seller && !(n.Form != "" && provider(n.Text)) && !someoneElses(src, n.Start))
	}
	switch {
	case src.about:
		s.amongMakers(&in, src.text)
	case src.privacy:
		in.controller(src)
		in.alike()
	}
	return in
}

// shortestWhole is the length, in bytes, from which the shop's own name is taken to be a part of a company's.
const shortestWhole = 6

// whole gives a company its whole name back where only a part of the shop's own was taken for it: of "La Remise à Sons SARL" the words on one side
// of a small one, which in a sentence may stand before any name.
func (s *Site) whole(in *namedIn, text string) {
	if len(s.Name) < shortestWhole {
		return
	}
	for i := range in.names {
		n := &in.names[i]
		if n.Form == "" {
			continue
		}
		from := max(0, n.Start-len(s.Name))
		near := text[from:min(len(text), n.End+len(s.Name))]
		at := strings.Index(near, s.Name)
		if at < 0 {
			continue
		}
		start, end := from+at, from+at+len(s.Name)
		if start < n.End && n.Start < end && (start < n.Start || end > n.End) {
			n.Start, n.End = min(start, n.Start), max(end, n.End)
			n.Text = text[n.Start:n.End]
		}
	}
}

// alike makes a name the seller's wherever the text has it, once it is known to be the seller's in one place.
func (in *namedIn) alike() {
	own := map[string]bool{}
	for i, n := range in.names {
		own[n.Text] = own[n.Text] || in.own[i]
	}
	for i, n := range in.names {
		in.own[i] = own[n.Text]
	}
}

// speaker finds a name that the text goes on to call "we": nobody but the seller speaks so.
var speaker = regexp.MustCompile(`^[ ,]*[(（](?:[^)）\n]{0,80}?["“”„«'‘’ ])?(?i:we|us|our|wir|uns|nous|nosotros|noi|wij|ons|nós|my)["“”»'’ ,)]` +
	`|^[ ,，、]*[(（【](?:以下|下称|簡稱|简称|이하|統稱|统称|\p{Han}{0,6}称|\p{Han}{0,6}稱)?[^)）\n]{0,24}?(?:我们|我們|我司|敝店|敝公司|本公司|本店|本站|本网站|本網站|本商城|本商店|当社|弊社|当店|当サイト|当方|회사|당사|저희|쇼핑몰|몰|본사)["“”»'’」』,)）】]`)

// amongMakers doubts the companies of a text about the shop that names several: they may be those whose goods it sells. Those that bear a word of
// the shop's own name stay.
func (s *Site) amongMakers(in *namedIn, text string) {
	several := map[string]bool{}
	for i, n := range in.names {
		if (in.own[i] || introduced(text[:n.Start])) && n.Form != "" && !(i > 0 && inBrackets(text, in.names[i-1].End, n.Start)) {
			several[cue.Fold(n.Text)] = true
		}
	}
	if len(several) < 2 {
		return
	}
	called := cue.Fold(s.Home.Title + " " + strings.NewReplacer(".", " ", "-", " ").Replace(s.Snap.Domain))
	for i, n := range in.names {
		in.own[i] = in.own[i] && (n.Form == "" || sharesWord(n.Text, called) || ownLabel(text, n.Start))
	}
}

// inBrackets reports whether a name follows another in brackets: 株式会社音工舎（Oto Instruments Co., Ltd.) is one company.
func inBrackets(text string, end, start int) bool {
	if end > start || start-end > 4 {
		return false
	}
	between := strings.TrimSpace(text[end:start])
	return between == "(" || between == "（"
}

// ownLabels stand before the name of the company that a page is about, at the head of its line.
var ownLabels = foldAll("company name", "会社名", "社名", "商号", "販売業者", "運営会社", "会社名称", "公司名称", "企业名称", "公司名稱", "營業人名稱", "商號", "회사명", "상호", "상호명", "법인명", "법인명(상호)", "상호(법인명)")

// ownLabel reports whether the line, up to a name in it, or the line before is such a label.
func ownLabel(text string, at int) bool {
	before := strings.TrimRight(text[:at], " \t:：|　")
	before = strings.TrimRight(before, "\n")
	label := strings.TrimSpace(before[strings.LastIndexByte(before, '\n')+1:])
	return len(label) < 60 && slices.Contains(ownLabels, strings.Trim(cue.Fold(label), " :|"))
}

// sharesWord reports whether a company's name has a word, its legal form aside, that is also in a folded text.
func sharesWord(name, text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for w := range strings.FieldsFuncSeq(cue.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) >= 4 && w != "gmbh" && w != "limited" && slices.Contains(words, w) {
			return true
		}
	}
	return false
}

// controller marks the name that a privacy text gives first for who answers for the data. Others who answer for what they do themselves are named
// further down.
func (in *namedIn) controller(src *source) {
	for i, n := range in.names {
		if speaker.MatchString(src.text[n.End:min(n.End+120, len(src.text))]) && !provider(n.Text) {
			in.own[i] = true
			return
		}
	}
	for _, c := range claim.Read(src.text, src.lang) {
		if c.Kind != claim.Controller {
			continue
		}
		end := controllerEnd(src.text, c.Start, c.End)
		for i, n := range in.names {
			if n.Start >= c.Start && n.Start <= end && !provider(n.Text) && !someoneElses(src, n.Start) {
				in.own[i] = true
				return
			}
		}
		return
	}
}

// controllerEnd is how far the name may stand behind the words that announce it: to the end of their line, behind a heading or a colon some lines
// further.
func controllerEnd(text string, start, end int) int {
	said := strings.TrimSpace(text[start:end])
	if strings.HasSuffix(said, ":") || !strings.ContainsAny(said, ".。!") || len(said) < 40 {
		return end + controllerReach
	}
	if line := strings.IndexByte(text[end:], '\n'); line >= 0 {
		return end + line
	}
	return len(text)
}

// controllerReach is how far, in bytes, a name may stand behind its heading.
const controllerReach = 250

// addressReach is how far, in bytes, an address may stand behind the name to which it belongs.
const addressReach = 60

// ownAddress reports whether an address is the seller's: that of the name before it, where one stands close by.
func (in *namedIn) ownAddress(src *source, a *ident.Address) bool {
	for i := len(in.names) - 1; i >= 0; i-- {
		if n := in.names[i]; n.End <= a.Start && n.Form != "" {
			if a.Start-n.End <= addressReach && !strings.Contains(src.text[n.End:a.Start], "\n\n") && (src.privacy || !in.own[i]) {
				return in.own[i]
			}
			break
		}
	}
	return src.seller && !someoneElses(src, a.Start)
}
