package extract

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/snapshot"
)

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
