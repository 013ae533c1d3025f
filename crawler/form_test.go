package crawler

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
)

func TestFormsAreAskedOnlyWhereNothingNeedsToBeFilledIn(t *testing.T) {
	var asked requests
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.note(r)
		switch r.URL.Path {
		case "/":
			html(w, "Shop", "/known")
			fmt.Fprint(w, `<form action="/gone"><input name=q><button>Find</button></form>
<form action="/words"><input type=hidden name=lang value=en><input name=q><input type=checkbox name=all><button>Find</button></form>
<form action="/fine"><input name=q><button formaction="/gone-too">More</button></form>
<form action="/required"><input name=q required><button>Find</button></form>
<form action="/letter"><input type=email name=mail><button>Send</button></form>
<form action="/post" method=post><input name=q><button>Find</button></form>
<form action="/list"><button>Unsubscribe</button></form>
<form action="/gone-act"><input type=hidden name=action value=delete><button>Go</button></form>
<form action="/cart/add"><button>Find</button></form>
<form action="https://elsewhere.example/find"><input name=q><button>Find</button></form>
<form action="/known"><input name=q><button>Find</button></form>`)
		case "/words":
			if r.URL.RawQuery != "lang=en&q=" {
				http.NotFound(w, r)
				return
			}
			html(w, "Nothing found")
		case "/fine", "/known":
			html(w, r.URL.Path)
		default:
			http.NotFound(w, r)
		}
	})), asking())
	got := probes(s)
	for path, want := range map[string]string{"/gone": "404 tries 3", "/gone-too": "404 tries 3", "/gone-act": "404 tries 3", "/words": "200", "/fine": "200 head"} {
		if p, ok := got[path]; !ok || probeText(s, p) != want {
			t.Errorf("%s: %s, want %s", path, probeText(s, got[path]), want)
		}
	}
	if len(got) != 5 {
		t.Errorf("%d addresses asked for: %v", len(got), got)
	}
	for _, path := range []string{"/required", "/letter", "/post", "/list", "/cart/add", "/gone-act?action=delete"} {
		if slices.ContainsFunc(asked.paths, func(p string) bool { return p == path || p == path+"?" }) {
			t.Errorf("%s was asked for", path)
		}
	}
}

func TestManifestsAndFontsLeadFurther(t *testing.T) {
	s := visit(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			html(w, "Shop")
			fmt.Fprint(w, `<link rel=manifest href="/app.json"><link rel=stylesheet href="/a.css">`)
		case "/app.json":
			send(w, "application/manifest+json", `{"start_url":"/start","icons":[{"src":"icon.png"}],"screenshots":[{"src":"/shots/1.png"}],"shortcuts":[{"url":"/sale","icons":[{"src":"/sale.png"}]},{"url":"/"}]}`)
		case "/a.css":
			send(w, "text/css", `@font-face{src:url(gone.woff2),url(next.woff)} @font-face{src:url(fine.woff2),url(never.woff)}`)
		case "/fine.woff2":
			send(w, "font/woff2", "wOF2")
		default:
			http.NotFound(w, r)
		}
	})), asking())
	got := probes(s)
	for path, want := range map[string]string{
		"/app.json": "200", "/a.css": "200", "/icon.png": "404 via app.json tries 3", "/shots/1.png": "404 via app.json tries 3", "/sale": "404 via app.json tries 3",
		"/sale.png": "404 via app.json tries 3", "/start": "404 via app.json tries 3",
		"/gone.woff2": "404 via a.css tries 3", "/next.woff": "404 via a.css tries 3", "/fine.woff2": "200 via a.css head",
	} {
		if p, ok := got[path]; !ok || probeText(s, p) != want {
			t.Errorf("%s: %s, want %s", path, probeText(s, got[path]), want)
		}
	}
	if _, ok := got["/never.woff"]; ok || len(got) != 10 {
		t.Errorf("%d asked for, a font that no browser loads: %v", len(got), ok)
	}
}
