package shopvet_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/privacy"
	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// notices are kinds of cookie notices as shops show them, with what the two checks are to say: of the way to refuse, and of what was at work before any choice.
var notices = map[string]struct {
	html          string
	reject, first verdict.Status
}{
	"a bar at the bottom": {`<div style="position:fixed;bottom:0"><p>We use cookies to improve your visit.</p><button>Accept all</button><button>Reject all</button></div>`, verdict.Pass, verdict.Pass},
	"a dialog without a way out": {`<dialog open style="position:fixed"><p>Wir verwenden Cookies und ähnliche Techniken.</p><button>Alle akzeptieren</button><button>Einstellungen</button></dialog>
<script>document.cookie="_fbp=fb.1.1.1; max-age=9999"</script>`, verdict.Warn, verdict.Fail},
	"in a shadow tree": {`<cookie-consent></cookie-consent><script>customElements.define("cookie-consent", class extends HTMLElement { connectedCallback() {
this.attachShadow({mode:"open"}).innerHTML = "<div style='position:fixed;bottom:0'><p>Nous utilisons des cookies.</p><button>Tout accepter</button><button>Continuer sans accepter</button></div>" } })</script>`, verdict.Pass, verdict.Pass},
	"a bar in the flow of the page": {`<div id="cookie-bar"><p>Usamos cookies propias y de terceros.</p><a href="#" role="button">Aceptar</a> <a href="#" role="button">Configurar</a></div>
<script>document.cookie="_ga=GA1.1.1; max-age=9999"</script>`, verdict.Warn, verdict.Warn},
	"one that comes late": {`<script>setTimeout(() => { document.body.insertAdjacentHTML("beforeend", "<div class='cmp' role='dialog' style='position:fixed;top:0'><p>Utilizziamo i cookie per migliorare il sito.</p><button>Accetta tutti</button><button>Rifiuta tutti</button></div>"); }, 400)</script>`, verdict.Pass, verdict.Pass},
	"it only informs":     {`<div style="position:fixed;bottom:0"><p>Deze winkel gebruikt alleen functionele cookies.</p><button>Begrepen</button></div>`, verdict.NotApplicable, verdict.Pass},
	"Japanese":            {`<div style="position:fixed;bottom:0"><p>当サイトではクッキーを使用しています。</p><button>すべて同意する</button><button>すべて拒否</button></div>`, verdict.Pass, verdict.Pass},
	"beside a newsletter": {`<div style="position:fixed;top:0"><p>Join our newsletter and save ten percent today.</p><input><button>Subscribe</button><button>No thanks</button></div>
<div style="position:fixed;bottom:0"><p>Używamy plików cookie.</p><button>Akceptuję</button><button>Ustawienia</button></div>`, verdict.Warn, verdict.Pass},
	"in a frame of the page": {`<iframe style="position:fixed;bottom:0;width:600px;height:200px" srcdoc="<p>We and our partners use cookies.</p><button>Accept</button><button>Manage options</button>"></iframe>
<script>document.cookie="_fbp=fb.1.1.1; max-age=9999"</script>`, verdict.Warn, verdict.Fail},
	"in a frame of another site": {`<div style="position:fixed;inset:0"><iframe style="width:600px;height:300px" src="http://localhost:PORT/cmp"></iframe></div>`, verdict.Pass, verdict.Pass},
	"in such a frame, without a way out": {`<div style="position:fixed;inset:0"><iframe style="width:600px;height:300px" src="http://localhost:PORT/pushy"></iframe></div>
<script>document.cookie="_ga=GA1.1.1; max-age=9999"</script>`, verdict.Warn, verdict.Warn},
	"in a shadow tree, without a way out": {`<cookie-wall></cookie-wall><script>document.cookie="_fbp=fb.1.1.1; max-age=9999";customElements.define("cookie-wall", class extends HTMLElement { connectedCallback() {
this.attachShadow({mode:"open"}).innerHTML = "<div style='position:fixed;bottom:0'><p>Używamy plików cookie.</p><button>Akceptuję wszystkie</button><button>Ustawienia</button></div>" } })</script>`, verdict.Warn, verdict.Fail},
	"in a frame in a shadow tree": {`<c-m></c-m><script>customElements.define("c-m", class extends HTMLElement { connectedCallback() {
this.attachShadow({mode:"open"}).innerHTML = "<div style='position:fixed;bottom:0'><iframe style='width:600px;height:200px' srcdoc='<p>We and our partners use cookies.</p><button>Accept all</button><button>Reject all</button>'></iframe></div>" } })</script>`, verdict.Pass, verdict.Pass},
	"a chat in a frame of another site": {`<iframe style="position:fixed;bottom:0;right:0;width:300px;height:300px" src="http://localhost:PORT/chat"></iframe>`, verdict.NotApplicable, verdict.Pass},
	"hidden until asked for":            {`<div style="display:none" class="cookie-notice"><p>We use cookies.</p><button>Accept</button></div>`, verdict.NotApplicable, verdict.Pass},
	"a shop without cookies":            {`<header style="position:sticky;top:0"><a href="/">Home</a> <a href="/cart">Cart</a> <button>Menu</button></header>`, verdict.NotApplicable, verdict.Pass},
}

// TestConsentNoticesOfManyKinds loads each kind in the browser and holds both checks to it.
func TestConsentNoticesOfManyKinds(t *testing.T) {
	t.Parallel()
	path, err := render.Find("")
	if err != nil {
		t.Skip(err)
	}
	var body string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch r.URL.Path {
		case "/cmp":
			fmt.Fprint(w, `<!doctype html><p>Wir und unsere Partner verwenden Cookies.</p><button>Alle akzeptieren</button><button>Alle ablehnen</button>`)
			return
		case "/pushy":
			fmt.Fprint(w, `<!doctype html><p>Wir und unsere Partner verwenden Cookies.</p><button>Alle akzeptieren</button><button>Einstellungen</button>`)
			return
		case "/chat":
			fmt.Fprint(w, `<!doctype html><p>Do you have a question about our candles? We answer at once.</p><button>Accept call</button><button>Close</button>`)
			return
		}
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Candles</title><body><main><h1>Candles</h1><p>Hand-poured from soy wax.</p></main>%s</body></html>`, body)
	}))
	t.Cleanup(srv.Close)
	engine := render.New(path)
	t.Cleanup(engine.Close)
	guard := wire.NewGuard(srv.URL, nil)
	guard.Allow(netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")) // the same computer by another name is another site to the browser
	session, err := engine.Session(render.Options{Guard: guard})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(session.Close)
	right, all := 0, 0
	score := map[string]*struct{ found, missed, wrong int }{}
	for name, n := range notices {
		body = strings.ReplaceAll(n.html, "PORT", srv.URL[strings.LastIndexByte(srv.URL, ':')+1:])
		r, err := session.Load(t.Context(), render.Visit{URL: srv.URL + "/", Look: true})
		if err != nil || r.Look == nil {
			t.Fatalf("%s: %v, %+v", name, err, r)
		}
		snap := checktest.Shop(t, checktest.Page{URL: srv.URL + "/", HTML: "<!doctype html><html lang=en><main><h1>Candles</h1><p>Wax.</p></main></html>"})
		snap.Have |= snapshot.HaveBrowser
		snap.Renders = []snapshot.Render{{URL: srv.URL + "/", Status: 200, Look: r.Look}}
		in := checktest.Input(t, snap, checktest.Options{Markets: []string{"de"}})
		for _, c := range []struct {
			check checks.Check
			want  verdict.Status
		}{{privacy.RejectOption, n.reject}, {privacy.ConsentFirst, n.first}} {
			all++
			got := checktest.Run(t, c.check, in)
			if score[c.check.Meta.ID] == nil {
				score[c.check.Meta.ID] = &struct{ found, missed, wrong int }{}
			}
			switch s := score[c.check.Meta.ID]; {
			case against(got.Status) && against(c.want):
				s.found++
			case against(c.want):
				s.missed++
			case against(got.Status):
				s.wrong++
			}
			if got.Status != c.want {
				t.Errorf("%s: %s is %s (%s), want %s; notices %+v", name, c.check.Meta.ID, got.Status, got.Reason.Text, c.want, r.Look.Notices)
				continue
			}
			right++
		}
	}
	t.Logf("%d of %d right, on %d kinds of notices", right, all, len(notices))
	for id, s := range score {
		t.Logf("%s: %d found, %d missed, %d wrongly found: precision %.2f, recall %.2f", id, s.found, s.missed, s.wrong,
			float64(s.found)/float64(s.found+s.wrong), float64(s.found)/float64(s.found+s.missed))
	}
}

// against reports whether a status says something against a shop.
func against(s verdict.Status) bool { return s == verdict.Warn || s == verdict.Fail }
