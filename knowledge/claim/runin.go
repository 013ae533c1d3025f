package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markers are the words with which lists of questions begin a line, "Q: How soon …", "Réponse : …", in any of the languages. They say nothing.
var markers = map[string]bool{
	"q": true, "a": true, "f": true, "p": true, "r": true, "v": true, "d": true, "o": true, "question": true, "answer": true, "frage": true, "antwort": true,
	"réponse": true, "pregunta": true, "respuesta": true, "domanda": true, "risposta": true, "vraag": true, "antwoord": true, "pytanie": true,
	"odpowiedź": true, "pergunta": true, "resposta": true, "问": true, "答": true, "問": true, "質問": true, "回答": true, "질문": true, "답변": true,
	"문": true, "답": true,
}

// maxMarker bounds a marker, in bytes.
const maxMarker = 16

// marker returns how far the marker reaches with which a line begins, 0 where it begins with none.
func marker(line string) int {
	at := strings.IndexAny(line[:min(len(line), maxMarker)], ":.：．")
	if at <= 0 {
		return 0
	}
	word := strings.TrimRight(line[:at], " \u00a0")
	if i := strings.LastIndexAny(word, "0123456789"); i >= 0 && i == len(word)-1 && len(word) > 1 {
		word = strings.TrimRight(word, "0123456789 ") // "Q3:"
	}
	if !markers[strings.ToLower(word)] {
		return 0
	}
	_, size := utf8.DecodeRuneInString(line[at:])
	rest := line[at+size:]
	if next, _ := utf8.DecodeRuneInString(rest); rest == "" || !unicode.IsSpace(next) && size == 1 && !wordless(next) {
		return 0
	}
	return at + size
}

// Bounds of a heading that a colon ends within its line.
const (
	maxRunIn      = 60 // bytes
	maxRunInWords = 4
)

// runIn returns where the words end that head a sentence and those behind it: "Who pays: …". It returns 0 where there are none.
func runIn(s string) int {
	at := strings.IndexAny(s[:min(len(s), maxRunIn)], ":：")
	if at <= 0 || strings.Count(strings.TrimSpace(s[:at]), " ") >= maxRunInWords || strings.ContainsAny(s[:at], ",;(") {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	if next, _ := utf8.DecodeRuneInString(s[at+size:]); size == 1 && !unicode.IsSpace(next) {
		return 0
	}
	return at
}
