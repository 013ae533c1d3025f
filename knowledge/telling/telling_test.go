package telling

import (
	"strings"
	"testing"
)

func TestEveryMatterHasItsWords(t *testing.T) {
	t.Parallel()
	lists, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []Matter{Sale, Span, OtherSpan, Offer, OtherEnd, ToldWhen, PayMethod, PayCharge, OtherCharge, Filler, NoExtra, Bought, Program, Abroad, ShownCode, Exchange, GiveBack, Only, NotOnly, After, Ordering, AccountUse, Negation, Impossible, Refused, WrittenBy, NotParcels, CutWord, CutAside, CutByCode, Paying, Able, AnswerNo} {
		if len(lists[m]) == 0 {
			t.Errorf("%s has no words", m)
		}
		for i, w := range lists[m] {
			if w == "" || m != Repeated && w != strings.ToLower(w) {
				t.Errorf("%s: %q is not in lower case", m, w)
			}
			for _, v := range lists[m][:i] {
				if v == w {
					t.Errorf("%s: %q stands twice", m, w)
				}
			}
		}
	}
	if len(lists) != 44 {
		t.Errorf("%d lists", len(lists))
	}
}

func TestIn(t *testing.T) {
	t.Parallel()
	if !In("zuzüglich 2 % gebühr bei paypal", PayMethod) || !In("zuzüglich 2 % gebühr bei paypal", PayCharge) || In("zuzüglich 2 % gebühr bei paypal", OtherCharge) {
		t.Error("a charge for a wallet is not told")
	}
	if !Is("blindtext", Filler) || Is("ein blindtext", Filler) {
		t.Error("a name for filler text is a whole word")
	}
}
