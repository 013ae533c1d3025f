package library

import (
	"net/url"
	"path"
	"strings"
)

// opening is how a comment with a banner begins: nothing but marks of comments and of licences stands before the name.
const opening = `^/[/*][*!]*[\s*/!]*(?:@(?:license|preserve|overview|fileoverview|name)[\s:*]+)?(?:`

// number is a version as banners write it.
const number = `[0-9]+(?:\.[0-9]+){1,3}(?:[-+.~]?[A-Za-z][0-9A-Za-z.+~-]*)?`

// hintOf is the longest plain word of an expression: a text without it need not be matched.
func hintOf(exp string) string {
	best, from := "", -1
	exp = strings.ReplaceAll(exp, "{v}", "0")
	plain := func(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
	for i := 0; i <= len(exp); i++ {
		if i < len(exp) && plain(exp[i]) && (i == 0 || exp[i-1] != '\\') {
			if from < 0 {
				from = i
			}
			continue
		}
		if from >= 0 && i-from > len(best) && !(i < len(exp) && exp[i] == '?') && !strings.Contains(exp[:from], "(?:") {
			best = exp[from:i]
		}
		from = -1
	}
	return best
}

// Text is what was kept of a script's text.
type Text struct {
	Comments []string // that name a version, from the mark that opens them
	Code     []string // literals that look like a version, with a little code around them
}

// Script returns the libraries that a script names in its own text. address is that of the script, "" for one inside a page: a file that bears
// a library's name may say its version in ways that alone would say nothing.
func (d *Data) Script(address string, text Text) []Reading {
	file, where := fileOf(address)
	stem, _ := split(d.files, file)
	part, _ := split(d.parts, file)
	var out []Reading
	for _, l := range d.Libs {
		if d.parts[part] == l {
			continue
		}
		r, ok := l.read(text, d.files[stem] == l)
		if ok && d.files[stem] == l {
			out = []Reading{r} // what else is in a library's own file is a part of it, mended by its makers
			break
		}
		if ok {
			out = append(out, r)
		}
	}
	out = append(out, d.usersText(text)...)
	for i := range out {
		out[i].Patcher = patcher(out[i].Version, where)
	}
	return out
}

// fileOf returns the plain name of a script's file and its path.
func fileOf(address string) (file, where string) {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return "", ""
	}
	return plainName(path.Base(u.Path)), u.Path
}

// read looks for a library in a text. named says that the file bears its name.
func (l *Library) read(text Text, named bool) (Reading, bool) {
	for _, b := range l.banners {
		if b.named && !named {
			continue
		}
		list, how := text.Comments, ByBanner
		if b.code {
			list, how = text.Code, ByCode
		}
		for _, c := range list {
			if !strings.Contains(c, b.hint) {
				continue
			}
			m := b.exp.FindStringSubmatch(c)
			if m == nil {
				continue
			}
			if v, ok := ParseVersion(m[b.exp.SubexpIndex("v")]); ok {
				v.n = max(v.n, exact) // a banner says all there is to the number
				return Reading{Lib: l, Version: v, How: how, Mark: mark(m[0])}, true
			}
		}
	}
	return Reading{}, false
}

// maxMark bounds the words that are shown as the place of reading, bytes.
const maxMark = 120

// mark folds the space of a quotation and bounds it.
func mark(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '*' }), " ")
	if len(s) > maxMark {
		s = strings.ToValidUTF8(s[:maxMark], "")
	}
	return strings.Trim(s, "/!* ")
}
