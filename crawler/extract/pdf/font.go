package pdf

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// font says what its codes mean, and how wide they are.
type font struct {
	bytes    int               // of one code; 0 where a code page tells
	meant    map[uint32]string // by the font's own table
	page     encoding.Encoding // else by a code page
	widths   map[uint32]float64
	standard float64 // width of the others, in em
	bold     bool
	vertical bool
}

// maxCodes bounds the codes of one font.
const maxCodes = 70_000

func (d *document) font(o object) *font {
	r, named := o.(ref)
	if f, ok := d.fonts[int(r)]; ok && named {
		return f
	}
	h := d.dict(o)
	f := &font{bytes: 1, page: charmap.Windows1252, standard: 0.5, widths: map[uint32]float64{}}
	base, _ := d.resolve(h["BaseFont"]).(name)
	f.bold = strings.Contains(string(base), "Bold") || strings.Contains(string(base), "Black") || strings.Contains(string(base), "Heavy")
	if d.resolve(h["Subtype"]) == name("Type0") {
		d.composite(f, h)
	} else {
		d.simple(f, h)
	}
	if s, ok := d.resolve(h["ToUnicode"]).(*stream); ok {
		d.readMeanings(f, d.unpack(s))
	}
	if named {
		d.fonts[int(r)] = f
	}
	return f
}

// codePages are the writings of East Asia by the names that fonts call them.
var codePages = []struct {
	part string
	page encoding.Encoding
}{
	{"UTF16", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}, {"UCS2", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"RKSJ", japanese.ShiftJIS}, {"EUC-H", japanese.EUCJP}, {"GBK", simplifiedchinese.GBK}, {"GB-EUC", simplifiedchinese.GBK},
	{"B5", traditionalchinese.Big5}, {"KSC", korean.EUCKR},
}

// composite reads a font of many letters.
func (d *document) composite(f *font, h dict) {
	f.bytes, f.page, f.standard = 2, nil, 1
	enc, _ := d.resolve(h["Encoding"]).(name)
	f.vertical = strings.HasSuffix(string(enc), "-V")
	if !strings.HasPrefix(string(enc), "Identity") {
		for _, c := range codePages {
			if strings.Contains(string(enc), c.part) {
				f.page = c.page
				if c.part != "UTF16" && c.part != "UCS2" {
					f.bytes = 0
				}
				break
			}
		}
	}
	below := d.array(h["DescendantFonts"])
	if len(below) == 0 {
		return
	}
	own := d.dict(below[0])
	if w, ok := d.resolve(own["DW"]).(float64); ok {
		f.standard = w / 1000
	}
	list := d.array(own["W"])
	d.steps += len(list)
	for i := 0; i+1 < len(list) && len(f.widths) < maxCodes; {
		first := number(list[i])
		if each := d.array(list[i+1]); each != nil {
			d.steps += len(each)
			for k, w := range each[:min(len(each), maxCodes)] {
				f.widths[uint32(first)+uint32(k)] = number(w) / 1000
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		for c := first; c <= number(list[i+1]) && len(f.widths) < maxCodes && !d.spent(); c++ {
			d.steps++
			f.widths[uint32(c)] = number(list[i+2]) / 1000
		}
		i += 3
	}
}

// simple reads a font of at most 256 letters.
func (d *document) simple(f *font, h dict) {
	scale := 1.0 / 1000
	if m := d.array(h["FontMatrix"]); len(m) > 0 { // a font that is drawn has a scale of its own
		scale = number(m[0])
	}
	first := int(number(d.resolve(h["FirstChar"])))
	d.steps += 100 // a font that has no number is read each time it is named
	widths := d.array(h["Widths"])
	for i, w := range widths[:min(len(widths), 256)] {
		f.widths[uint32(first+i)] = number(d.resolve(w)) * scale
	}
	e := d.resolve(h["Encoding"])
	if e == name("MacRomanEncoding") {
		f.page = charmap.Macintosh
	}
	enc, _ := e.(dict)
	if enc == nil {
		return
	}
	if d.resolve(enc["BaseEncoding"]) == name("MacRomanEncoding") {
		f.page = charmap.Macintosh
	}
	f.meant = map[uint32]string{}
	code := uint32(0)
	diff := d.array(enc["Differences"])
	for _, o := range diff[:min(len(diff), 1024)] {
		switch v := o.(type) {
		case float64:
			code = uint32(v)
		case name:
			if s := glyph(string(v)); s != "" {
				f.meant[code] = s
			}
			code++
		}
	}
}

// readMeanings reads a table of what codes mean.
func (d *document) readMeanings(f *font, b []byte) {
	l := lexer{b: b, d: d}
	if f.meant == nil {
		f.meant = map[uint32]string{}
	}
	var args []object
	for {
		o := l.next(0)
		if o == end {
			return
		}
		w, op := o.(word)
		if !op {
			args = append(args, o)
			continue
		}
		switch w {
		case "endcodespacerange":
			if s, ok := last(args).(text); ok && len(s) > 0 && f.bytes != 0 {
				f.bytes = min(len(s), 4)
			}
		case "endbfchar":
			for i := 0; i+1 < len(args) && len(f.meant) < maxCodes; i += 2 {
				f.mean(args[i], args[i+1], 0)
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				d.meanRange(f, args[i], args[i+1], args[i+2])
			}
		}
		args = args[:0]
	}
}

func last(list []object) object {
	if len(list) == 0 {
		return nil
	}
	return list[len(list)-1]
}

func code(s text) uint32 {
	n := uint32(0)
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | uint32(s[i])
	}
	return n
}

func (f *font) mean(from, to object, plus uint32) {
	c, ok1 := from.(text)
	s, ok2 := to.(text)
	if ok1 && ok2 {
		f.meant[code(c)+plus] = utf16Text(s, plus)
	}
}

func (d *document) meanRange(f *font, from, to, meaning object) {
	lo, ok1 := from.(text)
	hi, ok2 := to.(text)
	if !ok1 || !ok2 {
		return
	}
	list, many := meaning.(array)
	for n := uint32(0); code(lo)+n <= code(hi) && n < 1<<16 && len(f.meant) < maxCodes && !d.spent(); n++ {
		d.steps++
		switch {
		case many && int(n) < len(list):
			if s, ok := list[n].(text); ok {
				f.meant[code(lo)+n] = utf16Text(s, 0)
			}
		case many:
			return
		default:
			f.mean(from, meaning, n)
		}
	}
}

// utf16Text decodes a meaning, whose last letter is so many further on.
func utf16Text(s text, plus uint32) string {
	if len(s) == 1 {
		return string(rune(uint32(s[0]) + plus))
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s) && i < 40; i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	runes := utf16.Decode(units)
	if len(runes) > 0 {
		runes[len(runes)-1] += rune(plus)
	}
	return string(runes)
}

// decode yields the letters of a drawn string, each with its width in em.
func (f *font) decode(s text, letter func(string, float64)) {
	if f.bytes == 0 {
		out, _ := f.page.NewDecoder().String(string(s))
		for _, r := range out {
			letter(string(r), f.standard)
		}
		return
	}
	for i := 0; i+f.bytes <= len(s); i += f.bytes {
		one := s[i : i+f.bytes]
		c := code(one)
		w, ok := f.widths[c]
		if !ok {
			w = f.standard
		}
		m, ok := f.meant[c]
		switch {
		case ok:
		case f.page != nil:
			m, _ = f.page.NewDecoder().String(string(one))
		default:
			m = "\uFFFD"
		}
		letter(m, w)
	}
}
