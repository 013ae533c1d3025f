package cli

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/web"
)

// pageOptions say who may see the pages that serve shows.
type pageOptions struct {
	proxies    networks
	userHeader address
	issuer     address
	client     address
	secret     address
}

// pageFlags say how people sign in, where they do not do so with a password of this server.
func (p *pageOptions) pageFlags(fs *pflag.FlagSet) {
	fs.Var(&p.proxies, "trusted-proxy", "`network` from which reverse proxies speak, such as 127.0.0.1/32: what they say of the visitor is believed")
	fs.Var(&p.userHeader, "user-header", "header `field` in which a trusted proxy names who has signed in; nobody signs in otherwise then")
	fs.Var(&p.issuer, "oidc-issuer", "`address` of an OpenID Connect server by which people sign in")
	fs.Var(&p.client, "oidc-client", "`name` by which that server knows this one")
	fs.Var(&p.secret, "oidc-secret", "the `secret` for that; better given as SHOPVET_OIDC_SECRET")
}

// pages returns what serve shows.
func (a *app) pages(ctx context.Context, o *options, s *catalogue.Store, q *queue.Queue, log *slog.Logger) (*web.Server, error) {
	set, err := shopvet.Checks(o.judge())
	if err != nil {
		return nil, &stop{code: exitOurs, err: err}
	}
	if err := a.firstUser(ctx, s); err != nil {
		return nil, err
	}
	p := &o.server.pages
	wo := web.Options{
		Store: s, Queue: q, Rules: set.Rules(), Sellers: o.importOptions(catalogue.Seller{}), Archives: o.server.archives.name, Version: shopvet.Version, URL: o.server.public.value,
		Proxies: p.proxies.values, UserHeader: p.userHeader.value, Reach: crawler.Reach(o.server.networks.values), Log: log,
	}
	if p.userHeader.value != "" && len(p.proxies.values) == 0 {
		return nil, fmt.Errorf("--user-header needs --trusted-proxy: without it anybody could say who they are")
	}
	if p.issuer.value != "" {
		if u, err := url.Parse(p.issuer.value); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || p.client.value == "" || o.server.public.value == "" {
			return nil, fmt.Errorf("--oidc-issuer needs an address like https://login.example.org, --oidc-client and --public-url")
		}
		wo.OIDC = &web.OIDC{Issuer: p.issuer.value, ClientID: p.client.value, Secret: p.secret.value}
	}
	return web.New(wo)
}

// firstUser makes the first user and shows the password, once. It goes to standard error, not into the log, which others may read.
func (a *app) firstUser(ctx context.Context, s *catalogue.Store) error {
	password, err := web.FirstUser(ctx, s, time.Now())
	if err == nil && password != "" {
		_, err = fmt.Fprintf(a.env.Stderr, "\nSign in as admin with the password %s\nIt is shown this once; change it on the page Account.\n\n", password)
	}
	return err
}
