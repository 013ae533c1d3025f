package shopgen

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// The kinds of fixed pages, as text files and the oracle name them.
const (
	kindHome       = "home"
	kindAbout      = "about"
	kindAccount    = "account"
	kindBlog       = "blog"
	kindCart       = "cart"
	kindContact    = "contact"
	kindFAQ        = "faq"
	kindGallery    = "gallery"
	kindGuide      = "guide"
	kindImprint    = "imprint"
	kindLegal      = "legal"
	kindNew        = "new"
	kindPayment    = "payment"
	kindPrivacy    = "privacy"
	kindReturns    = "returns"
	kindSafety     = "safety"
	kindSearch     = "search"
	kindShipping   = "shipping"
	kindTerms      = "terms"
	kindWithdraw   = "withdraw"   // the two-step form of EU shops
	kindWithdrawal = "withdrawal" // information on the right
)

// documentKinds are the pages whose body is a text document.
func documentKinds() []string {
	return []string{kindAbout, kindContact, kindFAQ, kindGuide, kindImprint, kindPayment, kindPrivacy, kindReturns, kindSafety, kindShipping, kindTerms, kindWithdrawal}
}

// hubKinds are the documents that layout 2 puts on one page, as sections.
func hubKinds() []string {
	return []string{kindTerms, kindReturns, kindWithdrawal, kindShipping, kindPayment}
}

// exists tells whether the shop has a page (or section) of the kind.
func (s *Shop) exists(kind string) bool {
	if kind == kindHome || kind == kindAccount {
		return true
	}
	if s.lang.Paths[kind] == "" {
		return false
	}
	switch kind {
	case kindWithdraw:
		return s.tags["returns"] && !s.has(FlawNoWithdraw) && !slices.Contains(s.seller.Without, kind)
	case kindLegal:
		return s.opt.Layout == 2
	case kindReturns, kindWithdrawal:
		return !(kind == kindWithdrawal && s.has(FlawNoWithdrawal)) && s.tags["returns"] && !slices.Contains(s.seller.Without, kind)
	case kindGuide:
		return s.tags["guide"]
	case kindSafety:
		return s.tags["guide"] && !s.has(FlawNoPaySafety)
	}
	if on, ruled := s.tags[kind]; ruled {
		return on
	}
	return true
}

// href is the address of the page of a kind, relative to the root; "" if there is none.
func (s *Shop) href(kind string) string {
	switch {
	case kind == kindHome:
		return "/"
	case !s.exists(kind):
		return ""
	case s.opt.Layout == 2 && slices.Contains(hubKinds(), kind):
		return "/" + s.lang.Paths[kindLegal] + "#" + kind
	}
	return "/" + s.lang.Paths[kind]
}

// route is what a path leads to.
type route struct {
	kind string // a fixed page's kind, or "category", "product", "post"
	num  int    // category, product or post number
	page int    // page of a listing, from 1
}

// homePath is where the home page lies.
func (s *Shop) homePath() string {
	if s.has(FlawLongChain) {
		return "/home"
	}
	return "/"
}

// settleSize decides how many products and posts there are and which number is what kind.
func (s *Shop) settleSize() error {
	s.settleKinds()
	s.settleSlugs()
	s.posts = minPosts
	switch {
	case s.opt.Pages > 0:
		if err := s.fitPages(); err != nil {
			return err
		}
	case s.opt.Products == 0:
		s.opt.Products = defaultProducts
	}
	if s.opt.Products < everyNthBroken && len(s.opt.Flaws) > 0 {
		return fmt.Errorf("%d products are too few to show flaws: want at least %d", s.opt.Products, everyNthBroken)
	}
	s.routes = map[string]route{}
	for _, kind := range s.fixedKinds() {
		path, _, _ := strings.Cut(s.href(kind), "#")
		s.routes[path] = route{kind: kind, page: 1}
	}
	s.routes[s.href(kindSearch)] = route{kind: kindSearch} // reached by a form only, hence no fixed page
	if s.has(FlawBrokenCart) {
		delete(s.routes, s.href(kindCart))
	}
	delete(s.routes, "/")
	s.routes[s.homePath()] = route{kind: kindHome, page: 1}
	return nil
}

// fixedKinds lists the fixed pages that exist, each once.
func (s *Shop) fixedKinds() []string {
	kinds := append([]string{kindHome, kindAccount, kindBlog, kindCart, kindGallery, kindNew, kindLegal, kindWithdraw}, documentKinds()...)
	return slices.DeleteFunc(kinds, func(k string) bool {
		return !s.exists(k) || s.opt.Layout == 2 && slices.Contains(hubKinds(), k)
	})
}

// fitPages finds the numbers of products and posts that make exactly Options.Pages pages.
func (s *Shop) fitPages() error {
	total := func(products, posts int) int {
		s.opt.Products, s.posts = products, posts
		return s.pageCount()
	}
	want := s.opt.Pages
	if total(1, minPosts) > want {
		return fmt.Errorf("%d pages: this shop needs at least %d", want, total(1, minPosts))
	}
	low, high := 1, want
	for low < high { // the largest number of products that still fits
		if mid := (low + high + 1) / 2; total(mid, minPosts) <= want {
			low = mid
		} else {
			high = mid - 1
		}
	}
	for products := low; products > 0; products-- {
		for posts := minPosts; total(products, posts) <= want; posts++ {
			if total(products, posts) == want {
				return nil
			}
		}
	}
	return errors.New("no number of products makes this number of pages")
}

func pagesOf(items, size int) int { return max(1, (items+size-1)/size) }

// pageCount is the number of pages as Options.Pages counts them.
func (s *Shop) pageCount() int {
	n := len(s.fixedKinds()) - 1 + pagesOf(s.posts, blogSize) + s.posts + s.opt.Products
	for c := range s.lang.Catalogue.Categories {
		if count := s.categoryCount(c); count > 0 {
			n += pagesOf(count, listingSize)
		}
	}
	return n
}

func (s *Shop) categoryPath(c, page int) string {
	return listingPath("/"+s.lang.Paths["category"]+"/"+s.lang.Catalogue.CategorySlugs[c], page)
}

func (s *Shop) blogPath(page int) string { return listingPath("/"+s.lang.Paths[kindBlog], page) }

func listingPath(base string, page int) string {
	if page > 1 {
		return base + "/page/" + strconv.Itoa(page)
	}
	return base
}

func (s *Shop) postPath(n int) string {
	return "/" + s.lang.Paths[kindBlog] + "/" + strconv.Itoa(n+1) + "-" + s.slugs.series[s.postSeries(n)]
}

// find resolves a path to what it leads to.
func (s *Shop) find(path string) (route, bool) {
	if r, ok := s.routes[path]; ok {
		return r, true
	}
	head, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	var r route
	switch head {
	case s.lang.Paths["product"]:
		id, ok := numberAfter(rest)
		r = route{kind: "product", num: id - firstNumber}
		if !ok || r.num < 0 || r.num >= s.opt.Products || s.productPath(r.num) != path {
			return route{}, false
		}
	case s.lang.Paths[kindBlog]:
		if page, ok := strings.CutPrefix(rest, "page/"); ok {
			n, _ := strconv.Atoi(page)
			return route{kind: kindBlog, page: n}, n > 1 && n <= pagesOf(s.posts, blogSize) && s.blogPath(n) == path
		}
		first, _, _ := strings.Cut(rest, "-")
		n, err := strconv.Atoi(first)
		r = route{kind: "post", num: n - 1}
		if err != nil || n < 1 || n > s.posts || s.postPath(r.num) != path {
			return route{}, false
		}
	case s.lang.Paths["category"]:
		slug, tail, paged := strings.Cut(rest, "/page/")
		r = route{kind: "category", num: slices.Index(s.lang.Catalogue.CategorySlugs, slug), page: 1}
		if paged {
			r.page, _ = strconv.Atoi(tail)
		}
		if r.num < 0 || r.page < 1 || s.categoryCount(r.num) == 0 || r.page > pagesOf(s.categoryCount(r.num), listingSize) || s.categoryPath(r.num, r.page) != path {
			return route{}, false
		}
	default:
		return route{}, false
	}
	return r, true
}

// numberAfter reads the digits behind the last hyphen.
func numberAfter(s string) (int, bool) {
	n, err := strconv.Atoi(s[strings.LastIndexByte(s, '-')+1:])
	return n, err == nil
}

// paths yields the path of every page, as pageCount counts them.
func (s *Shop) paths() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, kind := range s.fixedKinds() {
			path := s.href(kind)
			if kind == kindHome {
				path = s.homePath()
			}
			if kind != kindBlog && !yield(path) {
				return
			}
		}
		for page := range pagesOf(s.posts, blogSize) {
			if !yield(s.blogPath(page + 1)) {
				return
			}
		}
		for n := range s.posts {
			if !yield(s.postPath(n)) {
				return
			}
		}
		for c := range s.lang.Catalogue.Categories {
			for page := 0; s.categoryCount(c) > 0 && page < pagesOf(s.categoryCount(c), listingSize); page++ {
				if !yield(s.categoryPath(c, page+1)) {
					return
				}
			}
		}
		for id := range s.opt.Products {
			if !yield(s.productPath(id)) {
				return
			}
		}
	}
}
