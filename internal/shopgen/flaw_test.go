package shopgen_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopvet/shopvet/internal/shopgen"
)

// flawed runs f for the flaws in question in each market of the languages in which the flaw can exist, in one layout after the other.
func flawed(t *testing.T, langs []string, which func(shopgen.Flaw) bool, f func(t *testing.T, info shopgen.FlawInfo, opt shopgen.Options)) {
	layout := 0
	for _, info := range shopgen.Flaws() {
		if !which(info.Flaw) {
			continue
		}
		for _, lang := range langs {
			for _, market := range shopgen.Markets(lang) {
				if info.Markets != nil && !slices.Contains(info.Markets, market) {
					continue
				}
				layout = (layout + 1) % 3
				opt := shopgen.Options{Seed: 3, Products: 12, Lang: lang, Market: market, Layout: layout, Flaws: []shopgen.Flaw{info.Flaw}, Delay: time.Millisecond}
				t.Run(fmt.Sprintf("%s-%s-%s-%d", info.Flaw, lang, market, layout), func(t *testing.T) {
					t.Parallel()
					f(t, info, opt)
				})
			}
		}
	}
}

func TestFlawsAreWellDescribed(t *testing.T) {
	seen := map[shopgen.Flaw]bool{}
	for _, info := range shopgen.Flaws() {
		if seen[info.Flaw] {
			t.Errorf("%s is listed twice", info.Flaw)
		}
		seen[info.Flaw] = true
		if info.Doc == "" || len(info.Flips) == 0 {
			t.Errorf("%s does not say what it does", info.Flaw)
		}
		for check, status := range info.Flips {
			if status != "fail" && status != "warn" || slices.Contains(info.May, check) {
				t.Errorf("%s: %s %q", info.Flaw, check, status)
			}
		}
	}
}

// touched is how many of a shop's pages a flaw may change at most, where it must leave most of them alone; headers count as none.
var touched = map[shopgen.Flaw]int{
	shopgen.FlawNoImprintLink: -1, shopgen.FlawShortPrivacy: 1, shopgen.FlawPlaceholderTerms: 1, shopgen.FlawLoremHome: 1, shopgen.FlawMixedImages: 1,
	shopgen.FlawNoCSP: 0, shopgen.FlawUnsafeCSP: 0, shopgen.FlawCookieNoSecure: 0, shopgen.FlawCookieNoHTTPOnly: 0, shopgen.FlawNoHSTS: 0,
	shopgen.FlawNoFrameGuard: 0, shopgen.FlawNoSniff: 0, shopgen.FlawServerVersion: 0, shopgen.FlawExposedGit: 0,
	shopgen.FlawOldTLS: 0, shopgen.FlawNoTLS13: 0, shopgen.FlawTripleDES: 0, shopgen.FlawRC4: 0, shopgen.FlawStaticKeys: 0, shopgen.FlawLateCertificate: 0,
	shopgen.FlawLongCertificate: 0,
	shopgen.FlawSlowTTFB:        0, shopgen.FlawSlowCart: 0, shopgen.FlawSlowHTML: 0, shopgen.FlawSoft404: 0, shopgen.FlawFormToHTTP: 1, shopgen.FlawRedirectLoop: 1,
	shopgen.FlawServerErrors: 4, shopgen.FlawLoremPage: 2, shopgen.FlawEmptyPage: 2, shopgen.FlawEmptyPages: 4,
	shopgen.FlawMojibake: 10, // home, about, journal and its posts
}

// soundContent is what the pages of a sound shop say, fetched once for all its flawed twins.
func soundContent(t *testing.T, twins *sync.Map, opt shopgen.Options) map[string][]byte {
	once, _ := twins.LoadOrStore(fmt.Sprint(opt.Lang, opt.Market, opt.Layout), sync.OnceValue(func() map[string][]byte { return content(t, newShop(t, opt)) }))
	return once.(func() map[string][]byte)()
}

// unseenInPages tells whether a flaw lies in files and answers alone.
func unseenInPages(f shopgen.Flaw) bool {
	return slices.Contains([]shopgen.Flaw{shopgen.FlawSearchError, shopgen.FlawSearchBlind, shopgen.FlawBrokenStyle, shopgen.FlawBrokenCart, shopgen.FlawWidePage,
		shopgen.FlawSlowHero, shopgen.FlawLongChain}, f)
}

// TestAFlawChangesOnlyWhatItNames compares a flawed shop with its sound twin, page by page.
func TestAFlawChangesOnlyWhatItNames(t *testing.T) {
	var twins sync.Map
	answers := func(f shopgen.Flaw) bool { return f != shopgen.FlawTimeouts } // pages that never answer cannot be compared
	flawed(t, []string{"de", "en"}, answers, func(t *testing.T, info shopgen.FlawInfo, opt shopgen.Options) {
		sound := opt
		sound.Flaws = nil
		before, after := soundContent(t, &twins, sound), content(t, newShop(t, opt))
		changed := 0
		for path, body := range after {
			if !bytes.Equal(body, before[path]) && before[path] != nil {
				changed++
			}
		}
		if most, ok := touched[info.Flaw]; ok && most >= 0 && changed > most {
			t.Errorf("%d of %d pages changed, want at most %d", changed, len(after), most)
		}
		if _, narrow := touched[info.Flaw]; changed == 0 && !narrow && len(before) == len(after) && !info.HTTPS && !unseenInPages(info.Flaw) {
			t.Error("nothing changed")
		}
		if missing := len(before) - len(after); missing < 0 || missing > 3 {
			t.Errorf("%d pages before, %d after", len(before), len(after))
		}
	})
}

// TestWhatAFlawHidesIsHiddenEverywhere looks for facts of the sound shop that its flawed twin's oracle no longer knows.
func TestWhatAFlawHidesIsHiddenEverywhere(t *testing.T) {
	hiding := []shopgen.Flaw{
		shopgen.FlawNoLegalName, shopgen.FlawNoAddress, shopgen.FlawNoContactChannels, shopgen.FlawSingleChannel, shopgen.FlawFormOnly, shopgen.FlawMalformedEmail,
		shopgen.FlawDummyPhone, shopgen.FlawNoPayment, shopgen.FlawNoDeliveryTime, shopgen.FlawNoReturns, shopgen.FlawNoShipping, shopgen.FlawNoPrivacy,
		shopgen.FlawNoTerms, shopgen.FlawNoGuide, shopgen.FlawNoContactPage, shopgen.FlawNoAbout,
	}
	hides := func(f shopgen.Flaw) bool { return slices.Contains(hiding, f) }
	flawed(t, shopgen.Languages(), hides, func(t *testing.T, info shopgen.FlawInfo, opt shopgen.Options) {
		sound := opt
		sound.Flaws = nil
		was, shop := newShop(t, sound).Oracle(), newShop(t, opt)
		is := shop.Oracle()
		var gone []string
		for _, pair := range [][2]string{{was.LegalName, is.LegalName}, {was.Email, is.Email}, {was.Phone, is.Phone}} {
			if pair[0] != pair[1] {
				gone = append(gone, pair[0])
			}
		}
		if is.Address == nil {
			gone = append(gone, was.Address[0])
		}
		links := map[string]bool{}
		for kind, href := range was.Policies {
			if is.Policies[kind] == "" {
				links[href] = true
			}
		}
		if len(gone) == 0 && len(links) == 0 && info.Flaw != shopgen.FlawNoPayment && info.Flaw != shopgen.FlawNoDeliveryTime {
			t.Errorf("%s hides nothing", info.Flaw)
		}
		for path, body := range content(t, shop) {
			d := parse(t, bytes.NewReader(body))
			for _, fact := range gone {
				if strings.Contains(d.text, fact) {
					t.Errorf("%s still shows %q: %s", path, fact, around(d.text, fact))
				}
			}
			for _, href := range d.links {
				if links[href] {
					t.Errorf("%s still links to %s", path, href)
				}
			}
			for _, mark := range []string{"{", "](", "?tag", "<no value>"} {
				if strings.Contains(d.text, mark) {
					t.Errorf("%s: unresolved %q in %q", path, mark, around(d.text, mark))
				}
			}
		}
	})
}

func TestFlawsOfDeliveryShow(t *testing.T) {
	get := func(flaw shopgen.Flaw) (*shopgen.Shop, visitor) {
		s := newShop(t, shopgen.Options{Lang: "en", Flaws: []shopgen.Flaw{flaw}, Delay: 60 * time.Millisecond})
		return s, visitor{t, s}
	}
	t.Run("errors", func(t *testing.T) {
		s, v := get(shopgen.FlawServerErrors)
		n := 0
		for p := range s.Oracle().Products {
			if v.get(p.Path).Code == http.StatusInternalServerError {
				n++
			}
		}
		if n < 2 {
			t.Errorf("%d of the products answer 500", n)
		}
	})
	t.Run("soft 404", func(t *testing.T) {
		if _, v := get(shopgen.FlawSoft404); v.get("/nothing").Code != http.StatusOK {
			t.Error("a missing page does not answer 200")
		}
	})
	t.Run("ring", func(t *testing.T) {
		s, v := get(shopgen.FlawRedirectLoop)
		at := ""
		for path, d := range map[string]doc{"/journal": v.page("/journal")} {
			for _, href := range d.links {
				if strings.HasPrefix(href, path+"/archive") {
					at = href
				}
			}
		}
		seen := map[string]bool{}
		for range 6 {
			seen[at] = true
			at = v.get(at).Header().Get("Location")
		}
		if !maps.Equal(seen, map[string]bool{"/journal/archive/1": true, "/journal/archive/2": true}) {
			t.Errorf("ring %v in %s", seen, s.Oracle().Name)
		}
	})
	t.Run("chain", func(t *testing.T) {
		s, v := get(shopgen.FlawLongChain)
		at, hops := "/", 0
		for ; v.get(at).Code == http.StatusFound && hops < 20; hops++ {
			at = v.get(at).Header().Get("Location")
		}
		if hops != 4 || at != s.Oracle().Home {
			t.Errorf("%d redirects to %s", hops, at)
		}
	})
	t.Run("slow first byte", func(t *testing.T) {
		_, v := get(shopgen.FlawSlowTTFB)
		begin := time.Now()
		v.get("/")
		if took := time.Since(begin); took < 60*time.Millisecond {
			t.Errorf("answered in %v", took)
		}
	})
	t.Run("slow basket", func(t *testing.T) {
		s, v := get(shopgen.FlawSlowCart)
		took := func(path string) time.Duration {
			begin := time.Now()
			v.get(path)
			return time.Since(begin)
		}
		if cart, home := took(s.Oracle().Cart), took("/"); cart < 60*time.Millisecond || home > cart {
			t.Errorf("the basket answered in %v, the home page in %v", cart, home)
		}
	})
	t.Run("slow page", func(t *testing.T) {
		_, v := get(shopgen.FlawSlowHTML)
		begin := time.Now()
		v.get("/")
		if took := time.Since(begin); took < 50*time.Millisecond {
			t.Errorf("answered in %v", took)
		}
	})
}
