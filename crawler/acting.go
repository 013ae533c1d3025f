package crawler

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Following a link must never act: log out, fill a cart, delete, subscribe, vote. A link wrongly taken for an action costs one page of the
// look; the reverse changes somebody's shop. So addresses are judged by their words, and links by their texts where all of them agree.

// actingWords are path segments, routing values and parameter names that act. They are matched whole, after "-", "_" and "." are dropped.
var actingWords = map[string]bool{
	"logout": true, "signout": true, "logoff": true, "abmelden": true, "deconnexion": true, "cerrarsesion": true, "uitloggen": true, "wyloguj": true,
	"addtocart": true, "addcart": true, "cartadd": true, "addtobasket": true, "addtobag": true, "buynow": true, "quickbuy": true, "incart": true,
	"addtowishlist": true, "wishlistadd": true, "addtocompare": true, "compareadd": true, "addtolist": true, "yithwcwladd": true,
	"removeitem": true, "removefromcart": true, "emptycart": true, "clearcart": true, "undoitem": true, "delete": true, "remove": true, "destroy": true,
	"subscribe": true, "unsubscribe": true, "optout": true, "vote": true, "upvote": true, "downvote": true, "like": true, "dislike": true,
	"report": true, "reportabuse": true, "helpful": true, "markhelpful": true, "addreview": true, "writereview": true, "notify": true, "notifyremove": true,
	"setcurrency": true, "changecurrency": true, "switchcurrency": true, "currencyswitch": true, "changelanguage": true, "setlanguage": true, "switchlanguage": true, "languagesave": true, "currencysave": true,
	"applycoupon": true, "removecoupon": true, "reorder": true, "cancelorder": true, "sendtofriend": true, "emailfriend": true, "printpage": true,
}

// switchParams are parameters that switch currency or language and leave a cookie.
var switchParams = map[string]bool{
	"currency": true, "setcurrency": true, "cur": true, "curr": true, "currencycode": true, "idcurrency": true, "submitcurrency": true,
	"setlang": true, "changelang": true, "switchlang": true, "switchlanguage": true, "setlocale": true, "isolang": true, "idlang": true,
}

// actingVerbs are values of "action", "do" and the like that act.
var actingVerbs = []string{"add", "remove", "delete", "update", "buy", "empty", "clear", "logout", "logoff", "notify", "subscribe", "unsubscribe", "vote", "like", "save", "set", "apply", "cancel", "wishlist", "compare"}

// acts says why an address must not be followed, judged by its words alone; "" when nothing speaks against it.
func acts(u *url.URL) snapshot.SkipReason {
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i, seg := range segments {
		w := word(seg)
		if actingWords[w] {
			return reasonFor(w)
		}
		// Two segments that act together: /cart/add, /wishlist/remove, /account/logout.
		if i > 0 && actsOn(word(segments[i-1]), w) {
			return snapshot.SkipActing
		}
	}
	for _, p := range strings.Split(u.RawQuery, "&") {
		name, value, _ := strings.Cut(p, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		if why := paramActs(word(name), strings.ToLower(value)); why != "" {
			return why
		}
	}
	return ""
}

func actsOn(thing, verb string) bool {
	switch thing {
	case "cart", "basket", "bag", "wishlist", "compare", "favorites", "favourites", "warenkorb", "panier", "carrito", "carrello", "winkelwagen", "carrinho", "koszyk", "checkoutcart":
	default:
		return false
	}
	switch verb {
	case "add", "remove", "update", "clear", "empty", "change", "ajout", "hinzufuegen", "anadir", "aggiungi", "toevoegen", "adicionar", "dodaj", "product", "insert", "put", "delete":
		return true
	}
	return false
}

func paramActs(name, value string) snapshot.SkipReason {
	switch {
	case switchParams[name]:
		return snapshot.SkipSwitch
	case actingWords[name]:
		return reasonFor(name)
	case name == "add" || name == "remove" || name == "delete" || name == "undo":
		return snapshot.SkipActing
	}
	if !snapshot.Routing(name) && name != "action" && name != "fnc" && name != "cmd" && name != "op" && name != "wcajax" && name != "mode" {
		return ""
	}
	value, _ = url.QueryUnescape(value)
	var before string
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == '/' || r == '|' || r == '.' || r == ':' }) {
		w := word(part)
		if actingWords[w] || actsOn(before, w) || actsOn(strings.TrimPrefix(before, "checkout"), w) {
			return reasonFor(w)
		}
		if (before == "language" || before == "currency") && w == "save" {
			return snapshot.SkipSwitch
		}
		before = w
	}
	if !snapshot.Routing(name) {
		for _, v := range actingVerbs {
			if strings.HasPrefix(word(value), v) {
				return snapshot.SkipActing
			}
		}
	}
	return ""
}

func reasonFor(w string) snapshot.SkipReason {
	if strings.Contains(w, "currency") || strings.Contains(w, "language") {
		return snapshot.SkipSwitch
	}
	return snapshot.SkipActing
}

// word drops what joins the parts of a name: "add-to-cart", "add_to_cart" and "addToCart" are one word.
func word(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == '_' || r == '.' || r == '[' || r == ']':
			return -1
		case r >= 'A' && r <= 'Z':
			return r + 32
		default:
			return r
		}
	}, strings.TrimSuffix(strings.TrimSuffix(s, ".php"), ".html"))
}

// textActs says why a link must not be followed, judged by its text.
func (c *crawl) textActs(text string) snapshot.SkipReason {
	if text == "" || len(text) > 80 {
		return ""
	}
	switch c.cues.Acts(text, "", c.lang) {
	case cue.Logout, cue.Acting, cue.AddToCart:
		return snapshot.SkipActing
	case cue.Switch:
		return snapshot.SkipSwitch
	default:
		return ""
	}
}
