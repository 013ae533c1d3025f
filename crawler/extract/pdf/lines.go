package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// run is what stands on one line of a page, as it was drawn.
type run struct {
	text     strings.Builder
	x, y, to float64
	size     float64
	bold     bool
	page     int
}

// reader gathers letters to lines, and lines to paragraphs.
type reader struct {
	runs []*run
	size int // bytes
	bad  int // letters that stand for nothing
	all  int
	no   int // pages that were read
}

func (r *reader) endPage() { r.no++ }

// letter takes one drawn letter.
func (r *reader) letter(s string, from, to matrix, size float64, f *font) {
	height := math.Hypot(from[2], from[3]) * math.Abs(size)
	if height == 0 || math.IsNaN(height) || math.IsInf(height, 0) || s == "" || r.size >= maxText {
		return
	}
	r.all++
	s = plain(s)
	if c, _ := utf8.DecodeRuneInString(s); c == utf8.RuneError || unicode.Is(unicode.Co, c) || unicode.IsControl(c) {
		r.bad++
	}
	x, y, end := from[4], from[5], to[4]
	if f.vertical { // columns from right to left
		x, y, end = -from[5], from[4], -to[5]
	}
	var last *run
	if n := len(r.runs); n > 0 && r.runs[n-1].page == r.no {
		last = r.runs[n-1]
	}
	if last == nil || math.Abs(y-last.y) > height*0.4 || x < last.to-height*1.5 {
		last = &run{x: x, y: y, to: x, size: height, bold: f.bold, page: r.no}
		r.runs = append(r.runs, last)
	}
	switch gap := x - last.to; {
	case gap > height*2 && last.text.Len() > 0:
		r.put(last, " | ")
	case gap > height*0.2 && last.text.Len() > 0 && s != " " && !(dense(s) && gap < height*0.7):
		r.put(last, " ")
	}
	r.put(last, s)
	last.to = end
	last.bold = last.bold && f.bold
}

// plain writes signs that only look like letters as the letters: ligatures, and the radicals that some programs take for characters.
func plain(s string) string {
	if c, _ := utf8.DecodeRuneInString(s); c >= 0x2e80 && c <= 0x2fdf || c >= 0xfb00 && c <= 0xfb06 {
		return norm.NFKC.String(s)
	}
	return s
}

// dense reports whether a letter belongs to a script without spaces.
func dense(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c >= 0x3000 && c <= 0x303f
}

func (r *reader) put(to *run, s string) {
	to.text.WriteString(s)
	r.size += len(s)
}

// garbled reports whether most of what was read means nothing, as with fonts that do not tell what their letters are.
func (r *reader) garbled() bool { return r.bad*5 > r.all }

// lines joins the lines of each paragraph.
func (r *reader) lines() []Line {
	usual := r.usualSize()
	var out []Line
	var before *run
	for _, u := range r.runs {
		s := strings.Join(strings.Fields(u.text.String()), " ")
		if s == "" {
			continue
		}
		large := (u.size > usual*1.15 || u.bold) && utf8.RuneCountInString(s) < 120
		if before != nil && len(out) > 0 && out[len(out)-1].Large == large && r.goesOn(before, u) {
			out[len(out)-1].Text = join(out[len(out)-1].Text, s)
		} else {
			out = append(out, Line{Text: s, Large: large})
		}
		before = u
	}
	return out
}

// usualSize is the size of most of the text.
func (r *reader) usualSize() float64 {
	n := map[float64]int{}
	for _, u := range r.runs {
		n[math.Round(u.size*2)/2] += u.text.Len()
	}
	best := 0.0
	for size, k := range n {
		if k > n[best] || k == n[best] && size < best {
			best = size
		}
	}
	return best
}

// goesOn reports whether a line is the next one of the paragraph of another.
func (r *reader) goesOn(a, b *run) bool {
	drop := a.y - b.y
	if math.Abs(a.size-b.size) > 0.5 || math.Abs(a.x-b.x) > a.size*2.5 || a.bold != b.bold {
		return false
	}
	if a.page != b.page {
		return endsOpen(a.text.String())
	}
	return drop > 0 && drop < a.size*1.75 && a.to-a.x > a.size*18 && !startsItem(strings.TrimSpace(b.text.String()))
}

// endsOpen reports whether a line ends within a sentence.
func endsOpen(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s))
	return unicode.IsLetter(r) || r == ',' || r == '、' || r == '，'
}

// startsItem reports whether a line begins a point of a list: "1.", "(2)", "§ 3", "•".
func startsItem(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	if slices.Contains([]rune("•▪■●○·–—§※・"), r) {
		return true
	}
	digits := strings.TrimLeft(strings.TrimPrefix(s, "("), "0123456789０１２３４５６７８９第")
	return len(digits) < len(strings.TrimPrefix(s, "(")) && size > 0 && (strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")") || strings.HasPrefix(digits, "条") || strings.HasPrefix(digits, "條") || strings.HasPrefix(digits, "조"))
}

// join puts two lines of a paragraph together.
func join(a, b string) string {
	end, size := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	switch {
	case dense(string(end)) || end == '，':
		return a + b
	case (end == '-' || end == '‐' || end == '\u00ad') && unicode.IsLower(first):
		return a[:len(a)-size] + b
	case end == '-' || end == '‐':
		return a + b
	}
	return a + " " + b
}
