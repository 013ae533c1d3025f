package crawler

// hashes is a set of hashes in an open table, eight bytes a slot: a map would take twice as much for the million addresses of a large shop.
type hashes struct {
	slots []uint64 // 0 for empty; its length is a power of two
	n     int
}

// add adds a hash and reports whether it was new. One hash in 2^64 stands for two.
func (s *hashes) add(h uint64) bool {
	if s.n >= len(s.slots)/4*3 {
		s.grow()
	}
	h = max(h, 1)
	at, ok := s.find(h)
	if ok {
		return false
	}
	s.slots[at] = h
	s.n++
	return true
}

func (s *hashes) has(h uint64) bool {
	if s.n == 0 {
		return false
	}
	_, ok := s.find(max(h, 1))
	return ok
}

// find returns the slot of a hash, or the empty one where it belongs.
func (s *hashes) find(h uint64) (int, bool) {
	mask := uint64(len(s.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		if s.slots[i] == h || s.slots[i] == 0 {
			return int(i), s.slots[i] == h
		}
	}
}

func (s *hashes) grow() {
	old := s.slots
	s.slots = make([]uint64, max(2*len(old), 1024))
	for _, h := range old {
		if h != 0 {
			at, _ := s.find(h)
			s.slots[at] = h
		}
	}
}
