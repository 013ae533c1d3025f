package privacy_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/privacy"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func TestURLLeak(t *testing.T) {
	page := func(html string) []checktest.Page { return shop(talk + html) }
	const mail = `<label>E-mail <input type="email" name="email"></label><button>Send</button></form>`
	const script = `<script src="/app.js"></script>`
	checktest.Table(t, privacy.URLLeak,
		checktest.Case{Name: "by POST", Pages: page(`<form method="post" action="/newsletter">` + mail), Want: verdict.Pass},
		checktest.Case{Name: "by GET", Pages: page(`<form action="/newsletter">` + mail), Want: verdict.Fail, Total: 1, At: []string{base + "privacy"}},
		checktest.Case{Name: "a telephone number by GET", Pages: page(`<form action="/callback"><input type="tel" name="phone"><button>Call me</button></form>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "to another site by GET, on a page with scripts", Pages: page(script + `<form action="https://lists.example.net/join">` + mail), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a form that scripts send", Pages: page(script + `<form>` + mail), Want: verdict.Unknown, Reason: "mute"},
		checktest.Case{Name: "to its own page by GET, on a page with scripts", Pages: page(script + `<form method="get" action="/privacy">` + mail), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a telephone number to its own page", Pages: page(script + `<form action="/privacy"><input type="tel" name="telefon"><button>Anrufen</button></form>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "to its own page by POST", Pages: page(script + `<form method="post" action="/privacy">` + mail), Want: verdict.Pass},
		checktest.Case{Name: "to nowhere, which scripts send", Pages: page(script + `<form method="get" action="#">` + mail), Want: verdict.Unknown, Reason: "mute"},
		checktest.Case{Name: "a script for an address", Pages: page(script + `<form action="javascript:void(0)">` + mail), Want: verdict.Unknown, Reason: "mute"},
		checktest.Case{Name: "a search", Pages: page(`<form action="/search"><input name="q"><button>Search</button></form>`), Want: verdict.NotApplicable, Reason: "none"},
		checktest.Case{Name: "a search that browsers show as a telephone's keys", Pages: page(`<form action="/shops"><input type="tel" name="zipcode"><button>Find</button></form>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "a box to tick for news by mail", Pages: page(`<form action="/filter"><label><input type="checkbox" name="by_email"> by e-mail</label><button>Show</button></form>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "passwords are another check's", Pages: page(`<form action="/login"><input type="email" name="email"><input type="password" name="p"><button>Sign in</button></form>`), Want: verdict.NotApplicable},
	)
}

func TestUSOptOut(t *testing.T) {
	us := checktest.Options{Markets: []string{"us"}}
	pixel := func(text, link string) []checktest.Page {
		list := shop(talk + text)
		for i := range list {
			if list[i].URL == base {
				list[i].HTML = `<html lang="en"><body><header><nav><a href="/">Home</a> <a href="/all">All products</a> <a href="/cart">Cart</a></nav></header><main><h1>Welcome to the candle makers</h1>` + talk + hello +
					`<img src="https://www.facebook.com/tr?id=1&ev=PageView" height="1" width="1" alt=""></main><footer><a href="/privacy">Privacy policy</a> ` + link + `</footer></body></html>`
			}
		}
		return list
	}
	browser := func(s *snapshot.Snapshot) { s.Have |= snapshot.HaveBrowser }
	checktest.Table(t, privacy.USOptOut,
		checktest.Case{Name: "a link", Options: us, Pages: pixel(``, `<a href="/privacy#choices">Your Privacy Choices</a>`), Want: verdict.Pass, Reason: "link"},
		checktest.Case{Name: "nothing is sold", Options: us, Pages: pixel(`<p>We do not sell your personal information, and we share it with nobody.</p>`, ``), Want: verdict.Pass, Reason: "unsold"},
		checktest.Case{Name: "a pixel and no link", Options: us, Pages: pixel(``, ``), Want: verdict.Warn, Reason: "missing", Total: 1, At: []string{base}},
		checktest.Case{Name: "no pixel, and no browser to see one", Options: us, Pages: shop(talk), Want: verdict.Unknown, Reason: "blind"},
		checktest.Case{Name: "no pixel", Options: us, Pages: shop(talk), Edit: browser, Want: verdict.NotApplicable, Reason: "none"},
		checktest.Case{Name: "a shop for others", Options: uk, Pages: pixel(``, ``), Want: verdict.NotApplicable},
	)
}
