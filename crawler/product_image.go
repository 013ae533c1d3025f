package crawler

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/fnv"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of looking at product images.
const (
	mostImages = 5        // of different goods: enough to see that two shops show the same
	imageBytes = 64 << 10 // of each: two photographs do not begin alike for so long
	leastImage = 3 << 10  // bytes; what is smaller is an icon or a stand-in
)

// standIns are parts of names that shop systems give to an image that stands for a missing one.
var standIns = []string{"placeholder", "no-image", "noimage", "no_image", "noimg", "default", "dummy", "missing", "blank", "spacer", "logo"}

// productImage is the image of one product, as the data of its page name it.
type productImage struct {
	page  snapshot.StrID
	url   *url.URL
	order uint64 // of its address: the same are looked at in every visit
}

// askProductImages looks at what the images of a few goods begin with.
func (c *crawl) askProductImages(ctx context.Context) {
	if !c.opts.ProductImages || c.halted() {
		return
	}
	c.emit(Phase{Name: "images"})
	for _, im := range c.productImages() {
		if c.halted() || ctx.Err() != nil {
			return
		}
		w := way{method: http.MethodGet, robots: true, most: imageBytes, kept: true, once: !c.site.has(im.url)}
		if got := c.follow(ctx, im.url.String(), w); got.skip == "" && got.ex.Err == nil && isPhoto(&got) {
			c.snap.ProductImages = append(c.snap.ProductImages, snapshot.ProductImage{Page: im.page, URL: c.tab.ID(im.url.String()), Sum: sumOf(&got)})
		}
	}
}

// productImages chooses the images to look at.
func (c *crawl) productImages() []productImage {
	var list []productImage
	seen := map[string]bool{}
	for p := range c.contents() {
		u := productImageOf(c.tab, p)
		if u == nil || acts(u) != "" || seen[u.String()] {
			continue
		}
		seen[u.String()] = true
		h := fnv.New64a()
		h.Write([]byte(u.String()))
		list = append(list, productImage{p.URL, u, h.Sum64()})
		slices.SortFunc(list, func(a, b productImage) int { return cmp.Compare(a.order, b.order) })
		list = list[:min(len(list), mostImages)]
	}
	return list
}

// productImageOf is the image of the one product whose page this is; nil for other pages, and where the image stands for a missing one.
func productImageOf(tab *snapshot.Table, p *snapshot.Page) *url.URL {
	if p.Content == nil || p.Alias {
		return nil
	}
	found := ""
	for i := range p.Data {
		if it := &p.Data[i]; it.Type == "Product" {
			image := cmp.Or(it.Props["image"], it.Props["image.url"], it.Props["image.contentUrl"])
			if image == "" || found != "" { // a list of goods is no page of one
				return nil
			}
			found = image
		}
	}
	base, err := url.Parse(tab.Get(cmp.Or(p.Final, p.URL)))
	if err != nil || found == "" {
		return nil
	}
	to, ok := extract.Resolve(base, found)
	u, err := url.Parse(to)
	if !ok || err != nil || !strings.HasPrefix(u.Scheme, "http") || len(to) > 2000 {
		return nil
	}
	name := strings.ToLower(u.Path)
	if slices.ContainsFunc(standIns, func(s string) bool { return strings.Contains(name, s) }) {
		return nil
	}
	return u
}

// isPhoto reports whether an answer is an image large enough to tell it from others.
func isPhoto(t *trip) bool {
	media, _, _ := strings.Cut(t.header.Get("Content-Type"), ";")
	return t.ex.Status() == http.StatusOK && strings.HasPrefix(media, "image/") && media != "image/svg+xml" && len(t.body) >= leastImage
}

// sumOf tells a file by its first bytes, and by its length where all of it came.
func sumOf(t *trip) string {
	h := sha256.New()
	h.Write(t.body[:min(len(t.body), imageBytes)])
	if !t.cut {
		h.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(t.body))))
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}
