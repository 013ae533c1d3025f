package cue

import "slices"

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
	strong                         // two words, nine letters or an unambiguous script: full weight in any language
	hanOnly                        // CJK
	slugOnly                       // from the slug list of a data file
)

// trie holds the patterns by their first bytes, with what several patterns share stored once. It is walked from each
// place where a word begins, and most words of a text leave it after two or three bytes: measured, that is several times
// faster than an Aho–Corasick automaton, which has to look at every byte. A walk is never longer than the longest pattern.
type trie struct {
	root  [256]int32 // node by first byte, 0 for none
	nodes []trieNode // nodes[0] stands for none; the children of a node lie side by side
	heads []byte     // first byte of each node's label
	rests []byte     // the labels' other bytes
	refs  []cueRef
	words wordSet
}

type trieNode struct {
	rest   int32 // label without its first byte, in rests
	child  int32 // first child
	out    int32 // first meaning in refs
	nrest  uint16
	nchild uint8
	nout   uint8
}

// each calls found for every meaning whose pattern begins at b[at].
func (t *trie) each(b []byte, at int, found func(ref *cueRef, end int)) {
	i := t.root[b[at]]
	for i != 0 {
		n := &t.nodes[i]
		at++
		if n.nrest > 0 {
			end := at + int(n.nrest)
			if end > len(b) || string(b[at:end]) != string(t.rests[n.rest:n.rest+int32(n.nrest)]) {
				return
			}
			at = end
		}
		for k := range int32(n.nout) {
			found(&t.refs[n.out+k], at)
		}
		if n.nchild == 0 || at == len(b) {
			return
		}
		heads, c, k := t.heads[n.child:n.child+int32(n.nchild)], b[at], 0
		for k < len(heads) && heads[k] < c { // mostly few, and in order
			k++
		}
		if k == len(heads) || heads[k] != c {
			return
		}
		i = n.child + int32(k)
	}
}

// trieBuilder gathers patterns. The zero value is ready.
type trieBuilder struct {
	refs map[string][]cueRef
}

// add notes one more meaning of pattern; the same meaning in another language only widens its language set.
func (b *trieBuilder) add(pattern string, ref cueRef) {
	if pattern == "" {
		return
	}
	if b.refs == nil {
		b.refs = make(map[string][]cueRef, 1<<14)
	}
	refs := b.refs[pattern]
	for i := range refs {
		old := &refs[i]
		if old.concept == ref.concept && old.flags == ref.flags && old.weight == ref.weight {
			old.langs |= ref.langs
			return
		}
	}
	b.refs[pattern] = append(refs, ref)
}

func (b *trieBuilder) build() *trie {
	t := &trie{nodes: make([]trieNode, 1, 2*len(b.refs)), heads: make([]byte, 1, 2*len(b.refs))}
	patterns := make([]string, 0, len(b.refs))
	for p := range b.refs {
		t.words.add(p)
		patterns = append(patterns, p)
	}
	slices.Sort(patterns)
	first := int32(1)
	for i := range t.place(patterns, 0) {
		t.root[t.heads[first+int32(i)]] = first + int32(i)
	}
	t.fill(patterns, 0, first, b.refs)
	return t
}

// place makes one node for each different byte at depth in the sorted patterns, all of which are longer, and returns them.
func (t *trie) place(patterns []string, depth int) []trieNode {
	from := len(t.nodes)
	for i, p := range patterns {
		if i == 0 || p[depth] != patterns[i-1][depth] {
			t.nodes, t.heads = append(t.nodes, trieNode{}), append(t.heads, p[depth])
		}
	}
	return t.nodes[from:]
}

// fill completes the nodes that place made for patterns at depth, the first of which is node, and all below them.
func (t *trie) fill(patterns []string, depth int, node int32, refs map[string][]cueRef) {
	for len(patterns) > 0 {
		same := 1
		for same < len(patterns) && patterns[same][depth] == patterns[0][depth] {
			same++
		}
		group := patterns[:same]
		patterns = patterns[same:]
		end := shared(group[0], group[same-1], depth+1)
		n := trieNode{rest: int32(len(t.rests)), nrest: uint16(end - depth - 1), out: int32(len(t.refs))}
		t.rests = append(t.rests, group[0][depth+1:end]...)
		if len(group[0]) == end {
			t.refs = append(t.refs, refs[group[0]]...)
			n.nout = uint8(len(refs[group[0]]))
			group = group[1:]
		}
		if n.child = int32(len(t.nodes)); len(group) > 0 {
			n.nchild = uint8(len(t.place(group, end)))
		}
		t.nodes[node] = n
		t.fill(group, end, n.child, refs)
		node++
	}
}

// shared returns how many bytes a and b have in common, of which from are known.
func shared(a, b string, from int) int {
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	return from
}
