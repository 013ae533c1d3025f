package facts_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/facts"
)

// A text whose name is that of an article, and in which others than the shop speak, promises nothing; whether the shop means it for its own is unknown, so nothing is
// missing either. One that the frame calls plainly by the name of a policy is the shop's, and so is one in which the shop speaks.
func TestTextsCalledLikeAnArticle(t *testing.T) {
	const law = `<p>Wer im Internet bestellt, kann binnen 14 Tagen widerrufen, erinnert die Verbraucherzentrale. Der Händler muss den Preis binnen 14 Tagen erstatten. Viele Händler tragen die Kosten der Rücksendung.</p>`
	const own = `<p>Wir nehmen alles binnen 30 Tagen nach Erhalt zurück. Schreiben Sie uns vorher, unsere Anschrift nennen wir Ihnen. Die Kosten der Rücksendung tragen Sie.</p>`
	const asks, plain = "Rückgabe: was wirklich gilt", "Rückgabe"
	for _, c := range []struct {
		what, link, heading, text string
		form                      facts.Form
		promises                  bool
	}{
		{"an article", asks, asks, law, facts.FormLink, false},
		{"the law, called plainly", plain, plain, law, facts.FormPage, true},
		{"the law, called plainly by the frame", plain, asks, law, facts.FormPage, true},
		{"the shop's own rules under a question", "Wie sende ich etwas zurück? Rückgabe", "Wie sende ich etwas zurück?", own, facts.FormPage, true},
	} {
		home := page("", "Kerzen vom Hof", words(2)+`<p>Aus dem Laden.</p>`)
		home.HTML = home.HTML[:len(home.HTML)-len("</footer></body></html>")] + ` <a href="/text-1">` + c.link + `</a></footer></body></html>`
		s := shop(t, home, page("text-1", c.heading, c.text))
		form, found := facts.Form(""), false
		for _, p := range s.Policies(facts.PolicyReturns) {
			if p.URL == host+"text-1" {
				form, found = p.Form, true
			}
		}
		for _, p := range s.Policies(facts.PolicyWithdrawal) {
			if p.URL == host+"text-1" && !found {
				form, found = p.Form, true
			}
		}
		promises := false
		for _, k := range s.Claims {
			promises = promises || k.URL == host+"text-1"
		}
		if !found || form != c.form || promises != c.promises {
			t.Errorf("%s: found %v as %q, promises %v", c.what, found, form, promises)
		}
	}
}

// What several people wrote below one another, each to the minute, is no text of the shop; the comments of buyers below one make it none.
func TestThreads(t *testing.T) {
	const rule = `<p>Wir nehmen alles binnen 30 Tagen nach Erhalt zurück. Die Kosten der Rücksendung tragen Sie.</p>`
	const posts = `<p>12.03.2026 08:14</p><p>Rückgabe binnen 14 Tagen, die Kosten trägst du.</p><p>12.03.2026, 11:40 Uhr</p><p>Bei mir hat es geklappt.</p><p>13.03.2026, 19:02 Uhr</p><p>Danke.</p>`
	for what, c := range map[string]struct {
		text     string
		promises bool
	}{"a thread": {posts, false}, "rules with comments below": {rule + words(4) + posts, true}, "rules with a date": {`<p>Stand: 12.03.2026 08:14</p>` + rule, true}} {
		home := page("", "Kerzen vom Hof", words(2))
		home.HTML = home.HTML[:len(home.HTML)-len("</footer></body></html>")] + ` <a href="/text-1">Rückgabe</a></footer></body></html>`
		s := shop(t, home, page("text-1", "Rückgabe", c.text))
		promises := false
		for _, k := range s.Claims {
			promises = promises || k.URL == host+"text-1"
		}
		if promises != c.promises {
			t.Errorf("%s: promises %v", what, promises)
		}
	}
}
