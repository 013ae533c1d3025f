// Package claim reads what a shop's text promises: how long goods can be sent back and at whose cost, when they arrive and what
// that costs, how long a guarantee runs, what becomes of personal data.
//
// It reads one text at a time and judges nothing: a [Claim] says what a sentence states. Words and phrases lie in data/<lang>.toml,
// one file a translator can edit alone; its format is told at the head of data/en.toml. The rules, here in Go, are the same for all
// languages and know no words. What they rest on:
//
//   - A sentence is about what its words name (the topics: return, refund, delivery …); where it names nothing, about what the label
//     or heading above it names; else about what the whole text is about.
//   - Of several topics in a sentence a number of days belongs to the nearest. What the days are counted from ("of receiving the
//     return", "after delivery") is no topic: those phrases hide the words in them, as any longer phrase hides the shorter ones inside.
//     So are what a head with a colon says ("Cost: …"), the first cell of a row and the question that is answered; a head that names nothing
//     ("Abroad:") goes on about what stands above it, and "Q:" and "A:" say nothing.
//   - What a period is counted from follows it ("30 days, counted from the day on which the courier …"), and what follows directly counts more than
//     what stands before: "if you tell us within 14 days of delivery". Days in which to tell the seller are no window where others are named to
//     send the goods.
//   - Who pays for sending back is told by a phrase, else by a cost, a verb of bearing and one of the two in a clause, in any order.
//   - A statutory right to withdraw gives a [WithdrawalRight], never a [ReturnWindow]: a shop may offer 30 days beside the 14 of the law.
//   - Not every number of days is a promise: how long a label is valid or a shop is closed, how often a supplier comes, when a tracking number arrives are set
//     aside. "Your money back within 30 days if you are not happy" is a window, "after 30 days no returns" too.
//   - Nor are the days that a bank needs to show money, what becomes of orders that come too late for today, and sums of an example. What is made an exception for businesses
//     is none of goods; that goods go to the buyer once more, or back because they were not taken, costs what it costs and is no return.
//   - Nor is what held once, what stands in an example, what happens when a time is not kept, how long something goes on before the next thing begins,
//     what buyers say in quotation marks, and what is said of other sellers, of customs or of banks.
//   - A question that names no matter and asks for no time ("From what age?") is about another one: days below it that name no topic promise nothing. One whose
//     answer stands in its line is over with it.
//   - A range in words may do without its unit behind one that has it: "two to three days, abroad seven to ten".
//   - What holds for faulty goods only is not the rule for all goods and gives no claim on returns. It goes on in lines below that name nothing of their own ("You have 7 days for
//     that.") and in the points of a list that a line on faulty goods begins with its colon.
//   - Before all that the text is looked at as a whole: what advises sellers or buyers, or is said of courses, stays and hire, gives no claims; where a shop sells
//     both, its parts are weighed by themselves (see [Matter]).
//
// It reads in linear time, at most [MaxText] bytes of a text and [MaxClaims] claims.
package claim

import (
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// Kind is what a claim is about.
type Kind string

// The kinds of claims. The list is closed. What Value holds is said with each.
const (
	ReturnWindow    Kind = "return-window"    // days in which goods can be sent back, by the shop's own rule: "14d", "14-30d"
	ReturnCondition Kind = "return-condition" // what is asked of the goods: "unused", "packaging" or "proof" (of purchase), one claim each
	ReturnCost      Kind = "return-cost"      // who pays for sending back: "seller", "buyer", or "either" where one sentence names both
	RefundTime      Kind = "refund-time"      // days until the money is back: "14d"
	ReturnMethod    Kind = "return-method"    // how to send back: "address", "label", "portal", "contact" (tell us first), "shop"
	ReturnException Kind = "return-exception" // goods that cannot be sent back: ""
	NoReturns       Kind = "no-returns"       // nothing can be sent back: ""
	WithdrawalRight Kind = "withdrawal-right" // days of a right that the law gives, named as such: "14d"
	ModelForm       Kind = "model-form"       // the form by which a buyer withdraws: ""
	DeliveryTime    Kind = "delivery-time"    // days until goods arrive or leave: "2-4d"
	DeliveryCost    Kind = "delivery-cost"    // what delivery costs: "free", "4.90 EUR", or "calculated" (told at checkout)
	FreeFrom        Kind = "free-from"        // order value from which delivery is free: "50 EUR"
	DeliveryRegion  Kind = "delivery-region"  // where goods are sent: an ISO 3166 code ("DE"), "EU" or "worldwide"
	Carrier         Kind = "carrier"          // who carries the parcels: the carrier's name
	Warranty        Kind = "warranty"         // months of a guarantee, by law or by the seller: "24m"; "" where no time is named
	Controller      Kind = "controller"       // who answers for personal data: ""
	DataOfficer     Kind = "data-officer"     // the person for data protection: ""
	Purposes        Kind = "purposes"         // what data are used for: ""
	Recipients      Kind = "recipients"       // who gets them: ""
	Retention       Kind = "retention"        // how long they are kept: ""
	Rights          Kind = "rights"           // what the persons concerned may ask for: ""
	ComplaintBody   Kind = "complaint-body"   // the authority one can turn to about data: ""
	LegalBasis      Kind = "legal-basis"      // what allows the use of data: ""
	Transfer        Kind = "transfer"         // data that leave the country: ""
	ComplaintPath   Kind = "complaint-path"   // where to complain about an order: ""
	Arbitration     Kind = "arbitration"      // whether the seller takes part in consumer arbitration: "yes" or "no"
)

// Kinds lists all kinds in the order of reports.
func Kinds() []Kind {
	return []Kind{
		ReturnWindow, ReturnCondition, ReturnCost, RefundTime, ReturnMethod, ReturnException, NoReturns, WithdrawalRight, ModelForm,
		DeliveryTime, DeliveryCost, FreeFrom, DeliveryRegion, Carrier, Warranty,
		Controller, DataOfficer, Purposes, Recipients, Retention, Rights, ComplaintBody, LegalBasis, Transfer, ComplaintPath, Arbitration,
	}
}

// Claim is one thing that a text states.
type Claim struct {
	Kind     Kind   `json:"kind"`
	Value    string `json:"value,omitempty"` // in the normal form of its kind
	Min      int    `json:"min,omitempty"`   // days, of a guarantee months; 0 where there is none
	Max      int    `json:"max,omitempty"`
	Working  bool   `json:"working,omitempty"` // working days
	From     string `json:"from,omitempty"`    // what a period is counted from: receipt, purchase, order, dispatch, return, notice
	Sentence string `json:"sentence"`          // the sentence it stands in, at most 300 characters, as written
	Start    int    `json:"start"`             // byte offsets of Sentence in the text
	End      int    `json:"end"`

	told bool // days in which to tell the seller of a return, not to send it
}

// The bounds of one reading.
const (
	MaxText     = 400_000 // bytes of a text that are read; what follows is not
	MaxClaims   = 200     // claims of one text
	maxSentence = 300     // characters of Claim.Sentence
	maxOfKind   = 24      // claims of one kind with different values
)

// Read returns the claims of a text in the order in which they are made, each kind and value once. lang is a language tag as pages carry
// it ("de", "pt-BR", "zh_Hant"); of a language without data nothing is read.
func Read(text, lang string) []Claim { return ReadUnder("", text, lang) }

// ReadUnder is Read for a text whose heading is known but does not stand in it: a page with its title, a section with its heading. The heading may be in
// another language than the text, one of those given.
func ReadUnder(heading, text, lang string, headings ...string) []Claim {
	return readAs(reader{}, heading, text, lang, headings)
}

// ReadGoods is Read for a page on which goods stand with their prices: a sum there is what delivery costs only where its own line says so, or the label right above.
func ReadGoods(heading, text, lang string, headings ...string) []Claim {
	return readAs(reader{goods: true}, heading, text, lang, headings)
}

// ReadOwn is ReadUnder for a text that is the shop's own beyond doubt: however it speaks, it is no advice (see Matter).
func ReadOwn(heading, text, lang string, headings ...string) []Claim {
	return readAs(reader{own: true}, heading, text, lang, headings)
}

func readAs(r reader, heading, text, lang string, headings []string) []Claim {
	d := dataOf(lang)
	if d == nil {
		return nil
	}
	tag, _ := cue.Tag(lang)
	r.d, r.lang, r.tag, r.text, r.seen = d, lang, tag, text, map[string]int{}
	r.read(heading, headings)
	return r.claims
}

// days writes a period in the normal form: "14d", "2-4d".
func days(low, high int) string { return span(low, high, "d") }

func span(low, high int, unit string) string {
	if low == high {
		return strconv.Itoa(low) + unit
	}
	return strconv.Itoa(low) + "-" + strconv.Itoa(high) + unit
}

// cut returns s, at most n characters of it.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return strings.TrimSpace(s[:i])
		}
		n--
	}
	return s
}
