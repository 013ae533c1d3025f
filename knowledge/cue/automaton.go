package cue

// cueRef is one meaning of a pattern.
type cueRef struct {
	concept Concept
	langs   langMask
	flags   cueFlags
	weight  float32
	size    int32 // length of the pattern in folded bytes
	runes   int32 // its length in characters
}

type cueFlags uint8

const (
	counter   cueFlags = 1 << iota // cancels hits of the concept instead of making one
	wholeOnly                      // counts only when nothing but it stands in the line or path segment
	openStart                      // may begin inside a word
	openEnd                        // may end inside a word
	strong                         // two words, nine letters or an unambiguous script: full weight in any language
	hanOnly                        // CJK
	slugOnly                       // from the slug list of a data file
)

// automaton is an Aho–Corasick machine over folded bytes: one pass finds every pattern, in time linear in the text.
// States with many children have full rows; the others keep their few children side by side and a failure link.
type automaton struct {
	state []acState
	keys  []byte  // children's bytes, by state
	next  []int32 // children's states, parallel to keys
	rows  [][256]int32
	refs  []cueRef
}

type acState struct {
	child   int32 // first child in keys
	fail    int32
	row     int32 // index into rows, or -1
	out     int32 // first meaning in refs
	outLink int32 // nearest suffix state with meanings, 0 for none
	nchild  uint16
	nout    uint16
}

// rowMin is the number of children from which a state gets a full row: measured, more rows only cost cache.
const rowMin = 5

func (a *automaton) step(s int32, c byte) int32 {
	for {
		st := &a.state[s]
		if st.row >= 0 {
			return a.rows[st.row][c]
		}
		for k := st.child; k < st.child+int32(st.nchild); k++ {
			if a.keys[k] == c {
				return a.next[k]
			}
		}
		s = st.fail
	}
}

// each calls found for every meaning whose pattern ends before b[end].
func (a *automaton) each(b []byte, found func(ref *cueRef, end int)) {
	s := int32(0)
	for i, c := range b {
		s = a.step(s, c)
		o := s
		if a.state[o].nout == 0 {
			o = a.state[o].outLink
		}
		for ; o != 0; o = a.state[o].outLink {
			st := &a.state[o]
			for k := st.out; k < st.out+int32(st.nout); k++ {
				found(&a.refs[k], i+1)
			}
		}
	}
}

// acBuilder gathers patterns. The zero value is ready.
type acBuilder struct {
	nodes []acNode
	refs  map[int32][]cueRef // meanings by node: few nodes have any
}

type acNode struct {
	first, sibling int32
	c              byte
}

// acNodes is room for the embedded data without growing.
const acNodes = 1 << 17

// add notes one more meaning of pattern; the same meaning in another language only widens its language set.
func (b *acBuilder) add(pattern string, ref cueRef) {
	if pattern == "" {
		return
	}
	b.grow()
	at := int32(0)
	for i := range len(pattern) {
		at = b.child(at, pattern[i])
	}
	refs := b.refs[at]
	for i := range refs {
		old := &refs[i]
		if old.concept == ref.concept && old.flags == ref.flags && old.weight == ref.weight {
			old.langs |= ref.langs
			return
		}
	}
	b.refs[at] = append(refs, ref)
}

// grow makes the root.
func (b *acBuilder) grow() {
	if len(b.nodes) == 0 {
		b.nodes, b.refs = make([]acNode, 1, acNodes), map[int32][]cueRef{}
	}
}

func (b *acBuilder) child(at int32, c byte) int32 {
	for n := b.nodes[at].first; n != 0; n = b.nodes[n].sibling {
		if b.nodes[n].c == c {
			return n
		}
	}
	n := int32(len(b.nodes))
	b.nodes = append(b.nodes, acNode{c: c, sibling: b.nodes[at].first})
	b.nodes[at].first = n
	return n
}

// build turns the trie into the machine, breadth first so that every failure link points to a finished state.
func (b *acBuilder) build() *automaton {
	b.grow()
	a := &automaton{
		state: make([]acState, len(b.nodes)),
		keys:  make([]byte, 0, len(b.nodes)),
		next:  make([]int32, 0, len(b.nodes)),
	}
	queue := make([]int32, 1, len(b.nodes))
	for head := 0; head < len(queue); head++ {
		n := queue[head]
		st := &a.state[n]
		st.child, st.row, st.out = int32(len(a.keys)), -1, int32(len(a.refs))
		for k := b.nodes[n].first; k != 0; k = b.nodes[k].sibling {
			a.keys, a.next = append(a.keys, b.nodes[k].c), append(a.next, k)
			st.nchild++
			if n != 0 {
				a.state[k].fail = a.step(st.fail, b.nodes[k].c)
			}
			queue = append(queue, k)
		}
		a.refs = append(a.refs, b.refs[n]...)
		st.nout = uint16(len(b.refs[n]))
		if n != 0 {
			if f := st.fail; a.state[f].nout > 0 {
				st.outLink = f
			} else {
				st.outLink = a.state[f].outLink
			}
		}
		if n == 0 || st.nchild >= rowMin {
			a.addRow(n)
		}
	}
	return a
}

// addRow resolves every byte of a state: its own children, else what the failure state does.
func (a *automaton) addRow(n int32) {
	st := &a.state[n]
	var row [256]int32
	if n != 0 {
		for c := range row {
			row[c] = a.step(st.fail, byte(c))
		}
	}
	for k := st.child; k < st.child+int32(st.nchild); k++ {
		row[a.keys[k]] = a.next[k]
	}
	st.row = int32(len(a.rows))
	a.rows = append(a.rows, row)
}
