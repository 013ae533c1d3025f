package snapshot

import "hash/fnv"

// Review is what a buyer wrote, as a page shows it. Names of buyers are not kept, only what tells two of them apart.
type Review struct {
	Author uint32  `json:"author,omitempty"` // what Author makes of the name, 0 where none is shown
	Day    string  `json:"day,omitempty"`    // 2006-01-02, "" where the page does not say it for programs
	Rating float64 `json:"rating,omitempty"` // stars of Best, 0 where none could be read
	Best   float64 `json:"best,omitempty"`   // the most there can be, 5 where the page does not say
	Text   string  `json:"text,omitempty"`   // at most 240 runes
	Hash   uint64  `json:"hash,omitempty"`   // of all its letters and digits, folded; 0 below 40 of them
	Reply  bool    `json:"reply,omitempty"`  // the seller answered
}

// Author keeps of a buyer's name what tells two of them apart: the lowest byte is of its initial, the others are of its first word, and zero where the name
// is shortened to the initial.
func Author(initial rune, first string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(first))
	key := h.Sum32() &^ 0xff
	if first == "" {
		key = 0
	}
	return key | uint32(1+initial%255)
}

// SameAuthor reports whether two names, as Author keeps them, may be those of one buyer.
func SameAuthor(a, b uint32) bool {
	if a>>8 == 0 || b>>8 == 0 {
		return a&0xff == b&0xff
	}
	return a == b
}

// The kinds of code that make up what a page says, as values of MarkCode.
const (
	CodeRestart  = "restart"  // a countdown whose end is reckoned from the moment the page is opened
	CodeActivity = "activity" // a number of visitors or buyers that is drawn by chance
	CodeBuyer    = "buyer"    // a purchase that is put together by chance from several lists
	CodeSold     = "sold"     // purchases written into the code, each with how many minutes ago it was
	CodeTurn     = "turn"     // buyers of "this" that a list in the code names one after the other
	CodeStock    = "stock"    // a number of goods left that is drawn by chance
)

// NoteUnread is the value of a MarkReviewNote that speaks of reviews in words that were not understood.
const NoteUnread = "unread"
