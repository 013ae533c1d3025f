package crawler

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/snapshot"
)

// sale is a shop with a cart and a checkout, which notes what was sent to it.
type sale struct {
	lang, add, cart, pay, guest, last string
	drawer                            bool // the cart opens beside the product

	mu   sync.Mutex
	sent []string
}

func (s *sale) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		_ = r.ParseForm()
		s.mu.Lock()
		s.sent = append(s.sent, r.URL.Path+" "+r.PostForm.Encode())
		s.mu.Unlock()
	}
	filled := ""
	if c, err := r.Cookie("cart"); err == nil {
		filled = c.Value
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	page := func(body string) {
		fmt.Fprintf(w, `<!doctype html><html lang="%s"><title>Shop</title><header><a href="/">Home</a> <a href="/basket">%s</a><form action="/newsletter" method="post"><input type="email" name="email"><button>OK</button></form></header><main>%s</main></html>`, s.lang, s.cart, body)
	}
	switch r.URL.Path {
	case "/":
		page(`<h1>Candles</h1><p><a href="/p/amber">Amber</a></p>`)
	case "/p/amber":
		drawer := ""
		if s.drawer && filled != "" {
			drawer = `<aside style="position:fixed;right:0">1 × Amber <a href="/checkout">` + s.pay + `</a></aside>`
		}
		page(`<h1>Amber</h1><p>12,90 €</p><form action="/add" method="post"><input type="hidden" name="id" value="7"><input name="qty" value="1"><button>` + s.add + `</button></form>` + drawer)
	case "/add":
		http.SetCookie(w, &http.Cookie{Name: "cart", Value: "7", Path: "/"})
		http.Redirect(w, r, "/p/amber", http.StatusSeeOther)
	case "/basket":
		if filled == "" {
			page(`<h1>` + s.cart + `</h1><p>–</p>`)
			return
		}
		page(`<h1>` + s.cart + `</h1><p>Amber</p><form action="/checkout"><input name="coupon_code"><button>` + s.pay + `</button></form>`)
	case "/checkout":
		switch {
		case filled == "":
			http.Redirect(w, r, "/basket", http.StatusSeeOther)
		case s.guest != "" && r.URL.Query().Get("guest") == "":
			page(`<h1>Checkout</h1><form method="post" action="/login"><input type="email" name="e"><input type="password" name="p"><button>Login</button></form><a href="/checkout?guest=1">` + s.guest + `</a>`)
		default:
			page(`<h1>Checkout</h1><form method="post" action="/order"><input type="email" name="e"><input type="text" name="street"><button>` + s.last + `</button></form>`)
		}
	case "/order", "/login", "/newsletter":
		page(`<h1>Thanks</h1>`)
	default:
		http.NotFound(w, r)
	}
}

// TestTheWayOfAnOrder goes from a product to the checkout where the owner allows it. Nothing but the product is ever sent.
func TestTheWayOfAnOrder(t *testing.T) {
	t.Parallel()
	engine := testBrowser(t)
	for name, s := range map[string]*sale{
		"de":                {lang: "de", add: "In den Warenkorb", cart: "Warenkorb", pay: "Zur Kasse", last: "Zahlungspflichtig bestellen"},
		"beside, as guest":  {lang: "en", add: "Add to basket", cart: "Basket", pay: "Checkout", guest: "Continue as guest", last: "Place order", drawer: true},
		"without a way on":  {lang: "fr", add: "Ajouter au panier", cart: "Panier", pay: "Payer maintenant", last: "Payer"},
		"it would order":    {lang: "ja", add: "カートに入れる", cart: "カート", pay: "注文を確定する", last: "購入する"},
		"many steps, in it": {lang: "it", add: "Aggiungi al carrello", cart: "Carrello", pay: "Procedi al checkout", last: "Continua"},
	} {
		o := orderIn(t, s, engine)
		last := o.Steps[len(o.Steps)-1]
		switch name {
		case "without a way on", "it would order":
			if o.End != snapshot.OrderNoWay || last.Checkout {
				t.Errorf("%s: %+v", name, o)
			}
		case "many steps, in it":
			if o.End != snapshot.OrderAsks || !last.Checkout {
				t.Errorf("%s: %+v", name, o)
			}
		default:
			if o.End != snapshot.OrderLast || !last.Checkout || !slices.Contains(last.Buttons, s.last) || !slices.Contains(last.Asked, "email") {
				t.Errorf("%s: %+v", name, o)
			}
		}
		if len(s.sent) != 1 || !strings.HasPrefix(s.sent[0], "/add ") {
			t.Errorf("%s: sent %q", name, s.sent)
		}
	}
}

// orderIn reads a shop, and then goes the way of an order. On a busy machine a load may come to nothing; another visit is made then.
func orderIn(t *testing.T, s *sale, engine *render.Engine) *snapshot.Order {
	t.Helper()
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	for try := 1; ; try++ {
		s.mu.Lock()
		s.sent = nil
		s.mu.Unlock()
		var faults atomic.Int64
		c := begun(t, srv.URL, Options{Limits: limits(), Browser: engine, Events: func(e Event) {
			if r, ok := e.(Rendered); ok && r.Fault != "" {
				faults.Add(1)
			}
		}})
		c.visit(t.Context())
		c.tryOrder(t.Context())
		if c.snap.Order != nil {
			t.Fatal("a product was put into the cart of a shop whose owner was not asked")
		}
		c.opts.OwnSite = true
		c.tryOrder(t.Context())
		whole := c.snap.Order != nil && len(c.snap.Order.Steps) > 0
		switch {
		case whole && (faults.Load() == 0 || try == 4):
			return c.snap.Order
		case faults.Load() == 0 || try == 4:
			t.Fatalf("no way was gone: %+v", c.snap.Order)
		}
	}
}

// begun is a visit that is in the shop and has not looked around.
func begun(t *testing.T, address string, o Options) *crawl {
	t.Helper()
	target, err := ParseTarget(address)
	if err != nil {
		t.Fatal(err)
	}
	c := newCrawl(target, o)
	t.Cleanup(c.close)
	if err := c.comeIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestRefusing presses what refuses in notices of several kinds and looks what the page does then.
func TestRefusing(t *testing.T) {
	t.Parallel()
	const side = 3 // most of it is waiting
	engines := make(chan *render.Engine, side)
	for range side {
		engines <- testBrowser(t)
	}
	const follow = `document.cookie="_fbp=1; max-age=9999"`
	for name, n := range map[string]struct {
		html   string
		set    string // cookie that is there only after refusing
		stayed bool
		again  bool
		none   bool // nothing is to be pressed
	}{
		"respected":                        {html: `<script>if(!/choice=/.test(document.cookie))document.body.insertAdjacentHTML("beforeend",'<div id=n style="position:fixed;bottom:0"><p>We use cookies.</p><button>Accept all</button><button onclick="document.cookie=\'choice=no; max-age=9999\';this.parentNode.remove()">Reject all</button></div>')</script>`, set: "choice"},
		"followed all the same":            {html: `<script>if(/choice=no/.test(document.cookie))` + follow + `;else document.body.insertAdjacentHTML("beforeend",'<div id=n style="position:fixed;bottom:0"><p>Wir verwenden Cookies.</p><button>Alle akzeptieren</button><button onclick="document.cookie=\'choice=no; max-age=9999\';this.parentNode.remove()">Nur notwendige</button></div>')</script>`, set: "_fbp"},
		"in a shadow tree":                 {html: `<c-c></c-c><script>customElements.define("c-c",class extends HTMLElement{connectedCallback(){if(/choice=no/.test(document.cookie))return;const s=this.attachShadow({mode:"open"});s.innerHTML="<div style='position:fixed;bottom:0'><p>Nous utilisons des cookies.</p><button>Tout accepter</button><button id=r>Continuer sans accepter</button></div>";s.getElementById("r").onclick=()=>{document.cookie="choice=no; max-age=9999";this.remove()}}})</script>`, set: "choice"},
		"in a closed shadow tree":          {html: `<c-c></c-c><script>customElements.define("c-c",class extends HTMLElement{connectedCallback(){if(/choice=no/.test(document.cookie))return;const s=this.attachShadow({mode:"closed"});s.innerHTML="<div style='position:fixed;bottom:0'><p>Nous utilisons des cookies.</p><button>Tout accepter</button><button id=r>Continuer sans accepter</button></div>";s.getElementById("r").onclick=()=>{document.cookie="choice=no; max-age=9999";this.remove()}}})</script>`, set: "choice"},
		"in a closed shadow tree of a box": {html: `<script>if(!/choice=no/.test(document.cookie)){const e=document.createElement("div");document.body.append(e);const s=e.attachShadow({mode:"closed"});s.innerHTML="<div style='position:fixed;bottom:0'><p>Wir verwenden Cookies.</p><button>Alle akzeptieren</button><button id=r>Ablehnen</button></div>";s.getElementById("r").onclick=()=>{document.cookie="choice=no; max-age=9999";e.remove()}}</script>`, set: "choice"},
		"in a frame of the page":           {html: `<script>if(!/choice=/.test(document.cookie))document.body.insertAdjacentHTML("beforeend",'<iframe id=n style="position:fixed;bottom:0;width:600px;height:200px" src="/notice"></iframe>')</script>`, set: "choice"},
		"in a frame of another site":       {html: `<script>onmessage=()=>{document.cookie="choice=no; max-age=9999";n.remove()};if(!/choice=/.test(document.cookie))document.body.insertAdjacentHTML("beforeend",'<div id=n style="position:fixed;inset:0"><iframe style="width:600px;height:300px" src="http://localhost:PORT/cmp"></iframe></div>')</script>`, set: "choice"},
		"that frame asks for an address":   {html: `<div style="position:fixed;inset:0"><iframe style="width:600px;height:300px" src="http://localhost:PORT/asks"></iframe></div>`, none: true},
		"that frame stays":                 {html: `<div style="position:fixed;inset:0"><iframe style="width:600px;height:300px" src="http://localhost:PORT/deaf"></iframe></div>`, stayed: true},
		"it does not go":                   {html: `<div style="position:fixed;bottom:0"><p>We use cookies.</p><button>Accept all</button><button>Reject all</button></div>`, stayed: true},
		"it leads elsewhere":               {html: `<div style="position:fixed;bottom:0"><p>We use cookies.</p><button>Accept all</button><button onclick="location='http://127.0.0.1:1/'">Reject all</button></div>`, again: true},
		"it only cries":                    {html: `<div style="position:fixed;bottom:0"><p>We use cookies.</p><button>Accept all</button><button onclick="for(let i=0;i<9;i++)alert(1);throw 1">Reject all</button></div>`, stayed: true},
		"refusing needs a form":            {html: `<div style="position:fixed;bottom:0"><form method=post action=/no><p>We use cookies.</p><input type=email name=e><button>Accept all</button><button>Reject all</button></form></div>`, none: true},
		"a newsletter is no such":          {html: `<div style="position:fixed;bottom:0"><p>Join our newsletter.</p><button>Accept</button><button onclick="` + "document.cookie='pressed=1'" + `">No thanks</button></div>`, none: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			engine := <-engines
			defer func() { engines <- engine }()
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method != http.MethodGet {
					t.Errorf("%s %s", r.Method, r.URL)
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				if part, ok := framedNotices[r.URL.Path]; ok {
					fmt.Fprint(w, part)
					return
				}
				html := strings.ReplaceAll(n.html, "PORT", r.Host[strings.LastIndexByte(r.Host, ':')+1:])
				fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Candles</title><body><main><h1>Candles</h1><p>Hand-poured.</p></main>%s</body></html>`, html)
			}))
			t.Cleanup(srv.Close)
			r := refusalAt(t, srv.URL, engine)
			switch {
			case n.none:
				if r != nil {
					t.Errorf("%+v", r)
				}
			case r == nil || r.Stayed != n.stayed || r.Again != n.again:
				t.Errorf("%+v", r)
			case n.set != "" && !slices.ContainsFunc(r.Cookies, func(s snapshot.Stored) bool { return s.Name == n.set }):
				t.Errorf("cookies %+v", r.Cookies)
			}
		})
	}
}

// framedNotices are notices that stand in frames.
var framedNotices = map[string]string{
	"/notice": `<!doctype html><p>We and our partners use cookies.</p><button>Accept all</button><button onclick="document.cookie='choice=no; max-age=9999; path=/';parent.document.getElementById('n').remove()">Reject all</button>`,
	"/cmp":    `<!doctype html><p>Wir und unsere Partner verwenden Cookies.</p><button>Alle akzeptieren</button><button onclick="parent.postMessage('no','*')">Alle ablehnen</button>`,
	"/asks":   `<!doctype html><p>Wir und unsere Partner verwenden Cookies.</p><input name=mail><button>Alle akzeptieren</button><button onclick="location='/pressed'">Alle ablehnen</button>`,
	"/deaf":   `<!doctype html><p>Wir und unsere Partner verwenden Cookies.</p><button>Alle akzeptieren</button><button>Alle ablehnen</button>`,
}

// refusalAt looks at a page and refuses what its notice asks for. On a busy machine a load may come to nothing; it is made again then.
func refusalAt(t *testing.T, address string, engine *render.Engine) *snapshot.Refusal {
	t.Helper()
	for try := 1; ; try++ {
		var faults atomic.Int64
		c := begun(t, address, Options{Limits: limits(), Browser: engine, Events: func(e Event) {
			if r, ok := e.(Rendered); ok && r.Fault != "" {
				faults.Add(1)
			}
		}})
		c.limits.Time = 10 * time.Minute
		c.fetch.guard.Allow(netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")) // this computer by another name is another site to the browser
		plans := []plan{{id: 0, url: address + "/"}}
		c.lookAt(t.Context(), plans[0])
		c.tryRefusal(t.Context(), plans)
		if c.snap.Refusal != nil || faults.Load() == 0 || try == 4 {
			return c.snap.Refusal
		}
	}
}
