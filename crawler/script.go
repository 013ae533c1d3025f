package crawler

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/knowledge/library"
	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of looking into script files. Visitors load all of them in full; we ask for a few, each once, one at a time, and stop reading early.
const (
	scriptBytes = 256 << 10 // of one script
	scriptsRead = 4 << 20   // of all of them
)

// scriptFiles is how many scripts are looked into.
func scriptFiles(profile string) int {
	switch profile {
	case "quick":
		return 8
	case "deep":
		return 60
	default:
		return 20
	}
}

// readScripts looks into the shop's own scripts, for the libraries in them to be told. Scripts of others are left to those who serve them:
// their addresses mostly say enough.
func (c *crawl) readScripts(ctx context.Context) {
	list := c.ownScripts()
	if len(list) == 0 || c.halted() {
		return
	}
	c.emit(Phase{Name: "scripts"})
	var read int64
	for _, s := range list[:min(len(list), scriptFiles(c.limits.Profile))] {
		if c.halted() || ctx.Err() != nil || read >= scriptsRead {
			return
		}
		got := c.readScript(ctx, s)
		read += got.Bytes
		c.snap.Scripts = append(c.snap.Scripts, got)
	}
}

// script is a script file of the shop.
type script struct {
	id      snapshot.StrID
	address string
	pages   int // that load it
	worth   int // the more, the likelier it tells something
}

// noteScripts counts the pages that load each script, while what a page says is at hand.
func (c *crawl) noteScripts(p *snapshot.Page) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkScript {
			c.scripts[l.To]++
		}
	}
}

// ownScripts lists the shop's scripts: those whose name is a library's first, then those of most pages.
func (c *crawl) ownScripts() []script {
	known := library.Default()
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []script
	for id, pages := range c.scripts {
		if address := c.tab.Get(id); c.ownScript(address) {
			list = append(list, script{id: id, address: address, pages: pages, worth: worth(known.Address(address))})
		}
	}
	slices.SortFunc(list, func(a, b script) int {
		return cmp.Or(b.worth-a.worth, b.pages-a.pages, cmp.Compare(a.address, b.address))
	})
	return list
}

func (c *crawl) ownScript(address string) bool {
	u, err := url.Parse(address)
	return err == nil && c.site.has(u) && acts(u) == ""
}

// worth puts scripts first whose name is that of a library and says no version, then those that do: whether they are there counts too.
func worth(read []library.Reading) int {
	switch {
	case len(read) == 0:
		return 0
	case read[0].Known():
		return 1
	default:
		return 2
	}
}

// readScript asks for one script and keeps the places at which it names versions.
func (c *crawl) readScript(ctx context.Context, s script) snapshot.Script {
	out := snapshot.Script{URL: s.id}
	t := c.follow(ctx, s.address, way{label: "script", stay: true, robots: true, kept: true, most: scriptBytes})
	if t.skip != "" {
		out.Skip = t.skip
		return out
	}
	out.Status, out.Err, out.Cut = t.ex.Status(), t.ex.Err, t.cut
	if t.left != nil || t.known != "" || t.ex.Err != nil || out.Status != http.StatusOK {
		return out
	}
	out.Bytes = int64(len(t.body))
	if len(t.ex.Hops) > 0 {
		out.Changed, _ = http.ParseTime(http.Header(t.ex.Hops[len(t.ex.Hops)-1].Header).Get("Last-Modified"))
	}
	if out.Page = extract.LooksHTML(t.body); !out.Page {
		out.ScriptMarks, out.Haste, out.Frame = extract.ScriptMarks(t.body), extract.Haste(string(t.body)), extract.BringsFrame(t.body)
	}
	return out
}
