package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// textEmails finds the e-mail addresses in a text, also those that are written for people only: "info [at] shop [dot]
// example", "info＠shop.example".
func textEmails(list []snapshot.Contact, text string, has *byteSet, zone snapshot.Zone) []snapshot.Contact {
	for _, sign := range [...]string{"@", "＠"} {
		for at := strings.Index(text, sign); at >= 0 && at < len(text); {
			mail := emailAround(text, at, len(sign))
			if mail == "" && sign == "@" {
				mail = turnedMail(text, at)
			}
			if mail == "" && sign != "@" {
				line := narrow(lineIn(text, at))
				mail = emailAround(line, max(strings.IndexByte(line, '@'), 0), 1)
			}
			if mail != "" {
				list = appendContact(list, snapshot.Contact{Kind: snapshot.ContactEmail, Value: mail, Zone: zone, Near: lineIn(text, at)})
			}
			next := strings.Index(text[at+len(sign):], sign)
			if next < 0 {
				break
			}
			at += len(sign) + next
		}
	}
	return spelledEmails(list, text, has, zone)
}

// emailAround returns the address whose "@" is text[at:at+size].
func emailAround(text string, at, size int) string {
	from, to := at, at+size
	if from > 1 && text[from-1] == ' ' && to < len(text) && text[to] == ' ' { // "info @ shop.example"
		from, to = from-1, to+1
	}
	start, end := from, to
	for start > 0 && isLocal(text[start-1]) {
		start--
	}
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !isDomainRune(r) {
			break
		}
		end += n
	}
	local := strings.Trim(text[start:from], ".'-")
	domain := strings.Trim(text[to:end], ".-")
	if m := gluedLabel.FindStringSubmatchIndex(domain); m != nil && domain[:m[2]] == strings.ToLower(domain[:m[2]]) {
		domain = domain[:m[2]]
	}
	if mail := local + "@" + domain; isEmail(mail) {
		return mail
	}
	return ""
}

// gluedLabel matches an address's last label and the label that follows without a blank, as where each is an element of
// its own: "info@shop.comEmail". It is told by its capital letter.
var gluedLabel = regexp.MustCompile(`\.[a-z]{2,4}()[A-Z][a-z]{2,}$`)

func isLocal(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("._%+-'&", c) >= 0
}

func isDomainRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '.' || r == '-' || r >= 0xc0 && r < 0x250
}

// isEmail reports whether s has the form of an address: a name, one "@", and a host with a dot whose last label is of
// letters. Whether it is well-formed in every detail is for the checks to say.
func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	if !ok || local == "" || len(s) > 254 || strings.Contains(domain, "@") || strings.Contains(domain, "..") {
		return false
	}
	dot := strings.LastIndexByte(domain, '.')
	if dot <= 0 || len(domain)-dot-1 < 2 {
		return false
	}
	for _, suffix := range [...]string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".css", ".js"} { // "logo@2x.png"
		if strings.HasSuffix(strings.ToLower(domain), suffix) {
			return false
		}
	}
	for _, r := range domain[dot+1:] {
		if '0' <= r && r <= '9' {
			return strings.HasPrefix(domain[dot+1:], "xn--")
		}
	}
	return true
}

var (
	// Words for "@" and "." in brackets, as people write them for people.
	spelledAt  = regexp.MustCompile(`(?i)\s*[\[({<（［【〔｛〈]\s*(?:at|ät|æt|a|à|@|＠|arroba|chiocciola|małpa|malpa|apenstaartje|apestaartje|apenstaart|apestaart|arobase|klammeraffe|アットマーク|アット|あっと|골뱅이|艾特)\s*[\])}>）］】〕｝〉]\s*`)
	spelledDot = regexp.MustCompile(`(?i)\s*[\[({<（［【〔｛〈]\s*(?:dot|punkt|punto|ponto|point|kropka|punt|ドット|点|點|점|\.)\s*[\])}>）］】〕｝〉]\s*`)
	// Without brackets only in front of a domain and behind a name that mailboxes of shops have: "look-at-this.html" is none.
	dashedAt  = regexp.MustCompile(`(?i)\b(info|contact|service|mail|hello|hallo|support|office|shop|sales|kontakt|post|order|orders|store|team|contacto|contatto|contato|kundenservice|biuro|sklep|inkoop|verkoop)(?: ?[-_*~]at[-_*~] ?| -at- )([a-z0-9-]{2,40}(?:(?:\.| ?[-_*~]dot[-_*~] ?)[a-z0-9-]{2,20}){1,3})`)
	dashedDot = regexp.MustCompile(`(?i) ?[-_*~]dot[-_*~] ?`)
	spacedAt  = regexp.MustCompile(`([\w.+-]{2,40}) @ ([\w-]{2,40}) \. (\w{2,20})\b`)
	plainAt   = regexp.MustCompile(`(?i)\b([a-z0-9._-]{2,40})\s+at\s+([a-z0-9-]{2,40}(?:\s+dot\s+[a-z0-9-]{2,20}){1,3})\b`)
	plainDot  = regexp.MustCompile(`(?i)\s+dot\s+`)
)

// spelledEmails finds addresses with their signs spelled out. Only lines that bear such a mark are searched.
func spelledEmails(list []snapshot.Contact, text string, has *byteSet, zone snapshot.Zone) []snapshot.Contact {
	list = replacedEmails(list, text, has, zone)
	list = namedEmails(list, text, has, zone)
	brackets := has.hasAny(text, "[", "(", "{", "<", "（", "【", "［")
	dots, dashes := !has.noDot && has.hasAny(text, " dot ", " DOT "), has.hasAny(text, "-at-", "_at_", "-AT-", "_AT_")
	if !brackets && !dots && !dashes && !has.hasAny(text, " @ ") {
		return list
	}
	brackets = brackets || has.hasAny(text, "〔")
	dashes = dashes || has.hasAny(text, "-At-", "-aT-", "_At_", "_aT_")
	tries := 0
	for line := range strings.Lines(text) {
		if len(line) > 2000 || len(line) < 8 {
			continue
		}
		plain := line
		switch {
		case brackets && strings.ContainsAny(line, "[({<（【［〔") && mayBeSpelled(line):
			plain = spelledDot.ReplaceAllString(spelledAt.ReplaceAllString(line, "@"), ".")
		case dots && (strings.Contains(line, " dot ") || strings.Contains(line, " DOT ")):
			m := plainAt.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			plain = m[1] + "@" + plainDot.ReplaceAllString(m[2], ".")
		case dashes && hasFold(line, "-at-", "_at_"):
			if m := dashedAt.FindStringSubmatch(line); m != nil {
				plain = m[1] + "@" + dashedDot.ReplaceAllString(m[2], ".")
			}
		case strings.Contains(line, " @ "):
			plain = spacedAt.ReplaceAllString(line, "$1@$2.$3")
		}
		if plain == line {
			continue
		}
		if tries++; tries > 200 {
			return list
		}
		for i := strings.IndexByte(plain, '@'); i >= 0; {
			if mail := emailAround(plain, i, 1); mail != "" && !strings.Contains(line, mail) {
				list = appendContact(list, snapshot.Contact{Kind: snapshot.ContactEmail, Value: mail, Zone: zone, Near: clip(strings.TrimSpace(line), 200)})
			}
			next := strings.IndexByte(plain[i+1:], '@')
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	return list
}

// namedAt finds addresses with the sign by its name in East Asia, between a mailbox and a domain.
var namedAt = regexp.MustCompile(`([\w.+-]{2,40}) ?(?:골뱅이|アットマーク|小老鼠) ?([\w-]{2,40}(?:\.[\w-]{2,20}){1,3})`)

func namedEmails(list []snapshot.Contact, text string, has *byteSet, zone snapshot.Zone) []snapshot.Contact {
	if !has.hasAny(text, "골뱅이", "アットマーク", "小老鼠") {
		return list
	}
	for _, m := range namedAt.FindAllStringSubmatch(text, 20) {
		if mail := m[1] + "@" + m[2]; isEmail(mail) {
			list = appendContact(list, snapshot.Contact{Kind: snapshot.ContactEmail, Value: mail, Zone: zone, Near: clip(m[0], 200)})
		}
	}
	return list
}

// mayBeSpelled is a cheap test before the expressions.
func mayBeSpelled(line string) bool {
	return hasFold(line, "at)", "at]", "at}", "at>", "at ", "at）", "at】", "(a)", "[a]", "(à)", "[à]", "ät", "@", "＠", "arroba", "chiocciola", "małpa", "malpa", "arobase", "apenstaart", "apestaart",
		"klammeraffe", "アット", "あっと", "골뱅이", "艾特", "æt")
}

func lineIn(text string, at int) string {
	from := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[from:], "\n")
	if len(line) > 600 {
		from = max(from, at-120)
		for from < at && !utf8.RuneStart(text[from]) {
			from++
		}
		line, _, _ = strings.Cut(text[from:], "\n")
	}
	return strings.TrimSpace(clip(line, 200))
}

// replacedSign finds the note that tells readers which sign to replace by "@": "★を@に変えてください", "请将#换成@".
var replacedSign = regexp.MustCompile(`([★☆●○■□◎◆◇▲△♪#＃*＊$＄])["'」』”]?\s*(?:を|は|→|换成|換成|换为|換為|改成|改为|改為|替换|替換|代替|=|＝)[^\n@＠]{0,16}[@＠アあ]`)

// replacedEmails finds addresses in which another sign stands for "@" and a note says so.
func replacedEmails(list []snapshot.Contact, text string, has *byteSet, zone snapshot.Zone) []snapshot.Contact {
	if !has.hasAny(text, "を", "は", "→", "换", "換", "改", "替", "=", "＝") || !has.hasAny(text, "★", "☆", "●", "○", "■", "□", "◎", "◆", "◇", "▲", "△", "♪", "#", "＃", "*", "＊", "$", "＄") {
		return list
	}
	m := replacedSign.FindStringSubmatch(text)
	if m == nil {
		return list
	}
	tries := 0
	for line := range strings.Lines(text) {
		for at := strings.Index(line, m[1]); at >= 0; {
			if tries++; tries > 50 {
				return list
			}
			if mail := emailAround(line, at, len(m[1])); mail != "" {
				list = appendContact(list, snapshot.Contact{Kind: snapshot.ContactEmail, Value: mail, Zone: zone, Near: clip(strings.TrimSpace(line), 200)})
			}
			next := strings.Index(line[at+len(m[1]):], m[1])
			if next < 0 {
				break
			}
			at += len(m[1]) + next
		}
	}
	return list
}
