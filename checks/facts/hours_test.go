package facts

import "testing"

// TestHoursOfService: days on which parcels leave are no hours in which somebody answers.
func TestHoursOfService(t *testing.T) {
	for _, c := range []struct {
		text, lang string
		want       bool
	}{
		{"Wir versenden von Montag bis Freitag.", "de", false},
		{"Montag bis Freitag von 9 bis 17 Uhr", "de", true},
		{"Montag bis Freitag erreichen Sie uns telefonisch, dann versenden wir auch.", "de", true},
		{"Wir versenden montags bis freitags. Bürozeiten: 9 bis 12 Uhr.", "de", true},
		{"We dispatch orders Monday to Friday.", "en", false},
		{"Monday to Friday, 9am to 5pm", "en", true},
		{"Nous expédions du lundi au vendredi.", "fr", false},
		{"Joignables du lundi au vendredi", "fr", true},
		{"Enviamos de lunes a viernes.", "es", false},
		{"Atendemos de lunes a viernes", "es", true},
		{"Spediamo dal lunedì al venerdì.", "it", false},
		{"We verzenden van maandag tot en met vrijdag.", "nl", false},
		{"Wysyłamy od poniedziałku do piątku.", "pl", false},
		{"Postamos de segunda a sexta.", "pt-BR", false},
		{"食品は開封前にかぎり、商品の到着後8日以内にお電話かメールでご連絡ください。", "ja", false},
		{"お問い合わせには2営業日以内にご連絡いたします。", "ja", true},
		{"通常1営業日以内に返信いたします。", "ja", true},
	} {
		if line := hoursIn(c.text, c.lang); (line != "") != c.want {
			t.Errorf("%s: got %q", c.text, line)
		}
	}
}
