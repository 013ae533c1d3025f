package crawler

import (
	"iter"
	"os"

	"github.com/shopvet/shopvet/snapshot"
)

// inMemory is how many bytes pages may take in memory until what they say is put aside in a file, but for Options.InMemory.
const inMemory = 24 << 20

// loadedPages is how many pages that were put aside are in memory at the same time while they are judged.
const loadedPages = 64

// keep adds a page to the snapshot, or puts one in the place of another with the same id. The caller holds c.mu.
func (c *crawl) keep(it item, p *snapshot.Page) {
	if c.journal == nil {
		c.keepAt(p, nil, 0, 0)
		return
	}
	at, size, err := c.journal.page(p, it, c.tab, c.ext)
	if err != nil {
		c.noRoom(err)
		c.keepAt(p, nil, 0, 0)
		return
	}
	c.keepAt(p, c.journal.file, at, size)
}

// keepAt is keep for a page whose content lies in a file already, or in none.
func (c *crawl) keepAt(p *snapshot.Page, file *os.File, at int64, size int) {
	if int(p.ID) == len(c.pages) {
		c.pages = append(c.pages, p)
	} else {
		c.pages[p.ID] = p
	}
	switch {
	case file != nil && c.aside == nil: // what is in the journal need not be in memory
		c.aside = snapshot.NewPageFile(file, 0, loadedPages)
		fallthrough
	case file != nil:
		c.aside.Note(p, at, size)
		c.headOnly(p.ID)
	case c.aside != nil:
		c.putAside(p)
	default:
		c.record += weight(p)
		if c.record > c.opts.InMemory && len(c.pages) > 1 {
			c.startAside()
		}
	}
}

// unnamed opens a file without a name, which is gone with us. Where a name cannot be taken away, the file stays until somebody cleans up.
func unnamed(pattern string) (*os.File, error) {
	f, err := os.CreateTemp("", pattern)
	if err == nil {
		_ = os.Remove(f.Name())
	}
	return f, err
}

// newTable returns a table of strings most of which may lie in a file.
func newTable() *snapshot.Table {
	tab := snapshot.NewTable()
	tab.PutAside(func() (snapshot.File, error) { return unnamed("shopvet-strings-*") })
	return tab
}

// startAside opens the file, which has no name and is gone with us, and puts all pages so far into it.
func (c *crawl) startAside() {
	f, err := unnamed("shopvet-pages-*")
	if err != nil {
		c.noRoom(err)
		return
	}
	c.aside = snapshot.NewPageFile(f, 0, loadedPages)
	c.record = 0
	for _, p := range c.pages {
		c.putAside(p)
	}
}

func (c *crawl) putAside(p *snapshot.Page) {
	if c.journal == nil { // a journal is not written to by anybody else
		err := c.aside.Put(p)
		if err == nil {
			c.headOnly(p.ID)
			return
		}
		c.noRoom(err)
	}
	c.aside.Hold(p)
	c.record += weight(p)
}

// headOnly forgets the content of a page that lies in the file.
func (c *crawl) headOnly(id snapshot.PageID) {
	head := c.aside.Head(id)
	c.pages[id] = head
	c.record += headWeight(head)
}

// noRoom ends the taking of new addresses, since what was seen cannot be written to the disk: the rest of it stays in memory. The caller holds
// c.mu.
func (c *crawl) noRoom(why error) {
	c.opts.InMemory = maxRecord
	if c.stopped == "" {
		c.stopped = snapshot.StopNoRoom
		c.emit(NoRoom{Err: why})
	}
	c.front.close()
}

// source is where the pages of the snapshot are.
func (c *crawl) source() snapshot.PageSource {
	if c.aside != nil {
		return c.aside
	}
	return c.pages
}

// contents yields the pages so far with what they say, when no worker is at work any more. A page that cannot be read again is left out.
func (c *crawl) contents() iter.Seq[*snapshot.Page] {
	return func(yield func(*snapshot.Page) bool) {
		for p, err := range c.source().All() {
			if err == nil && !yield(p) {
				return
			}
		}
	}
}
