package extract

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/snapshot"
)

// refresh reads the address of "5; url=/next", by the steps of the HTML standard for a declarative refresh.
func (w *walker) refresh(content string) {
	rest := strings.TrimLeft(content, " \t\r\n\f")
	if rest == "" || !strings.ContainsRune("0123456789.", rune(rest[0])) {
		return
	}
	after := strings.TrimLeft(rest, "0123456789.")
	if after == "" || !strings.ContainsRune(" \t\r\n\f;,", rune(after[0])) {
		return
	}
	after = strings.TrimLeft(after, " \t\r\n\f")
	if after != "" && (after[0] == ';' || after[0] == ',') {
		after = strings.TrimLeft(after[1:], " \t\r\n\f")
	}
	if len(after) > 3 && strings.EqualFold(after[:3], "url") {
		if eq := strings.TrimLeft(after[3:], " \t\r\n\f"); eq != "" && eq[0] == '=' {
			after = strings.TrimLeft(eq[1:], " \t\r\n\f")
		}
	}
	if after != "" && (after[0] == '"' || after[0] == '\'') {
		after, _, _ = strings.Cut(after[1:], after[:1])
	}
	w.resource(snapshot.LinkRefresh, after, "", state{zone: snapshot.ZoneHead})
}

// shownElsewhere are the properties of a page that name what a search engine or a social network shows of it.
var shownElsewhere = map[string]bool{
	"og:image": true, "og:image:url": true, "og:image:secure_url": true, "og:url": true, "og:video": true, "og:video:url": true, "og:video:secure_url": true,
	"og:audio": true, "twitter:image": true, "twitter:image:src": true, "msapplication-tileimage": true,
}

// styleElement reads what a style element points to.
func (w *walker) styleElement(n *html.Node) {
	if c := n.FirstChild; c != nil && (strings.Contains(c.Data, "url(") || strings.Contains(c.Data, "@import") || hasFold(c.Data, "url(", "@import", "image-set(")) {
		w.style(c.Data, state{zone: snapshot.ZoneHead})
	}
}

// style reads what a style points to.
func (w *walker) style(css string, s state) {
	for _, ref := range StyleRefs(css) {
		if w.extras >= maxExtras {
			return
		}
		w.extras++
		w.resource(ref.Kind, filled(ref.To), "style", s)
	}
}

// data notes an address that search engines and social networks read; from says where it stands.
func (w *walker) data(address, from string) {
	if w.addresses < maxAddress {
		w.addresses++
		w.resource(snapshot.LinkData, filled(address), from, state{zone: snapshot.ZoneHead})
	}
}
