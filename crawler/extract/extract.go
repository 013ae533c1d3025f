// Package extract turns one response body into one snapshot page. It never fetches, keeps no time and judges nothing:
// the same bytes give the same page.
package extract

import (
	"bytes"
	"net/http"
	"net/url"
	"runtime"
	"strings"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/snapshot"
)

// Version is written into snapshots; it grows whenever the same body would give another page.
const Version = 16

// Limits of one page. What is beyond them is left out, and Page.Truncated says so where links or tags were lost.
const (
	maxLinks    = 5000
	maxText     = 200 << 10 // bytes of Page.Text
	maxBlock    = 20_000    // bytes of Block.Text
	maxImages   = 40
	maxPrices   = 40
	maxForms    = 40
	maxFields   = 60
	maxButtons  = 60
	maxHeadings = 200
	maxSections = 200
	maxExtras   = 150 // candidates of srcset, and addresses that styles name
	maxAddress  = 40  // addresses in structured data

	maxBlockSections = 60
	maxContacts      = 60
	maxTitle         = 500 // characters
	maxLinkText      = 200
	maxRegions       = 40 // headers, menus and footers told apart on one page
	maxDialogs       = 12
	maxDialog        = 100_000 // bytes of the text of a dialog
	maxControl       = 80      // characters of what a control is called
)

// Input is one response, its redirects followed and its body decompressed.
type Input struct {
	ID        snapshot.PageID // of the page this will be; recorded as Block.First
	URL       string          // address of the response, absolute
	Status    int
	Header    http.Header
	Body      []byte
	Truncated bool // the body is cut
	// KeepText is asked, once everything else is filled in, whether Page.Text is to be kept. nil means never.
	KeepText func(p *snapshot.Page) bool
	// ReadFile says that the text of a PDF file is wanted: most are manuals and catalogues.
	ReadFile bool
}

// Extractor makes the pages of one crawl. It shares strings through the snapshot's table and stores equal headers, menus
// and footers once. It is safe for concurrent use.
type Extractor struct {
	tab    *snapshot.Table
	blocks blockStore

	// One walker for each processor: more pages at a time would only take more memory, and each walker's caches serve
	// the pages of all.
	walkers chan *walker
}

// New returns an Extractor that interns into tab.
func New(tab *snapshot.Table) *Extractor {
	e := &Extractor{tab: tab, blocks: newBlockStore(), walkers: make(chan *walker, runtime.GOMAXPROCS(0))}
	for range cap(e.walkers) {
		e.walkers <- newWalker(e)
	}
	return e
}

// Blocks returns the headers, menus and footers found so far, indexed by BlockID. It is called when the crawl is over.
func (e *Extractor) Blocks() []snapshot.Block { return e.blocks.list() }

// BlocksFrom returns the blocks from id n on.
func (e *Extractor) BlocksFrom(n int) []snapshot.Block { return e.blocks.from(n) }

// AddBlock takes up a block of an earlier visit; it gets the next id.
func (e *Extractor) AddBlock(b snapshot.Block) { e.blocks.add(b) }

// Block returns the block of an id that a page carries.
func (e *Extractor) Block(id snapshot.BlockID) snapshot.Block { return e.blocks.get(id) }

// Page reads one response. ID, URL, Final, Depth and Exchange of the page are left to the caller.
func (e *Extractor) Page(in Input) *snapshot.Page {
	p := snapshot.NewPage()
	p.Media, p.Truncated = mediaType(in.Header, in.Body), in.Truncated
	if p.Media != "text/html" && p.Media != "application/xhtml+xml" || looksBinary(in.Body) {
		p.Obstacle = obstacleAt(pathOf(in.URL), in.Status, in.Header, p, in.Body)
		if in.ReadFile && in.Status == http.StatusOK && bytes.HasPrefix(in.Body, []byte("%PDF-")) {
			p.Media = "application/pdf" // also where it is sent as a download of no kind
			e.readFile(p, in)
		}
		return p
	}
	p.HTML = true
	w := <-e.walkers
	defer func() {
		w.forget()
		e.walkers <- w
	}()
	w.read(p, in)
	return p
}

// read fills the page from the body.
func (w *walker) read(p *snapshot.Page, in Input) {
	body, cs := Charset(in.Header, in.Body)
	p.Charset = cs
	w.encoding = cs.Used
	doc, cut := w.parse(body)
	p.Truncated = p.Truncated || cut
	w.begin(p, in, doc)
	w.children(doc, state{zone: snapshot.ZoneMain, buf: &w.main.text})
	w.finish(in, doc)
	p.Obstacle = obstacleAt(pathOf(in.URL), in.Status, in.Header, p, body)
	w.keep(in)
}

// begin prepares the walker for one tree.
func (w *walker) begin(p *snapshot.Page, in Input, doc *html.Node) {
	w.page, w.id = p, in.ID
	w.o.survey(doc)
	w.setBase(in.URL)
}

// setBase makes addresses resolve against address and the page's base element.
func (w *walker) setBase(address string) {
	base := address
	if w.o.base != "" {
		r := newResolver(address)
		if abs, ok := r.resolve(w.o.base); ok && (strings.HasPrefix(abs, "http:") || strings.HasPrefix(abs, "https:")) {
			base = abs
		}
	}
	if base == w.baseURL {
		return
	}
	base = strings.Clone(base)
	r := w.res.on(base)
	if r.origin != w.res.origin {
		clear(w.hrefs)
	}
	w.res, w.baseURL = r, base
}

// pathOf returns the path of an absolute address, "/" when it has none.
func pathOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Path != "" {
		return u.Path
	}
	return "/"
}
