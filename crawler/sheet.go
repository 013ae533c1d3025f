package crawler

import (
	"context"
	"encoding/json"
	"net/url"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// maxImports is how deep style sheets may lead to one another.
const maxImports = 3

// maxManifest bounds the icons taken from one manifest.
const maxManifest = 20

// sheetFiles is how many style sheets and manifests are read.
func sheetFiles(profile string) int {
	switch profile {
	case "quick":
		return 6
	case "deep":
		return 80
	default:
		return 25
	}
}

// readSheets reads the shop's own style sheets and manifests, and notes the files they name. It returns how many it asked for, and those that
// are to be asked for again.
func (c *crawl) readSheets(ctx context.Context) (asked int, failed []part) {
	most := min(sheetFiles(c.limits.Profile), c.limits.Parts)
	for asked < most {
		list := c.parts.take(most-asked, func(p *part) bool {
			return (p.kind == snapshot.LinkStyle || p.kind == snapshot.LinkManifest) && c.site.has(p.url)
		})
		if len(list) == 0 {
			break
		}
		all := triedOf(list)
		c.each(ctx, all, func(t *tried) { c.readSheet(ctx, t) })
		asked += len(all)
		for _, t := range all {
			if t.failed() {
				failed = append(failed, t.part)
			} else {
				c.keepProbes([]*tried{t})
			}
		}
	}
	return asked, failed
}

// readSheet asks for one style sheet or manifest.
func (c *crawl) readSheet(ctx context.Context, t *tried) {
	got := c.follow(ctx, t.url.String(), way{robots: true, kept: true, most: sheetBytes})
	c.noteProbe(t, &got, false)
	if got.skip != "" || got.ex.Err != nil || got.ex.Status() != 200 || t.Got != snapshot.GotFile {
		return
	}
	base, err := url.Parse(got.ex.Final())
	if err != nil {
		return
	}
	if t.kind == snapshot.LinkManifest {
		c.noteIcons(t, base, got.body)
		return
	}
	for _, ref := range extract.StyleRefs(string(got.body)) {
		if ref.Kind == snapshot.LinkStyle && t.depth >= maxImports {
			continue
		}
		c.noteRef(t, base, ref.To, ref.Kind)
	}
}

// noteRef notes a file that a style sheet or manifest names.
func (c *crawl) noteRef(t *tried, base *url.URL, to string, kind snapshot.LinkKind) {
	abs, ok := extract.Resolve(base, to)
	tier, isFile := tierOf(kind)
	if !ok || !isFile {
		return
	}
	p := part{id: c.tab.ID(abs), kind: kind, class: snapshot.ProbePart, first: t.first, via: t.id, depth: t.depth + 1}
	if !c.parts.known(p.id) {
		c.addPart(p, tier)
	}
}

// noteIcons notes the icons that a manifest names.
func (c *crawl) noteIcons(t *tried, base *url.URL, body []byte) {
	var m struct {
		Icons []struct {
			Src string `json:"src"`
		} `json:"icons"`
	}
	if json.Unmarshal(body, &m) != nil {
		return
	}
	for _, icon := range m.Icons[:min(len(m.Icons), maxManifest)] {
		if icon.Src != "" {
			c.noteRef(t, base, icon.Src, snapshot.LinkIcon)
		}
	}
}
