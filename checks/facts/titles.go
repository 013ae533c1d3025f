package facts

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// titleMarks part a title. Chinese and Japanese titles set no blanks around them.
var (
	titleMarks     = []string{"|", " – ", " — ", " - ", " · ", "｜", " :: ", " • "}
	unspacedMarks  = []string{"_", "-", "–", "—", "・", "：", "【", "】", "「", "」", "，", "、"}
	trailedByTitle = []string{"公式サイト", "公式通販", "公式オンラインショップ", "公式オンラインストア", "公式ストア", "公式", "官方网站", "官方商城", "官网", "官方網站", "官方商店", "官網", "공식몰", "공식 온라인몰", "공식 쇼핑몰"}
)

func titleParts(t string) []string {
	for _, sep := range titleMarks {
		t = strings.ReplaceAll(t, sep, " | ")
	}
	var out []string
	for part := range strings.SplitSeq(t, " | ") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// likeliest returns the name among the parts that the most titles share: a slogan may stand beside the name on every page. The one with which the
// pages sign is the name, else the shorter one.
func (s *Site) likeliest(list []Count) string {
	best := list[0].Value
	for _, c := range list[1:] {
		if c.N < list[0].N {
			break
		}
		if signs := s.signs(c.Value); signs == s.signs(best) && utf8.RuneCountInString(c.Value) < utf8.RuneCountInString(best) || signs && !s.signs(best) {
			best = c.Value
		}
	}
	return s.bare(best)
}

// bare takes off a name what stands against it without blanks: "蓝壶家居-手工餐具", "灯屋公式サイト". It returns the name itself unless the pages sign with a part.
func (s *Site) bare(name string) string {
	eastern := strings.ContainsFunc(name, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
	if !eastern || s.signs(name) {
		return name
	}
	t := name
	for _, sep := range unspacedMarks {
		t = strings.ReplaceAll(t, sep, "|")
	}
	for part := range strings.SplitSeq(t, "|") {
		part = strings.TrimSpace(part)
		for _, w := range trailedByTitle {
			part = strings.TrimSpace(strings.TrimSuffix(part, w))
		}
		if part != "" && s.signs(part) {
			return part
		}
	}
	return name
}

// signs reports whether the pages sign with a name: the link to the home page bears it, or a line on copyright.
func (s *Site) signs(name string) bool {
	for l := range s.Snap.Links(s.Home) {
		if s.homeward(l) && strings.TrimSpace(s.Snap.Str(l.Text)) == name {
			return true
		}
	}
	return s.signed(name)
}

// signed reports whether a line on copyright bears a name.
func (s *Site) signed(name string) bool {
	for _, f := range s.frames {
		if signedIn(f.Text, name) {
			return true
		}
	}
	return false
}

// homeward reports whether a link leads to the home page.
func (s *Site) homeward(l snapshot.Link) bool {
	u, err := url.Parse(s.Snap.Str(l.To))
	return err == nil && s.Own(u.String()) && strings.Trim(u.Path, "/") == strings.Trim(pathOf(s.Snap.Base), "/") && u.RawQuery == ""
}

// maxSigned is how far behind a sign of copyright the name ends, in bytes.
const maxSigned = 80

// signedIn reports whether a name stands, as a whole, behind a sign of copyright in its line.
func signedIn(text, name string) bool {
	for line := range strings.Lines(text) {
		for _, sign := range []string{"©", "Copyright", "copyright", "COPYRIGHT", "(C)", "(c)", "版权所有", "版權所有"} {
			_, behind, ok := strings.Cut(line, sign)
			if i := strings.Index(behind, name); ok && i >= 0 && i <= maxSigned && apart(behind[:i], behind[i+len(name):]) {
				return true
			}
		}
	}
	return false
}

// apart reports whether no letter stands against a name.
func apart(before, behind string) bool {
	b, _ := utf8.DecodeLastRuneInString(before)
	n, _ := utf8.DecodeRuneInString(behind)
	return (before == "" || !unicode.IsLetter(b)) && (behind == "" || !unicode.IsLetter(n))
}
