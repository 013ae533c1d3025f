package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// addressProps are the properties of things that hold addresses where something is, of a page, a picture or a profile. Others that look like
// addresses are names: types, identifiers, "in stock".
var addressProps = map[string]bool{
	"url": true, "image": true, "logo": true, "contentUrl": true, "thumbnailUrl": true, "thumbnail": true, "photo": true, "mainEntityOfPage": true, profileProp: true,
}

// profileProp names pages about the same thing elsewhere, mostly the seller's profiles in social networks.
const profileProp = "sameAs"

// dataLinks notes the addresses in JSON-LD. Those of Open Graph and microdata are read from their elements.
func (w *walker) dataLinks() {
	for i := range w.page.Data {
		item := &w.page.Data[i]
		if item.Source != "json-ld" {
			continue
		}
		for _, key := range sortedProps(item) {
			w.propLink(lastName(key), item.Props[key], "json-ld")
		}
	}
}

// propLink notes the value of a property where it is an address. A value that was cut is none.
func (w *walker) propLink(prop, value, from string) {
	if !addressProps[prop] || !addressLike(value) || utf8.RuneCountInString(value) >= maxValue {
		return
	}
	if prop == profileProp {
		from = profileProp
	}
	w.data(value, from)
}

// lastName is the name of a property in its own thing: "logo" of "brand.logo", "image" of "image.1".
func lastName(key string) string {
	for {
		i := strings.LastIndexByte(key, '.')
		if i < 0 {
			return key
		}
		if last := key[i+1:]; strings.Trim(last, "0123456789") != "" {
			return last
		}
		key = key[:i]
	}
}

// pageEnds are the ends by which a lone name is an address.
var pageEnds = []string{".html", ".htm", ".php", ".aspx", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif"}

// addressLike reports whether a value is written as an address. "www.shop.example" is one to people, and a file to programs: nobody can know.
func addressLike(v string) bool {
	if strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "https://") || strings.HasPrefix(v, "/") {
		return true
	}
	if v == "" || strings.ContainsAny(v, " <>\"{}:@,;") {
		return false
	}
	dir, _, deep := strings.Cut(v, "/")
	if deep {
		return dir == "." || dir == ".." || !strings.Contains(dir, ".")
	}
	for _, end := range pageEnds {
		if hasSuffixFold(v, end) {
			return true
		}
	}
	return false
}

func sortedProps(item *snapshot.Item) []string {
	keys := make([]string, 0, 8)
	for k := range item.Props {
		if addressProps[lastName(k)] {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}
