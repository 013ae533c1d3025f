package extract

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
)

var (
	// One of a list, drawn by chance: "names[Math.floor(Math.random() * names.length)]".
	pickOf = regexp.MustCompile(`([A-Za-z_$][\w$.]{0,40})\[[^\]\n]{0,30}Math\.random\(\)\s*\*\s*\(?([A-Za-z_$][\w$.]{0,40})\.length`)
	// A function that draws one of whatever list it is given; its name and that of the list.
	picker = regexp.MustCompile(`(?:function\s+([\w$]+)\s*\(\s*([\w$]+)[^)]{0,20}\)|([\w$]+)\s*[=:]\s*(?:function\s*)?\(?\s*([\w$]+)\s*\)?\s*(?:=>)?)\s*\{?\s*(?:return\s+)?[\w$]*\s*\(?$`)
)

// buyerReach is how many bytes of code may lie between the two draws that make up one buyer.
const buyerReach = 400

// drawnFrom is a list of which one is drawn by chance at a place in the code.
type drawnFrom struct {
	list string
	at   int
}

// buyers marks messages on purchases that are put together by chance: the code draws from one list and, for the same message, from another. Who bought
// and where they live would not be drawn apart were it somebody. One list alone may hold true purchases.
func buyers(code string) []snapshot.Mark {
	list := draws(code)
	for i := 1; i < len(list); i++ {
		a, b := list[i-1], list[i]
		if a.list == b.list || b.at-a.at > buyerReach {
			continue
		}
		near := code[max(0, a.at-codeReach):min(len(code), b.at+codeReach)]
		claim := claimIn(near, "")
		if claim == "" {
			claim = saysBought(near)
		}
		if claim != "" {
			return []snapshot.Mark{codeMark(snapshot.CodeBuyer, code[a.at:min(len(code), b.at+80)], claim)}
		}
	}
	return nil
}

// draws lists the places at which one of a list is drawn by chance, directly or by a function made for it, in their order.
func draws(code string) []drawnFrom {
	var list []drawnFrom
	by := ""
	for _, m := range pickOf.FindAllStringSubmatchIndex(code, maxChances) {
		name := code[m[2]:m[3]]
		if name != code[m[4]:m[5]] {
			continue
		}
		if f := picker.FindStringSubmatch(code[max(0, m[0]-120):m[0]]); f != nil && (f[1] != "" && f[2] == name || f[3] != "" && f[4] == name) {
			by = f[1] + f[3]
			continue
		}
		list = append(list, drawnFrom{name, m[0]})
	}
	if by != "" {
		calls := regexp.MustCompile(`\b` + regexp.QuoteMeta(by) + `\(\s*([A-Za-z_$][\w$.]{0,40})\s*\)`)
		for _, m := range calls.FindAllStringSubmatchIndex(code, maxChances) {
			if !strings.HasSuffix(strings.TrimRight(code[:m[0]], " "), "function") {
				list = append(list, drawnFrom{code[m[2]:m[3]], m[0]})
			}
		}
	}
	slices.SortFunc(list, func(a, b drawnFrom) int { return a.at - b.at })
	return list
}

// saysBought returns the words by which code says that somebody bought what a page shows, as it has them; "" where it does not.
func saysBought(code string) string {
	low := strings.ToLower(code)
	word := telling.Find(low, telling.Bought)
	if i := strings.Index(low, word); word != "" && len(low) == len(code) {
		return code[i : i+len(word)]
	}
	return word
}
