package extract

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/knowledge/haste"
	"github.com/shopvet/shopvet/knowledge/telling"
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

var (
	// One of a list after the other, or one that is drawn: "names[i++ % names.length]", "i = (i + 1) % names.length", "Math.random() * names.length".
	oneOf = regexp.MustCompile(`[%*]\s*([A-Za-z_$][\w$]{0,40})\.length`)
	// A list of at least three short strings that is written into the code.
	writtenList = regexp.MustCompile(`([A-Za-z_$][\w$]{0,40})\s*=\s*\[(?:\s*(?:"[^"\n]{2,60}"|'[^'\n]{2,60}')\s*,?){3,}\s*\]`)
)

// turns marks a list of people, written into the code, of whom one after the other is said to have bought "this". Beside one product it may be true; the same list beside
// another is not.
func turns(code string) []snapshot.Mark {
	for _, m := range writtenList.FindAllStringSubmatchIndex(code, maxChances) {
		name := code[m[2]:m[3]]
		near := code[m[0]:min(len(code), m[1]+2*codeReach)]
		shown := false
		for _, use := range oneOf.FindAllStringSubmatch(near, maxChances) {
			shown = shown || use[1] == name
		}
		if low := strings.ToLower(near); shown && len(low) == len(near) {
			if word := telling.Find(low, telling.BoughtThis); word != "" {
				i := strings.Index(low, word)
				return []snapshot.Mark{codeMark(snapshot.CodeTurn, code[m[0]:min(len(code), m[1]+80)], near[i:i+len(word)])}
			}
		}
	}
	return nil
}
