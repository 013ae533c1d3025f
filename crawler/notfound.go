package crawler

import (
	"context"
	"net/url"
	"path"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// askNotFound asks for two addresses that should not exist, to learn how the shop says "not found".
func (c *crawl) askNotFound(ctx context.Context) {
	base, err := url.Parse(c.snap.Base)
	if err != nil || c.halted() {
		return
	}
	c.emit(Phase{Name: "not-found"})
	dir := "/"
	if c.site.prefix != "" {
		dir = c.site.prefix
	}
	addresses := []string{dir + c.chance.name("at the top"), dir + c.chance.name("page") + ".html"}
	for p := range c.contents() {
		if u, err := url.Parse(c.tab.Get(p.URL)); err == nil && isProduct(p) && path.Dir(u.Path) != "/" && u.Host == base.Host {
			addresses[1] = strings.TrimSuffix(path.Dir(u.Path), "/") + "/" + c.chance.name("product")
			break
		}
	}
	for _, a := range addresses {
		to := base.Scheme + "://" + base.Host + a
		t := c.again(ctx, to, way{stay: true, robots: true, kept: true})
		if t.skip != "" {
			continue
		}
		p := c.page(item{url: to, keyPage: true}, t)
		c.snap.NotFound = append(c.snap.NotFound, p)
		c.snap.Have |= snapshot.HaveNotFound
	}
}
