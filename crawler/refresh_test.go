package crawler

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestAHomePageThatSendsVisitorsOn: what a refresh without delay leads to is the home page that visitors see; one that only reloads, comes later,
// is meant for others or leads away is not followed.
func TestAHomePageThatSendsVisitorsOn(t *testing.T) {
	t.Parallel()
	meta := func(content string) string {
		return `<!doctype html><html lang="it"><head><title>Bottega</title><meta http-equiv="Refresh" content="` + content + `"></head><body>Un momento</body></html>`
	}
	for name, tc := range map[string]struct{ header, body, want string }{
		"meta":               {"", meta("0;url=/it/"), "/it/"},
		"meta in quotes":     {"", meta("0; URL='/it/'"), "/it/"},
		"header":             {"0; url=/it/", "<html></html>", "/it/"},
		"after a second":     {"", meta("1; /it/"), "/it/"},
		"later":              {"", meta("5; url=/it/"), "/"},
		"reloads":            {"", meta("0"), "/"},
		"to itself":          {"", meta("0; url=/"), "/"},
		"without scripts":    {"", "<head><noscript>" + meta("0;url=/it/") + "</noscript></head>", "/"},
		"in a comment":       {"", "<head><!--" + meta("0;url=/it/") + "--></head>", "/"},
		"to another site":    {"", meta("0;url=https://elsewhere.invalid/"), "/"},
		"to what is missing": {"", meta("0;url=/gone"), "/"},
		"round and round":    {"", meta("0;url=/round"), "/round"},
		"nothing of the art": {"", "<html><head><meta content='0;url=/it/'></head></html>", "/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				switch r.URL.Path {
				case "/":
					if tc.header != "" {
						w.Header().Set("Refresh", tc.header)
					}
					fmt.Fprint(w, tc.body)
				case "/it/":
					fmt.Fprint(w, `<title>Bottega</title><h1>Bottega</h1><a href="/it/">Home</a>`)
				case "/round":
					fmt.Fprint(w, meta("0;url=/"))
				default:
					http.NotFound(w, r)
				}
			}))
			s := visit(t, base+"/", Options{})
			if got := strings.TrimPrefix(s.Base, base); got != tc.want && !(tc.want == "/round" && got == "/") {
				t.Errorf("home page %s, want %s", got, tc.want)
			}
			if len(s.Entry) == 0 || s.Entry[0].URL != base+"/" {
				t.Errorf("entry %+v", s.Entry)
			}
		})
	}
}

// TestAnInnerPageThatSendsVisitorsOn: what stands at the address is what visitors see there, also when they are sent by a refresh instead of a
// redirect, as sites on hosts without redirects do.
func TestAnInnerPageThatSendsVisitorsOn(t *testing.T) {
	t.Parallel()
	moved := func(to string) string {
		return `<!doctype html><title>Redirecting...</title><meta http-equiv="refresh" content="0; url=` + to + `"><body></body>`
	}
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, `<title>Candles</title><h1>Candles</h1><a href="/privacy">Privacy</a> <a href="/legal/privacy">Privacy policy</a> <a href="/returns">Returns</a> <a href="/out">Out</a> <a href="/round">Round</a> <a href="/lost">Lost</a>`)
		case "/privacy":
			fmt.Fprint(w, moved("legal/privacy"))
		case "/returns":
			fmt.Fprint(w, moved("/legal/returns"))
		case "/out":
			fmt.Fprint(w, moved("https://elsewhere.invalid/"))
		case "/round":
			fmt.Fprint(w, moved("/round"))
		case "/lost":
			fmt.Fprint(w, moved("/nowhere"))
		case "/legal/privacy", "/legal/returns":
			fmt.Fprint(w, "<title>"+r.URL.Path+"</title><h1>"+r.URL.Path+"</h1><p>What this page says.</p>")
		default:
			http.NotFound(w, r)
		}
	}))
	s := visit(t, base+"/", Options{})
	for path, want := range map[string]struct {
		final  string
		status int
	}{
		"/privacy": {"/legal/privacy", 200}, "/returns": {"/legal/returns", 200}, "/out": {"/out", 200}, "/round": {"/round", 200}, "/lost": {"/nowhere", 404},
	} {
		p := page(t, s, path)
		final := s.Str(p.Final)
		if final == "" {
			final = s.Str(p.URL)
		}
		if got := strings.TrimPrefix(final, base); got != want.final || p.Exchange.Status() != want.status {
			t.Errorf("%s leads to %s with %d, want %s with %d", path, got, p.Exchange.Status(), want.final, want.status)
		}
	}
}
