package snapshot

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync"
)

// Table interns strings while a snapshot is being made. It is safe for concurrent use. A large shop has a million of them, so their bytes
// lie in blocks, and the index holds four bytes for each.
type Table struct {
	mu    sync.RWMutex
	seed  maphash.Seed
	slots []StrID // an open hash table of ids, 0 for empty; its length is a power of two
	list  []string
	block strings.Builder
	bytes int64
}

// blockSize is how many bytes are allocated at a time; longer strings have a block of their own.
const blockSize = 64 << 10

// NewTable returns a table that holds "" as id 0.
func NewTable() *Table {
	return &Table{seed: maphash.MakeSeed(), slots: make([]StrID, 256), list: []string{""}}
}

// ID returns the id of s, which it adds when it is new.
func (t *Table) ID(s string) StrID {
	if s == "" {
		return 0
	}
	h := maphash.String(t.seed, s)
	t.mu.RLock()
	id, _ := t.find(h, s)
	t.mu.RUnlock()
	if id != 0 {
		return id
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	id, slot := t.find(h, s)
	if id != 0 {
		return id
	}
	id = StrID(len(t.list))
	t.list = append(t.list, t.copy(s))
	t.slots[slot] = id
	if len(t.list) > len(t.slots)/4*3 {
		t.grow()
	}
	return id
}

// find returns the id of s, or 0 and the slot where it belongs.
func (t *Table) find(h uint64, s string) (StrID, int) {
	mask := uint64(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		id := t.slots[i]
		if id == 0 || t.list[id] == s {
			return id, int(i)
		}
	}
}

func (t *Table) grow() {
	old := t.slots
	t.slots = make([]StrID, 2*len(old))
	mask := uint64(len(t.slots) - 1)
	for _, id := range old {
		if id == 0 {
			continue
		}
		i := maphash.String(t.seed, t.list[id]) & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = id
	}
}

// copy returns s in a block: it may have been cut out of a page that is to be forgotten.
func (t *Table) copy(s string) string {
	t.bytes += int64(len(s))
	if len(s) > blockSize/4 {
		return strings.Clone(s)
	}
	if t.block.Cap()-t.block.Len() < len(s) {
		t.block = strings.Builder{}
		t.block.Grow(blockSize)
	}
	from := t.block.Len()
	t.block.WriteString(s)
	return t.block.String()[from:]
}

// entry is about what one string takes in a table beside its bytes.
const entry = 24

// Size returns about what the table takes in memory, bytes.
func (t *Table) Size() int64 {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.bytes + int64(len(t.list))*entry
}

// Get returns the string of id, or "" for an id out of range.
func (t *Table) Get(id StrID) string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if int(id) >= len(t.list) {
		return ""
	}
	return t.list[id]
}

// From returns the strings from id n on.
func (t *Table) From(n int) []string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return slices.Clone(t.list[min(n, len(t.list)):])
}

// List returns the strings by id. The table must not be used afterwards.
func (t *Table) List() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.list
}
