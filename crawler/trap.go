package crawler

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of what is told of variants that were left alone.
const (
	maxTrapPaths = 500
	maxTraps     = 10
	fewVariants  = 5 // fewer are no trap
	maxParams    = 8
)

// pagesPerPath is how many pages of one list are fetched, by the number of other variants: lists lead to goods, and have an end.
const pagesPerPath = 25

// ordersPerPath is how many pages of one list in another order are fetched: they show the goods that it shows anyway. It is a number for each list, so that
// which are fetched does not depend on which list was read first.
const ordersPerPath = 1

// noteTrap counts a variant of a path that is left alone.
func (c *crawl) noteTrap(bucket string, u *url.URL) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.traps[bucket]
	if t == nil {
		if len(c.traps) >= maxTrapPaths {
			return
		}
		t = &snapshot.Trap{URL: clip(u.String(), 2000)}
		c.traps[bucket] = t
	}
	t.Left++
	for _, p := range snapshot.Params(u.RawQuery) {
		name, value, _ := strings.Cut(p, "=")
		if (!identity(name) || datedParam(name, value)) && len(t.Params) < maxParams && !slices.Contains(t.Params, name) {
			t.Params = append(t.Params, clip(name, 60))
		}
	}
}

// largestTraps lists the paths with most variants left alone.
func (c *crawl) largestTraps() []snapshot.Trap {
	var list []snapshot.Trap
	for _, t := range c.traps {
		if t.Left >= fewVariants {
			slices.Sort(t.Params)
			list = append(list, *t)
		}
	}
	slices.SortFunc(list, func(a, b snapshot.Trap) int { return cmp.Or(b.Left-a.Left, strings.Compare(a.URL, b.URL)) })
	return list[:min(len(list), maxTraps)]
}

// paging reports whether a parameter says which part of a list is shown: a page by its small number, not a calendar's by its day.
func paging(name, value string) bool {
	const digits = 5
	if value == "" || len(value) > digits || strings.Trim(value, "0123456789") != "" {
		return false
	}
	switch name = strings.ToLower(name); name {
	case "page", "paged", "pg", "pageno", "page_no", "pagenum", "pagenumber", "seite", "pagina", "strona", "offset", "start", "currentpage", "pagination":
		return true
	}
	return strings.HasSuffix(name, "[page]") || strings.HasSuffix(name, "_page")
}

// ordering reports whether a parameter says in which order, or how many a page, the goods of a list are shown.
func ordering(name, value string) bool {
	switch strings.ToLower(name) {
	case "sort", "order", "orderby", "sortby", "sort_by", "sort-by", "sort_order", "sortorder", "sort_dir", "sortdir", "order_by", "order_dir", "orderdir",
		"product_list_order", "product_list_dir", "product_list_mode", "product_list_limit", "sortierung", "ordenar", "tri", "ssort", "asc", "desc",
		"limit", "per_page", "perpage", "per-page", "pagesize", "page_size", "ipp", "resultsperpage", "results_per_page", "items_per_page", "itemsperpage", "sperpage", "max_display",
		"viewmode", "view_mode", "list_mode", "listview":
		return true
	case "dir", "direction":
		return strings.EqualFold(value, "asc") || strings.EqualFold(value, "desc")
	}
	return false
}
