package crawler

import (
	"unsafe"

	"github.com/shopvet/shopvet/snapshot"
)

// maxRecord bounds what the record of a crawl takes in memory, bytes: its pages, with their addresses and texts. Ten thousand pages of a
// synthetic shop, forty links each, take a third of it.
const maxRecord = 192 << 20

// weight is about what a page takes in memory, without the strings it shares with others.
func weight(p *snapshot.Page) int64 {
	n := uintptr(headWeight(p)) + unsafe.Sizeof(*p.Content) + uintptr(len(p.Text)) +
		uintptr(len(p.Links))*unsafe.Sizeof(snapshot.Link{}) + uintptr(len(p.Forms))*unsafe.Sizeof(snapshot.Form{}) +
		uintptr(len(p.Headings))*unsafe.Sizeof(snapshot.Heading{}) + uintptr(len(p.Images))*unsafe.Sizeof(snapshot.Image{})
	for i := range p.Forms {
		n += uintptr(len(p.Forms[i].Fields)) * unsafe.Sizeof(snapshot.Field{})
	}
	for i := range p.Data {
		for name, value := range p.Data[i].Props {
			n += uintptr(len(name)+len(value)) + 2*unsafe.Sizeof("")
		}
	}
	for i := range p.Meta {
		n += uintptr(len(p.Meta[i].Content)) + unsafe.Sizeof(p.Meta[i])
	}
	for i := range p.Headings {
		n += uintptr(len(p.Headings[i].Text))
	}
	return int64(n)
}

// headWeight is about what a page takes in memory without its content.
func headWeight(p *snapshot.Page) int64 {
	n := unsafe.Sizeof(*p) + uintptr(len(p.Title)+4*len(p.Blocks))
	for i := range p.Exchange.Hops {
		h := &p.Exchange.Hops[i]
		n += unsafe.Sizeof(*h)
		for name, values := range h.Header {
			n += uintptr(len(name))
			for _, v := range values {
				n += uintptr(len(v))
			}
		}
	}
	return int64(n)
}
