package facts_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/facts"
)

// A text to which only the journal leads is one of the journal, whatever its address: what it says of privacy is no policy. The shop's own texts and goods, to which a journal
// leads as well, are not.
func TestTextsOfAJournalWithoutTellingAddresses(t *testing.T) {
	s := shop(t,
		page("magazin", "Magazin", `<a href="/n/1">Was ein Stempel mit Datenschutz zu tun hat</a> <a href="/n/2">Ein Tag beim Packen</a> <a href="/n/3">Versand im Winter: so bleibt Wachs heil</a> <a href="/n/4">Garantie</a> <a href="/p/baum">Baumkerze</a>`),
		page("n/1", "Was ein Stempel mit Datenschutz zu tun hat", words(6)), page("n/2", "Ein Tag beim Packen", words(6)), page("n/3", "Versand im Winter", words(6)),
		page("n/4", "Garantie", `<p>Auf alle Leuchter geben wir zwei Jahre Garantie ab dem Kauf.</p>`+words(4)))
	for path, want := range map[string]facts.Role{"n/1": facts.RoleBlog, "n/2": facts.RoleBlog, "n/3": facts.RoleBlog, "n/4": facts.RolePolicy, "p/baum": facts.RoleProduct, "versand": facts.RolePolicy} {
		if got := s.Role(s.At(host + path)); got != want {
			t.Errorf("/%s is %s, want %s", path, got, want)
		}
	}
	for _, p := range s.Policies(facts.PolicyPrivacy) {
		if p.URL == host+"n/1" {
			t.Error("a text of the journal is taken for the privacy policy")
		}
	}
}
