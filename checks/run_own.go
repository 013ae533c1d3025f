package checks

import (
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// own gives findings words of their own where pages lie in a file: what a check cut out of a page would keep all of that page in memory, and a
// check may have ten thousand findings.
func own(list []verdict.Finding) {
	for i := range list {
		f := &list[i]
		for k, v := range f.Message.Args {
			if s, ok := v.(string); ok {
				f.Message.Args[k] = strings.Clone(s)
			}
		}
		for k := range f.Evidence {
			e := &f.Evidence[k]
			e.Snippet, e.Value = strings.Clone(e.Snippet), strings.Clone(e.Value)
		}
	}
}
