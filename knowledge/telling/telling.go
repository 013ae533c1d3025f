// Package telling knows words that tell what a line of a page or of code is on, where they stand beside something else: a day, an amount, a button.
package telling

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed data/telling.toml
var dataFS embed.FS

// Matter is what words tell of a line.
type Matter string

// The matters that are told.
const (
	Sale        Matter = "sale"         // a time of lower prices, in the words of East Asia
	Span        Matter = "span"         // the label of a span of days
	OtherSpan   Matter = "other-span"   // a span of days of another matter than an offer
	Offer       Matter = "offer"        // something taken off, delivery that costs nothing
	OtherEnd    Matter = "other-end"    // what ends besides offers
	ToldWhen    Matter = "told-when"    // as of which day a text was written
	PayMethod   Matter = "pay-method"   // cards and wallets
	PayCharge   Matter = "pay-charge"   // that something is charged
	OtherCharge Matter = "other-charge" // a charge of another matter
	Filler      Matter = "filler"       // a name for filler text
	OneGoods    Matter = "one-goods"    // in an address: that a page is of one product
	ManyGoods   Matter = "many-goods"   // in an address: that what is in a folder are products
	Colour      Matter = "colour"       // the whole label of a field that asks for a colour
	BoughtThis  Matter = "bought-this"  // in code: that somebody bought the very goods of the page
	NoReviews   Matter = "no-reviews"   // that nobody has left a review yet
	NoPicture   Matter = "no-picture"   // of a picture: that it stands in for one that is missing
	Giving      Matter = "giving"       // on a button: that money is given and nothing bought
	NoGoods     Matter = "no-goods"     // in an address: that a page is of several products, or on them
	GoodsTitle  Matter = "goods-title"  // in a title: that a page is of goods, whichever
	GoodsPart   Matter = "goods-part"   // what a layout for goods has places for
	Repeated    Matter = "repeated"     // a word that a layout is filled with, said again and again; as it is written
	NoExtra     Matter = "no-extra"     // that what a box adds costs nothing, or must be
	Bought      Matter = "bought"       // that somebody bought what is shown
	Program     Matter = "program"      // that a text is on programs and their errors
	Abroad      Matter = "abroad"       // that a text is for buyers of other countries
	ShownCode   Matter = "shown-code"   // what is shown as a code to photograph
	Exchange    Matter = "exchange"     // that goods are taken in exchange for others
	GiveBack    Matter = "give-back"    // that goods or money go back, whatever else
	Only        Matter = "only"         // that there is nothing else
	NotOnly     Matter = "not-only"     // that there is something else
	After       Matter = "after"        // that something comes later
	Ordering    Matter = "ordering"     // that somebody orders
	AccountUse  Matter = "account-use"  // what an account is good for besides ordering
	Negation    Matter = "negation"     // that what follows is not so
	Impossible  Matter = "impossible"   // that what stands before cannot be
	Refused     Matter = "refused"      // that what follows is not taken
	WrittenBy   Matter = "written-by"   // ahead of a name: that somebody wrote a review
	CutWord     Matter = "cut-word"     // a whole word that says beside a share that a price was lowered
	CutAside    Matter = "cut-aside"    // a whole word that may stand beside it and changes nothing: until when, how loud
	CutByCode   Matter = "cut-by-code"  // that a price is lower for those only who name a code or sign up
	Paying      Matter = "paying"       // that a question is on paying
	Able        Matter = "able"         // that a question asks whether something can be done
	AnswerNo    Matter = "answer-no"    // how an answer begins that is no
	NotParcels  Matter = "not-parcels"  // that what is not sent are messages, or when nothing is
)

// data is read on first use. That the file is sound is proved by a test.
var data = sync.OnceValue(func() map[Matter][]string {
	lists, err := load()
	if err != nil {
		panic(err) // the embedded file is part of the program
	}
	return lists
})

func load() (map[Matter][]string, error) {
	var f struct {
		Date  string `toml:"date"`
		Lists []struct {
			ID    Matter   `toml:"id"`
			Words []string `toml:"words"`
		} `toml:"list"`
	}
	text, err := dataFS.ReadFile("data/telling.toml")
	if err != nil {
		return nil, err
	}
	if _, err := toml.Decode(string(text), &f); err != nil {
		return nil, fmt.Errorf("read the words that tell what a line is on: %w", err)
	}
	out := make(map[Matter][]string, len(f.Lists))
	for _, l := range f.Lists {
		out[l.ID] = l.Words
	}
	return out, nil
}

// Words are those that tell a matter, in lower case. They are not to be changed.
func Words(m Matter) []string { return data()[m] }

// In reports whether a text in lower case holds a word that tells a matter.
func In(low string, m Matter) bool { return Find(low, m) != "" }

// Find returns the first word of a matter, in the order of the list, that a text in lower case holds; "" where it holds none.
func Find(low string, m Matter) string {
	for _, w := range data()[m] {
		if strings.Contains(low, w) {
			return w
		}
	}
	return ""
}

// Is reports whether a text in lower case is one of the words of a matter and nothing else.
func Is(low string, m Matter) bool {
	for _, w := range data()[m] {
		if w == low {
			return true
		}
	}
	return false
}
