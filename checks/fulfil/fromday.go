package fulfil

import "regexp"

// fromDays is how shops that sell what is still growing, or sold ahead, say when goods leave: "dispatch from 14 December". Words for "from" and the date behind
// or before it, and what denies it, as parts of a regular expression.
var fromDays = map[string]struct{ from, months, not string }{
	"en":    {`from|starting|after|as of`, `january|february|march|april|may|june|july|august|september|october|november|december`, `\b(?:no|not|closed|cannot|don't)\b`},
	"de":    {`ab|nach dem`, `januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember`, `\b(?:kein\w*|nicht|geschlossen)\b`},
	"fr":    {`à partir du|dès le|à compter du|après le`, `janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre`, `\b(?:pas|aucune?|fermée?)\b`},
	"es":    {`a partir del|desde el`, `enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre`, `\b(?:no|sin|cerrado)\b`},
	"it":    {`dal|a partire dal`, `gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre`, `\b(?:non|chius\w+)\b`},
	"nl":    {`vanaf|na`, `januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december`, `\b(?:geen|niet|gesloten)\b`},
	"pl":    {`od|po`, `stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia`, `\b(?:nie|brak)\b`},
	"pt-br": {`a partir de|a partir do dia|desde`, `janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro`, `\b(?:não|sem|fechad\w+)\b`},
	"ja":    {`より|から|以降|に順次`, "", `ません|休|ない|停止`},
	"ko":    {`부터|이후`, "", `없|휴무|쉽니다|않|중단`},
	"zh-cn": {`起|后|开始`, "", `不|停|暂停|休`},
	"zh-tw": {`起|後|開始`, "", `不|停|暫停|休`},
}

// leavesFrom finds sentences that name such a day, deniesDay those that deny it or name the days between which nothing leaves.
var leavesFrom, deniesDay = fromDayPatterns()

func fromDayPatterns() (leaves, denies map[string]*regexp.Regexp) {
	leaves, denies = map[string]*regexp.Regexp{}, map[string]*regexp.Regexp{}
	for lang, w := range fromDays {
		send := `(?:` + weekdays[lang].deliver + `)`
		date := `\d{1,2}(?:st|nd|rd|th|er|º|\.)?(?: de| of)? (?:` + w.months + `)`
		on := `(?i)` + send + `[^.!?\n]{0,40}?[ (:](?:` + w.from + `) (?:the |dem |)` + date + `|(?:^|[ (:])(?:` + w.from + `) (?:the |dem |)` + date + `[^.!?\n]{0,30}?` + send
		if w.months == "" { // the date stands before the word
			date = `\d{1,2} ?[月월] ?\d{1,2} ?[日일]`
			on = date + `(?:` + w.from + `)[^.!?。\n]{0,20}?` + send
		}
		leaves[lang] = regexp.MustCompile(on)
		denies[lang] = regexp.MustCompile(`(?i)` + w.not + `|` + date + `[^.!?。\n]{0,12}` + date)
	}
	return leaves, denies
}

// namesFirstDay reports whether a sentence says from which day on goods leave or come.
func namesFirstDay(sentence, lang string) bool {
	re := leavesFrom[lang]
	return re != nil && re.MatchString(sentence) && !deniesDay[lang].MatchString(sentence)
}
