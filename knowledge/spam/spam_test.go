package spam

import "testing"

func TestTopic(t *testing.T) {
	for text, want := range map[string]string{
		"Best Online Casino Bonus 2026": "gambling", "https://x.test/situs-slot-gacor/": "gambling", "Buy Viagra online": "medicines", "オンラインカジノ おすすめ": "gambling", "ロレックス スーパーコピー": "imitations",
		"Kredit ohne Schufa sofort": "loans", "Казино онлайн": "gambling", "สล็อตเว็บตรง": "gambling", "write my essay cheap": "essays", "토토사이트 추천": "gambling",
		"Casino chips, clay, set of 500": "", "Poker table with eight cup holders": "", "Slot car racing track": "", "Loans of books": "", "Essays of Montaigne": "", "Replica of a Viking ship": "",
		"Sussex pottery": "", "Pharmacy": "", "": "", "Adult sizes": "", "カジノチップ": "",
	} {
		if got, by := Topic(text); got != want {
			t.Errorf("%q: %q (%s), want %q", text, got, by, want)
		}
	}
}
