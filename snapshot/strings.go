package snapshot

import "sync"

// Table interns strings while a snapshot is being made. It is safe for concurrent use.
type Table struct {
	mu   sync.RWMutex
	ids  map[string]StrID
	list []string
	size int64
}

// NewTable returns a table that holds "" as id 0.
func NewTable() *Table {
	return &Table{ids: map[string]StrID{"": 0}, list: []string{""}}
}

// ID returns the id of s, which it adds when it is new.
func (t *Table) ID(s string) StrID {
	t.mu.RLock()
	id, ok := t.ids[s]
	t.mu.RUnlock()
	if ok {
		return id
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if id, ok := t.ids[s]; ok {
		return id
	}
	id = StrID(len(t.list))
	t.list = append(t.list, s)
	t.ids[s] = id
	t.size += int64(len(s)) + entry
	return id
}

// entry is about what one string takes in a table beside its bytes.
const entry = 64

// Size returns about what the table takes in memory, bytes.
func (t *Table) Size() int64 {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.size
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

// List returns the strings by id. The table must not be used afterwards.
func (t *Table) List() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.list
}
