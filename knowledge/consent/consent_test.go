package consent

import "testing"

func TestDataIsSound(t *testing.T) {
	_, langs, err := load()
	if err != nil || len(langs) != 12 {
		t.Fatalf("%v, %d languages", err, len(langs))
	}
	for _, l := range langs {
		for role, list := range map[Role][]string{Refuse: l.Refuse, Settings: l.Settings, Accept: l.Accept, Dismiss: l.Dismiss} {
			for _, s := range list {
				if got := RoleOf(s); got != role {
					t.Errorf("%s: %q is %q, want %q", l.ID, s, got, role)
				}
			}
		}
	}
}

func TestRoleOf(t *testing.T) {
	for text, want := range map[string]Role{
		"Accept All Cookies": Accept, "ACCEPT": Accept, "Alle akzeptieren": Accept, "Tout accepter": Accept, "すべて同意する": Accept, "모두 동의하기": Accept,
		"Accept only necessary cookies": Refuse, "Continue without accepting →": Refuse, "Nur notwendige Cookies akzeptieren": Refuse, "Continuer sans accepter": Refuse,
		"Only what is needed": Refuse, "Tylko niezbędne": Refuse, "必要なCookieのみ許可": Refuse, "No": Refuse, "Weiter ohne Einwilligung": Refuse,
		"Cookie-Einstellungen": Settings, "Manage preferences": Settings, "Gestionar cookies": Settings,
		"Got it!": Dismiss, "OK": Dismiss, "Verstanden": Dismiss,
		"Privacy policy": "", "Datenschutz": "", "Add to basket": "", "Notify me": "", "": "", "Norway": "",
		"We would be glad if you accept that we send you a letter each and every week": "",
	} {
		if got := RoleOf(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestAbout(t *testing.T) {
	for text, want := range map[string]bool{
		"We use cookies to improve our shop.": true, "Wir verwenden Cookies.": true, "当サイトではCookieを使用しています": true, "쿠키를 사용합니다": true, "Używamy plików cookie": true,
		"Subscribe to our newsletter and save 10 %": false, "Fresh cookiecutters from our bakery": false,
	} {
		if got := About(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// A notice of the cookies that the cart needs asks for nothing; one that names others beside them does.
func TestNeeded(t *testing.T) {
	for text, want := range map[string]bool{
		"We only set cookies that are necessary for the basket.":                                true,
		"We use necessary cookies, and analytics if you agree.":                                 false,
		"Wir setzen nur technisch notwendige Cookies.":                                          true,
		"Notwendige Cookies und solche zur Analyse":                                             false,
		"Nous n'utilisons que les cookies nécessaires au panier.":                               true,
		"Cookies nécessaires et mesure d'audience":                                              false,
		"Solo usamos las cookies necesarias para el carrito.":                                   true,
		"Cookies necesarias y de terceros":                                                      false,
		"Usiamo solo i cookie necessari al carrello.":                                           true,
		"Cookie necessari e statistici":                                                         false,
		"We plaatsen alleen noodzakelijke cookies.":                                             true,
		"Noodzakelijke cookies en statistieken":                                                 false,
		"Strona używa plików cookies niezbędnych do działania koszyka i zapamiętania ustawień.": true,
		"Cookies niezbędne i analityczne":                                                       false,
		"Usamos só os cookies necessários para o carrinho funcionar.":                           true,
		"Cookies necessários e de marketing":                                                    false,
		"We use cookies.":                                                                       false,
	} {
		if Needed(text) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}
