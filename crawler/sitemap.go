package crawler

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// maxSitemapBytes is how many bytes of one sitemap are read, once decompressed.
const maxSitemapBytes = 64 << 20

// sitemapFiles is how many sitemaps are read: shop systems make a few for each language.
func sitemapFiles(profile string) int {
	switch profile {
	case "quick":
		return 20
	case "deep":
		return 500
	default:
		return 60
	}
}

// readSitemaps queues the addresses of the shop's sitemaps: those that robots.txt names, else /sitemap.xml.
func (c *crawl) readSitemaps(ctx context.Context) {
	var list []sitemapFile
	for _, address := range c.snap.Robots.Sitemaps {
		list = append(list, sitemapFile{address, c.snap.Robots.URL})
	}
	if len(list) == 0 {
		list = []sitemapFile{{url: c.origin() + cmp.Or(c.site.prefix, "/") + "sitemap.xml"}}
	}
	room := c.mostQueued()
	read := map[string]bool{}
	for len(list) > 0 && !c.halted() {
		file := list[0]
		list = list[1:]
		u, err := url.Parse(strings.TrimSpace(file.url))
		if err != nil || read[file.url] || !c.site.has(u) {
			continue
		}
		if len(read) == sitemapFiles(c.limits.Profile) || room <= 0 { // what stands there and behind it is not known
			c.snap.Sitemaps = append(c.snap.Sitemaps, snapshot.Sitemap{URL: clip(u.String(), 2000), Truncated: true})
			return
		}
		read[file.url] = true
		file.url = u.String()
		more := c.readSitemap(ctx, file, &room)
		slices.SortStableFunc(more, func(a, b string) int { return listRank(a) - listRank(b) })
		for _, next := range more {
			list = append(list, sitemapFile{next, file.url})
		}
	}
}

// listRank says when a sitemap that an index names is read: what its name says is about texts and categories first, and goods, posts and pictures
// last, since of a large shop no more addresses are kept than limits allow, and its texts are few.
func listRank(address string) int {
	name := strings.ToLower(address)
	if u, err := url.Parse(name); err == nil {
		name = strings.ReplaceAll(path.Base(u.Path), "sitemap", "") // which has "item" in it
	}
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
	}
	switch {
	case has("product", "produkt", "produit", "producto", "prodott", "item", "image", "video", "post", "blog", "news", "tag", "author"):
		return 2
	case has("page", "cms", "static", "info", "content", "polic", "legal", "categor", "kategor", "collection"):
		return 0
	}
	return 1
}

// sitemapFile is a sitemap with what names it: robots.txt or another sitemap, "" for where sitemaps usually are.
type sitemapFile struct{ url, via string }

// readSitemap queues the addresses of one file and returns the files it names. One that is named and missing is asked for again, like other files.
func (c *crawl) readSitemap(ctx context.Context, file sitemapFile, room *int) (more []string) {
	address := file.url
	t := c.follow(ctx, address, way{stay: true, robots: true, kept: true})
	if t.skip != "" {
		return nil
	}
	sm := snapshot.Sitemap{URL: address, Err: t.ex.Err, Truncated: t.cut}
	defer func() { c.snap.Sitemaps = append(c.snap.Sitemaps, sm) }()
	if t.ex.Err != nil || t.ex.Status() != 200 {
		if missingPage(&t) && file.via != "" {
			c.addPart(part{id: c.tab.ID(address), kind: snapshot.LinkData, class: snapshot.ProbeSitemap, via: c.tab.ID(file.via)}, tierBuild)
		}
		if sm.Err == nil {
			sm.Err = &snapshot.Fault{Kind: snapshot.FaultOther, Text: "there is no sitemap here"}
		}
		return nil
	}
	var body io.Reader = bytes.NewReader(t.body)
	if bytes.HasPrefix(t.body, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(body)
		if err != nil {
			sm.Err = &snapshot.Fault{Kind: snapshot.FaultEncoding, Text: "the sitemap is not valid gzip"}
			return nil
		}
		body = z
	}
	limited := &io.LimitedReader{R: body, N: maxSitemapBytes}
	err := eachLoc(limited, func(index bool, loc string) bool {
		if index {
			more = append(more, loc)
			return len(more) <= sitemapFiles(c.limits.Profile) // one more than are read, so that it is told
		}
		if c.queueFromSitemap(loc, address) {
			sm.Addresses++
			*room--
		}
		return *room > 0
	})
	sm.Truncated = sm.Truncated || limited.N <= 0 || *room <= 0
	if err != nil && !sm.Truncated && sm.Addresses == 0 && len(more) == 0 {
		sm.Err = &snapshot.Fault{Kind: snapshot.FaultOther, Text: "this is not a sitemap"}
	}
	return more
}

// eachLoc calls found for every loc element of a sitemap or sitemap index, until it returns false.
func eachLoc(r io.Reader, found func(index bool, loc string) bool) error {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	index, depth := false, 0
	for {
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if depth++; depth > 20 {
				return errors.New("nested too deeply")
			}
			switch {
			case e.Name.Local == "sitemapindex":
				index = true
			case depth == 1 && e.Name.Local != "urlset":
				return errors.New("neither urlset nor sitemapindex")
			}
			if e.Name.Local != "loc" || e.Name.Space != "" {
				continue
			}
			text, err := content(d)
			if err != nil {
				return err
			}
			depth--
			if text != "" && !found(index, text) {
				return nil
			}
		case xml.EndElement:
			depth--
		}
	}
}

// content reads the text of an element to its end; CDATA and comments come in pieces.
func content(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for inner := 0; ; {
		tok, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch e := tok.(type) {
		case xml.CharData:
			if inner == 0 {
				b.Write(e)
			}
		case xml.StartElement:
			inner++
		case xml.EndElement:
			if inner--; inner < 0 {
				return strings.TrimSpace(b.String()), nil
			}
		}
	}
}

// queueFromSitemap queues an address of the shop that the sitemap at an address names, and reports whether it is one.
func (c *crawl) queueFromSitemap(loc, sitemap string) bool {
	loc, ok := extract.Resolve(nil, loc) // what will be asked for: robots.txt and the rest judge an address without "..", "%2e" or backslashes
	if !ok {
		return false
	}
	key := snapshot.Key(loc)
	u, err := url.Parse(key)
	if key == "" || err != nil || !c.site.has(u) {
		return false
	}
	if u.Path == "" {
		u.Path = "/"
		key = u.String()
	}
	if c.front.known(key) {
		return true
	}
	it := item{url: key, key: key, depth: -1, via: sitemap}
	why := c.refuse(u, it, linkTexts{})
	if !c.front.mark(key) {
		return true
	}
	if why != "" {
		c.skip(it, why)
		return true
	}
	it.rank, it.keyPage = c.rank(u, spot{site: true})
	if noPage(u.Path) || document(u.Path) && !it.keyPage {
		return true // a sitemap of pictures or manuals
	}
	c.enqueue(it)
	return true
}
