package identity

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// OwnNameSettings say from when on texts are enough to expect the name in one of them.
type OwnNameSettings struct {
	// Texts is the least number of texts read.
	Texts int `toml:"texts"`
	// Letters is the least number of letters of these texts together; a third in Chinese, Japanese and Korean.
	Letters int `toml:"letters"`
}

// OwnNameUsed looks for the shop's name, its domain's name or the seller's in the texts about the shop and its terms. Letters alone are compared,
// since names are stylised: "kerzen-hof" is "Kerzenhof".
var OwnNameUsed = checks.Site(checks.Meta{
	ID:     "identity-own-name-used",
	Title:  "The shop's own texts name it",
	Why:    "Texts that speak of \"our shop\" throughout and never by its name could have come from anywhere, and buyers cannot tell for whom they hold.",
	Fix:    "Name your shop or company in the text about you and in your terms, at least once each.",
	Effort: 1,
	Messages: map[string]string{
		"named":  "The shop's own texts name it: {name}",
		"never":  "None of the texts about the shop and its terms names the shop, its domain or the seller: {texts} texts",
		"here":   "This text does not say whose it is",
		"few":    "Too few texts of the shop were read to expect its name in one of them",
		"unread": "Not all texts of the shop were read in full: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageInitial, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Beyond Phish (2023): how often a site is named in its own texts"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, OwnNameSettings{Texts: 2, Letters: 1500}, judgeOwnName)

func judgeOwnName(in *checks.Input, s OwnNameSettings) checks.Outcome {
	site := in.Site
	names := ownNames(site)
	texts, letters, at, veil := 0, 0, "", ""
	for p := range site.Each(ownTexts(site)) {
		plain := onlyLetters(p.Text)
		for _, n := range names {
			if strings.Contains(plain, onlyLetters(n)) {
				return checks.Pass(checks.Msg("named", "name", n))
			}
		}
		if veiled(p) {
			veil = site.URL(p)
		}
		texts++
		letters += p.Letters * density(p.Lang)
		if at == "" {
			at = site.URL(p)
		}
	}
	switch {
	case veil != "":
		return checks.Unknown(checks.Msg("unread", "url", veil))
	case texts < s.Texts || letters < s.Letters || len(names) == 0:
		return checks.NotApplicable(checks.Msg("few"))
	}
	return checks.Absent(in, checks.Warn(checks.Msg("never", "texts", texts), checks.Find(checks.Msg("here"), verdict.Evidence{URL: at})))
}

// density is how many times fewer letters say the same in a language.
func density(lang string) int {
	if facts.CJK(lang) {
		return 3
	}
	return 1
}

// ownTexts are the pages about the shop and its terms that say something.
func ownTexts(site *facts.Site) []*snapshot.Page {
	list := sellerPages(site)
	for _, k := range facts.PolicyKinds() {
		for _, pol := range site.Policies(k) {
			if pol.Page != nil && pol.Form == facts.FormPage && pol.Hollow == "" {
				list = append(list, pol.Page)
			}
		}
	}
	seen := map[*snapshot.Page]bool{}
	out := list[:0:0]
	for _, p := range list {
		if !seen[p] && p.HTML {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

// ownNames are the names by which texts may call the shop: its own, those of who sells, and the telling part of its host. Names of one or two
// letters are found in every text and are left out.
func ownNames(site *facts.Site) []string {
	var out []string
	add := func(name string, least int) {
		if len([]rune(onlyLetters(name))) >= least {
			out = append(out, name)
		}
	}
	if u, err := url.Parse(site.Snap.Base); err == nil {
		host := u.Hostname()
		if site.Name != host {
			least := 3
			if facts.CJK(site.Lang) {
				least = 2
			}
			add(site.Name, least)
		}
		for _, label := range strings.Split(strings.TrimPrefix(host, "www."), ".") {
			if strings.ContainsFunc(label, unicode.IsLetter) {
				add(label, 4)
				break // the first label is the name: "kerzenhof.example", "kerzenhof.shops.example"
			}
		}
	}
	add(strings.Split(site.Snap.Domain, ".")[0], 4)
	for i := range site.LegalNames {
		if n := &site.LegalNames[i]; n.Seller {
			add(strings.TrimSpace(strings.Replace(n.Text, n.Form, "", 1)), 3)
		}
	}
	return out
}

// onlyLetters leaves the letters and digits of a text, folded.
func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, cue.Fold(s))
}
