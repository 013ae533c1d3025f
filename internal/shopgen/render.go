package shopgen

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

//go:embed templates/*.html
var templateFiles embed.FS

// frame is what stands around every page's body, rendered once.
type frame struct{ style, top, bottom, notice, end []byte }

// link is an entry of a menu.
type link struct{ Text, Href string }

// shopView is what the frame's templates read.
type shopView struct {
	UI                                        map[string]string
	Name                                      string
	Menu, Help, Legal, Company, Social, Traps []link
	Search, Cart, Account, Contact            string
	CurrencyTo, LanguageTo                    string
	Payments                                  []string
	Footer                                    []template.HTML
	Phone                                     string
	PhoneHref                                 string
	PDF                                       string
	Plain, NoMenu                             bool
	HTTPScript, Library, OldLibrary           string
	Script, MoreScript, Year, Seal            string
	Hidden                                    []link
	NoRefusal                                 bool
	PrivacyHref                               string
}

func newBuffer() any { return new(bytes.Buffer) }

func (s *Shop) settleTemplates() error {
	t := template.New("shop").Option("missingkey=error")
	t, err := t.ParseFS(templateFiles, "templates/common.html", "templates/layout"+strconv.Itoa(s.opt.Layout)+".html")
	if err != nil {
		return fmt.Errorf("parse templates: %w", err)
	}
	s.tmpl = t
	s.settleFiller()
	if err := s.settleCSS(); err != nil {
		return err
	}
	for i, withoutLegal := range []bool{false, true} {
		if s.frame[i], err = s.renderFrame(s.view(withoutLegal)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shop) renderFrame(v shopView) (frame, error) {
	var f frame
	for _, part := range []struct {
		name string
		into *[]byte
	}{{"style", &f.style}, {"top", &f.top}, {"bottom", &f.bottom}, {"notice", &f.notice}, {"end", &f.end}} {
		var b bytes.Buffer
		if err := s.tmpl.ExecuteTemplate(&b, part.name, v); err != nil {
			return f, fmt.Errorf("render frame: %w", err)
		}
		*part.into = b.Bytes()
	}
	return f, nil
}

// view collects the menus; withoutLegal leaves out every legal and contact link.
func (s *Shop) view(withoutLegal bool) shopView {
	ui := s.lang.UI
	links := func(kinds ...string) []link {
		var out []link
		for _, k := range kinds {
			legal := k != kindAbout && k != kindBlog && k != kindGallery && k != kindNew && k != kindGuide && k != kindSafety && k != kindFAQ
			if href := s.href(k); href != "" && !(withoutLegal && legal) {
				out = append(out, link{s.fill(ui[k]), href})
			}
		}
		return out
	}
	v := shopView{
		UI: ui, Name: s.seller.Name, Plain: s.opt.Plain, NoMenu: s.has(FlawNoMenu),
		Help:    links(kindContact, kindFAQ, kindShipping, kindPayment, kindReturns, kindGuide, kindSafety),
		Legal:   links(kindLegal, kindImprint, kindTerms, kindPrivacy, kindWithdrawal, kindWithdraw),
		Company: links(kindAbout, kindBlog, kindGallery),
		Search:  s.href(kindSearch), Cart: s.href(kindCart), Account: s.href(kindAccount),
		CurrencyTo: ui["currency_to"], LanguageTo: ui["language_to"], PDF: pdfPath, Traps: s.trapLinks(),
	}
	if s.has(FlawNoImprintLink) || !withoutLegal {
		v.Footer = s.footerLines()
	}
	if !withoutLegal {
		v.Contact, v.PrivacyHref = s.href(kindContact), s.href(kindPrivacy)
	}
	if s.tags["payment"] {
		v.Payments = s.payments()
	}
	if s.has(FlawPlaceholderLinks) {
		v.Social = []link{{"Instagram", "#"}, {"Facebook", "#"}, {"Pinterest", "#"}}
	}
	if s.has(FlawMixedContent) {
		v.HTTPScript = "http://cdn." + s.opt.Domain + "/count.js"
	}
	if s.has(FlawUnpinnedLibrary) {
		v.Library = "https://unpkg.com/lazysizes@5.3.2/lazysizes.min.js"
	}
	if s.has(FlawOldJQuery) {
		v.OldLibrary = libraryPath
	}
	v.Menu = s.menu()
	s.plantFrame(&v)
	return v
}

func (s *Shop) menu() []link {
	var out []link
	for c, name := range s.lang.Catalogue.Categories {
		if s.categoryCount(c) > 0 {
			out = append(out, link{name, s.categoryPath(c, 1)})
		}
	}
	latest := link{s.lang.UI["new"], s.href(kindNew)}
	if s.has(FlawBrokenMenu) {
		latest.Href += "-2024"
	}
	return append(out, latest)
}

// page is one answer in the making.
type page struct {
	title, description, image string
	canonical                 string // "" = its own address
	ld                        any
	body                      func(*bytes.Buffer) error
	noLegal, print            bool
}

// write assembles a page. base is scheme and host, for canonical addresses.
func (s *Shop) write(b *bytes.Buffer, p *page, base, path string, notice bool) error {
	f := &s.frame[0]
	if p.noLegal {
		f = &s.frame[1]
	}
	if err := s.writeHead(b, p, base, path, f.style); err != nil {
		return err
	}
	if p.print {
		b.WriteString(`<body class="print"><main>`)
	} else {
		b.Write(f.top)
	}
	if err := p.body(b); err != nil {
		return err
	}
	if p.print {
		b.WriteString("</main></body></html>\n")
		return nil
	}
	b.Write(f.bottom)
	if notice {
		b.Write(f.notice)
	}
	b.Write(f.end)
	return nil
}

// writeHead writes the part in front of the body. By hand, since every page has one.
func (s *Shop) writeHead(b *bytes.Buffer, p *page, base, path string, style []byte) error {
	b.WriteString("<!doctype html>\n<html lang=\"" + s.htmlLang() + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + template.HTMLEscapeString(p.title) + "</title>\n")
	if p.description != "" {
		b.WriteString(`<meta name="description" content="` + template.HTMLEscapeString(p.description) + "\">\n")
	}
	b.WriteString(`<link rel="canonical" href="` + template.HTMLEscapeString(base+cmp.Or(p.canonical, path)) + "\">\n")
	if p.image != "" {
		b.WriteString(`<meta property="og:image" content="` + template.HTMLEscapeString(base+p.image) + "\">\n")
	}
	b.Write(style)
	if p.ld != nil {
		raw, err := json.Marshal(p.ld) // which escapes what could end the script
		if err != nil {
			return fmt.Errorf("render structured data: %w", err)
		}
		if _, goods := p.ld.(*productLD); goods && s.has(FlawBrokenData) {
			raw = append(raw[:len(raw)-1], ",}"...)
		}
		b.WriteString(`<script type="application/ld+json">`)
		b.Write(raw)
		b.WriteString("</script>\n")
	}
	b.WriteString("</head>\n")
	return nil
}

// htmlLang is the value of the lang attribute.
func (s *Shop) htmlLang() string {
	switch {
	case len(s.lang.Lang) == 2:
		return s.lang.Lang + "-" + s.seller.Country
	}
	return s.lang.Lang[:3] + strings.ToUpper(s.lang.Lang[3:])
}

func (s *Shop) execute(name string, data any) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		if err := s.tmpl.ExecuteTemplate(b, name, data); err != nil {
			return fmt.Errorf("render %s: %w", name, err)
		}
		return nil
	}
}

func static(body []byte) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error { b.Write(body); return nil }
}

// settleFiller prepares the text that padding is cut from: whole paragraphs, again and again.
func (s *Shop) settleFiller() {
	if s.opt.Padding == 0 {
		return
	}
	var b bytes.Buffer
	for i := 0; b.Len() < s.opt.Padding+64<<10; i++ {
		cat := s.lang.Catalogue
		text := cat.BlogPars[i%len(cat.BlogPars)] + s.lang.gap() + cat.Use[i%len(cat.Use)]
		b.WriteString("<p>" + template.HTMLEscapeString(text) + "</p>\n")
	}
	s.filler = b.Bytes()
}

// pad writes about Options.Padding bytes of whole paragraphs, beginning at a place that num decides.
func (s *Shop) pad(b *bytes.Buffer, num int) {
	if s.opt.Padding == 0 {
		return
	}
	start := s.dice(num, 60, 32<<10)
	start += bytes.Index(s.filler[start:], []byte("<p>"))
	end := start + s.opt.Padding
	if next := bytes.Index(s.filler[min(end, len(s.filler)):], []byte("<p>")); next >= 0 {
		end += next
	} else {
		end = len(s.filler)
	}
	b.Write(s.filler[start:end])
}
