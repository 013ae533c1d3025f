package crawler

import (
	"net/url"
	"path"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Following a link must never act: log out, fill a cart, delete, subscribe, vote. A link wrongly taken for an action costs one page of the
// look; the reverse changes somebody's shop. So addresses are judged by their words, and links by their texts where all of them agree.

// acts says why an address must not be followed, judged by its words alone; "" when nothing speaks against it.
func acts(u *url.URL) snapshot.SkipReason {
	p := strings.Trim(u.Path, "/")
	if why := pathActs(strings.Split(p, "/"), u.RawQuery != ""); why != "" || u.RawQuery == "" {
		return why
	}
	cart := carts[taken(path.Base(p)).word]
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, value, _ := strings.Cut(part, "=")
		key, value = decoded(key), decoded(value)
		if strings.HasPrefix(key, "___") { // Magento: ___store
			return snapshot.SkipSwitch
		}
		if cart && number(value) {
			return snapshot.SkipActing // how much of what is in it
		}
		if why := paramActs(taken(key), value); why != "" {
			return why
		}
	}
	return ""
}

// pathActs judges the segments of a path; asked says that there is a query too.
func pathActs(segments []string, asked bool) snapshot.SkipReason {
	if len(segments) > 2 && segments[0] == "exec" && segments[1] == "front" {
		return snapshot.SkipActing // Cafe24 does there what forms and buttons ask for
	}
	var strict, loose, cart bool
	var before name
	for i, seg := range segments {
		n, end := taken(seg), i == len(segments)-1
		switch {
		case switches(before, n, end), i == 2 && segments[0] == "stores" && before.word == "store":
			return snapshot.SkipSwitch
		case end && i == 1 && !asked && shelves[before.word]:
			return ""
		case n.acts(), n.does(strict, loose), cart && number(seg):
			return snapshot.SkipActing
		case number(seg) && numberDeeds[before.word], i > 0 && number(segments[i-1]) && numberDeeds[n.word]:
			return snapshot.SkipActing
		}
		strict = strict || n.any(carts) || n.any(strictHolders)
		loose = loose || looseHolders[n.word]
		cart = cart || carts[n.word]
		before = n
	}
	return ""
}

// switches reports whether two segments that follow each other switch currency or language; end: nothing follows them.
func switches(before, n name, end bool) bool {
	if switchWords[n.word] || before.word == "checkout" && languages[n.word] {
		return true
	}
	money, tongue := currencies[before.word], languages[before.word]
	return (money || tongue) && n.word == "switch" || end && (money && len(n.word) == 3 || tongue && len(n.word) == 2)
}

// paramActs judges one parameter.
func paramActs(key name, value string) snapshot.SkipReason {
	switch {
	case switchParams[key.word], switchWords[key.word], strings.Contains(key.word, "currency"), viewParams[key.word] && views[strings.ToLower(value)]:
		return snapshot.SkipSwitch
	case actingParams[key.word], key.acts(), key.word == "fnc" && value != "": // fnc: what OXID does before it shows the page
		return snapshot.SkipActing
	}
	chooses := choosers[key.word]
	routes := chooses || snapshot.Routed(strings.Join(key.parts, "_"), value)
	var before name
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == '/' || r == '|' || r == '.' || r == ':' }) {
		n := taken(part)
		switch {
		case routes && (switchWords[n.word] || (languages[before.word] || currencies[before.word]) && (n.word == "save" || n.word == before.word)):
			return snapshot.SkipSwitch
		case n.stemmed(), routes && (n.acts() || n.does(before.any(carts) || before.any(strictHolders), looseHolders[before.word])):
			return snapshot.SkipActing
		case chooses && (n.first(verbs) || verbs[n.word] || n.any(strongDeeds)):
			return snapshot.SkipActing
		}
		before = n
	}
	return ""
}

// textActs says why a link must not be followed, judged by its text.
func (c *crawl) textActs(text string) snapshot.SkipReason {
	if text == "" || len(text) > 80 {
		return ""
	}
	switch c.cues.Acts(text, "", c.lang) {
	case cue.Logout, cue.Acting, cue.AddToCart:
		return snapshot.SkipActing
	case cue.Switch:
		return snapshot.SkipSwitch
	default:
		return ""
	}
}
