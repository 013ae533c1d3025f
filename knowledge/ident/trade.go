package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a trade name, in characters.
const (
	leastTrade = 2
	mostTrade  = 24
)

// tradeName takes what stands beside a label for the name of a business: 상호 : 바다향기, 商號 | 大同五金行. A company is found by its form, and what goes on
// like a sentence is no name.
func (n *namer) tradeName(end int) {
	s := n.f.str
	at, marked := skipTo(s, end)
	if at == end || at >= len(s) || at < n.free {
		return
	}
	to := tradeEnd(s, at)
	if !marked && !bounded(s, to) {
		return // 상호 협의
	}
	name := strings.TrimSpace(s[at:to])
	if runes := utf8.RuneCountInString(name); runes < leastTrade || runes > mostTrade || strings.ContainsAny(name, "@\"?!") || cjkLabels.startsAt(name) {
		return
	}
	letters := 0
	for i, r := range name {
		if unicode.IsLetter(r) {
			letters++
		}
		if form, ok := n.forms.at(name, i); ok && !form.value.doubtful {
			return
		}
	}
	if letters >= leastTrade {
		n.add(Name{Text: squeeze(name)}, at, at+len(name))
	}
}

// licenceNear is how far the other items of a business licence stand from its name, in bytes.
const licenceNear = 240

// licensed reports whether a label begins its line or cell and items of a business licence stand beside it.
func (n *namer) licensed(start, end int) bool {
	if before := strings.TrimRight(n.f.str[:start], " "); before != "" && !strings.ContainsAny(before[len(before)-1:], "\n|") {
		return false
	}
	near := clip(n.f.str, start-licenceNear, start) + clip(n.f.str, end, end+licenceNear)
	for _, w := range []string{"个体工商户", "经营者", "登记机关", "注册号", "社会信用代码"} {
		if strings.Contains(near, w) {
			return true
		}
	}
	return false
}

// bounded reports whether a cell ends or another label follows at i: without a colon nothing else tells a label from a word.
func bounded(s string, i int) bool {
	rest := strings.TrimLeft(clip(s, i, i+40), " ")
	return strings.HasPrefix(rest, "|") || strings.HasPrefix(rest, "/") || rest != "" && rest[0] != '\n' && tradeNext(rest)
}

// tradeEnd is where what stands beside a label ends: at the end of the line or cell, a bracket or mark, or the next label.
func tradeEnd(s string, at int) int {
	i := at
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if strings.ContainsRune("\n|(),;:/·。、", r) || r == ' ' && tradeNext(s[i+1:]) {
			break
		}
		i += size
	}
	return i
}

// tradeNext reports whether a label follows.
func tradeNext(s string) bool {
	s = strings.TrimLeft(s, " ")
	return s == "" || cjkLabels.startsAt(s) || strings.HasPrefix(s, "통신") || strings.HasPrefix(s, "사업자") || strings.HasPrefix(s, "개인정보")
}
