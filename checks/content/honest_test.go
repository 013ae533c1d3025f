package content_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/content"
	"github.com/shopvet/shopvet/snapshot"
)

// Shops that do nothing wrong and look as if they did.

func TestHonestTextsAreNoFiller(t *testing.T) {
	long := strings.Repeat(hello, 4)
	honest := func(name, main string) checktest.Case {
		return checktest.Case{Name: name, Pages: shop(hello, main)}
	}
	checktest.Honest(t, content.Placeholder,
		honest("how to have a mug engraved", `<h1>Engraving</h1><p>In the box “Your text here” you write what we engrave, up to 20 letters. Leave it empty for a plain mug.</p>`+long),
		honest("a form asks for a text", `<h1>Gift card by post</h1>`+hello+`<form method="post" action="/card"><textarea name="t" placeholder="Enter your text here"></textarea><button>Send</button></form>`),
		honest("an example is given", `<h1>Labels</h1><p>Example of a label: “Insert name here, Class 4b”.</p>`+hello),
		honest("a posting says what is to come", `<h1>Coming soon</h1><p>The new workshop in Hay opens in spring; until then we pour in the old barn.</p>`+hello),
		honest("a typographer's goods", `<h1>Specimen prints</h1><p>Each print shows the alphabet. We set no “lorem ipsum” but recipes from the village.</p>`+long),
	)
}

func TestHonestOffersAreNotStale(t *testing.T) {
	at := func(s *snapshot.Snapshot) { s.Taken = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC) }
	honest := func(name, main string) checktest.Case {
		return checktest.Case{Name: name, Pages: shop(hello + main), Edit: at}
	}
	checktest.Honest(t, content.StalePromo,
		honest("a voucher that somebody may still hold", `<p>Vouchers of our old shop were valid until 31 December 2024; we still take them.</p>`),
		honest("a test report", `<p>Our wicks were tested in 2023, the report is valid until 30 June 2025 and is being renewed.</p>`),
		honest("what ended is told as past", `<p>Our summer sale ended on 31 August 2025. Thank you all!</p>`),
		honest("a price list with a day long gone and its successor", `<p>Prices valid from 1 January 2025, checked each month.</p>`),
		honest("an exhibition", `<p>Our candles were shown at the Crafts Museum until 3 May 2025.</p>`),
		honest("a list of news", `<ul><li>2025.09.08 Harvest week: 10% off until 2 October 2025</li><li>01.12.2025 Gift boxes are here</li></ul>`),
		honest("a delivery that is over", `<p>Subscribers of the 2025 box got it until 20 December 2025.</p>`),
	)
}

func TestHonestLinksAreNoSpam(t *testing.T) {
	drawer := func(links string) string {
		return hello + `<div style="display:none" class="drawer">` + links + `</div>`
	}
	checktest.Honest(t, content.InjectedSpam,
		checktest.Case{Name: "a menu that opens", Pages: shop(drawer(`<a href="/1">Story</a><a href="https://instagram.com/valley">Instagram</a>`), hello)},
		checktest.Case{Name: "pokers for the fireside", Pages: shop(drawer(`<a href="https://forge.example/poker-set">Poker and tongs</a>`), hello)},
		checktest.Case{Name: "specialists", Pages: shop(drawer(`<a href="https://bougies.example/specialiste">Spécialiste des bougies</a>`), hello)},
		checktest.Case{Name: "slots to be booked", Pages: shop(drawer(`<a href="https://booking.example/slots">Delivery slots online</a>`), hello)},
		checktest.Case{Name: "help for gamblers", Pages: shop(drawer(`<a href="https://www.gamblingtherapy.org/">Gambling Therapy</a>`), hello)},
		checktest.Case{Name: "a shop of museum replicas", Pages: shop(drawer(`<a href="https://museum.example/replica">Replica of the Sutton Hoo helmet</a>`), hello)},
	)
}
