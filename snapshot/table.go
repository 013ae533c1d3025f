package snapshot

import (
	"hash/maphash"
	"sync"
)

// Table interns strings while a snapshot is being made. It is safe for concurrent use. Its index holds some ten bytes for each.
type Table struct {
	mu    sync.RWMutex
	seed  maphash.Seed
	slots []StrID  // an open hash table of ids, 0 for empty; its length is a power of two
	sums  []uint32 // by id: half of its hash, so that others need not be compared
	list  *Strings
}

// NewTable returns a table that holds "" as id 0.
func NewTable() *Table {
	return &Table{seed: maphash.MakeSeed(), slots: make([]StrID, 256), sums: make([]uint32, 1), list: new(Strings)}
}

// PutAside makes a table keep most of what becomes too much for memory in the file that open returns. It is not closed; where there is none,
// all stays in memory.
func (t *Table) PutAside(open func() (File, error)) { t.list.aside.open = open }

// ID returns the id of s, which it adds when it is new.
func (t *Table) ID(s string) StrID {
	if s == "" {
		return 0
	}
	h := uint32(maphash.String(t.seed, s))
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
	id = t.list.Add(s)
	t.slots[slot], t.sums = id, append(t.sums, h)
	if t.list.Len() > len(t.slots)/8*7 {
		t.grow()
	}
	return id
}

// find returns the id of s, or 0 and the slot where it belongs.
func (t *Table) find(h uint32, s string) (StrID, int) {
	mask := uint32(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		id := t.slots[i]
		if id == 0 || t.sums[id] == h && t.list.same(id, s) {
			return id, int(i)
		}
	}
}

func (t *Table) grow() {
	old := t.slots
	t.slots = make([]StrID, 2*len(old))
	mask := uint32(len(t.slots) - 1)
	for _, id := range old {
		if id == 0 {
			continue
		}
		i := t.sums[id] & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = id
	}
}

// entry is about what one string takes in a table beside its bytes.
const entry = 16

// Size returns about what the table takes in memory, bytes.
func (t *Table) Size() int64 {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.list.bytes + int64(t.list.Len())*entry
}

// Get returns the string of id, or "" for an id out of range.
func (t *Table) Get(id StrID) string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.list.At(id)
}

// From returns the strings from id n on.
func (t *Table) From(n int) []string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	list := make([]string, 0, max(t.list.Len()-n, 0))
	for i := n; i < t.list.Len(); i++ {
		list = append(list, t.list.At(StrID(i)))
	}
	return list
}

// Strings returns what was interned. The table must not be used afterwards.
func (t *Table) Strings() *Strings {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.slots, t.sums = nil, nil
	return t.list
}
