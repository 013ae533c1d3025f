package cue

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// partTable holds the words that head parts of a text in one language, compiled when the first heading in it is read.
type partTable struct {
	entries map[Concept]entry
	once    sync.Once
	first   map[string][]int // patterns by what their first word begins with, or, behind "*", ends with
	list    []partPattern
	nots    map[Concept][]string // wordings that only look like the concept, as rows of words or runs
}

// partPattern is one way to head a part. In a script without words it is a run of characters, otherwise a row of words.
type partPattern struct {
	concept Concept
	alone   bool
	run     string
	words   []partWord
}

type partWord struct {
	text       string
	open, tail bool // any ending; any beginning
	gap        bool // words may stand before it
}

// keyBytes is how much of a first word is looked up.
const keyBytes = 3

// Part is a page that the heading of a part of a text names.
type Part struct {
	Concept Concept
	Linked  bool    // a link so named would lead there, too
	Cover   float32 // the share of the heading's letters that name it
}

// Parts returns the pages that the heading of a part of a text names, the surest first: what a link so named would lead to, and what only within a
// legal text or a list of answers has such a name ("Your data", "Doesn't fit?", "Carriage"). Such words count in their own language, and a single
// one of them says nothing in a heading that is a sentence.
//
// They are kept as part and alone in the data files. "liefer*" has any ending, "*kosten" any beginning; "{when|how soon} .. parcel" has several
// forms, and other words where the dots stand.
func (m *Matcher) Parts(heading, lang string) []Part {
	var weight, size, linked [lastPage + 1]float32
	gather(m.Match(heading, Heading, lang), &weight, &size)
	for c := range linked {
		if !reaches(weight[c], Heading.weight()) {
			size[c] = 0
		}
		linked[c] = size[c]
	}
	page := maskOf(lang)
	for i := range m.parts {
		if page&(1<<i) != 0 {
			m.parts[i].match(heading, &size)
		}
	}
	words, _ := partText(heading)
	all := max(1, len(strings.Join(words, " ")))
	var out []Part
	for c := Privacy; c <= lastPage; c++ {
		if size[c] > 0 {
			out = append(out, Part{c, linked[c] > 0, min(1, size[c]/float32(all))})
		}
	}
	slices.SortStableFunc(out, func(a, b Part) int { return int(size[b.Concept] - size[a.Concept]) })
	return out
}

// maxSaid is how long a heading of a script without words is at most, in characters, in which two or three of them name its part.
const maxSaid = 20

func (t *partTable) match(heading string, size *[lastPage + 1]float32) {
	t.once.Do(t.compile)
	words, run := partText(heading)
	row := " " + strings.Join(words, " ") + " "
	long := len(words) > longWords || strings.ContainsFunc(run, isCJK) && utf8.RuneCountInString(run) > maxSaid
	met := func(p *partPattern, n int) {
		if long && (len(p.words) == 1 || p.run != "" && utf8.RuneCountInString(p.run) <= 3) {
			return
		}
		if !slices.ContainsFunc(t.nots[p.concept], func(not string) bool {
			return strings.Contains(row, not) || not[0] != ' ' && strings.Contains(run, not)
		}) {
			size[p.concept] = max(size[p.concept], float32(n))
		}
	}
	for i, w := range words {
		for n := 1; n <= min(keyBytes, len(w)); n++ {
			for _, at := range t.first[w[:n]] {
				if p := &t.list[at]; len(p.words) > 0 && !p.words[0].tail {
					p.meet(words, i, met)
				}
			}
			for _, at := range t.first["*"+w[len(w)-n:]] {
				t.list[at].meet(words, i, met)
			}
		}
	}
	for i, r := range run {
		if !isCJK(r) {
			continue
		}
		for _, at := range t.first[string(r)] {
			if p := &t.list[at]; p.run != "" && strings.HasPrefix(run[i:], p.run) && (!p.alone || strings.Trim(run, digits) == p.run) {
				met(p, len(p.run))
			}
		}
	}
}

const digits = "0123456789"

// meet reports the pattern if it stands at words[i].
func (p *partPattern) meet(words []string, i int, met func(*partPattern, int)) {
	at, n := i, 0
	for k := range p.words {
		w := &p.words[k]
		for w.gap && at < len(words) && !w.is(words[at]) {
			at++
		}
		if at >= len(words) || !w.is(words[at]) {
			return
		}
		n += len(words[at]) + 1
		at++
	}
	if !p.alone || i == 0 && at == len(words) {
		met(p, n-1)
	}
}

func (w *partWord) is(word string) bool {
	switch {
	case w.open && w.tail:
		return strings.Contains(word, w.text)
	case w.open:
		return strings.HasPrefix(word, w.text)
	case w.tail:
		return strings.HasSuffix(word, w.text)
	default:
		return word == w.text
	}
}

// partText returns the words of a heading without the numbers that count it, and its letters and digits in one run.
func partText(heading string) (words []string, run string) {
	folded := stripAccents(Fold(heading))
	words = strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	run = strings.Join(words, "")
	return slices.DeleteFunc(words, func(w string) bool { return strings.Trim(w, digits) == "" }), run
}

func (t *partTable) compile() {
	t.first, t.nots = map[string][]int{}, map[Concept][]string{}
	for c := Privacy; c <= lastPage; c++ {
		for _, form := range t.entries[c].Part {
			t.add(form, partPattern{concept: c})
		}
		for _, form := range t.entries[c].Alone {
			t.add(form, partPattern{concept: c, alone: true})
		}
		for _, not := range t.entries[c].Not {
			words, run := partText(not)
			if !strings.ContainsFunc(not, isCJK) {
				run = " " + strings.Join(words, " ") + " "
			}
			t.nots[c] = append(t.nots[c], run)
		}
	}
	t.entries = nil
}

// add takes every form of a pattern.
func (t *partTable) add(form string, p partPattern) {
	if before, rest, ok := strings.Cut(form, "{"); ok {
		choices, after, _ := strings.Cut(rest, "}")
		for choice := range strings.SplitSeq(choices, "|") {
			t.add(before+choice+after, p)
		}
		return
	}
	key := ""
	if strings.ContainsFunc(form, isCJK) {
		_, p.run = partText(form)
		r, _ := utf8.DecodeRuneInString(p.run)
		key = string(r)
	} else {
		p.words = partWords(form)
		switch w := p.words[0]; {
		case w.tail:
			key = "*" + w.text[max(0, len(w.text)-keyBytes):]
		default:
			key = w.text[:min(keyBytes, len(w.text))]
		}
	}
	t.first[key] = append(t.first[key], len(t.list))
	t.list = append(t.list, p)
}

func partWords(form string) (out []partWord) {
	gap := false
	for field := range strings.FieldsSeq(form) {
		if field == ".." {
			gap = true
			continue
		}
		words, _ := partText(field)
		for i, w := range words {
			out = append(out, partWord{
				text: w, gap: gap && i == 0,
				open: i == len(words)-1 && strings.HasSuffix(field, "*"), tail: i == 0 && strings.HasPrefix(field, "*"),
			})
		}
		gap = gap && len(words) == 0
	}
	return out
}
