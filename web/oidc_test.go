package web_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/web"
)

// provider is an OpenID Connect server of the least size that knows one user.
type provider struct {
	t         *testing.T
	key       *rsa.PrivateKey
	http      *httptest.Server
	challenge string
	claims    map[string]any
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	ok(t, err)
	p := &provider{t: t, key: key}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		p.json(w, map[string]any{"issuer": p.http.URL, "authorization_endpoint": p.http.URL + "/auth", "token_endpoint": p.http.URL + "/token", "jwks_uri": p.http.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		b64 := base64.RawURLEncoding
		p.json(w, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": b64.EncodeToString(key.N.Bytes()), "e": b64.EncodeToString(big.NewInt(int64(key.E)).Bytes())}}})
	})
	mux.HandleFunc("/token", p.token)
	p.http = httptest.NewServer(mux)
	t.Cleanup(p.http.Close)
	return p
}

func (p *provider) json(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// token trades a code for a signed statement of who signed in, if the one who asks began the sign-in.
func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if r.FormValue("code") != "code" || base64.RawURLEncoding.EncodeToString(sum[:]) != p.challenge {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	b64 := base64.RawURLEncoding
	head, _ := json.Marshal(map[string]any{"alg": "RS256", "kid": "1"})
	body, _ := json.Marshal(p.claims)
	signed := b64.EncodeToString(head) + "." + b64.EncodeToString(body)
	digest := sha256.Sum256([]byte(signed))
	sig, err := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, digest[:])
	ok(p.t, err)
	p.json(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": signed + "." + b64.EncodeToString(sig)})
}

// Who signs in at an OpenID Connect server comes in as somebody who may look; what is forged, replayed or meant for others does not.
func TestOpenIDConnect(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	h := build(t, func(o *web.Options) {
		o.URL, o.OIDC = "http://vet.example", &web.OIDC{Issuer: p.http.URL, ClientID: "shopvet", Secret: "s"}
	})
	begin := func(b *browser) url.Values {
		status, _, to := b.do(http.MethodGet, "/oidc/start", nil, nil)
		u, err := url.Parse(to)
		ok(t, err)
		q := u.Query()
		if status != http.StatusSeeOther || q.Get("redirect_uri") != "http://vet.example/oidc/callback" || q.Get("code_challenge_method") != "S256" || q.Get("nonce") == "" {
			t.Fatalf("status %d, to %s", status, to)
		}
		p.challenge = q.Get("code_challenge")
		p.claims = map[string]any{"iss": p.http.URL, "aud": "shopvet", "sub": "42", "exp": time.Now().Add(time.Minute).Unix(), "nonce": q.Get("nonce"), "preferred_username": "admin"}
		return q
	}
	for _, c := range []struct {
		name   string
		change func(q url.Values)
		want   int
	}{
		{"as it should be", func(url.Values) {}, http.StatusSeeOther},
		{"another state", func(q url.Values) { q.Set("state", "x") }, http.StatusBadRequest},
		{"another nonce", func(url.Values) { p.claims["nonce"] = "x" }, http.StatusForbidden},
		{"for another program", func(url.Values) { p.claims["aud"] = "other" }, http.StatusForbidden},
		{"by another server", func(url.Values) { p.claims["iss"] = "https://evil.example" }, http.StatusForbidden},
		{"run out", func(url.Values) { p.claims["exp"] = time.Now().Add(-time.Hour).Unix() }, http.StatusForbidden},
		{"begun by another browser", func(url.Values) { p.challenge = "x" }, http.StatusForbidden},
	} {
		b := h.browser()
		q := begin(b)
		c.change(q)
		status, page, _ := b.do(http.MethodGet, "/oidc/callback?code=code&state="+url.QueryEscape(q.Get("state")), nil, nil)
		if status != c.want {
			t.Errorf("%s: status %d, want %d: %s", c.name, status, c.want, textOf(page))
		}
		in, _ := b.get("/sellers")
		if (in == http.StatusOK) != (c.want == http.StatusSeeOther) {
			t.Errorf("%s: then status %d", c.name, in)
		}
		if status, _ := b.get("/users"); status == http.StatusOK {
			t.Errorf("%s: somebody from elsewhere has the rights of the local user of that name", c.name)
		}
	}
	if status, page := h.browser().get("/signin"); status != http.StatusOK || !strings.Contains(page, "/oidc/start") {
		t.Errorf("no way to sign in over there: status %d", status)
	}
	if status, _ := h.browser().get("/oidc/callback?code=code&state=x"); status != http.StatusBadRequest {
		t.Errorf("a callback nobody asked for: status %d", status)
	}
}
