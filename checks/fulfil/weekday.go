package fulfil

import (
	"regexp"
	"strings"
)

// weekdayWords are, for a language, words for bringing or sending goods and the days of the week, as parts of a regular expression.
type weekdayWords struct{ deliver, day string }

// weekdays is how shops that drive rounds, and farms that pick to order, say when goods come or leave: "delivery on Thursday or Friday".
var weekdays = map[string]weekdayWords{
	"en":    {`deliver(?:y|ed|ies)?|arrives?|delivering|ship(?:s|ped|ping)|dispatch(?:ed|es)?|post(?:ed|s)|mail(?:ed|s)|sent out`, `mon|tues|wednes|thurs|fri|satur|sun`},
	"de":    {`liefer(?:ung|n|t)|geliefert|zustellung|bringen|versand|versend(?:en|et)|verschick(?:en|t)`, `montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|sonnabend`},
	"fr":    {`livr(?:aison|aisons|é|ée|ons)|expédi(?:tions?|ée?s?|ons)|envois?|envoyons`, `lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche`},
	"es":    {`entreg(?:a|as|amos|ado)|repart(?:o|imos)|llega|envíos?|enviamos|despach(?:o|os|amos)`, `lunes|martes|miércoles|jueves|viernes|sábado|domingo`},
	"it":    {`consegn(?:a|e|iamo|ato)|spedizion[ei]|spedi(?:amo|to|ti)`, `lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica`},
	"nl":    {`bezorg(?:d|ing|en)|lever(?:ing|en)|geleverd|verzend(?:en|ing)|verzonden|versturen|verstuurd`, `maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag`},
	"pt-br": {`entreg(?:a|as|amos|ue)|chega|despach(?:o|os|amos|ado)|envi(?:os?|amos|ado)|post(?:amos|agem|agens)`, `segunda|terça|quarta|quinta|sexta|sábado|domingo`},
	"pl":    {`dostaw(?:a|y)|dostarczamy|dowozimy|wysył(?:ka|ki|amy|ane)`, `poniedział|wtor|środ|czwart|piąt|sobot|niedziel`},
	"zh-cn": {`配送|送达|送货|发货`, `(?:周|星期)[一二三四五六日天]`},
	"zh-tw": {`配送|送達|到貨|出貨`, `(?:週|星期)[一二三四五六日]`},
	"ja":    {`お届け|配送|発送`, `[月火水木金土日]曜`},
	"ko":    {`배송|배달|발송`, `[월화수목금토일]요일|매주 ?[월화수목금토일](?:[·,/ ]+[월화수목금토일])*`},
}

// onWeekday and openFrom tell sentences that name days on which goods come from those that tell from when to when somebody is there.
var onWeekday, openFrom = weekdayPatterns()

func weekdayPatterns() (on, span map[string]*regexp.Regexp) {
	on, span = map[string]*regexp.Regexp{}, map[string]*regexp.Regexp{}
	for lang, w := range weekdays {
		on[lang] = regexp.MustCompile(`(?i)(?:` + w.deliver + `)[^.!?。\n]{0,40}?(?:` + w.day + `)|(?:` + w.day + `)[^.!?。、\n]{0,12}?(?:` + w.deliver + `)`)
		span[lang] = regexp.MustCompile(`(?i)(?:` + w.day + `)[\p{L}-]{0,8} ?(?:[-–—~～至到]|to|till|bis|au|à|al?|t/m|tot|até|do|から|부터) ?(?:` + w.day + `)`)
	}
	return on, span
}

// namesWeekday reports whether a sentence names days of the week on which goods are delivered.
func namesWeekday(sentence, lang string) bool {
	re := onWeekday[lang]
	return re != nil && re.MatchString(sentence) && !openFrom[lang].MatchString(sentence)
}

// weekdayIn reports whether a line of a text names such days, or the day from which on goods leave.
func weekdayIn(text, lang string) bool {
	for line := range strings.Lines(text) {
		if namesWeekday(line, lang) || namesFirstDay(line, lang) {
			return true
		}
	}
	return false
}
