package ident

import (
	"embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/cases"
)

//go:embed data/samples.txt
var sampleFiles embed.FS

// samples are the addresses, numbers and mailboxes that shop systems and templates come with.
type samples struct {
	streets        []string // folded, part of an address
	phones, mails  map[string]bool
	mailboxDomains map[string]bool
}

var templates = sync.OnceValue(func() *samples {
	raw, err := sampleFiles.ReadFile("data/samples.txt")
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	s := &samples{phones: map[string]bool{}, mails: map[string]bool{}, mailboxDomains: map[string]bool{}}
	for line := range strings.Lines(string(raw)) {
		kind, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case !ok || kind[0] == '#':
		case kind == "street":
			s.streets = append(s.streets, cases.Fold().String(value))
		case kind == "phone":
			s.phones[value] = true
		case kind == "mail":
			s.mails[value] = true
		case kind == "mailbox":
			s.mailboxDomains[value] = true
		}
	}
	return s
})

// templateAddress reports whether an address is one that templates come with.
func templateAddress(text string) bool {
	folded := cases.Fold().String(text)
	return slices.ContainsFunc(templates().streets, func(s string) bool { return strings.Contains(folded, s) })
}

// dummyName finds names that stand in templates for those of who sells. Names that people and companies really have are left out.
var dummyName = regexp.MustCompile(`(?i)^(?:company|firma|empresa|société|azienda|bedrijf) (?:ltd|limited|inc|llc|gmbh|ag|s\.?l|s\.?r\.?l|sarl|b\.?v)\.?$|\bmuster(?:mann|frau|firma|shop|unternehmen)\b|\bbeispiel(?:firma|unternehmen|shop|gmbh)\b|\byour (?:company|business|store|shop|name)\b|\bcompany name\b|\bj(?:ohn|ane) doe\b|` +
	`\bnombre de (?:la |tu |su )?empresa\b|\btu empresa\b|\bnom de (?:la |votre )?(?:société|entreprise)\b|\bvotre (?:société|entreprise)\b|\bnome (?:da |della |dell')?(?:empresa|azienda|ditta)\b|` +
	`\bsua empresa\b|\bbedrijfsnaam\b|\bjouw bedrijf\b|\bnazwa (?:twojej )?firmy\b|\btwoja firma\b|[○〇◯]{2,}|株式会社サンプル|サンプル株式会社|株式会社テスト|회사명|某某|您的公司`)
