package extract

import (
	"slices"
	"strings"
)

// classBits is what the class and id of an element say about its part in the page. Names are habits, not promises:
// whoever uses a bit checks it against what the element holds.
type classBits uint32

const (
	clsHeader classBits = 1 << iota
	clsNav
	clsFooter
	clsSide
	clsDialog
	clsConsent
	clsCrumbs
	clsPanel   // tab or accordion content: hidden, but one click away
	clsReviews // reviews or a rating
	clsCart    // puts something into the cart
	clsPrice
	clsStruck  // the former price
	clsHandled // scripts look for it
	clsAppRoot // where a script application is mounted
	clsSearch
	clsNewsletter
	clsReview // words that only a form for reviews or comments has
	clsLogin
	clsSpoken // for those who have a page read aloud: nobody sees it
)

// wholeNames are names that say it alone.
var wholeNames = map[string]classBits{
	"header": clsHeader, "hd": clsHeader, "top": clsHeader, "masthead": clsHeader, "topbar": clsHeader, "banner-top": clsHeader,
	"footer": clsFooter, "foot": clsFooter, "ft": clsFooter, "bottom": clsFooter, "colophon": clsFooter, "fnb": clsFooter,
	"nav": clsNav, "navbar": clsNav, "navigation": clsNav, "menu": clsNav, "gnb": clsNav, "lnb": clsNav, "gnav": clsNav, "gnavi": clsNav,
	"mainmenu": clsNav, "mainnav": clsNav, "topmenu": clsNav, "topnav": clsNav, "megamenu": clsNav, "categorymenu": clsNav,
	"sidebar": clsSide, "sidenav": clsSide, "aside": clsSide, "snb": clsSide,
	"breadcrumb": clsCrumbs, "breadcrumbs": clsCrumbs, "topicpath": clsCrumbs, "pankuzu": clsCrumbs, "pagination": clsCrumbs, "pager": clsCrumbs,
	"modal": clsDialog, "dialog": clsDialog, "popup": clsDialog, "lightbox": clsDialog, "offcanvas": clsDialog, "drawer": clsDialog,
	"gdpr": clsConsent, "cmp": clsConsent, "ccm": clsConsent,
	"collapse": clsPanel | clsHandled, "collapsible": clsPanel, "tabpanel": clsPanel,
	"newprice": clsPrice, "oldprice": clsPrice | clsStruck, "listprice": clsPrice | clsStruck,
	"root": clsAppRoot, "app": clsAppRoot, "___gatsby": clsAppRoot, "__next": clsAppRoot, "__nuxt": clsAppRoot, "q-app": clsAppRoot,
	"app-root": clsAppRoot, "ember-app": clsAppRoot, "svelte": clsAppRoot, "vue-app": clsAppRoot, "react-root": clsAppRoot,
	"addtocart": clsCart, "add2cart": clsCart, "addtobasket": clsCart, "buybox": clsCart, "btn-buy": clsCart, "buy-button": clsCart,
	"sr-only": clsSpoken, "visually-hidden": clsSpoken, "visuallyhidden": clsSpoken, "screen-reader-text": clsSpoken, "screen-reader": clsSpoken, "screen-reader-only": clsSpoken,
	"u-visually-hidden": clsSpoken, "a11y-hidden": clsSpoken, "hide-accessible": clsSpoken, "sound_only": clsSpoken, "sound-only": clsSpoken, "blind": clsSpoken, "screen_out": clsSpoken,
	"trustpilot-widget": clsReviews, "yotpo": clsReviews, "stars": clsReviews,
}

// pageWords are words that leave a compound what its other word makes it: "footer-links", "site-header".
var pageWords = map[string]bool{
	"site": true, "main": true, "page": true, "shop": true, "store": true, "global": true, "layout": true, "primary": true, "desktop": true,
	"mobile": true, "theme": true, "web": true, "app": true, "body": true, "common": true, "wrap": true, "wrapper": true, "container": true,
	"inner": true, "area": true, "section": true, "content": true, "outer": true, "box": true, "top": true, "bottom": true, "bar": true,
	"row": true, "block": true, "group": true, "links": true, "link": true, "menu": true, "nav": true, "navigation": true, "columns": true,
	"column": true, "widgets": true, "widget": true, "info": true, "legal": true, "copyright": true, "v1": true, "v2": true, "fixed": true,
	"sticky": true, "middle": true, "wp": true, "left": true, "right": true, "upper": true, "lower": true, "secondary": true, "sub": true,
	"category": true, "categories": true, "mega": true, "list": true, "side": true, "horizontal": true, "vertical": true, "1": true, "2": true, "3": true,
}

// classifyName reads one class or id attribute value.
func classifyName(value string) classBits {
	var bits classBits
	for _, name := range strings.Fields(clip(value, 1000)) {
		if len(name) > 80 {
			continue
		}
		bits |= classifyToken(name)
	}
	if bits&clsStruck != 0 && paidNow(value) {
		bits &^= clsStruck
	}
	return bits
}

// paidNow reports whether a class says beside "regular" that the price is the one that is paid: "price-regular price-sale".
func paidNow(value string) bool {
	for _, name := range strings.Fields(value) {
		if words := splitName(name); contains(words, "price", "preis", "prix", "precio", "prezzo", "prijs", "preco", "cena") && contains(words, "sale", "special", "now", "current", "final", "actual") &&
			!contains(words, "regular", "old", "was", "compare", "before", "original", "on", "item", "has", "with") {
			return true
		}
	}
	return false
}

func classifyToken(name string) classBits {
	lower := strings.ToLower(name)
	bits := wholeNames[lower]
	words := splitName(name)
	bits |= frameBits(words)
	bits |= contentBits(words)
	for _, s := range [...]string{"add-to-cart", "add_to_cart", "addtocart", "add-to-basket", "addtobasket", "add-to-bag", "add2cart", "buy-now", "cart-add"} {
		if strings.Contains(lower, s) {
			bits |= clsCart
		}
	}
	return bits
}

// frameBits recognises compounds whose other words only say where or how big: "site-header", "footer_inner".
func frameBits(words []string) classBits {
	var bits classBits
	if len(words) > 2 && words[0] == "ec" && contains(words, "role") { // EC-CUBE: "ec-layoutRole__header"
		words = slices.DeleteFunc(words[1:len(words):len(words)], func(w string) bool { return w == "role" })
	}
	for i, w := range words {
		var b classBits
		switch w {
		case "header", "masthead", "topbar":
			b = clsHeader
		case "footer":
			b = clsFooter
		case "nav", "navbar", "navigation", "menu":
			b = clsNav
		case "sidebar":
			b = clsSide
		case "breadcrumb", "breadcrumbs", "pagination":
			return clsCrumbs
		case "modal", "popup", "dialog":
			b = clsDialog
		default:
			continue
		}
		for k, other := range words {
			if k != i && !pageWords[other] && other != "header" && other != "footer" {
				b = 0
			}
		}
		bits |= b
	}
	if len(words) > 1 && bits&clsHeader != 0 && bits&clsFooter != 0 {
		return 0
	}
	return bits
}

// contentBits recognises words wherever they stand in the name.
func contentBits(words []string) classBits {
	var bits classBits
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch w {
		case "cookie", "cookies", "consent", "gdpr", "cookiebot", "onetrust", "usercentrics", "cookiefirst", "borlabs", "klaro", "didomi":
			bits |= clsConsent
		case "tab", "tabs", "accordion", "collapse", "panel":
			if next == "pane" || next == "panel" || next == "content" || next == "body" || next == "panels" || next == "collapse" || next == "inner" {
				bits |= clsPanel
			}
		case "review", "reviews", "rating", "ratings", "bewertung", "bewertungen", "testimonial", "testimonials", "yotpo", "jdgm", "judgeme", "loox",
			"okendo", "stamped", "ekomi", "feefo", "trustpilot", "trustedshops", "kiyoh", "avis", "opinie", "recensioni", "resenas", "pingjia":
			if !contains(words, "age", "energy", "content") {
				bits |= clsReviews
			}
		case "price", "prices", "preis", "prix", "precio", "prezzo", "prijs", "preco", "cena", "amount", "kakaku", "jiage":
			bits |= clsPrice
			former := contains(words, "old", "was", "regular", "compare", "before", "original", "crossed", "strike", "rrp", "uvp", "pseudo", "alt") ||
				i > 0 && words[i-1] == "list" // "price-list" is a list of prices
			if former && !contains(words, "item", "container", "wrapper", "box", "with", "has") {
				bits |= clsStruck
			}
		case "js", "toggle", "toggler", "dropdown", "trigger", "opener", "hamburger", "burger":
			bits |= clsHandled
		case "comment", "comments", "guestbook":
			bits |= clsReview
		case "newsletter", "subscribe", "mailchimp", "klaviyo", "mailing":
			bits |= clsNewsletter
		case "search", "suche", "recherche", "buscar", "szukaj":
			bits |= clsSearch
		case "login", "signin", "logon", "anmelden":
			bits |= clsLogin
		case "write", "post":
			if next == "review" {
				bits |= clsReview
			}
		}
	}
	return bits
}

func contains(words []string, any ...string) bool {
	for _, w := range words {
		for _, a := range any {
			if w == a {
				return true
			}
		}
	}
	return false
}

// splitName parts a class name into lower-case words: at anything but letters and digits and at "aB".
func splitName(name string) []string {
	words := make([]string, 0, 4)
	start := 0
	for i := 0; i <= len(name); i++ {
		end := i == len(name) || !isNameChar(name[i])
		camel := !end && i > start && 'A' <= name[i] && name[i] <= 'Z' && 'a' <= name[i-1] && name[i-1] <= 'z'
		if !end && !camel {
			continue
		}
		if i > start {
			words = append(words, strings.ToLower(name[start:i]))
		}
		start = i
		if end {
			start = i + 1
		}
	}
	return words
}

func isNameChar(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
}
