package shopgen

import (
	"bytes"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// detail is a product page's data.
type detail struct {
	UI                     map[string]string
	Card                   card
	Paragraphs             []string
	Specs                  []row
	Care                   string
	Delivery               string
	Tax, Maker             template.HTML
	Returns                string
	Reviews                template.HTML
	Rating, Count, Note    string
	Price, Related         template.HTML
	Images                 []string
	Category               link
	Acts                   bool
	Gone                   string // a product that is no more, for FlawBrokenInternal
	SKU, CartHref, PayText string
	Write, NoBuy           bool
}

func (s *Shop) productPage(id int, base string) *page {
	cat, n, ui := &s.lang.Catalogue, s.nature(id), s.lang.UI
	info := kindTable[n.kind]
	d := &detail{UI: ui, Card: s.card(id), Paragraphs: s.description(id), Acts: !s.opt.Plain, CartHref: s.href(kindCart), SKU: strconv.Itoa(id + firstNumber),
		Category: link{cat.Categories[info.category], s.categoryPath(info.category, 1)}, Write: s.tags["reviews"]}
	for i := 1; i <= 3; i++ {
		d.Images = append(d.Images, s.imagePath(id, i))
	}
	if s.has(FlawBrokenImages) {
		d.Images = append(d.Images, s.imagePath(id, 9))
	}
	if !s.thin(id) {
		if s.trapName(id) == "" {
			d.Specs = []row{{ui["material"], cat.Materials[info.family][n.material], ""}, {ui["colour"], cat.Colours[n.colour], ""}, {ui["size"], info.size, ""}}
			if s.tags["guide"] {
				d.Care = cat.Care[info.family]
			}
		}
		d.Specs = append(d.Specs, row{ui["sku"], d.SKU, ""})
	}
	if s.tags["time"] && !s.has(FlawTimeOnlyInPolicy) {
		d.Delivery = ui["delivery_time"]
	}
	if text, ok := s.admit(ui["free_returns"]); ok {
		d.Returns = text
	}
	d.Tax = template.HTML(s.inline("", ui["tax_note"]))
	if s.has(FlawNoLegalOnProducts) {
		d.Tax = template.HTML(template.HTMLEscapeString(ui["tax_note_plain"]))
	}
	if s.has(FlawNoTaxNote) {
		d.Tax = ""
	}
	if !s.has(FlawNoMaker) && !s.has(FlawNoLegalOnProducts) { // the link would lead to the seller
		d.Maker = template.HTML(s.inline("", ui["maker"]))
	}
	reviews, mean := s.reviews(id)
	if len(reviews) > 0 {
		d.Reviews = s.quotes(reviews, d.Acts)
		d.Rating = strings.ReplaceAll(ui["rating"], "{n}", s.decimal(mean))
		d.Count = strings.ReplaceAll(ui["review_count"], "{n}", strconv.Itoa(len(reviews)))
		d.Note = ui["review_note"]
	}
	d.Price, d.Related = template.HTML(d.Card.priceHTML()), s.grid(s.cards(s.related(id)), false)
	if s.has(FlawBrokenInternal) && id%everyNthLinksToNowhere == 2 {
		d.Gone = "/" + s.lang.Paths["product"] + "/" + s.slugs.kinds[n.kind] + "-" + s.slugs.series[(n.series+1)%len(s.slugs.series)] + "-" + strconv.Itoa(9_000_000+id)
	}
	s.plantDetail(d)
	text := strings.Join(d.Paragraphs, s.lang.gap())
	return &page{
		title: d.Card.Name, description: text, image: d.Images[0], noLegal: s.has(FlawNoLegalOnProducts),
		ld: s.productLD(id, text, base, len(reviews), mean),
		body: func(b *bytes.Buffer) error {
			start := b.Len()
			if err := s.execute("product", d)(b); err != nil {
				return err
			}
			s.plantProduct(b, start, id)
			if s.has(FlawNoAlt) {
				withoutAlt(b, start)
			}
			s.pad(b, id)
			return nil
		},
	}
}

// decimal writes a mean rating the way the language does.
func (s *Shop) decimal(v float64) string {
	text := strconv.FormatFloat(v, 'f', 1, 64)
	if s.money.point == "," {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

func (s *Shop) related(id int) []int {
	if s.has(FlawDeepProducts) {
		return s.nextOnly(id)
	}
	want := s.opt.LinksPerPage
	if want == 0 {
		want = 4
	}
	step := 1 + s.dice(id, 14, 16)
	for common(step, s.opt.Products) > 1 {
		step++ // or the same few would come again and again
	}
	out := make([]int, 0, want)
	for k := 1; k <= min(want, s.opt.Products-1); k++ {
		out = append(out, (id+k*step)%s.opt.Products)
	}
	return out
}

// common is the greatest number that divides both.
func common(a, b int) int {
	for b > 0 {
		a, b = b, a%b
	}
	return a
}

// post is a journal post's data.
type post struct {
	UI         map[string]string
	Title      string
	Day, ISO   string
	Image      string
	Paragraphs []string
	Blog       string
	Bare       bool
	Acts       bool
	Print      string
}

func (s *Shop) postSeries(n int) int { return s.dice(n, 30, len(s.lang.Catalogue.Series)) }

// trapPosts is the number of posts about a cue word.
func (s *Shop) trapPosts() int { return len(s.lang.Catalogue.TrapTitles) }

func (s *Shop) post(n int) post {
	cat := &s.lang.Catalogue
	day := time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -9*(n%400))
	p := post{UI: s.lang.UI, Day: day.Format(s.lang.Date), ISO: day.Format(time.DateOnly), Image: s.imagePath(n%s.opt.Products, 2), Blog: s.href(kindBlog), Acts: !s.opt.Plain}
	k := n - s.trapPosts()
	empty := 0
	switch {
	case s.has(FlawEmptyPages):
		empty = 3
	case s.has(FlawEmptyPage):
		empty = 1
	}
	switch {
	case k < 0:
		p.Title, p.Paragraphs = cat.TrapTitles[n], []string{cat.TrapTexts[n]}
	case k < empty:
		p.Title, p.Bare = s.lang.UI["blog"]+" "+strconv.Itoa(k+1), true
		return p
	default:
		series := cat.Series[s.postSeries(n)]
		p.Title = strings.ReplaceAll(cat.BlogTitles[(n+s.dice(0, 31, 4))%len(cat.BlogTitles)], "{series}", series)
		for i := range 3 {
			p.Paragraphs = append(p.Paragraphs, cat.BlogPars[(s.dice(n, 32, 97)+2*i+i/3)%len(cat.BlogPars)])
		}
		p.Paragraphs = append(p.Paragraphs, strings.ReplaceAll(cat.Open[n%len(cat.Open)], "{name}", series))
	}
	switch {
	case s.has(FlawLoremPage) && k == 0:
		p.Paragraphs = []string{lorem}
	case s.has(FlawMojibake):
		for i := range p.Paragraphs {
			p.Paragraphs[i] = mojibake(p.Paragraphs[i])
		}
	}
	return p
}

func (s *Shop) postPage(n int) *page {
	p := s.post(n)
	if !s.opt.Plain {
		p.Print = "?print=1"
	}
	description := ""
	if len(p.Paragraphs) > 0 {
		description = p.Paragraphs[0]
	}
	return &page{title: p.Title, description: description, body: func(b *bytes.Buffer) error {
		if err := s.execute("post", p)(b); err != nil {
			return err
		}
		s.pad(b, n)
		return nil
	}}
}

// journal is the list of posts.
type journal struct {
	UI         map[string]string
	Title      string
	Posts      []teaser
	Pages      []pageLink
	Prev, Next string
	Loop       string
}

type teaser struct{ Title, Href, Day, ISO, Text, Image string }

func (s *Shop) blogPage(number int) *page {
	j := &journal{UI: s.lang.UI, Title: s.lang.UI["blog"]}
	for n := (number - 1) * blogSize; n < min(number*blogSize, s.posts); n++ {
		p := s.post(n)
		t := teaser{Title: p.Title, Href: s.postPath(n), Day: p.Day, ISO: p.ISO, Image: p.Image}
		if s.has(FlawSessionURLs) {
			t.Href += s.visit(n)
		}
		if len(p.Paragraphs) > 0 {
			t.Text = p.Paragraphs[0]
		}
		j.Posts = append(j.Posts, t)
		if s.has(FlawOrphans) {
			break
		}
	}
	j.Pages, j.Prev, j.Next = pager(number, pagesOf(s.posts, blogSize), s.blogPath)
	if s.has(FlawRedirectLoop) {
		j.Loop = s.loopPath(1)
	}
	return &page{title: j.Title, description: s.fill(s.lang.UI["hero_text"]), body: s.execute("journal", j)}
}

func (s *Shop) loopPath(n int) string { return s.href(kindBlog) + "/archive/" + strconv.Itoa(n) }

// cart is the basket's data; the basket itself lives in a cookie.
type cart struct {
	UI       map[string]string
	Lines    []cartLine
	Total    string
	Cards    template.HTML
	Payments []string
	Payment  string
	Acts     bool
	Legal    []link
}

type cartLine struct {
	Card   card
	Number int
	Sum    string
}

func (s *Shop) cartPage(content url.Values) *page {
	v := &cart{UI: s.lang.UI, Payment: s.href(kindPayment), Acts: !s.opt.Plain}
	if s.tags["payment"] {
		v.Payments = s.payments()
	}
	for _, kind := range []string{kindTerms, kindReturns, kindShipping} {
		if href := s.href(kind); href != "" {
			v.Legal = append(v.Legal, link{s.fill(s.lang.UI[kind]), href})
		}
	}
	total := 0
	for _, item := range content["item"] {
		id, err := strconv.Atoi(item)
		if id -= firstNumber; err != nil || id < 0 || id >= s.opt.Products || len(v.Lines) == 20 {
			continue
		}
		total += s.amount(id)
		v.Lines = append(v.Lines, cartLine{s.card(id), 1, s.money.format(s.amount(id))})
	}
	v.Total = s.money.format(total)
	v.Cards = s.grid(s.first(4), v.Acts)
	p := &page{title: s.lang.UI["cart"], body: s.execute("cart", v)}
	s.plantCart(p, v)
	return p
}
