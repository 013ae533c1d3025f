package facts

import (
	"iter"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// LinksNamed yields the links to addresses of the shop whose text names c at full strength, in the order of Targets. Most links of a large shop
// name its goods: that they hold no cue was noted when they were gathered, and they are passed over.
func (s *Site) LinksNamed(c cue.Concept) iter.Seq2[*Target, *LinkRef] {
	least := textHints
	if c <= cue.PaySafety {
		least = textTells
	}
	return func(yield func(*Target, *LinkRef) bool) {
		for i := range s.Targets {
			t := &s.Targets[i]
			if t.told < least {
				continue
			}
			for j := range t.From {
				if s.cues.Has(t.From[j].Text, cue.LinkText, s.Lang, c) && !yield(t, &t.From[j]) {
					return
				}
			}
		}
	}
}
