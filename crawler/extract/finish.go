package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
)

// finish derives from the texts that were gathered what the tree alone does not tell.
func (w *walker) finish(in Input, doc *html.Node) {
	p := w.page
	all := w.main.text.b
	text := string(trimPartialRune(all[:min(len(all), maxText)]))
	seen := survey(text)
	p.Letters = seen.letters + countLetters(all[len(text):])
	p.Text = text
	p.Lang, p.LangSure = language([]string{w.o.htmlLang, w.langMeta, in.Header.Get("Content-Language"), w.ogLocale}, w.langText(text))
	p.SimHash = seen.hash
	w.partReviews()
	w.ratedRows()
	w.readJSONLD()
	w.noteDataFaults(in.Body)
	if w.hasItems {
		w.readAttributes(doc, microdata)
	}
	if w.hasTypes {
		w.readAttributes(doc, rdfa)
	}
	w.finishData()
	w.dataLinks()
	w.finishForms()
	w.finishContacts(text, &seen.has)
	w.finishBlocks()
	w.finishPrices(text)
	w.finishMarks(text, &seen.has)
	noteDamage(&p.Charset, text)
	noteDamage(&p.Charset, p.Title)
	if len(p.Sections) > maxSections {
		p.Sections, p.Crowded = nil, true
	}
	p.Shell, p.Unframed = w.isShell(), w.unframed()
}

// langText is the text by which the language is told: the content, with the frame where the content is short.
func (w *walker) langText(text string) string {
	if len(text) >= 4*fewLetters || len(w.shared) == 0 {
		return text
	}
	var b strings.Builder
	b.WriteString(text)
	for _, r := range w.shared {
		b.WriteByte('\n')
		b.Write(clipBytes(r.text.b, langWindow/4))
	}
	return b.String()
}

// fit copies lists that grew beyond what they hold: pages are kept by the ten thousand.
func fit(p *snapshot.Page) {
	p.Links, p.Prices, p.Marks, p.Images = exact(p.Links), exact(p.Prices), exact(p.Marks), exact(p.Images)
	p.Headings, p.Data, p.Contacts = exact(p.Headings), exact(p.Data), exact(p.Contacts)
	p.Reviews = exact(p.Reviews)
}

func exact[T any](list []T) []T {
	if len(list) == cap(list) {
		return list
	}
	return append(make([]T, 0, len(list)), list...)
}

// keep asks whether the text is wanted and drops it if not.
func (w *walker) keep(in Input) {
	p := w.page
	text := p.Text
	p.Text = ""
	if in.KeepText != nil && in.KeepText(p) {
		p.Text, p.TextKept = text, true
	}
	w.share.page(p)
	fit(p)
	for i := range p.Prices {
		if !p.TextKept {
			p.Prices[i].At = -1
		}
	}
	for i := range p.Headings {
		switch h := &p.Headings[i]; {
		case !p.TextKept:
			h.At = -1
		case h.At >= len(text):
			h.At = len(text)
		default:
			for h.At < len(text) && (text[h.At] == '\n' || text[h.At] == ' ') {
				h.At++
			}
		}
	}
}

// minDialog is the length, bytes, from which a dialog may hold a text one would look for: others ask for an e-mail address or show the cart.
const minDialog = 120

// finishBlocks stores the shared regions.
func (w *walker) finishBlocks() {
	p := w.page
	for _, r := range w.shared {
		noteDamage(&p.Charset, string(r.text.b))
		if len(r.links) == 0 && len(r.text.b) == 0 && len(r.images) == 0 || r.zone == snapshot.ZoneDialog && len(r.text.b) < minDialog {
			continue
		}
		id := w.e.blocks.id(r, w.id, func(b *snapshot.Block) {
			if b.Zone != snapshot.ZoneDialog {
				b.Contacts = textContacts(b.Contacts, b.Text, bytesOf(b.Text), b.Zone, p.Lang)
			}
		})
		p.Blocks = append(p.Blocks, id)
	}
}

// finishPrices reads the amounts of the content, and those that only the page's data name.
func (w *walker) finishPrices(text string) {
	p := w.page
	declared, lang := declaredCurrency(p.Data), p.Lang
	if lang == "en" && (p.LangSure == sureDeclared || p.LangSure == sureDoubt) {
		lang = "" // editors write it into every new page: words of all languages count until the text shows that it is true
	}
	p.Prices = readPrices(text, lang, declared, w.struck)
	if len(p.Prices) == 0 {
		p.Prices = barePrices(text, declared, len(w.cart) > 0)
	}
	for _, item := range p.Data {
		for _, key := range [...]string{"offers.price", "offers.lowPrice", "price.amount", "price"} {
			raw := item.Props[key]
			currency, _ := money.Currency(firstOf(item.Props["offers.priceCurrency"], item.Props["priceCurrency"], item.Props["price.currency"]))
			amount, other, ok := money.Value(raw, currency)
			if !ok || len(p.Prices) >= maxPrices || hasAmount(p.Prices, amount) || other != 0 && hasAmount(p.Prices, other) {
				continue
			}
			p.Prices = append(p.Prices, snapshot.Price{Amount: amount, Currency: currency, Text: raw, At: -1})
		}
	}
}

func hasAmount(list []snapshot.Price, amount float64) bool {
	for _, p := range list {
		if p.Amount == amount {
			return true
		}
	}
	return false
}

// noteAppRoot remembers that the page has an empty element for a script application.
func (w *walker) noteAppRoot(n *html.Node) {
	budget, size := 60, 0
	within(n, &budget, func(c *html.Node) {
		if c.Type == html.TextNode && c.Parent.DataAtom != atom.Script && c.Parent.DataAtom != atom.Style {
			size += len(strings.TrimSpace(c.Data))
		}
	})
	w.appRoot = w.appRoot || size < 100 && budget > 0
}

// nextToNothing is the number of letters below which a page whose own script writes into it is waiting for that script.
const nextToNothing = 50

// The calls by which a script finds an element and writes into it.
var findCalls, writeCalls = []string{"getElementById(", "querySelector("}, []string{".innerHTML", "insertAdjacentHTML(", ".appendChild(", ".replaceChildren(", ".append("}

// fillsElements reports whether a script looks for elements of the page and writes into them.
func fillsElements(code string) bool {
	in := func(call string) bool { return strings.Contains(code, call) }
	return slices.ContainsFunc(findCalls, in) && slices.ContainsFunc(writeCalls, in)
}

// isShell reports whether scripts are to bring the content of the page.
func (w *walker) isShell() bool {
	p := w.page
	if p.Scripts == 0 || p.Letters > 200 {
		return false
	}
	links := 0
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor {
			links++
		}
	}
	for _, r := range w.shared {
		for _, l := range r.links {
			if l.Kind <= snapshot.LinkForm { // not one of the many files of an image
				links++
			}
		}
	}
	return links < 5 && (w.appRoot || w.noscript && p.Letters < 100) || p.Letters < nextToNothing && (w.fills || w.mount && w.ownScript())
}

// ownScript reports whether the page loads a script of its own site.
func (w *walker) ownScript() bool {
	return slices.ContainsFunc(w.page.Links, func(l snapshot.Link) bool {
		return l.Kind == snapshot.LinkScript && w.res.origin != "" && strings.HasPrefix(w.e.tab.Get(l.To), w.res.origin+"/")
	})
}
