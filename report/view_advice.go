package report

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// readyView is something to copy: a setting, or a text for the shop.
type readyView struct {
	Title, Note string
	Code        []string // lines of a setting
	Text        []string // lines of a text
	Lang        string   // language of the text, "" where it is the report's
}

// owedView is what sellers to the shop's markets are usually asked to name of themselves, and whether it was found.
type owedView struct {
	Title string
	Items []owedItem
}

type owedItem struct {
	Mark, Title, Status, Law string
}

// steps says where in the shop system the things an action is about are set.
func (b *builder) steps(a *verdict.Action) []string {
	p := allAdvice().platform(b.v.Shop.Platform)
	if p == nil {
		return nil
	}
	var out []string
	for _, s := range p.Steps {
		if !slices.ContainsFunc(a.Checks, func(id string) bool { return slices.Contains(s.Checks, id) }) {
			continue
		}
		key := "ready.where"
		if _, ok := s.in(b.text("lang")); !ok {
			key = "ready.where.english"
		}
		out = append(out, b.text(key, "platform", p.Name, "path", s.or(b.text("lang"))))
	}
	if len(out) == 0 && p.Hosted && slices.ContainsFunc(a.Checks, func(id string) bool { return len(allAdvice().settingsFor(id, "", false)) > 0 }) {
		out = append(out, b.text("ready.hosted", "platform", p.Name))
	}
	return out
}

// ready lists what there is to copy for an action, the fix of this number; a text that stands at an earlier fix is referred to.
func (b *builder) ready(a *verdict.Action, number int) (out []readyView, see []ref) {
	for _, id := range a.Checks {
		out = append(out, b.settings(id)...)
	}
	for i := range allAdvice().Texts {
		t := &allAdvice().Texts[i]
		switch at := b.texts[i]; {
		case !slices.ContainsFunc(a.Checks, func(id string) bool { return slices.Contains(t.Checks, id) }):
		case at > 0:
			see = append(see, ref{Text: b.text("ready.see", "title", t.Title.or(b.text("lang")), "n", at), Anchor: "fix-" + itoa(at)})
		default:
			b.texts[i] = number
			out = append(out, b.shopText(t, a.Checks))
		}
	}
	return out, see
}

// settings lists the settings to copy for a check.
func (b *builder) settings(check string) []readyView {
	p := allAdvice().platform(b.v.Shop.Platform)
	fill := strings.NewReplacer("{domain}", b.domain(), "{mail}", b.mailDomain())
	var out []readyView
	for _, s := range allAdvice().settingsFor(check, b.v.Shop.Server, p != nil && p.Hosted) {
		v := readyView{Title: b.text("ready.setting"), Note: s.or(b.text("lang"))}
		if s.Code != "" {
			v.Code = strings.Split(strings.Trim(fill.Replace(s.Code), "\n"), "\n")
		}
		out = append(out, v)
	}
	return out
}

// shopText writes a text for the shop, in its language where that is one of ours.
func (b *builder) shopText(t *shopText, checks []string) readyView {
	own := b.text("lang")
	out := readyView{Title: t.Title.or(own)}
	lang := own
	if spoken := b.shopLang(); t.speaks(spoken) {
		lang = spoken
	} else if !t.speaks(own) {
		lang = "en"
	}
	if lang != own {
		out.Lang = lang
	}
	fill, filled := b.slots(lang)
	for _, l := range t.Lines {
		if l.Duty != "" && !b.asked(l.Duty) && !slices.Contains(checks, l.Duty) {
			continue
		}
		out.Text = append(out.Text, fill.Replace(l.or(lang)))
	}
	var notes []string
	if used := slices.ContainsFunc(t.Lines, func(l textLine) bool { return strings.Contains(l.En, "{") }); used && filled {
		notes = append(notes, b.text("ready.filled"))
	}
	if shop := b.shopLang(); shop != "" && shop != lang {
		notes = append(notes, b.text("ready.language", "language", b.name("language", lang)))
	}
	out.Note = strings.Join(append(notes, b.text("find.duty.advice")), b.text("sentence.gap"))
	return out
}

// shopLang is the shop's main language as a language of reports is called, another tag where it is none of these, "" where it is not known.
func (b *builder) shopLang() string {
	if len(b.v.Shop.Languages) == 0 {
		return ""
	}
	if lang := b.v.Shop.Languages[0]; lang != "zh-cn" {
		return clean(lang, maxName)
	}
	return "zh"
}

// asked reports whether sellers to the shop's markets are asked for what a check looks for.
func (b *builder) asked(check string) bool {
	return slices.ContainsFunc(b.v.Results, func(r verdict.Result) bool { return r.Check == check && r.Duty != nil })
}

// slots fills the slots of texts in a language: with what was read in the shop and is beyond doubt, else with blanks. It tells whether anything
// was read.
func (b *builder) slots(lang string) (fill *strings.Replacer, filled bool) {
	known := map[string]string{"name": b.only("company"), "person": b.only("person"), "vat": b.only("-vat"), "number": b.only("-register")}
	if known["name"] == "" {
		known["name"] = known["person"]
	}
	for _, kind := range []string{"address", "email", "phone"} {
		known[kind] = b.contact(kind)
	}
	var pairs []string
	for slot, blank := range allAdvice().Blanks {
		value := known[slot]
		filled = filled || value != ""
		if value == "" {
			value = blank.or(lang)
		}
		pairs = append(pairs, "{"+slot+"}", value)
	}
	return strings.NewReplacer(pairs...), filled
}

// registers are the kinds of numbers by which a seller stands in a register.
var registers = []string{
	"de-register", "at-register", "ch-uid", "fr-siren", "it-rea", "nl-kvk", "be-enterprise", "pl-krs", "gb-company", "cn-uscc", "tw-ubn", "jp-corporate", "kr-brn",
	"br-cnpj", "au-abn", "au-acn", "ca-bn",
}

// only returns the one value the shop shows of a kind of name or number; "" where it shows several, none, or one that cannot be right.
func (b *builder) only(kind string) string {
	value := ""
	for _, i := range b.v.Shop.Identity {
		fits := i.Kind == kind || kind == "-vat" && strings.HasSuffix(i.Kind, "-vat") || kind == "-register" && slices.Contains(registers, i.Kind)
		switch {
		case !fits || !i.WellFormed || i.Value == value:
		case value != "":
			return ""
		default:
			value = i.Value
		}
	}
	return clean(value, maxName)
}

// contact returns the one way of a kind that the shop shows to reach the seller, "" where it shows several or none.
func (b *builder) contact(kind string) string {
	value := ""
	for _, c := range b.v.Shop.Contacts {
		switch {
		case c.Kind != kind || c.Value == value:
		case value != "":
			return ""
		default:
			value = c.Value
		}
	}
	return clean(value, maxQuote)
}

// owed lists what sellers to the shop's markets are usually asked to name, where an action is about that.
func (b *builder) owed(a *verdict.Action) *owedView {
	about := slices.ContainsFunc(a.Checks, func(id string) bool { return ofTheSeller(id) && b.asked(id) })
	if !about || b.owedSaid {
		return nil
	}
	b.owedSaid = true
	out := &owedView{}
	var markets []string
	for i := range b.v.Results {
		r := &b.v.Results[i]
		if r.Duty == nil || !ofTheSeller(r.Check) || r.Status == verdict.NotApplicable || r.Status == verdict.Broken || r.Duty.Level == "may" {
			continue
		}
		if m := b.market(r.Duty.Market); !slices.Contains(markets, m) {
			markets = append(markets, m)
		}
		out.Items = append(out.Items, owedItem{Mark: statusMarks[r.Status], Title: b.title(r.Check), Status: b.name("status", string(r.Status)),
			Law: strings.TrimRight(clean(r.Duty.Title, maxQuote), ".")})
	}
	out.Title = b.text("ready.owed", "markets", b.join(markets))
	return out
}

// statusMarks are signs for what a word beside them says.
var statusMarks = map[verdict.Status]string{verdict.Pass: "✓", verdict.Warn: "!", verdict.Fail: "✕", verdict.Unknown: "?"}

// ofTheSeller reports whether a check looks for what sellers tell of themselves.
func ofTheSeller(check string) bool {
	return strings.HasPrefix(check, "identity-") || strings.HasPrefix(check, "contact-")
}

// hostName is what a host name consists of; nothing else gets into a setting.
var hostName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$`)

// domain is the shop's own domain without www, an example where it has none.
func (b *builder) domain() string {
	for _, raw := range []string{b.v.Base, b.v.Target} {
		u, err := url.Parse(raw)
		if err != nil {
			continue
		}
		host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
		if _, err := netip.ParseAddr(host); err != nil && hostName.MatchString(host) && len(host) < 254 {
			return host
		}
	}
	return "your-shop.example"
}

// mailDomain is the domain of the shop's e-mail that something was found amiss with, else the shop's own.
func (b *builder) mailDomain() string {
	for i := range b.v.Results {
		if r := &b.v.Results[i]; r.Check == "dns-spf-dmarc" {
			var first any
			switch list := r.Reason.Args["domains"].(type) {
			case []string:
				if len(list) > 0 {
					first = list[0]
				}
			case []any: // out of a JSON file
				if len(list) > 0 {
					first = list[0]
				}
			}
			if name, ok := first.(string); ok && hostName.MatchString(strings.ToLower(name)) && len(name) < 254 {
				return strings.ToLower(name)
			}
		}
	}
	return b.domain()
}
