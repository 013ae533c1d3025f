package facts

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// Hours returns the line in which the shop says when it can be reached, how soon it answers or in which languages, and where it stands; "" when none
// was found. Words and times in the seller's texts count, and what structured data say.
func (s *Site) Hours() (line, at string) {
	for t := range s.SellerTexts() {
		if line := hoursIn(t.Text, t.Lang); line != "" {
			return line, t.URL
		}
	}
	if at := s.hoursData(); at != "" {
		return "structured data", at
	}
	return "", ""
}

var (
	// A span of time such as "9:00-17:00", "9am to 5pm", "9 bis 17 Uhr", "10時〜18時", "오전 10시 ~ 오후 5시".
	span     = regexp.MustCompile(`(?i)\b(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)? ?(?:am|pm|a\.m\.|p\.m\.|uhr|h|u|uur|hrs|hs)? ?(?:-|–|—|~|〜|～|to|and|until|till|bis|à|a|às|as|al|alle|tot|do|until) ?(?:les |las |le |alle |às )?(?:[01]?\d|2[0-4])(?:(?:[:.h][0-5]\d) ?(?:am|pm|uhr|h|u|uur|hrs|hs)?|(?:[:.h][0-5]\d)? ?(?:am|pm|a\.m\.|p\.m\.|uhr|h|u|uur|hrs|hs|ore|horas))(?:[^\d\p{L}]|$)`)
	eastSpan = regexp.MustCompile(`(?:\d{1,2}|[一二三四五六七八九十两兩]{1,2})(?:[:：]\d{2}| ?[時时點点시])(?:\d{1,2}分| ?30분|半)? ?(?:-|–|~|〜|～|から|至|到|부터|—|─) ?(?:오후|오전|下午|上午|午後|午前|晚上|晚間|晚|夜|翌)? ?(?:\d{1,2}|[一二三四五六七八九十两兩]{1,2})(?:[:：]\d{2}| ?[時时點点시])`)
	// A day of the week with the hour from which somebody is there: "週四～週日 11:00 到賣完".
	eastDay = regexp.MustCompile(`(?:[週周][一二三四五六日天]|星期[一二三四五六日天]|礼拜|禮拜|[月火水木金土日]曜?[~〜～\-・、）)]|[월화수목금토일](?:요일|[~\-]))[^\n。]{0,30}?\d{1,2}(?:[:：]\d{2}|時|时|點|点|시)`)
	// How soon messages are answered.
	soon = regexp.MustCompile(`(?i)(?:answer|repl(?:y|ies)|respon[ds]\w*|get back|antwort\w*|melden uns|r[ée]pon[ds]\w*|contest\w*|rispond\w*|risposta|reag\w+|antwoord\w*|odpowi\w+|retorn\w+)[^\n.]{0,60}?(?:\d{1,2}|one|two|ein|zwei|un|deux|uno|due|een|twee|jeden|dwóch|um|dois)[^\n.]{0,8}?(?:hours?|hrs|h\b|days?|business|working|werktag\w*|arbeitstag\w*|stunden|tage?n?|heures|jours?|horas|días?|dias?|ore|giorn\w+|uur|dagen|werkdag\w*|godzin\w*|dni|dzień|dnia)|24/7|24 ?h(?:ours|oras|eures)? a day|around the clock|rund um die uhr|(?:营业|工作|當日|当日|24小时|24小時|小时|小時|営業日|日)以?内に?[^\n。]{0,10}(?:回复|回覆|返信|ご連絡を?(?:いたし|致し|しま|差し|差上|申し|さし|させて)|回答)|(?:返事|返信|回答|回复|回覆|答覆|답변|답장|회신)[^\n。]{0,24}?\d{1,2} ?(?:営業日|個?工作|个工作|小时|小時|時間|日以|天|영업일|시간|일 )`)
)

// Words for sending goods, and for reaching somebody: "we send from Monday to Friday" says nothing of when somebody answers.
var (
	sends   = regexp.MustCompile(`(?i)\b(?:(?:ship|dispatch|despatch|deliver|post parcels|send (?:out|orders|parcels|goods))|vers(?:end|chick|and)|(?:aus)?liefer|expédi|livr(?:ons|e|aison)|envi(?:amos|a|an|o)\b|envíos?\b|entreg|despach|sped(?:iamo|izion)|consegn|verz(?:end|onden)|verst(?:uren|uurd)|bezorg|wysył|wysyłk|nadajemy|dostarcza|dostaw|posta(?:mos|gens?)\b)`)
	reaches = regexp.MustCompile(`(?i)@|erreich|telefon|hotline|kundenservice|öffnung|geöffnet|call|phone|open\b|customer service|reach us|joindre|appel|ouvert|horaires|service client|atenci|atend|llam|tel[ée]f|abiert|abert|aperti|chiam|assistenza|bereikbaar|bellen|geopend|czynn|dzwoń|infolini|kontakt|biuro`)
)

// hoursIn returns the line of a text that says when somebody answers, "" when none does.
func hoursIn(text, lang string) string {
	for _, h := range cue.Default().Match(text, cue.Body, lang) {
		if h.Concept != cue.OpeningHours {
			continue
		}
		if line := cue.Sentence(text, h); !sends.MatchString(line) || reaches.MatchString(line) || span.MatchString(line) {
			return line
		}
	}
	for line := range strings.Lines(text) {
		if len(line) < 6 || len(line) > 4000 {
			continue
		}
		for _, re := range []*regexp.Regexp{span, eastSpan, eastDay, soon} {
			if m := re.FindStringIndex(line); m != nil {
				return cue.Sentence(line, cue.Hit{Start: m[0], End: m[1]})
			}
		}
	}
	return ""
}

// hoursData returns the page whose structured data say when somebody answers.
func (s *Site) hoursData() string {
	for _, r := range []Role{RoleHome, RoleContact, RoleAbout} {
		for p := range s.Each(s.ByRole(r)) {
			for i := range p.Data {
				for key, v := range p.Data[i].Props {
					if v != "" && (strings.Contains(key, "openingHours") || strings.Contains(key, "hoursAvailable") || strings.Contains(key, "availableLanguage")) {
						return s.URL(p)
					}
				}
			}
		}
	}
	return ""
}
