package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// worst lists the results that are something to mend or improve, what the owner accepts among them: what needs mending first, the gravest
// first.
func (b *builder) worst() []*verdict.Result {
	var out []*verdict.Result
	for i := range b.v.Results {
		if r := &b.v.Results[i]; wanting(r) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, worse)
	return out
}

// worse orders results: failed before doubtful, grave before minor, then by id.
func worse(x, y *verdict.Result) int {
	return cmp.Or(-boolCompare(x.Status == verdict.Fail, y.Status == verdict.Fail),
		cmp.Compare(y.Severity.Weight(), x.Severity.Weight()), strings.Compare(x.Check, y.Check))
}
