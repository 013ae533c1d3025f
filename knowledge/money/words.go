package money

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

//go:embed data/*.toml
var dataFS embed.FS

// meaning is what a phrase beside an amount says of it.
type meaning uint8

const (
	saysFrom meaning = iota + 1
	saysWas
	saysAdvised
	saysLowest
	saysSaving
	saysShipping
	saysFree   // the value from which delivery is free
	saysGratis // delivery is free
	saysInstalment
	saysDeposit
	saysExtra
	saysPoints
	saysUnit
	saysIncluded
	saysExcluded
	saysPer
	saysPlain    // nothing of its own: it hides shorter wordings, and is nearer than others
	saysLack     // what is missing until delivery is free
	saysDelivery // how delivery is charged, in a note beside a price
)

// kinds are the meanings that make a kind of an amount.
var kinds = map[meaning]Kind{
	saysWas: Was, saysAdvised: Advised, saysLowest: Lowest, saysSaving: Saving, saysShipping: Shipping, saysFree: FreeFrom,
	saysInstalment: Instalment, saysDeposit: Deposit, saysExtra: Extra, saysPoints: Points, saysUnit: Unit,
}

// side says where a phrase stands: ahead of its amount, behind it.
type side uint8

const (
	inFront side = 1 << iota
	inBack
)

// phrase is one wording.
type phrase struct {
	text  string // in lower case
	means meaning
	side  side
	per   string // what it is the price of, where it says that
	langs langMask
	cjk   bool
}

// list is a part of a file of words.
type list struct {
	Before []string `toml:"before"`
	After  []string `toml:"after"`
	Beside []string `toml:"beside"`
}

// file is one file of words.
type file struct {
	From       list                `toml:"from"`
	Was        list                `toml:"was"`
	Advised    list                `toml:"advised"`
	Lowest     list                `toml:"lowest"`
	Saving     list                `toml:"saving"`
	Shipping   list                `toml:"shipping"`
	Free       list                `toml:"free"`
	Gratis     list                `toml:"gratis"`
	Plain      list                `toml:"plain"`
	Lack       list                `toml:"lack"`
	Instalment list                `toml:"instalment"`
	Deposit    list                `toml:"deposit"`
	Extra      list                `toml:"extra"`
	Points     list                `toml:"points"`
	Unit       list                `toml:"unit"`
	Net        list                `toml:"net"`
	Included   list                `toml:"included"`
	Excluded   list                `toml:"excluded"`
	Delivery   list                `toml:"delivery"`
	Per        map[string][]string `toml:"per"`
}

// index finds phrases by their first word, or their first character where words are not set apart.
type index map[string][]phrase

// words is the index of the embedded files, built on first use. That they are sound is proved by a test, so a caller has no error to handle.
var words = sync.OnceValue(func() index {
	ix, err := load()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return ix
})

func load() (index, error) {
	ix := index{}
	for i, tag := range langTags {
		text, err := dataFS.ReadFile("data/" + tag + ".toml")
		if err != nil {
			return nil, fmt.Errorf("read words of money: %w", err)
		}
		var f file
		meta, err := toml.Decode(string(text), &f)
		if err != nil {
			return nil, fmt.Errorf("read words of money, %s: %w", tag, err)
		}
		if extra := meta.Undecoded(); len(extra) > 0 {
			return nil, fmt.Errorf("read words of money, %s: unknown key %s", tag, extra[0])
		}
		ix.add(&f, 1<<i)
	}
	for key := range ix {
		slices.SortStableFunc(ix[key], func(a, b phrase) int { return len(b.text) - len(a.text) })
	}
	return ix, nil
}

func (ix index) add(f *file, lang langMask) {
	for _, l := range []struct {
		list  list
		means meaning
	}{
		{f.From, saysFrom}, {f.Was, saysWas}, {f.Advised, saysAdvised}, {f.Lowest, saysLowest}, {f.Saving, saysSaving}, {f.Shipping, saysShipping}, {f.Free, saysFree},
		{f.Gratis, saysGratis}, {f.Instalment, saysInstalment}, {f.Deposit, saysDeposit}, {f.Extra, saysExtra}, {f.Points, saysPoints}, {f.Unit, saysUnit},
		{f.Plain, saysPlain}, {f.Lack, saysLack}, {f.Net, saysExcluded}, {f.Included, saysIncluded}, {f.Excluded, saysExcluded}, {f.Delivery, saysDelivery},
	} {
		for _, t := range l.list.Before {
			ix.put(phrase{text: t, means: l.means, side: inFront, langs: lang})
		}
		for _, t := range l.list.After {
			ix.put(phrase{text: t, means: l.means, side: inBack, langs: lang})
		}
		for _, t := range l.list.Beside {
			ix.put(phrase{text: t, means: l.means, side: inFront | inBack, langs: lang})
		}
	}
	for per, list := range f.Per {
		for _, t := range list {
			ix.put(phrase{text: t, means: saysPer, side: inBack, per: per, langs: lang})
		}
	}
}

func (ix index) put(p phrase) {
	p.text = strings.ToLower(p.text)
	key := keyAt(p.text)
	c, _ := utf8.DecodeRuneInString(p.text)
	p.cjk = isCJK(c)
	for i := range ix[key] {
		if have := &ix[key][i]; have.text == p.text && have.means == p.means && have.side == p.side && have.per == p.per {
			have.langs |= p.langs
			return
		}
	}
	ix[key] = append(ix[key], p)
}

// keyAt is the word at the head of s, or its first character where that is no letter of a script that sets words apart.
func keyAt(s string) string {
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		if isCJK(c) || !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			if i == 0 {
				return s[:size]
			}
			return s[:i]
		}
		i += size
	}
	return s
}

func isCJK(c rune) bool {
	return c >= 0x1100 && (c < 0x1200 || c >= 0x2e80 && c < 0xa000 || c >= 0xac00 && c < 0xd7b0 || c >= 0xf900 && c < 0xfb00)
}

// found is a phrase met in a window.
type found struct {
	*phrase
	from, to int
}

// each calls f for the phrases of a side in a window of lower-case text.
func (r *reader) each(window string, s side, f func(found)) {
	ix := words()
	inWord := false
	for at := 0; at < len(window); {
		c, size := rune(window[at]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(window[at:])
		}
		cjk := isCJK(c)
		word := !cjk && (c < utf8.RuneSelf && isWordByte(byte(c)) || c >= utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c)))
		if !(word && inWord) && c != ' ' {
			list := ix[keyAt(window[at:])]
			for i := range list {
				p := &list[i]
				if p.side&s != 0 && strings.HasPrefix(window[at:], p.text) && r.speaks(p) && endsWord(window, at+len(p.text)) {
					f(found{p, at, at + len(p.text)})
				}
			}
		}
		inWord = word
		at += size
	}
}

// speaks reports whether a phrase counts in the language of the text: its own and English do; of other languages only what is long enough to
// mean nothing else.
func (r *reader) speaks(p *phrase) bool {
	return p.langs&(r.lang|en) != 0 || p.cjk && r.lang&(zhcn|zhtw|ja|ko) == 0 || r.lang&all == 0 && len(p.text) >= 4 || len(p.text) >= 10 && !p.cjk
}

func endsWord(s string, at int) bool {
	if at == len(s) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s[:at])
	next, _ := utf8.DecodeRuneInString(s[at:])
	return isCJK(last) || !isLetter(last) && !unicode.IsDigit(last) || isCJK(next) || !isLetter(next)
}
