package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// endsPart reports whether what stands directly before i closes another part of the sentence, so that a name follows the
// form at i rather than standing before it: behind a comma, or behind a particle ("販売者は株式会社…", "판매자는 주식회사 …").
func endsPart(s string, i int) bool {
	before := strings.TrimRight(clip(s, i-40, i), " ")
	r, size := utf8.DecodeLastRuneInString(before)
	if r == ',' || r == '、' {
		return true
	}
	prev, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	switch r {
	case 'は', 'を', 'が', 'と':
		return unicode.In(prev, unicode.Han, unicode.Katakana) || prev == 'ー'
	case '은', '을', '과', '는', '를', '와':
		return koreanParticle(r, prev)
	}
	return false
}

// koreanParticle reports whether r can be the particle of a word that ends in prev: the one form follows a closed syllable,
// the other an open one, which names such as 다은 and 가을 do not fit.
func koreanParticle(r, prev rune) bool {
	const first, last, finals = '가', '힣', 28
	if prev < first || prev > last {
		return false
	}
	closed := (prev-first)%finals != 0
	switch r {
	case '은', '을', '과':
		return closed
	case '는', '를', '와':
		return !closed
	}
	return false
}

// trimKorean cuts the particle or copula off a Korean name in a sentence that goes on with rest.
func trimKorean(name, rest string) string {
	for _, tail := range []string{"입니다", "이며", "에서", "에게", "께서"} {
		if bare, ok := strings.CutSuffix(name, tail); ok && utf8.RuneCountInString(bare) > 1 {
			return bare
		}
	}
	r, size := utf8.DecodeLastRuneInString(name)
	bare := name[:len(name)-size]
	prev, _ := utf8.DecodeLastRuneInString(bare)
	// Many names end in 이 and 가: there they are particles only before another word of the sentence.
	particle := koreanParticle(r, prev) || (r == '이' && koreanParticle('은', prev) || r == '가' && koreanParticle('는', prev)) && goesOn(rest)
	if particle && utf8.RuneCountInString(bare) > 1 {
		return bare
	}
	return name
}

// goesOn reports whether a Korean sentence goes on behind a blank with a word that is no label.
func goesOn(rest string) bool {
	next, ok := strings.CutPrefix(rest, " ")
	r, _ := utf8.DecodeRuneInString(next)
	return ok && unicode.Is(unicode.Hangul, r) && !cjkLabels.startsAt(next)
}

// closesWord reports whether a Japanese particle before rest stands at the end of its word: names such as 夢が丘 and 木はし go on.
func closesWord(rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	return !unicode.Is(unicode.Hiragana, next) && next != '丘'
}
