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

// maxManifest bounds the addresses taken from one manifest.
const maxManifest = 40

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
		c.readManifest(t, base, got.body)
		return
	}
	for _, ref := range extract.StyleRefs(string(got.body)) {
		if ref.Kind == snapshot.LinkStyle && t.depth >= maxImports {
			continue
		}
		c.noteRef(t, base, ref)
	}
}

// noteRef notes a file that a style sheet or manifest names.
func (c *crawl) noteRef(t *tried, base *url.URL, ref extract.Ref) {
	abs, ok := extract.Resolve(base, ref.To)
	tier, isFile := tierOf(ref.Kind)
	if !ok || !isFile {
		return
	}
	p := part{id: c.tab.ID(abs), kind: ref.Kind, class: snapshot.ProbePart, first: t.first, via: t.id, depth: t.depth + 1}
	if next, ok := extract.Resolve(base, ref.Next); ok && ref.Next != "" {
		p.next = c.tab.ID(next)
	}
	if !c.parts.known(p.id) {
		c.addPart(p, tier)
	}
}

// nextFonts lists the sources that browsers turn to where the first of a font is not to be had.
func (c *crawl) nextFonts(all []*tried) []*tried {
	var list []*tried
	for _, t := range all {
		if t.next == 0 || !t.failed() || c.parts.known(t.next) {
			continue
		}
		p := t.part
		p.id, p.next = t.next, 0
		if u, err := url.Parse(c.tab.Get(p.id)); err == nil {
			p.url = u
			list = append(list, &tried{part: p})
		}
	}
	return list
}

// manifest is what a web manifest points to (W3C Web Application Manifest).
type manifest struct {
	Icons, Screenshots []manifestImage
	StartURL           string `json:"start_url"`
	Shortcuts          []struct {
		URL   string
		Icons []manifestImage
	}
}

type manifestImage struct{ Src string }

// readManifest notes what a manifest names: pictures, and the pages that an installed shop opens with.
func (c *crawl) readManifest(t *tried, base *url.URL, body []byte) {
	var m manifest
	if json.Unmarshal(body, &m) != nil {
		return
	}
	var refs []extract.Ref
	images := func(list []manifestImage, kind snapshot.LinkKind) {
		for _, image := range list {
			refs = append(refs, extract.Ref{To: image.Src, Kind: kind})
		}
	}
	images(m.Icons, snapshot.LinkIcon)
	images(m.Screenshots, snapshot.LinkImage)
	refs = append(refs, extract.Ref{To: m.StartURL, Kind: snapshot.LinkData})
	for _, s := range m.Shortcuts {
		refs = append(refs, extract.Ref{To: s.URL, Kind: snapshot.LinkData})
		images(s.Icons, snapshot.LinkIcon)
	}
	for _, ref := range refs[:min(len(refs), maxManifest)] {
		if ref.To != "" {
			c.noteRef(t, base, ref)
		}
	}
}
