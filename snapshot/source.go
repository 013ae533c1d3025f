package snapshot

import (
	"fmt"
	"io"
	"iter"
	"slices"
)

// PageSource gives the pages of a snapshot, from memory or from a file. Pages must not be changed by the reader.
type PageSource interface {
	Len() int
	// All yields the pages in the order of their ids, each with its content, which may be gone when the next one is yielded.
	All() iter.Seq2[*Page, error]
	// Get returns the page of id with its content, nil, nil where there is none.
	Get(PageID) (*Page, error)
	// Head returns the page of id, nil where there is none. Its content may have to be loaded.
	Head(PageID) *Page
	// Load makes the content of a page of this source readable, until so many others were loaded that it has to go again. After an error the
	// content is nil. Where pages are in a file it is not safe for concurrent use, and neither is reading them.
	Load(*Page) error
	// Resident reports whether all content is in memory, so that Load has nothing to do.
	Resident() bool
}

// Pages is a PageSource in memory, indexed by PageID.
type Pages []*Page

// Len returns the number of pages.
func (p Pages) Len() int { return len(p) }

// All yields the pages in the order of their ids.
func (p Pages) All() iter.Seq2[*Page, error] {
	return func(yield func(*Page, error) bool) {
		for _, pg := range p {
			if !yield(pg, nil) {
				return
			}
		}
	}
}

// Get returns the page of id, or nil where there is none.
func (p Pages) Get(id PageID) (*Page, error) { return p.Head(id), nil }

// Head returns the page of id, or nil where there is none.
func (p Pages) Head(id PageID) *Page {
	if int(id) >= len(p) {
		return nil
	}
	return p[id]
}

// Load has nothing to do.
func (Pages) Load(*Page) error { return nil }

// Resident is true.
func (Pages) Resident() bool { return true }

// PageFile is a PageSource that keeps what pages say in a file, and all else of them in memory. It takes pages while a shop is visited,
// and gives them while it is judged; it is for one goroutine at a time.
type PageFile struct {
	file   File
	end    int64
	heads  []*Page
	places []place
	loaded []*Page // a ring
	next   int
	most   int // contents in memory at the same time
	buf    []byte
	window window
}

// File is where a PageFile writes; it need not be empty, and is not closed.
type File interface {
	io.ReaderAt
	io.WriterAt
}

// place is where the content of a page lies in the file.
type place struct {
	at   int64
	size int32
}

// NewPageFile returns a source without pages that writes to file from offset on, and holds so many contents in memory at the same time.
func NewPageFile(file File, offset int64, loaded int) *PageFile {
	return &PageFile{file: file, end: offset, most: max(loaded, 1)}
}

// Put takes a page with its content, or takes it anew. The source keeps a copy without the content; p stays as it is.
func (f *PageFile) Put(p *Page) error {
	f.window.b = f.window.b[:0]
	f.buf = Pack(f.buf[:0], p.Content)
	if _, err := f.file.WriteAt(f.buf, f.end); err != nil {
		return fmt.Errorf("put page %d aside: %w", p.ID, err)
	}
	f.Note(p, f.end, len(f.buf))
	f.end += int64(len(f.buf))
	return nil
}

// Note takes a page whose content lies packed in the file already.
func (f *PageFile) Note(p *Page, at int64, size int) {
	for int(p.ID) >= len(f.heads) {
		f.heads, f.places = append(f.heads, nil), append(f.places, place{})
	}
	head := *p
	if p.Content != nil {
		head.held = p.Content.holds()
		for _, m := range p.Marks {
			if i := slices.Index(markKinds, m.Kind); i >= 0 {
				head.marks |= 1 << i
			}
		}
	}
	if p.ID != 0 { // the home page is read all the time
		head.Content = nil
	}
	f.heads[p.ID], f.places[p.ID] = &head, place{at, int32(size)}
}

// Hold takes a page that stays in memory with its content.
func (f *PageFile) Hold(p *Page) {
	f.Note(p, 0, 0)
	f.heads[p.ID].Content = p.Content
}

// Len returns the number of pages.
func (f *PageFile) Len() int { return len(f.heads) }

// Get returns the page of id with its content.
func (f *PageFile) Get(id PageID) (*Page, error) {
	p := f.Head(id)
	if p == nil {
		return nil, nil
	}
	return p, f.Load(p)
}

// Head returns the page of id, without its content unless that is loaded.
func (f *PageFile) Head(id PageID) *Page {
	if int(id) >= len(f.heads) {
		return nil
	}
	return f.heads[id]
}

// All yields the pages in the order of their ids, each with its content.
func (f *PageFile) All() iter.Seq2[*Page, error] {
	return InOrder(f, f.heads)
}

// Load reads the content of a page.
func (f *PageFile) Load(p *Page) error {
	if p.Content != nil {
		return nil
	}
	f.window.file, f.window.end = f.file, f.end
	c, err := f.window.content(f.places[p.ID])
	if err != nil {
		return fmt.Errorf("read page %d again: %w", p.ID, err)
	}
	f.hold(p, c)
	return nil
}

// hold gives a page its content, and takes that of another away which was loaded long ago.
func (f *PageFile) hold(p *Page, c *Content) {
	if len(f.loaded) < f.most {
		f.loaded = append(f.loaded, p)
	} else {
		f.loaded[f.next].Content = nil
		f.loaded[f.next] = p
		f.next = (f.next + 1) % f.most
	}
	p.Content = c
	if !p.TextKept {
		p.DropText()
	}
}

// Resident is false.
func (f *PageFile) Resident() bool { return false }
