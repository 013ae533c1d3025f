package cue

import "strings"

// langTags are the languages with a data file; the index of a tag is its bit in a langMask.
var langTags = [...]string{"en", "de", "fr", "es", "it", "nl", "pt-br", "pl", "zh-cn", "zh-tw", "ja", "ko"}

type langMask uint16

const (
	english  langMask = 1 << 0
	allLangs langMask = 1<<len(langTags) - 1
)

// Langs lists the language tags that have a data file.
func Langs() []string { return append([]string(nil), langTags[:]...) }

// maskOf maps a language tag as pages carry it ("de-AT", "zh_Hant", "PT") to the data files that serve it.
// An unknown or empty tag is served by all of them.
func maskOf(tag string) langMask {
	if m := bit(tag); m != 0 {
		return m // as nearly always
	}
	tag = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-")
	base, rest, _ := strings.Cut(tag, "-")
	switch base {
	case "pt":
		base = "pt-br"
	case "zh":
		switch {
		case strings.Contains(rest, "hant"), strings.HasPrefix(rest, "tw"), strings.HasPrefix(rest, "hk"), strings.HasPrefix(rest, "mo"):
			base = "zh-tw"
		case rest != "":
			base = "zh-cn"
		default:
			return bit("zh-cn") | bit("zh-tw")
		}
	}
	if m := bit(base); m != 0 {
		return m
	}
	return allLangs
}

func bit(tag string) langMask {
	for i, t := range langTags {
		if t == tag {
			return 1 << i
		}
	}
	return 0
}

// pick names the language of a cue that belongs to several: the page's own if among them, then English, then the first.
func pick(cue, page langMask) string {
	for _, m := range [...]langMask{cue & page, cue & english, cue} {
		for i, t := range langTags {
			if m&(1<<i) != 0 {
				return t
			}
		}
	}
	return ""
}

// Tag returns the tag of the data file that serves a language tag as pages carry it ("de-AT", "zh_Hant", "PT"); false when none does.
func Tag(tag string) (string, bool) {
	m := maskOf(tag)
	if m == allLangs {
		return "", false
	}
	return pick(m, m), true
}
