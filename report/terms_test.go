package report

import (
	"strings"
	"testing"
)

// A term is explained where it stands on first use, and not where the word means something else.
func TestTermsAreExplainedOnFirstUse(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Send the header Strict-Transport-Security: max-age=31536000 with every https answer.", "https, HSTS, header"},
		{"en", "Put links into header, menu and footer.", ""},
		{"en", "Link each seal to your certificate on its issuer's site.", ""},
		{"en", "Renew the certificate in the settings of your web host.", "certificate, web host"},
		{"en", "Use the host name.", ""},
		{"de", "Erneuern Sie das Zertifikat beim Webhoster.", "Zertifikat, Webhoster"},
		{"de", "Fragen Sie nach SPF und DMARC.", "SPF, DMARC"},
		{"zh", "请续期证书，并设置HSTS。", "证书, HSTS"},
		{"en", "Write your postal address on the contact page.", ""},
	} {
		var names []string
		said := map[string]bool{}
		for _, w := range words(c.lang).terms(said, c.text) {
			names = append(names, w.Name)
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%s: %q explains %q, want %q", c.lang, c.text, got, c.want)
		}
		if again := words(c.lang).terms(said, c.text); len(again) > 0 {
			t.Errorf("%q is explained twice: %v", c.text, again)
		}
	}
	for _, term := range allAdvice().Terms {
		for _, lang := range Languages() {
			if name, ok := term.Name.in(lang); !ok {
				t.Errorf("%q has no name in %s", name, lang)
			}
			if text, ok := term.Text.in(lang); !ok {
				t.Errorf("%q is not explained in %s", text, lang)
			}
		}
	}
}
