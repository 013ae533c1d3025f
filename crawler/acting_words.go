package crawler

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
)

// The words by which addresses act. They are compared in lower case, after what joins the parts of a name is dropped: "add-to-cart",
// "add_to_cart" and "addToCart" are one word.

// actingStems act wherever a short name has them in it: "customer-logout", "mylogout", "newsletter-unsubscribe".
var actingStems = []string{
	"logout", "logoff", "signout", "signoff", "uitloggen", "wyloguj", "deconnexion", "deconnecter", "cerrarsesion", "ログアウト", "로그아웃", "退出登录",
	"addtocart", "addcart", "cartadd", "addtobasket", "tobasket", "addtobag", "addtowish", "addtocompare", "addtolist", "addcompare", "removecompare",
	"tocomparelist", "towishlist", "tonoticelist", "buynow", "quickbuy", "inthecart", "indenwarenkorb", "ajouteraupanier", "aggiungialcarrello", "anadiralcarrito", "adicionaraocarrinho",
	"dodajdokoszyka", "removefrom", "emptycart", "clearcart", "unsubscribe", "resubscribe", "deletediscount", "orderagain", "cancelorder", "changesubscription", "buyproductsid", "checkoutprocess",
}

// actingWords act when they are the whole of a segment or of a parameter's name.
var actingWords = wordSet(`abmelden abmeldung afmelden esci sair logud loggaut odhlasit 退出 incart yithwcwladd removeitem undoitem delete remove destroy
	subscribe optout vote votes upvote downvote like dislike reportabuse helpful markhelpful addreview writereview notify notifyremove
	applycoupon removecoupon reorder sendtofriend emailfriend printpage desinscription disiscrizione austragen desabonnement`)

// actingParams act when they are the whole of a parameter's name.
var actingParams = wordSet(`add remove delete undo update report wcajax wcapi droppos wlplo vlplo`)

// switchWords change currency or language, which leaves a cookie.
var switchWords = wordSet(`setcurrency changecurrency switchcurrency currencyswitch currencysave changelanguage setlanguage switchlanguage
	languagesave setlocale setlang changelang switchlang localization`)

// switchParams do the same as the name of a parameter. A parameter that chooses the language of one page is another thing: languageParams.
var switchParams = wordSet(`cur curr isolang`)

// viewParams with one of views as their value show the whole shop to a visitor as to one with another device from then on.
var (
	viewParams = wordSet(`device view viewmode viewtype deviceview devicemode displaymode`)
	views      = wordSet(`pc mobile desktop`)
)

// carts keep something for a visitor and have a page of their own.
var carts = wordSet(`cart basket wishlist compare favorites favourites favoris warenkorb merkzettel vergleich panier carrito carrello winkelwagen carrinho koszyk`)

// strictHolders belong to a visitor or an order: what is done to them acts, whatever else the name says.
var strictHolders = wordSet(`checkout lineitem account newsletter subscriber favorite favourite payment giftregistry productalert`)

// looseHolders may be folders of goods too: a deed beside them must be a whole segment.
var looseHolders = wordSet(`bag item order coupon address promotion subscription poll review comment reviews comments`)

// deeds act on the holder that the address names before them.
var deeds = wordSet(`add remove delete update clear empty change configure insert put post save set apply cancel close invalidate toggle submit place process
	confirm increase decrease up down handle fromcart buystep vote rate rating report helpful like reorder subscribe new send write issue
	ajout ajouter supprimer hinzufuegen entfernen loeschen anadir agregar eliminar aggiungi rimuovi toevoegen verwijderen adicionar remover dodaj usun`)

// strongDeeds are the deeds that hardly stand in a name for anything else.
var strongDeeds = wordSet(`add remove delete clear empty toggle cancel close`)

// numberDeeds act beside a number alone: /buy/12, /12/like.
var numberDeeds = wordSet(`buy like vote rate follow delete remove add helpful favorite reorder cancel toggle`)

// shelves are folders whose entries are things to look at, whatever they are called: /products/report.
var shelves = wordSet(`products product pages collections blog blogs news brands categories category`)

// choosers are parameters that choose what is to be done, and verbs what then acts.
var (
	choosers = wordSet(`action cmd command op mode func function do act task`)
	verbs    = wordSet(`add remove delete update buy empty clear notify subscribe vote like save set apply cancel wishlist compare up down cart custorder`)
)

// What an address can switch.
var (
	currencies = wordSet(`currency currencies`)
	languages  = wordSet(`language languages lang locale sprache langue idioma lingua`)
)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// name is a segment of a path, or a parameter's name or value, taken apart.
type name struct {
	parts []string
	word  string // the parts together
}

// extensions are endings of names that say how they are made and not what they are.
var extensions = wordSet(`.php .php5 .html .htm .shtml .asp .aspx .jsp .jsf .do .action .cfm .cgi .pl .js .json`)

// taken takes a name apart at what joins its parts, and where a capital follows a small letter.
func taken(s string) name {
	if ext := path.Ext(s); extensions[strings.ToLower(ext)] {
		s = s[:len(s)-len(ext)]
	}
	s, _, _ = strings.Cut(s, ";")
	var b strings.Builder
	var before rune
	for _, r := range s {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			r = ' '
		}
		b.WriteRune(unicode.ToLower(r))
		before = r
	}
	parts := strings.Fields(b.String())
	return name{parts, strings.Join(parts, "")}
}

// acts reports whether a name acts by itself.
func (n name) acts() bool {
	short := len(n.parts) <= 4 // else it is a title
	return actingWords[n.word] || n.stemmed() || short && (n.first(strongDeeds) && (n.any(carts) || n.any(strictHolders)) || n.last(strongDeeds) && n.any(carts))
}

// stemmed reports whether a name has a stem in it that acts whatever stands around it.
func (n name) stemmed() bool {
	return len(n.parts) <= 4 && slices.ContainsFunc(actingStems, func(stem string) bool { return strings.Contains(n.word, stem) })
}

// does reports whether a segment acts on what one before it holds.
func (n name) does(strict, loose bool) bool {
	return strict && len(n.parts) <= 4 && n.first(deeds) || loose && deeds[n.word]
}

// any reports whether a short name has one of the words in it.
func (n name) any(set map[string]bool) bool {
	return set[n.word] || len(n.parts) <= 4 && slices.ContainsFunc(n.parts, func(p string) bool { return set[p] })
}

func (n name) first(set map[string]bool) bool { return len(n.parts) > 0 && set[n.parts[0]] }

func (n name) last(set map[string]bool) bool { return len(n.parts) > 0 && set[n.parts[len(n.parts)-1]] }

// number reports whether a segment is a number, or the "number:quantity" of a ready-made cart.
func number(segment string) bool {
	return segment != "" && segment[0] <= '9' && strings.Trim(segment, "0123456789:,") == ""
}

// decoded is a part of a query without its escapes.
func decoded(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}
