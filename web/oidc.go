package web

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/shopvet/shopvet/report"
)

// OIDC names an OpenID Connect server that knows the users.
type OIDC struct {
	Issuer   string // its address, from which everything else is read
	ClientID string
	Secret   string
}

const (
	oidcCookie = "oidc"
	oidcTime   = 10 * time.Minute // to sign in over there
	oidcWait   = 10 * time.Second // for an answer of the other server
)

// oidcClient signs users in by way of the other server. What that one says of itself is read at the first sign-in, so that this server
// starts without it.
type oidcClient struct {
	o        OIDC
	redirect string
	mu       sync.Mutex
	provider *oidc.Provider
	http     *http.Client
}

func newOIDC(o OIDC, base string) *oidcClient {
	return &oidcClient{o: o, redirect: base + "/oidc/callback", http: &http.Client{Timeout: oidcWait}}
}

// config is what is known of the other server.
func (x *oidcClient) config(ctx context.Context) (*oidc.Provider, *oauth2.Config, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.provider == nil {
		// Its keys are fetched anew later on, when this request has long ended.
		p, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), x.http), x.o.Issuer)
		if err != nil {
			return nil, nil, fmt.Errorf("ask OpenID server: %w", err)
		}
		x.provider = p
	}
	return x.provider, &oauth2.Config{ClientID: x.o.ClientID, ClientSecret: x.o.Secret, Endpoint: x.provider.Endpoint(), RedirectURL: x.redirect,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"}}, nil
}

// oidcStart sends the browser to the other server. One secret, kept in a cookie, is state, nonce and proof of the code's origin at once, each
// in a form from which the others cannot be told.
func (s *Server) oidcStart(c *call) error {
	_, conf, err := s.oidc.config(c.context())
	if err != nil {
		return &refusal{status: http.StatusBadGateway, key: "web.problem.oidc", err: err}
	}
	key := secret()
	http.SetCookie(c.w, s.cookie(c.r, oidcCookie, key, oidcTime))
	to := conf.AuthCodeURL(digest("state "+key), oidc.Nonce(digest("nonce "+key)), oauth2.S256ChallengeOption(key))
	http.Redirect(c.w, c.r, to, http.StatusSeeOther)
	return nil
}

// oidcCallback is where the browser comes back to.
func (s *Server) oidcCallback(c *call) error {
	cookie, err := c.r.Cookie(s.cookieName(c.r, oidcCookie))
	q := c.r.URL.Query()
	if err != nil || subtle.ConstantTimeCompare([]byte(q.Get("state")), []byte(digest("state "+cookie.Value))) != 1 {
		return refuse(http.StatusBadRequest, "web.problem.oidc-again")
	}
	http.SetCookie(c.w, s.cookie(c.r, oidcCookie, "", -time.Second))
	subject, name, err := s.oidc.subject(c.context(), q.Get("code"), cookie.Value)
	if err != nil {
		return &refusal{status: http.StatusForbidden, key: "web.problem.oidc", err: err}
	}
	u, err := s.external(c, "oidc:"+subject, name)
	if err != nil {
		return err
	}
	if u == nil {
		return refuse(http.StatusForbidden, "web.problem.disabled")
	}
	if _, err := s.begin(c, u); err != nil {
		return err
	}
	if err := s.act(c, u.Name, "signin", "oidc", s.from(c.r).String()); err != nil {
		return err
	}
	return c.back("/", "")
}

// subject turns the code that the browser brought into who signed in.
func (x *oidcClient) subject(ctx context.Context, code, key string) (subject, name string, err error) {
	ctx = oidc.ClientContext(ctx, x.http)
	provider, conf, err := x.config(ctx)
	if err != nil {
		return "", "", err
	}
	token, err := conf.Exchange(ctx, code, oauth2.VerifierOption(key))
	if err != nil {
		return "", "", fmt.Errorf("exchange code: %w", err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return "", "", errors.New("the OpenID server gave no id_token")
	}
	id, err := provider.Verifier(&oidc.Config{ClientID: x.o.ClientID}).Verify(ctx, raw)
	if err != nil {
		return "", "", fmt.Errorf("verify id_token: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(digest("nonce "+key))) != 1 {
		return "", "", errors.New("the id_token answers another sign-in")
	}
	var claims struct {
		Username string `json:"preferred_username"`
		Email    string `json:"email"`
	}
	if err := id.Claims(&claims); err != nil {
		return "", "", fmt.Errorf("read id_token: %w", err)
	}
	name = nonEmpty(claims.Username, nonEmpty(claims.Email, id.Subject))
	return id.Subject, report.Clean(name, maxUserName/4), nil
}
