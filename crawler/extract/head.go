package extract

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// keptMeta are the meta elements that checks read.
var keptMeta = map[string]bool{
	"description": true, "generator": true, "viewport": true, "robots": true, "referrer": true, "refresh": true,
	"handheldfriendly": true,
}

// pragmas are the header fields for which a meta element may stand in, or owners think so, with the characters kept of each. A policy that was
// cut would be another policy.
var pragmas = map[string]int{"content-security-policy": 20_000, "x-frame-options": 200}

// meta reads a meta element.
func (w *walker) meta(n *html.Node) {
	content := attrVal(n, "content")
	for _, prop := range strings.Fields(attrVal(n, "itemprop")) {
		w.propLink(prop, content, "microdata")
	}
	for _, key := range [...]string{"name", "http-equiv", "property"} {
		name := strings.ToLower(strings.TrimSpace(attrVal(n, key)))
		switch {
		case name == "":
			continue
		case pragmas[name] > 0:
			w.pragma(n, key, name, content)
		case name == "referrer" && key != "name":
		case keptMeta[name] && len(w.page.Meta) < 20:
			w.page.Meta = append(w.page.Meta, snapshot.Meta{Name: w.share.same(name), Content: w.share.same(fold(content, 2000))})
		case name == "content-language":
			w.langMeta = content
		case strings.HasPrefix(name, "og:") || strings.HasPrefix(name, "product:"):
			w.openGraph(name, content)
		}
		switch {
		case name == "refresh":
			w.refresh(content)
		case shownElsewhere[name]:
			w.data(content, name)
		}
	}
}

// pragma keeps a meta element that stands in for a header field. Browsers heed a policy in the head only, and by http-equiv only.
func (w *walker) pragma(n *html.Node, key, name, content string) {
	inHead := n.Parent != nil && n.Parent.DataAtom == atom.Head
	if key == "http-equiv" && inHead && len(w.page.Meta) < 10 {
		w.page.Meta = append(w.page.Meta, snapshot.Meta{Name: w.share.same(name), Content: w.share.same(fold(content, pragmas[name]))})
	}
}

// phones notes that a page has something for phones, or sends them elsewhere, by other means than its viewport: the media of a link, or a script.
func (w *walker) phones(by string) {
	if len(w.page.Meta) < 20 && !slices.ContainsFunc(w.page.Meta, func(m snapshot.Meta) bool { return m.Name == snapshot.MetaPhones }) {
		w.page.Meta = append(w.page.Meta, snapshot.Meta{Name: snapshot.MetaPhones, Content: w.share.same(fold(by, 100))})
	}
}

func (w *walker) openGraph(name, content string) {
	content = fold(content, maxValue)
	if name == "og:locale" && w.ogLocale == "" {
		w.ogLocale = content
	}
	key := strings.TrimPrefix(strings.TrimPrefix(name, "og:"), "product:")
	key = strings.ReplaceAll(key, ":", ".")
	if _, have := w.og[key]; !have && content != "" && len(w.og) < 40 && len(key) < 60 {
		w.og[key] = content
	}
}

// script counts scripts and reads structured data from them.
func (w *walker) script(n *html.Node, s *state) {
	kind := strings.ToLower(strings.TrimSpace(attrVal(n, "type")))
	if strings.HasPrefix(kind, "application/ld+json") {
		if c := n.FirstChild; c != nil && len(w.scripts) < maxItems {
			w.scripts = append(w.scripts, readScript(c.Data))
		}
		return
	}
	switch kind {
	case "", "text/javascript", "application/javascript", "module", "text/ecmascript", "application/x-javascript":
	default:
		return // data for scripts
	}
	w.page.Scripts++
	if src, ok := attr(n, "src"); ok {
		w.file(snapshot.Link{Kind: snapshot.LinkScript, Flags: integrityFlags(n, kind)}, src, "", state{zone: snapshot.ZoneHead})
	} else if c := n.FirstChild; c != nil {
		for _, mail := range writtenMails(c.Data) {
			w.hiddenMail(mail, s)
		}
		if strings.Contains(c.Data, "viewport") || strings.Contains(c.Data, "userAgent") {
			w.phones("script")
		}
		w.hasteIn(n, c.Data)
		w.fills = w.fills || fillsElements(c.Data)
		w.brings = w.brings || BringsFrame([]byte(c.Data))
		if len(c.Data) >= longInline {
			w.inline(c.Data)
		}
	}
}

// longInline is the length from which a script inside a page may hold a library, bytes; maxInline how many of its comments a page keeps.
const (
	longInline = 4 << 10
	maxInline  = 20
)

// inline keeps the comments of a script inside the page that name versions. Its code is mostly the page's own data: it is not looked through.
func (w *walker) inline(text string) {
	for _, s := range comments([]byte(text)) {
		if len(w.page.Inline) < maxInline {
			w.page.Inline = append(w.page.Inline, w.share.same(s))
		}
	}
}

// hashForm is a hash by which browsers check a file (W3C Subresource Integrity §3.3); what has another form they pass over.
var hashForm = regexp.MustCompile(`^(?i:sha256|sha384|sha512)-[A-Za-z0-9+/_-]{43,88}={0,2}(\?\S*)?$`)

// integrityFlags says what lets a browser check that a script from another server is the one that was meant.
func integrityFlags(n *html.Node, kind string) (flags snapshot.LinkFlag) {
	if integrity, ok := attr(n, "integrity"); ok && slices.ContainsFunc(strings.Fields(clip(integrity, 2000)), hashForm.MatchString) {
		flags |= snapshot.LinkIntegrity
	}
	if _, ok := attr(n, "crossorigin"); ok || kind == "module" {
		flags |= snapshot.LinkCORS
	}
	return flags
}
