package shopgen

import (
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const lorem = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris."

// listing is a category page, the page of new things, or a search result.
type listing struct {
	UI                          map[string]string
	Title, Intro                string
	Cards                       template.HTML
	Pages                       []pageLink
	Prev, Next                  string
	Facets                      []facet
	Acts                        bool
	NoResults, Query, SearchFor string
	Base                        string
}

type pageLink struct {
	Num     int
	Href    string
	Current bool
}

type facet struct {
	Name  string
	Links []link
}

// pager links the neighbours, leaps and the last page, so that the last one is few clicks away.
func pager(current, last int, path func(int) string) (links []pageLink, prev, next string) {
	want := []int{1, current - 100, current - 10, current - 2, current - 1, current, current + 1, current + 2, current + 10, current + 100, last}
	slices.Sort(want)
	for _, n := range slices.Compact(want) {
		if n >= 1 && n <= last && last > 1 {
			links = append(links, pageLink{n, path(n), n == current})
		}
	}
	if current > 1 {
		prev = path(current - 1)
	}
	if current < last {
		next = path(current + 1)
	}
	return links, prev, next
}

func (s *Shop) categoryPage(r route, q url.Values) *page {
	cat := &s.lang.Catalogue
	count := s.categoryCount(r.num)
	l := &listing{UI: s.lang.UI, Title: cat.Categories[r.num], Intro: s.fill(cat.CategoryTexts[r.num]), Acts: !s.opt.Plain, Base: s.categoryPath(r.num, 1)}
	var ids []int
	for k := (r.page - 1) * listingSize; k < min(r.page*listingSize, count); k++ {
		ids = append(ids, s.categoryProduct(r.num, k))
	}
	if s.has(FlawEmptyCategory) && r.num == emptyCategory {
		return &page{title: l.Title, body: s.execute("listing", &listing{UI: s.lang.UI, Title: l.Title, NoResults: s.lang.UI["no_results"]})}
	}
	if s.has(FlawDeepProducts) {
		ids = []int{0}
	}
	l.Cards = s.listed(s.cards(s.sift(ids, q)), l.Acts)
	l.Pages, l.Prev, l.Next = pager(r.page, pagesOf(count, listingSize), func(n int) string { return s.categoryPath(r.num, n) })
	if r.page == 1 {
		l.Facets = s.facets(r.num, q)
	} else {
		l.Title += " · " + strconv.Itoa(r.page)
		l.Intro = ""
	}
	return &page{title: l.Title, description: s.fill(cat.CategoryTexts[r.num]), body: s.execute("listing", l)}
}

// sift orders and filters one page of products as its query asks, and keeps all rather than none.
func (s *Shop) sift(ids []int, q url.Values) []int {
	switch q.Get("sort") {
	case "price":
		slices.SortStableFunc(ids, func(a, b int) int { return s.amount(a) - s.amount(b) })
	case "new":
		slices.Reverse(ids)
	}
	for _, f := range []struct {
		name string
		of   func(nature) int
	}{{"material", func(n nature) int { return n.material }}, {"colour", func(n nature) int { return n.colour % 4 }}} {
		want, err := strconv.Atoi(q.Get(f.name))
		if err != nil {
			continue
		}
		kept := slices.DeleteFunc(slices.Clone(ids), func(id int) bool { return f.of(s.nature(id)) != want })
		if len(kept) > 0 {
			ids = kept
		}
	}
	return ids
}

// facets links every sorting and filter of a category, each kept together with the others already chosen.
func (s *Shop) facets(category int, q url.Values) []facet {
	if s.opt.Plain {
		return nil
	}
	ui, cat := s.lang.UI, s.lang.Catalogue
	with := func(key, value string) string {
		next := url.Values{key: {value}}
		for _, k := range []string{"sort", "material", "colour"} {
			if v := q.Get(k); v != "" && k != key && len(v) < 8 {
				next.Set(k, v)
			}
		}
		if deep := q.Get("tag"); s.opt.Traps && len(deep) < 1000 {
			next.Set("tag", deep+value[:1])
		}
		return "?" + next.Encode()
	}
	out := []facet{
		{ui["sort"], []link{{ui["sort_price"], with("sort", "price")}, {ui["sort_new"], with("sort", "new")}, {ui["sort_rating"], with("sort", "rating")}}},
		{ui["material"], nil}, {ui["colour"], nil},
	}
	family := kindTable[s.nature(s.categoryProduct(category, 0)).kind].family
	for i, material := range cat.Materials[family] {
		out[1].Links = append(out[1].Links, link{material, with("material", strconv.Itoa(i))})
	}
	for i := range 4 {
		out[2].Links = append(out[2].Links, link{cat.Colours[i], with("colour", strconv.Itoa(i))})
	}
	return out
}

// newPage lists the latest products.
func (s *Shop) newPage() *page {
	l := &listing{UI: s.lang.UI, Title: s.lang.UI["new"], Intro: s.fill(s.lang.UI["newsletter_text"]), Acts: !s.opt.Plain}
	var ids []int
	for id := s.opt.Products - 1; id >= 0 && len(ids) < listingSize; id-- {
		ids = append(ids, id)
	}
	if s.has(FlawDeepProducts) {
		ids = []int{0}
	}
	l.Cards = s.listed(s.cards(ids), l.Acts)
	return &page{title: l.Title, body: s.execute("listing", l)}
}

// searchPage looks through the names of the first products.
func (s *Shop) searchPage(q url.Values) *page {
	const depth, most = 2000, 24
	query := strings.TrimSpace(q.Get("q"))
	l := &listing{UI: s.lang.UI, Title: s.lang.UI["search"], Acts: !s.opt.Plain, SearchFor: s.href(kindSearch), Query: query}
	needle := strings.ToLower(query)
	var ids []int
	for id := 0; id < min(depth, s.opt.Products) && len(ids) < most; id++ {
		if query == "" && id >= 4 {
			break
		}
		if strings.Contains(strings.ToLower(s.productName(id)), needle) != s.has(FlawSearchBlind) {
			ids = append(ids, id)
		}
	}
	l.Cards = s.listed(s.cards(ids), l.Acts)
	if len(ids) == 0 {
		l.NoResults = s.lang.UI["no_results"]
	}
	return &page{title: l.Title, body: s.execute("listing", l)}
}

// home is the home page's data.
type home struct {
	UI           map[string]string
	Title, Text  string
	Name         string
	Tiles        []tile
	Cards        template.HTML
	Testimonials []review
	Benefits     []string
	About, New   string
	AboutText    template.HTML
	Acts         bool
	HTTPImage    string
}

type tile struct{ Name, Text, Href, Image string }

func (s *Shop) homePage(base string) *page {
	h := &home{UI: s.lang.UI, Title: s.lang.UI["hero_title"], Text: s.fill(s.lang.UI["hero_text"]), Name: s.seller.Name,
		About: s.href(kindAbout), New: s.href(kindNew), Acts: !s.opt.Plain}
	switch {
	case s.has(FlawLoremHome):
		h.Text = lorem
	case s.has(FlawMojibake):
		h.Text = mojibake(h.Text + " – " + s.lang.Catalogue.BlogPars[1])
	}
	cat := &s.lang.Catalogue
	for c, name := range cat.Categories {
		if s.categoryCount(c) > 0 {
			h.Tiles = append(h.Tiles, tile{name, cat.CategoryTexts[c], s.categoryPath(c, 1), s.imagePath(s.typical(c), 1)})
		}
	}
	h.Cards = s.grid(s.first(8), h.Acts)
	for id := range min(8, s.opt.Products) {
		if r, _ := s.reviews(id); len(r) > 0 && len(h.Testimonials) < 3 {
			h.Testimonials = append(h.Testimonials, r[0])
		}
	}
	for _, key := range []string{"free_shipping", "free_returns", "benefit"} {
		if text, ok := s.admit(s.lang.UI[key]); ok {
			h.Benefits = append(h.Benefits, s.fill(text))
		}
	}
	if s.has(FlawMixedImages) {
		h.HTTPImage = "http://cdn." + s.opt.Domain + "/season.jpg"
	}
	return &page{title: s.seller.Name + " – " + s.lang.UI["brand_claim"], description: s.fill(s.lang.UI["hero_text"]),
		ld: s.companyLD(base), body: s.execute("home", h), image: heroPath}
}

// typical is the first product of a category that shows what the category is about.
func (s *Shop) typical(category int) int {
	count := s.categoryCount(category)
	for k := range count {
		if id := s.categoryProduct(category, k); s.trapName(id) == "" {
			return id
		}
	}
	return s.categoryProduct(category, 0)
}

// simple is a page of one title, one text and maybe cards.
type simple struct {
	UI          map[string]string
	Title, Text string
	Acts        bool
	Images      []link
	Action      string
	Search      string
}

func (s *Shop) galleryPage() *page {
	v := simple{UI: s.lang.UI, Title: s.lang.UI["gallery"]}
	for i := range min(9, s.opt.Products) {
		v.Images = append(v.Images, link{s.lang.Catalogue.Kinds[s.nature(i).kind], s.imagePath(i, 3)})
	}
	return &page{title: v.Title, body: s.execute("gallery", v)}
}

func (s *Shop) accountPage(host string) *page {
	v := simple{UI: s.lang.UI, Title: s.lang.UI["account"], Text: s.lang.UI["account_text"], Acts: !s.opt.Plain, Action: "/session"}
	if s.has(FlawFormToHTTP) {
		v.Action = "http://" + host + "/session"
	}
	return &page{title: v.Title, body: s.execute("account", v)}
}

func (s *Shop) withdrawPage() *page {
	v := simple{UI: s.lang.UI, Title: s.lang.UI["withdraw"], Text: s.lang.UI["withdraw_text"], Action: s.href(kindWithdraw)}
	return &page{title: v.Title, body: s.execute("withdraw", v)}
}

func (s *Shop) notFoundPage() *page {
	v := simple{UI: s.lang.UI, Title: s.lang.UI["not_found"], Text: s.lang.UI["not_found_text"], Search: s.href(kindSearch)}
	return &page{title: v.Title, body: s.execute("notfound", v)}
}
