package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// walker reads one tree in one pass. It is used for many pages, one after the other, and keeps its caches between them.
type walker struct {
	e *Extractor

	hrefs   map[string]snapshot.StrID // resolved against dir
	texts   map[string]snapshot.StrID
	classes map[string]classBits
	links   map[snapshot.StrID]linkCue
	elems   []*elem // by level of the tree, see push
	level   int
	share   sharer

	tree     builder
	o        outline
	baseURL  string
	res      resolver
	encoding string // of the page, for the queries of its links

	page    *snapshot.Page
	id      snapshot.PageID
	main    region // of the content
	side    textBuf
	sink    textBuf // what nobody sees
	shared  []*region
	dialogs int // of shared
	spare   []*region
	pending []pendingContact
	struck  []span          // of main.text
	coded   []span          // of main.text: examples of code
	haste   []snapshot.Mark // code by which the page makes up what it says
	looked  int             // bytes of scripts that were looked through for it

	forms    []*formState
	form     *formState
	orphan   *formState // a form that the tree builder closed at once, in a table
	labels   map[string]string
	loose    []looseBox
	items    []*itemScope
	scripts  []ldScript // with JSON-LD
	alt      string     // of the first image in the link being read
	ogLocale string
	langMeta string
	og       map[string]string
	cart     []snapshot.Mark // controls that put something into the cart
	reviews  []snapshot.Mark // reviews seen in the markup
	rated    []*html.Node    // texts that give a mark, outside of what is named after reviews
	parts    []*html.Node    // that are named after reviews
	heads    []*html.Node    // headings outside of them
	noscript bool            // a noscript element asks for scripts
	appRoot  bool
	fills    bool // a script of the page looks for elements and writes into them
	brings   bool // a script in the page brings its header, menu or footer
	mount    bool // an element that has a name and is empty
	slots    frameSlot
	hasItems bool // microdata
	hasTypes bool // RDFa
	extras   int  // links to files that are many: candidates of srcset, what styles name

	addresses int // in what search engines and social networks read
}

// span is a stretch of bytes.
type span struct{ from, to int }

// region is a part of the page that is stored apart: the content, or one header, menu or footer.
type region struct {
	zone     snapshot.Zone
	text     textBuf
	links    []snapshot.Link
	images   []snapshot.Image
	contacts []snapshot.Contact
	sections []string
	buttons  []snapshot.StrID
	headings []snapshot.Heading // of dialogs
	opens    bool               // a control by which scripts show more
}

// state is what an element inherits from its ancestors.
type state struct {
	buf    *textBuf
	reg    *region // nil: links and images are the page's own
	zone   snapshot.Zone
	dialog *region // whose text this is
	hidden bool
	row    bool // in a table row that is one line of text
	pre    bool
	struck bool
	price  bool
	link   bool
	inMain bool
	seen   bool  // what is only read aloud is left out
	review uint8 // where in reviews
	depth  int
}

// Where an element stands with regard to reviews.
const (
	inReviews = 1 // in a part of the page that is named after them
	inReview  = 2 // in one of them
)

func newWalker(e *Extractor) *walker {
	w := &walker{
		e: e, hrefs: map[string]snapshot.StrID{}, texts: map[string]snapshot.StrID{}, share: newSharer(),
		classes: map[string]classBits{}, links: map[snapshot.StrID]linkCue{}, labels: map[string]string{}, og: map[string]string{},
	}
	w.o = outline{zone: map[*html.Node]snapshot.Zone{}, consent: map[*html.Node]bool{}, targets: map[string]string{}, class: w.classOf}
	w.main.zone = snapshot.ZoneMain
	return w
}

// cacheSize bounds each cache of a walker; a full one is emptied.
const cacheSize = 1 << 14

// keepBuffer is the capacity beyond which a text buffer is not kept for the next page.
const keepBuffer = 1 << 18

// forget drops everything that belongs to the page just read.
func (w *walker) forget() {
	w.page, w.level = nil, 0
	for _, e := range w.elems {
		*e = elem{}
	}
	w.main.text.recycle()
	w.side.recycle()
	w.sink.recycle()
	for _, r := range w.shared {
		r.text.recycle()
		r.links, r.images, r.contacts, r.sections = r.links[:0], r.images[:0], r.contacts[:0], r.sections[:0]
		r.buttons, r.headings, r.opens = r.buttons[:0], nil, false
		w.spare = append(w.spare, r)
	}
	w.shared, w.dialogs = w.shared[:0], 0
	clear(w.pending)
	w.pending, w.struck, w.coded = w.pending[:0], w.struck[:0], w.coded[:0]
	w.haste, w.looked = nil, 0
	w.forms, w.form, w.orphan, w.items, w.scripts = nil, nil, nil, nil, nil
	clear(w.labels)
	clear(w.og)
	clear(w.o.zone)
	clear(w.o.consent)
	clear(w.o.targets)
	clear(w.o.candidates)
	w.o.body, w.o.base, w.o.htmlLang = nil, "", ""
	w.tree.reset()
	w.loose = w.loose[:0]
	w.cart, w.reviews, w.rated = nil, nil, w.rated[:0]
	w.parts, w.heads = w.parts[:0], w.heads[:0]
	w.alt, w.ogLocale, w.langMeta, w.noscript, w.appRoot, w.hasItems, w.hasTypes, w.extras, w.addresses = "", "", "", false, false, false, false, 0, 0
	w.fills, w.brings, w.mount, w.slots = false, false, false, 0
}

func (t *textBuf) recycle() {
	if cap(t.b) > keepBuffer {
		t.b = nil
	}
	t.reset()
}

func (w *walker) classOf(value string) classBits {
	if bits, ok := w.classes[value]; ok {
		return bits
	}
	bits := classifyName(value)
	if len(value) <= 400 {
		if len(w.classes) >= cacheSize {
			clear(w.classes)
		}
		w.classes[strings.Clone(value)] = bits
	}
	return bits
}

// textID interns a link text.
func (w *walker) textID(b []byte) snapshot.StrID {
	if len(b) == 0 {
		return 0
	}
	if id, ok := w.texts[string(b)]; ok {
		return id
	}
	s := string(b)
	id := w.e.tab.ID(s)
	if len(w.texts) >= cacheSize {
		clear(w.texts)
	}
	w.texts[s] = id
	return id
}

// children reads what is below n.
func (w *walker) children(n *html.Node, s state) {
	if s.depth > 2*maxDepth {
		return
	}
	s.depth++
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			if s.pre {
				addLines(s.buf, c.Data)
			} else {
				s.buf.add(c.Data)
			}
			if s.review == 0 && s.reg == nil && !s.hidden && marksStars(c.Data) {
				w.starred(c)
			}
		case html.ElementNode:
			w.element(c, s)
		}
	}
}

// addLines appends preformatted text.
func addLines(t *textBuf, text string) {
	for len(text) > 0 {
		end := 0
		for end < len(text) && text[end] != '\n' {
			end++
		}
		t.add(text[:end])
		if end == len(text) {
			return
		}
		t.need(lined)
		text = text[end+1:]
	}
}

// element reads one element with what is below it.
func (w *walker) element(n *html.Node, s state) {
	if w.special(n, &s) {
		return
	}
	e := w.push(n)
	defer w.pop()
	if s.seen && e.bits&clsSpoken != 0 {
		return
	}
	w.slot(n, e)
	w.enterZone(n, e, &s)
	w.enterHidden(n, e, &s)
	if e.bits&clsReviews != 0 {
		w.noteReviews(n, e, s)
		w.reviewPart(n, s)
		s.review = max(s.review, inReviews)
	}
	if (s.review == inReviews || e.class != "") && reviewItem(n, e, s) {
		w.readReview(n)
		s.review = inReview
	}
	if e.class != "" && n.FirstChild == nil && (n.DataAtom == atom.I || n.DataAtom == atom.Span) {
		w.icon(e, s)
	}
	if e.css != "" {
		w.style(e.css, s)
	}
	if e.background != "" {
		w.resource(snapshot.LinkImage, e.background, "background", s)
	}
	if mail := e.mail.address(); mail != "" {
		w.hiddenMail(mail, &s)
	}
	if e.onclick != "" {
		if mail := scriptedMail(e.onclick); mail != "" {
			w.hiddenMail(mail, &s)
		}
	}
	before, after := s.breaks(n.DataAtom)
	s.buf.need(before)
	if name := w.o.targets[e.id]; name != "" && (e.hidden || e.bits&clsPanel != 0) && s.dialog == nil {
		w.nameOf(name, s)
	}
	w.content(n, e, s)
	s.buf.need(after)
}

// content reads an element by what it is.
func (w *walker) content(n *html.Node, e *elem, s state) {
	if e.cfemail != "" { // also on links, which lead nowhere without a script
		s.buf.add(decodeCloudflare(e.cfemail))
		return
	}
	switch n.DataAtom {
	case atom.A, atom.Area:
		w.anchor(n, e, s)
	case atom.Img:
		w.image(n, e, s)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.heading(n, s)
	case atom.Summary, atom.Dt:
		w.named(n, s)
	case atom.P:
		if inBold(n) {
			w.named(n, s)
			return
		}
		w.plain(n, e, s)
	case atom.Form:
		w.readForm(n, e, s)
	case atom.Input, atom.Select, atom.Textarea, atom.Button:
		w.control(n, e, s)
	case atom.Label:
		w.label(n, e, s)
	case atom.Table:
		w.table(n, s)
	case atom.Tr:
		s.row = s.row || isDataRow(n)
		w.children(n, s)
	case atom.Br:
		s.buf.need(lined)
	case atom.Sup:
		w.superscript(n, s)
	case atom.Pre:
		s.pre = true
		w.code(n, s)
	case atom.Code, atom.Kbd, atom.Samp:
		w.code(n, s)
	case atom.Del, atom.S, atom.Strike:
		s.struck = true
		w.struckOut(n, s)
	default:
		w.plain(n, e, s)
	}
}

// plain reads an element that has no meaning of its own.
func (w *walker) plain(n *html.Node, e *elem, s state) {
	switch {
	case e.reversed:
		s.buf.add(reverse(fold(textOf(n), 500)))
		return
	case e.bits&clsStruck != 0 && !(usual(e.class) && w.onlyPrice(n)) || e.struck:
		s.struck = true
		w.struckOut(n, s)
		return
	}
	w.children(n, s)
	if e.handledButton {
		w.roleButton(n, e, s)
		return
	}
	w.drawnButton(n, e, s)
}

// code reads text that is an example and notes where it stands.
func (w *walker) code(n *html.Node, s state) {
	from := len(s.buf.b)
	w.children(n, s)
	if s.buf == &w.main.text && len(s.buf.b) > from {
		w.coded = append(w.coded, span{from, len(s.buf.b)})
	}
}

// struckOut reads text that is crossed out and notes where it stands.
func (w *walker) struckOut(n *html.Node, s state) {
	if endsDigit(s.buf.b) && beginsDigit(textOf(n)) {
		s.buf.need(spaced) // two prices, of which the second is crossed out
	}
	from := len(s.buf.b)
	w.children(n, s)
	if s.buf == &w.main.text && len(s.buf.b) > from {
		w.struck = append(w.struck, span{from, len(s.buf.b)})
	}
}
