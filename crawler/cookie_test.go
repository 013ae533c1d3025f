package crawler

import (
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

func TestSetCookieAsBrowsersReadIt(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	for field, want := range map[string]setCookie{
		"a=b": {Cookie: snapshot.Cookie{Name: "a", Length: 1}},
		" a = b c ; Secure ;HTTPONLY; samesite=lax":              {Cookie: snapshot.Cookie{Name: "a", Length: 3, Entropy: 1.58, Secure: true, HTTPOnly: true, SameSite: "Lax"}},
		`j={"x":1}; Path=/; Domain=.Shop.Example`:                {Cookie: snapshot.Cookie{Name: "j", Length: 7, Entropy: 2.52, Path: "/", Domain: "shop.example"}},
		"a=b; Path=/x; path=nonsense":                            {Cookie: snapshot.Cookie{Name: "a", Length: 1}},
		"a=b; SameSite=None; SameSite=Strict":                    {Cookie: snapshot.Cookie{Name: "a", Length: 1, SameSite: "Strict"}},
		"a=b; SameSite=Sometimes":                                {Cookie: snapshot.Cookie{Name: "a", Length: 1}},
		"lone":                                                   {Cookie: snapshot.Cookie{Length: 4, Entropy: 2}},
		"a=b; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT": {Cookie: snapshot.Cookie{Name: "a", Length: 1, Lasting: true}},
		"a=b; Expires=Wed, 25-Nov-2027 12:00:00 GMT":             {Cookie: snapshot.Cookie{Name: "a", Length: 1, Lasting: true}},
		"a=b; Expires=tomorrow":                                  {Cookie: snapshot.Cookie{Name: "a", Length: 1}},
		"a=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT":       {Cookie: snapshot.Cookie{Name: "a", Length: 7, Entropy: 1.84}, deletes: true},
		"a=b; Max-Age=0":                                         {Cookie: snapshot.Cookie{Name: "a", Length: 1}, deletes: true},
	} {
		got, ok := parseSetCookie(field, now)
		if !ok || got != want {
			t.Errorf("%q: %+v, %v, want %+v", field, got, ok, want)
		}
	}
	for _, field := range []string{"", " = ", "a=b\x00c", "a\x01=b", "a=b; Secure\x7f", "a=" + strings.Repeat("v", 5000)} {
		if got, ok := parseSetCookie(field, now); ok {
			t.Errorf("%.20q: browsers pass over it, read as %+v", field, got)
		}
	}
}

// serveTLS starts a shop over https, which makes it no development copy, and returns the options that trust it.
func serveTLS(t *testing.T, h http.Handler) (string, Options) {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes are broken off on purpose
	s.StartTLS()
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return s.URL, Options{RootCAs: roots}
}

// TestTheLastCookieOfOneNameCounts: frameworks set their cookie first and mend it later in the same answer; what only deletes one sets none.
func TestTheLastCookieOfOneNameCounts(t *testing.T) {
	target := serve(t, shop(map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		for _, field := range []string{
			"PHPSESSID=0123456789; path=/", "PHPSESSID=0123456789; path=/; secure; HttpOnly; SameSite=Lax",
			"old=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/", "zombie=x; path=/", "zombie=; Max-Age=-1; path=/",
		} {
			w.Header().Add("Set-Cookie", field)
		}
		html(w, "A")
	}}, "/a"))
	s := visit(t, target, Options{})
	if len(s.Cookies) != 1 || s.Cookies[0].Name != "PHPSESSID" || !s.Cookies[0].Secure || !s.Cookies[0].HTTPOnly {
		t.Errorf("cookies: %+v", s.Cookies)
	}
}

// TestHeaderFieldsAreKeptWhereACustomerHasSomethingToLose: of other pages only those that are read are kept, and never the values of cookies.
func TestHeaderFieldsAreKeptWhereACustomerHasSomethingToLose(t *testing.T) {
	answer := func(title, extra string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Frame-Options", "DENY")
			w.Header().Set("Set-Cookie", "sid=secret-value-1; Path=/")
			html(w, title)
			fmt.Fprint(w, extra)
		}
	}
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/cart": answer("Cart", ""), "/account/login": answer("Sign in", ""), "/red": answer("Red candle", ""),
		"/members": answer("Members", `<form method=post action="/in"><input name=u><input type=password name=p></form>`),
	}, "/cart", "/account/login", "/red", "/members"))
	s := visit(t, target, Options{})
	for path, want := range map[string]bool{"/cart": true, "/account/login": true, "/members": true, "/red": false} {
		h := page(t, s, path).Exchange.Last().Header
		if got := len(h["X-Frame-Options"]) > 0; got != want {
			t.Errorf("%s: fields %v", path, h)
		}
		if len(h["Set-Cookie"]) > 0 {
			t.Errorf("%s: the values of cookies were kept", path)
		}
	}
}
