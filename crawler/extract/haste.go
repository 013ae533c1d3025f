package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of looking through code for what it makes up.
const (
	maxHasteCode = 256 << 10 // bytes of the scripts of one page, or of one file
	maxChances   = 40        // places in one script that draw a number
	codeReach    = 350       // bytes around such a place that belong to it
)

// Haste marks the places at which a script makes up what presses visitors for time: a countdown that begins anew whenever a page is opened, a number
// of visitors or of goods that is drawn by chance, purchases that are written down with their age. Code that reads the end or the number from anywhere is left alone, as is code that rests on the
// time of day, such as the hour until which goods are sent today.
func Haste(code string) []snapshot.Mark {
	var list []snapshot.Mark
	if strings.Contains(code, "Math.random") {
		list = append(drawn(code), buyers(code)...)
	}
	if strings.Contains(code, "setInterval") || strings.Contains(code, "setTimeout") {
		list = append(list, sold(code)...)
		if len(list) == 0 {
			list = append(list, turns(code)...)
		}
	}
	if (strings.Contains(code, "setInterval") || strings.Contains(code, "setTimeout") || strings.Contains(code, "requestAnimationFrame")) &&
		(strings.Contains(code, "ountdown") || strings.Contains(code, "ountDown") || strings.Contains(code, "imer") || strings.Contains(code, "imeLeft") || strings.Contains(code, "timeleft") || strings.Contains(code, "% 60") || strings.Contains(code, "%60")) {
		list = append(list, restarts(code)...)
	}
	return list
}

// hasteIn looks through a script inside the page.
func (w *walker) hasteIn(n *html.Node, code string) {
	if w.looked += len(code); w.looked <= maxHasteCode && len(w.haste) < maxMarks {
		made := Haste(code)
		if len(made) == 0 {
			made = filledBeside(n, code)
		}
		w.haste = append(w.haste, made...)
	}
}

// putByID is how a script puts a number that it draws by chance into an element of the page that it knows by its id.
var putByID = regexp.MustCompile(`(?:getElementById\(\s*["']|querySelector\(\s*["']#)([\w-]{1,40})["']\s*\)\s*\.(?:textContent|innerText|innerHTML)\s*=[^;]{0,60}Math\.random\(\)\s*\*`)

// filledBeside marks a number drawn by chance that a script puts into a sentence of the page that stands just before it: the words that say what the number
// stands for are not in the code then.
func filledBeside(script *html.Node, code string) []snapshot.Mark {
	const before = 4 // elements
	m := putByID.FindStringSubmatchIndex(code)
	if m == nil {
		return nil
	}
	id := code[m[2]:m[3]]
	n := script
	for range 2 * before {
		if n = n.PrevSibling; n == nil {
			return nil
		}
		found, budget := attrVal(n, "id") == id, 40
		within(n, &budget, func(c *html.Node) { found = found || attrVal(c, "id") == id })
		if found {
			text := textOf(n)
			if claim := claimIn(text, snapshot.CodeActivity); claim != "" {
				return []snapshot.Mark{codeMark(snapshot.CodeActivity, code[m[0]:min(len(code), m[1]+20)], claim)}
			}
			return nil
		}
	}
	return nil
}

var (
	// A number drawn by chance and given a name, or put where visitors see it.
	drawnName = regexp.MustCompile(`(?i)(?:view(?:er|ing)s?|watch(?:ing|ers)|visitors?|shoppers|people|peoplecount|onlinecount|livecount)\w*["']?\s*[=:(][^;]{0,80}$`)
	drawnLeft = regexp.MustCompile(`(?i)(?:stock|inventory|scarcity|(?:items?|units?|qty|quantity|pieces)_?left)\w*["']?\s*[=:(][^;]{0,80}$`)
	shownIn   = regexp.MustCompile(`(?i)(?:getElementById|querySelector(?:All)?|\$|jQuery)\(\s*["'][^"')]{0,60}?(view|watch|visitor|shopper|people|online-?count|live-?count|stock|left|inventory|scarcity)[^"')]{0,40}["']\s*\)[^;]{0,40}(?:text|html|innerHTML|innerText|textContent)`)

	// The end of a countdown, reckoned from the moment at which the script runs.
	fromNow = regexp.MustCompile(`(?:Date\.now\(\)|new Date\(\)\.(?:getTime|valueOf)\(\)|new Date\(\)|\+new Date)\)?\s*\+\s*(?:\(?\s*[0-9][0-9_.e]*\b|[A-Za-z_$][\w$]*\s*\*\s*[0-9]+)`)
	setOn   = regexp.MustCompile(`\.set(?:Minutes|Hours|Seconds|Time)\(\s*[\w$.()]{0,30}get(?:Minutes|Hours|Seconds|Time)\(\)\s*\+\s*[0-9]`)
	// A number of seconds written into the code, which is counted down.
	seconds = regexp.MustCompile(`(?i)(?:startTimer|startCountdown|countdown)\(\s*[0-9]+\s*(?:[*,)])|(?:var|let|const|,)\s+[\w$]*(?:minutes|seconds|timeleft|time_left|remaining|timer|countdown|duration)[\w$]*\s*=\s*(?:[0-9]+\s*\*\s*[0-9]+|[0-9]{2,6})\b`)
	downBy  = regexp.MustCompile(`--\s*[\w$.]+|[\w$.]+\s*--|[\w$.]+\s*-=\s*1`)
	counts  = regexp.MustCompile(`(?i)countdown|timer|time_?left|deadline|endtime|end_time`)
)

// drawn marks numbers of visitors or goods that are drawn by chance. Picking one of a list is none: the list may be a true one.
func drawn(code string) []snapshot.Mark {
	var list []snapshot.Mark
	for at, n := 0, 0; n < maxChances && len(list) < 3; n++ {
		i := strings.Index(code[at:], "Math.random")
		if i < 0 {
			break
		}
		at += i
		behind := code[at:min(len(code), at+codeReach)]
		before := code[max(0, at-codeReach):at]
		at += len("Math.random")
		if strings.Contains(behind[:min(len(behind), 60)], ".length") || !strings.Contains(behind[:min(len(behind), 40)], "*") {
			continue
		}
		kind := ""
		if m := shownIn.FindStringSubmatch(behind); m != nil {
			kind = kindOf(m[1])
		}
		line := before[strings.LastIndexAny(before, ";{}")+1:]
		switch {
		case drawnName.MatchString(line):
			kind = snapshot.CodeActivity
		case drawnLeft.MatchString(line):
			kind = snapshot.CodeStock
		}
		claim := claimIn(behind, kind)
		if kind == "" && claim != "" {
			kind = snapshot.CodeActivity
		}
		if kind != "" {
			list = append(list, codeMark(kind, line+behind, claim))
		}
	}
	return list
}

func kindOf(name string) string {
	switch strings.ToLower(name) {
	case "stock", "left", "inventory", "scarcity":
		return snapshot.CodeStock
	default:
		return snapshot.CodeActivity
	}
}

// claimIn returns the words by which code says what a number stands for, "" where it does not.
func claimIn(code, kind string) string {
	for _, h := range cue.Default().Match(code, cue.Body, "") {
		if h.Weight >= 0.29 && (h.Concept == cue.ActivityClaim && kind != snapshot.CodeStock || h.Concept == cue.StockClaim && kind == snapshot.CodeStock) {
			return code[h.Start:h.End]
		}
	}
	return ""
}

// restarts marks countdowns whose end is the moment of opening the page and so much time.
func restarts(code string) []snapshot.Mark {
	if strings.Contains(code, "getDay()") || strings.Contains(code, "setHours(2") || strings.Contains(code, "setHours(0") || strings.Contains(code, "setUTCHours(") {
		return nil // the time of day or the day of the week decides
	}
	if at := refilled(code); at >= 0 {
		return []snapshot.Mark{codeMark(snapshot.CodeRestart, code[max(0, at-40):min(len(code), at+160)], saleIn(code[max(0, at-codeReach):min(len(code), at+2*codeReach)]))}
	}
	for _, re := range []*regexp.Regexp{fromNow, setOn, seconds} {
		for _, loc := range re.FindAllStringIndex(code, 6) {
			near := code[max(0, loc[0]-codeReach):min(len(code), loc[1]+2*codeReach)]
			if re == seconds && !downBy.MatchString(near) || !counts.MatchString(near) && !runsOut(code, loc) || keptOrRead(code, loc) ||
				!strings.Contains(near, "setInterval") && !strings.Contains(near, "setTimeout") && !strings.Contains(near, "requestAnimationFrame") {
				continue
			}
			return []snapshot.Mark{codeMark(snapshot.CodeRestart, code[max(0, loc[0]-40):min(len(code), loc[1]+160)], saleIn(near))}
		}
	}
	return nil
}

// givenTo is the name that code gives to what follows.
var givenTo = regexp.MustCompile(`([A-Za-z_$][\w$]*)\s*=\s*(?:new Date\(\s*)?$`)

// runsOut reports whether an end reckoned from now, whatever its name, is held against the clock again, and what is left is put into the page as minutes and
// seconds.
func runsOut(code string, loc []int) bool {
	m := givenTo.FindStringSubmatch(code[max(0, loc[0]-60):loc[0]])
	if m == nil {
		return false
	}
	near := strings.ReplaceAll(code[loc[1]:min(len(code), loc[1]+2*codeReach)], " ", "")
	left := false
	for _, now := range [...]string{"Date.now()", "newDate", "+newDate", "(newDate", "performance.now()"} {
		left = left || strings.Contains(near, m[1]+"-"+now)
	}
	return left && strings.Contains(near, "%60") && (strings.Contains(near, ".textContent=") || strings.Contains(near, ".innerText=") || strings.Contains(near, ".innerHTML=") || strings.Contains(near, ".text(") || strings.Contains(near, ".html("))
}

// saleIn returns the words on the end of an offer in a piece of code, "" where there are none.
func saleIn(code string) (claim string) {
	for _, h := range cue.Default().Match(code, cue.Body, "") {
		if h.Concept == cue.SaleCountdown && h.Weight >= 0.29 {
			claim = code[h.Start:h.End]
		}
	}
	return claim
}

// start is a number of seconds that is given a name.
var start = regexp.MustCompile(`(?:var|let|const|,)\s+([A-Za-z_$][\w$]*)\s*=\s*([0-9]+\s*\*\s*[0-9]+|[0-9]{2,6})\b`)

// refilled returns where code gives a number of seconds a name that is counted down, shown in minutes and seconds, and filled up to the same number whenever it
// comes to an end, whatever its name; -1 where none does. A clock that begins anew by itself tells of no end.
func refilled(code string) int {
	for _, m := range start.FindAllStringSubmatchIndex(code, 6) {
		name, number := code[m[2]:m[3]], strings.ReplaceAll(code[m[4]:m[5]], " ", "")
		near := strings.ReplaceAll(code[m[1]:min(len(code), m[1]+2*codeReach)], " ", "")
		down := strings.Contains(near, name+"--") || strings.Contains(near, "--"+name) || strings.Contains(near, name+"-=1")
		shown := strings.Contains(near, name+"%60") && strings.Contains(near, name+"/60")
		ended := strings.Contains(near, name+"<=0") || strings.Contains(near, name+"<0") || strings.Contains(near, name+"==0") || strings.Contains(near, name+"===0") || strings.Contains(near, "!"+name)
		if down && shown && ended && strings.Contains(near, name+"="+number) && (strings.Contains(code, "setInterval") || strings.Contains(code, "setTimeout")) {
			return m[0]
		}
	}
	return -1
}

// keptOrRead reports whether a time reckoned from now is how long a cookie lives or something is kept, or only stands in where an end was not given.
func keptOrRead(code string, loc []int) bool {
	near := strings.ToLower(code[max(0, loc[0]-90):min(len(code), loc[1]+120)])
	for _, w := range []string{"expires", "max-age", "cookie", "cache", "ttl", "throttle", "debounce", "dataset", "data-", "getattribute", "||", "??", "options.", "settings.", "this.props", "json", "fetch("} {
		if strings.Contains(near, w) {
			return true
		}
	}
	return false
}

// codeMark keeps a piece of code, and the words it shows, as evidence.
func codeMark(kind, code, claim string) snapshot.Mark {
	s := fold(strings.ToValidUTF8(clip(code, 200), ""), 180)
	if claim != "" && !strings.Contains(s, claim) {
		s += " … " + claim
	}
	return snapshot.Mark{Kind: snapshot.MarkCode, Zone: snapshot.ZoneHead, Snippet: s, Value: kind}
}
