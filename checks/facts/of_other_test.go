package facts

import (
	"strings"
	"testing"
)

// TestOfOther: words in an address's own sentence that name whose it is, and those that only stand near.
func TestOfOther(t *testing.T) {
	for text, want := range map[string]bool{
		"You can complain to the Information Commissioner's Office, Wycliffe House, @Water Lane, Wilmslow SK9 5AF":   true,
		"Vous pouvez saisir la CNIL, @3 place de Fontenoy, 75334 Paris":                                              true,
		"Hébergement\nOVH SAS, @2 rue Kellermann, 59100 Roubaix":                                                     true,
		"le médiateur de la consommation : CM2C, @49 rue de Ponthieu, 75008 Paris":                                   true,
		"reclamo al Garante per la protezione dei dati personali, @Piazza Venezia 11, 00187 Roma":                    true,
		"puedes reclamar ante la Agencia Española de Protección de Datos, @C/ Jorge Juan 6, 28001 Madrid":            true,
		"een klacht indienen bij de Autoriteit Persoonsgegevens, @Hoge Nieuwstraat 8, 2514 EL Den Haag":              true,
		"skarga do Prezesa Urzędu Ochrony Danych Osobowych, @ul. Stawki 2, 00-193 Warszawa":                          true,
		"Kerzenstube Lindner GmbH, @Lindenweg 12, 10999 Berlin":                                                      false,
		"Beschwerden nimmt die Aufsichtsbehörde an. Uns schreiben Sie an Kerzenstube Lindner, @Lindenweg 12, Berlin": false,
		"Die Aufsichtsbehörde hilft.\nKerzenstube\n@Lindenweg 12, 10999 Berlin":                                      false,
		"We guarantee that you reach us at @12 Mill Lane, Leeds LS1 4AP":                                             false,
		"Garantizamos una respuesta; escríbenos a @calle del Molino 4, 28001 Madrid":                                 false,
		"Valley Candles, the icon of the valley, @12 Mill Lane, Leeds LS1 4AP":                                       false,
	} {
		at := strings.Index(text, "@")
		if got := ofOther(strings.Replace(text, "@", "", 1), at); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
