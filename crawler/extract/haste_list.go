package extract

import (
	"strings"

	"github.com/shopvet/shopvet/knowledge/haste"
	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of a list of purchases in code.
const (
	listReach   = 2500 // bytes in which its entries stand
	leastListed = 3    // entries of different age
)

// sold marks purchases that are written into the code, each with how many minutes or hours ago it was: what is written down grows older. Words of a
// library for times ("1 minute ago", "{n} minutes ago") are none.
func sold(code string) []snapshot.Mark {
	list := haste.Agos(code)
	for i := range list {
		ages, last := map[int]bool{}, i
		for j := i; j < len(list) && list[j].Start-list[i].Start < listReach; j++ {
			if list[j].Number > 1 && inString(code, list[j].Start) {
				ages[list[j].Number], last = true, j
			}
		}
		if len(ages) < leastListed {
			continue
		}
		from, to := max(0, list[i].Start-listReach), min(len(code), list[last].Start+listReach)
		if claim := claimIn(code[from:to], ""); claim != "" {
			return []snapshot.Mark{codeMark(snapshot.CodeSold, code[max(0, list[i].Start-60):to], claim)}
		}
	}
	return nil
}

// inString reports whether a place in code lies in a short string.
func inString(code string, at int) bool {
	before, after := code[max(0, at-120):at], code[at:min(len(code), at+80)]
	return strings.ContainsAny(before, "\"'`") && strings.ContainsAny(after, "\"'`")
}
