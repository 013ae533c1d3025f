package notify

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/verdict"
)

//go:embed locales/*.json
var localeFiles embed.FS

// allWords are the texts of every language in which alerts are told: those of reports, since alerts quote them, and our own. The files are part
// of the program, so a fault in them is a fault of the build.
var allWords = sync.OnceValue(func() map[string]report.Words {
	all := map[string]report.Words{}
	for _, lang := range report.Languages() {
		own := map[string]string{}
		data, err := localeFiles.ReadFile("locales/" + lang + ".json")
		if err == nil {
			err = json.Unmarshal(data, &own)
		}
		if err != nil {
			panic(fmt.Sprintf("read embedded words of %s: %v", lang, err))
		}
		all[lang] = report.NewWords(lang, own)
	}
	return all
})

// wordsOf are the texts of a language; one there is none of is English.
func wordsOf(lang string) report.Words {
	if !slices.Contains(report.Languages(), lang) {
		lang = report.Languages()[0]
	}
	return allWords()[lang]
}

// Text says an alert in a language. What cannot be said in it, such as the sentence of a check that an older version had, is said in English.
func Text(lang string, a *catalogue.Alert) string {
	check, _ := a.Message.Args["check"].(string)
	return wordsOf(lang).Message(check, a.Message)
}

// What says an alert without its kind, for where that stands beside it.
func What(lang string, a *catalogue.Alert) string {
	var m verdict.Message
	data, err := json.Marshal(a.Message.Args["said"])
	if err != nil || json.Unmarshal(data, &m) != nil || m.Key == "" && m.Text == "" {
		return Text(lang, a)
	}
	check, _ := a.Message.Args["check"].(string)
	return wordsOf(lang).Message(check, m)
}
