// Package pdf reads the text of PDF files: the lines of their pages, in the order in which they are drawn.
//
// Files come from strangers, so every cost is bounded: objects, what streams unpack to, drawing steps, text. The cross-reference table, by
// which readers are led in rings or made to ask for all memory, is not used: objects are found by going through the file once. The same
// bytes give the same text. What is drawn as a picture, or locked by a password, cannot be read.
package pdf

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
)

// Bounds of one file.
const (
	maxObjects  = 200_000
	maxUnpacked = 48 << 20  // bytes of all streams together
	maxStream   = 16 << 20  // bytes of one
	maxSteps    = 2_000_000 // tokens read, of objects and of what draws
	maxText     = 400 << 10 // bytes of text
	maxPages    = 400
	maxDepth    = 40
)

// The reasons for which a file gives no text.
var (
	ErrNoPDF     = errors.New("this is not a PDF file")
	ErrProtected = errors.New("the file is protected by a password")
	ErrPicture   = errors.New("the file holds no text that can be read, such as a scan")
	ErrTooMuch   = errors.New("the file asks for more work than one file may")
)

// Line is one line of text, as it stands on a page.
type Line struct {
	Text  string
	Large bool // larger or bolder than most of the text: a heading
}

// Text returns the paragraphs and headings of a file in order. With ErrTooMuch come those that were read until then.
func Text(body []byte) ([]Line, error) {
	if head := body[:min(len(body), 1024)]; !bytes.Contains(head, []byte("%PDF-")) {
		return nil, ErrNoPDF
	}
	if bytes.Contains(body, []byte("/Encrypt")) {
		return nil, ErrProtected
	}
	d := newDocument(body)
	var r reader
	for _, p := range d.pages() {
		r.page(d, p)
		if d.spent() || r.size >= maxText {
			break
		}
	}
	lines := r.lines()
	switch {
	case len(lines) == 0 && d.spent():
		return nil, ErrTooMuch
	case len(lines) == 0 || r.garbled():
		return nil, ErrPicture
	case d.spent():
		return lines, ErrTooMuch
	}
	return lines, nil
}

// document finds the objects of a file.
type document struct {
	body     []byte
	at       map[int]int    // object number → where it begins
	packed   map[int]packed // objects that lie in streams
	have     map[int]object // those that were read
	busy     map[int]bool   // those being read: an object that needs itself is nothing
	ends     []int          // where "endstream" stands
	data     map[*stream][]byte
	fonts    map[int]*font
	unpacked int
	steps    int
}

type packed struct {
	stream *stream
	at     int
}

func newDocument(body []byte) *document {
	d := &document{
		body: body, at: map[int]int{}, packed: map[int]packed{}, have: map[int]object{}, busy: map[int]bool{},
		data: map[*stream][]byte{}, fonts: map[int]*font{},
	}
	d.index()
	return d
}

func (d *document) spent() bool { return d.steps > maxSteps || d.unpacked >= maxUnpacked }

// index notes where each object begins. Of several with one number the last counts: files are changed by adding to their end.
func (d *document) index() {
	for from := 0; ; {
		i := bytes.Index(d.body[from:], []byte("endstream"))
		if i < 0 {
			break
		}
		d.ends = append(d.ends, from+i)
		from += i + len("endstream")
	}
	var streams []int
	for from := 0; len(d.at) < maxObjects; {
		i := bytes.Index(d.body[from:], []byte("obj"))
		if i < 0 {
			break
		}
		at := from + i
		from = at + 3
		n, ok := numberBefore(d.body, at)
		if !ok {
			continue
		}
		d.at[n] = from
		if bytes.Contains(d.body[from:min(len(d.body), from+300)], []byte("ObjStm")) {
			streams = append(streams, n)
		}
	}
	for _, n := range streams {
		d.unpackObjects(n)
	}
}

// numberBefore reads the object number of "12 0 obj", whose last word begins at at.
func numberBefore(b []byte, at int) (int, bool) {
	i := at
	back := func(is func(byte) bool) (string, bool) {
		end := i
		for i > 0 && end-i < 12 && is(b[i-1]) {
			i--
		}
		return string(b[i:end]), i < end
	}
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	if _, ok := back(isSpace); !ok {
		return 0, false
	}
	if _, ok := back(digit); !ok {
		return 0, false
	}
	if _, ok := back(isSpace); !ok {
		return 0, false
	}
	s, ok := back(digit)
	n, err := strconv.Atoi(s)
	return n, ok && err == nil && n < 1<<30
}

// unpackObjects notes the objects that lie in an object stream.
func (d *document) unpackObjects(n int) {
	s, ok := d.get(n).(*stream)
	if !ok || s.dict["Type"] != name("ObjStm") {
		return
	}
	data := d.unpack(s)
	first, count := int(number(d.resolve(s.dict["First"]))), int(number(d.resolve(s.dict["N"])))
	if first <= 0 || first > len(data) {
		return
	}
	l := lexer{b: data[:first], d: d}
	for range min(count, maxObjects-len(d.packed)) {
		num, ok1 := l.next(0).(float64)
		at, ok2 := l.next(0).(float64)
		if !ok1 || !ok2 || at < 0 || first+int(at) > len(data) {
			return
		}
		if _, plain := d.at[int(num)]; !plain {
			d.packed[int(num)] = packed{s, first + int(at)}
		}
	}
}

// get returns an object by its number; nil where there is none.
func (d *document) get(n int) object {
	if o, ok := d.have[n]; ok {
		return o
	}
	if d.busy[n] || d.spent() || len(d.busy) > maxDepth {
		return nil
	}
	d.busy[n] = true
	defer delete(d.busy, n)
	var o object
	if at, ok := d.at[n]; ok {
		l := lexer{b: d.body, i: at, d: d}
		o = l.next(0)
		if dict, ok := o.(dict); ok && l.word("stream") {
			o = d.stream(dict, l.i)
		}
	} else if p, ok := d.packed[n]; ok {
		l := lexer{b: d.unpack(p.stream), i: p.at, d: d}
		o = l.next(0)
	}
	d.have[n] = o
	return o
}

// resolve follows a reference.
func (d *document) resolve(o object) object {
	for range 4 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = d.get(int(r))
	}
	return nil
}

func (d *document) dict(o object) dict {
	switch v := d.resolve(o).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (d *document) array(o object) array {
	a, _ := d.resolve(o).(array)
	return a
}

var rootRef = regexp.MustCompile(`/Root\s+(\d{1,9})\s+\d+\s+R`)

// pages returns the pages in order: by the tree that the catalogue names or, where that leads nowhere, by their numbers.
func (d *document) pages() []dict {
	var out []dict
	seen := map[int]bool{}
	var walk func(o object, inherited object, depth int)
	walk = func(o object, inherited object, depth int) {
		if r, ok := o.(ref); ok {
			if seen[int(r)] {
				return
			}
			seen[int(r)] = true
		}
		n := d.dict(o)
		if n == nil || depth > maxDepth || len(out) >= maxPages {
			return
		}
		if own, ok := n["Resources"]; ok {
			inherited = own
		}
		if kids := d.array(n["Kids"]); kids != nil {
			for _, k := range kids {
				walk(k, inherited, depth+1)
			}
			return
		}
		if n["Contents"] != nil {
			out = append(out, dict{"Contents": n["Contents"], "Resources": inherited})
		}
	}
	if all := rootRef.FindAllSubmatch(d.body, -1); len(all) > 0 {
		n, _ := strconv.Atoi(string(all[len(all)-1][1]))
		walk(d.dict(ref(n))["Pages"], nil, 0)
	}
	return out
}
