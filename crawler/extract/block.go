package extract

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
	"sync"

	"github.com/shopvet/shopvet/snapshot"
)

// blockStore keeps every distinct header, menu and footer of a crawl once.
type blockStore struct {
	mu     sync.Mutex
	seed   maphash.Seed
	byHash map[uint64][]snapshot.BlockID // those with the same hash are told apart by comparison
	blocks []snapshot.Block
}

func newBlockStore() blockStore {
	return blockStore{seed: maphash.MakeSeed(), byHash: map[uint64][]snapshot.BlockID{}}
}

func (b *blockStore) list() []snapshot.Block {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.blocks)
}

func (b *blockStore) from(n int) []snapshot.Block {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.blocks[min(n, len(b.blocks)):])
}

// add takes up a block of an earlier visit. Its text is what was kept of the region, which is all that the hash is made of.
func (b *blockStore) add(one snapshot.Block) {
	sum := b.hash(&region{zone: one.Zone, links: one.Links, images: one.Images, text: textBuf{b: []byte(one.Text)}})
	b.mu.Lock()
	defer b.mu.Unlock()
	b.byHash[sum] = append(b.byHash[sum], snapshot.BlockID(len(b.blocks)))
	b.blocks = append(b.blocks, one)
}

// get returns one block.
func (b *blockStore) get(id snapshot.BlockID) snapshot.Block {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.blocks[id]
}

// id returns the block that equals r, which is stored when it is new. finish completes a new block from its text.
func (b *blockStore) id(r *region, page snapshot.PageID, finish func(*snapshot.Block)) snapshot.BlockID {
	sum := b.hash(r)
	b.mu.Lock()
	if id, ok := b.find(sum, r); ok {
		b.count(id, page, r)
		b.mu.Unlock()
		return id
	}
	b.mu.Unlock()
	made := snapshot.Block{
		Zone: r.zone, Links: slices.Clone(r.links), Text: string(blockText(r)),
		Contacts: slices.Clone(r.contacts), Images: slices.Clone(r.images), Sections: slices.Clone(r.sections), Buttons: slices.Clone(r.buttons), Headings: r.headings, Opens: r.opens, Pages: 1, First: page,
	}
	finish(&made)
	b.mu.Lock()
	defer b.mu.Unlock()
	if id, ok := b.find(sum, r); ok { // another worker was faster
		b.count(id, page, r)
		return id
	}
	id := snapshot.BlockID(len(b.blocks))
	b.blocks = append(b.blocks, made)
	b.byHash[sum] = append(b.byHash[sum], id)
	return id
}

// count notes another page with a block. What looks the same may have other ids there, see hash.
func (b *blockStore) count(id snapshot.BlockID, page snapshot.PageID, r *region) {
	have := &b.blocks[id]
	have.Pages++
	have.First = min(have.First, page)
	have.Opens = have.Opens || r.opens
	if slices.Equal(have.Sections, r.sections) {
		return
	}
	for _, s := range r.sections {
		if len(have.Sections) < maxBlockSections && !slices.Contains(have.Sections, s) {
			have.Sections = append(have.Sections, s)
		}
	}
}

func (b *blockStore) find(sum uint64, r *region) (snapshot.BlockID, bool) {
	for _, id := range b.byHash[sum] {
		have := &b.blocks[id]
		if have.Zone == r.zone && have.Text == string(blockText(r)) && slices.Equal(have.Links, r.links) && slices.Equal(have.Images, r.images) {
			return id, true
		}
	}
	return 0, false
}

// blockText is the part of a region's text that is stored.
func blockText(r *region) []byte {
	most := maxBlock
	if r.zone == snapshot.ZoneDialog {
		most = maxDialog
	}
	if len(r.text.b) <= most {
		return r.text.b
	}
	return trimPartialRune(r.text.b[:most])
}

// hash covers what a visitor sees and where it leads; classes, which mark the current page in a menu, and ids are left out.
func (b *blockStore) hash(r *region) uint64 {
	var h maphash.Hash
	h.SetSeed(b.seed)
	h.WriteByte(byte(r.zone))
	h.Write(blockText(r))
	var buf [12]byte
	for _, l := range r.links {
		binary.LittleEndian.PutUint32(buf[0:], uint32(l.To))
		binary.LittleEndian.PutUint32(buf[4:], uint32(l.Text))
		buf[8], buf[9], buf[10] = byte(l.Zone), byte(l.Kind), byte(l.Flags)
		h.Write(buf[:])
	}
	for _, i := range r.images {
		binary.LittleEndian.PutUint32(buf[0:], uint32(i.Src))
		binary.LittleEndian.PutUint32(buf[4:], uint32(i.Alt))
		buf[8] = 0
		if i.NoAlt {
			buf[8] = 1
		}
		h.Write(buf[:9])
	}
	return h.Sum64()
}
