package snapshot

import (
	"fmt"
	"iter"
)

// Pages are mostly read one after the other, and to decode one costs as much as what is then asked of it: so another goroutine decodes those that
// come next. It touches nothing but the file; what it made is put into its page here, by the one goroutine that a PageFile is for.
const (
	batchPages = 16 // decoded at a time
	batches    = 3  // that wait
	fewPages   = 48 // of fewer it is not worth it
)

// InOrder yields pages of a source with their content, which may be gone when the next one is yielded. An error is that of the page it comes with.
func InOrder(source PageSource, list []*Page) iter.Seq2[*Page, error] {
	f, ok := source.(*PageFile)
	return func(yield func(*Page, error) bool) {
		if ok && len(list) >= fewPages {
			f.inOrder(list, yield)
			return
		}
		for _, p := range list {
			if !yield(p, source.Load(p)) {
				return
			}
		}
	}
}

// decoded are some pages' contents; err is that of the page behind the last.
type decoded struct {
	contents []*Content // nil for a page that stays in memory
	err      error
}

func (f *PageFile) inOrder(list []*Page, yield func(*Page, error) bool) {
	ready, enough, gone := make(chan decoded, batches), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		f.decode(list, ready, enough)
	}()
	defer func() {
		close(enough)
		<-gone
	}()
	for len(list) > 0 {
		d := <-ready
		for i, c := range d.contents {
			if c != nil && list[i].Content == nil {
				f.hold(list[i], c)
			}
			if !yield(list[i], nil) {
				return
			}
		}
		list = list[len(d.contents):]
		if d.err != nil {
			yield(list[0], d.err)
			return
		}
	}
}

// decode reads the contents of pages in their order until there is an error or it is told that they are enough.
func (f *PageFile) decode(list []*Page, ready chan<- decoded, enough <-chan struct{}) {
	w := window{file: f.file, end: f.end}
	for len(list) > 0 {
		d := decoded{contents: make([]*Content, 0, batchPages)}
		for _, p := range list[:min(batchPages, len(list))] {
			c, err := w.content(f.places[p.ID])
			if err != nil {
				d.err = fmt.Errorf("read page %d again: %w", p.ID, err)
				break
			}
			d.contents = append(d.contents, c)
		}
		select {
		case ready <- d:
		case <-enough:
			return
		}
		if d.err != nil {
			return
		}
		list = list[len(d.contents):]
	}
}

// window is a stretch of a file that was read at once.
type window struct {
	file File
	end  int64 // of the file
	b    []byte
	at   int64
}

// ahead is how much is read at once.
const ahead = 64 << 10

// content reads the content at a place, nil where there is none because the page stays in memory.
func (w *window) content(at place) (*Content, error) {
	if at.size == 0 {
		return nil, nil
	}
	b, err := w.read(at)
	if err != nil {
		return nil, err
	}
	c := new(Content)
	return c, Unpack(b, c)
}

// read returns what lies at a place; it is valid until the next call.
func (w *window) read(at place) ([]byte, error) {
	size := int64(at.size)
	if at.at < w.at || at.at+size > w.at+int64(len(w.b)) {
		want := int(size)
		if next := w.at + int64(len(w.b)); at.at >= w.at && at.at < next+ahead { // those of a list in the order of addresses lie anywhere
			want = int(min(max(size, ahead), max(w.end-at.at, size)))
		}
		if cap(w.b) < want {
			w.b = make([]byte, want)
		}
		w.b, w.at = w.b[:want], at.at
		if _, err := w.file.ReadAt(w.b, at.at); err != nil {
			w.b = w.b[:0]
			return nil, err
		}
	}
	return w.b[at.at-w.at:][:size], nil
}
