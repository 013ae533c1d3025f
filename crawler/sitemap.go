package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of sitemaps: files read, addresses taken, bytes of one file once decompressed.
const (
	maxSitemapFiles = 20
	maxSitemapBytes = 64 << 20
)

// readSitemaps queues the addresses of the shop's sitemaps: those that robots.txt names, else /sitemap.xml.
func (c *crawl) readSitemaps(ctx context.Context) {
	list := c.snap.Robots.Sitemaps
	if len(list) == 0 {
		list = []string{c.origin() + "/sitemap.xml"}
		if c.site.prefix != "" {
			list = []string{c.origin() + c.site.prefix + "sitemap.xml"}
		}
	}
	room := c.mostQueued()
	read := map[string]bool{}
	for len(list) > 0 && len(read) < maxSitemapFiles && !c.halted() {
		address := list[0]
		list = list[1:]
		u, err := url.Parse(strings.TrimSpace(address))
		if err != nil || read[address] || !c.site.has(u) {
			continue
		}
		read[address] = true
		list = append(list, c.readSitemap(ctx, u.String(), &room)...)
	}
}

// readSitemap queues the addresses of one file and returns the files it names.
func (c *crawl) readSitemap(ctx context.Context, address string, room *int) (more []string) {
	t := c.follow(ctx, address, way{stay: true, robots: true, kept: true})
	if t.skip != "" {
		return nil
	}
	sm := snapshot.Sitemap{URL: address, Err: t.ex.Err, Truncated: t.cut}
	defer func() { c.snap.Sitemaps = append(c.snap.Sitemaps, sm) }()
	if t.ex.Err != nil || t.ex.Status() != 200 {
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
			return len(more) < maxSitemapFiles
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
			text, err := d.RawToken()
			if err != nil {
				return err
			}
			if data, ok := text.(xml.CharData); ok && !found(index, strings.TrimSpace(string(data))) {
				return nil
			}
			if _, ok := text.(xml.EndElement); ok {
				depth--
			}
		case xml.EndElement:
			depth--
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
	if !c.front.wasFetched(key) {
		c.front.push(it)
	}
	return true
}
