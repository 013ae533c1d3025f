package claim

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// leads reports whether a label that names no matter goes on about what stands above it: it ends with a colon, or holds a number within.
func leads(text string) bool {
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：") || strings.ContainsAny(strings.TrimLeft(text, "0123456789. "), "0123456789")
}

// maxGoesOn is how many words a question has at most that goes on about what was asked before, without a word that joins it or points back; maxHowMuch, if
// it asks how much.
const (
	maxGoesOn  = 2
	maxHowMuch = 4
	maxEastern = 5 // characters, of a script without words; more if it asks how much

	maxEasternMuch = 8
)

var howMuch = map[string]bool{"how": true, "what": true, "wie": true, "was": true, "combien": true, "cuánto": true, "¿cuánto": true, "quanto": true, "wat": true, "ile": true}

var easternMuch = []string{"多少", "几", "幾", "いくら", "どのくらい", "얼마", "며칠"}

// joins are the words with which a question goes on about what was asked before, by language: "I lost it" begins with what joins in Polish, "A rod has snapped" too.
var joins = map[string][]string{"en": {"and"}, "de": {"und"}, "fr": {"et"}, "es": {"y", "¿y"}, "it": {"e", "ed"}, "nl": {"en"}, "pl": {"i", "a", "oraz"}, "pt-br": {"e"}}

// pointers are words of a question that mean what was spoken of before; the others do so at its end: "How much is it?"
var pointers = map[string]bool{"that": true, "dafür": true, "davon": true, "daarvoor": true, "daarvan": true, "cela": true, "ça": true, "eso": true, "ello": true, "isso": true, "quello": true}

var lastPointers = map[string]bool{"it": true, "this": true, "es": true, "das": true, "het": true, "dat": true}

// goesOn reports whether a question that names no matter goes on about that of the one before. Scripts without words say as much in fewer signs.
func goesOn(text, tag string) bool {
	if strings.ContainsFunc(text, wordless) {
		n := utf8.RuneCountInString(text)
		return n <= maxEastern || n <= maxEasternMuch && slices.ContainsFunc(easternMuch, func(w string) bool { return strings.Contains(text, w) })
	}
	words := strings.Fields(strings.ToLower(strings.TrimRight(text, " ?")))
	return len(words) <= maxGoesOn || len(words) <= maxHowMuch && howMuch[words[0]] || slices.Contains(joins[tag], words[0]) || lastPointers[words[len(words)-1]] || slices.ContainsFunc(words, func(w string) bool { return pointers[w] })
}

// askWords are words of a question that name no matter: "How much do you charge?", "And what does that cost?". Those of scripts without words are cut out.
var askWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`and how much what does do is it that this cost costs you charge will i we pay would the price there a any to for
		und was wie viel wieviel teuer kostet das es ist sind dafür davon mich uns ich wir zahle zahlen kosten der preis hoch die
		et combien ça cela coûte coûtent coûte-t-il coûte-t-elle est-ce que c'est à combien quel est le prix tarif faut-il payer dois-je
		y cuánto ¿cuánto ¿y cuesta cuestan vale eso es ¿qué precio tiene tengo que pagar sale
		e ed quanto costa costano viene questo quello è devo pagare il prezzo qual
		en wat hoeveel kost kosten dat dit het is betaal ik daarvoor
		i a ile to kosztuje kosztują płacę zapłacę za jest trzeba zapłacić
		quanto custa custam isso fica sai é preciso pagar o preço qual
		charges fees die gebühren fallen an les frais sont los gastos son le spese sono si paga pagano de il koszty opłaty os custos são
		question frage pregunta domanda vraag pytanie pergunta q f p d v`) {
		out[w] = true
	}
	return out
}()

var askSigns = strings.NewReplacer(func() (pairs []string) {
	for _, w := range strings.Fields(`一共 大概 一般 需要 要 得 是 多少 钱 錢 元 费用 費用 价格 價格 几 幾 呢 吗 嗎 怎么 怎麼 算 收 那 那么 那麼 ？ ?
		それは いくら どのくらい かかりますか ですか になりますか でしょうか 料金 費用 は の で 얼마 인가요 예요 이에요 입니까 일까요 나요 드나요 비용 은 는 이 가 그럼 정도 요`) {
		pairs = append(pairs, w, "")
	}
	return pairs
}()...)

// onlyAsks reports whether a question names nothing at all, and so goes on about the matter that was named before it: "How much is it?".
func onlyAsks(text, tag string) bool {
	if strings.ContainsFunc(text, wordless) {
		return strings.TrimSpace(askSigns.Replace(text)) == ""
	}
	words := strings.Fields(strings.ToLower(strings.TrimRight(text, " ?")))
	if slices.Contains(joins[tag], words[0]) && (len(words) <= maxGoesOn || howMuch[words[1]]) {
		return true // "And Norway?", "And how much is it to the islands?"
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !askWords[strings.Trim(w, "¿?,:.")] && strings.Trim(w, "¿?,:.") != "" })
}

// whatNear is how far from the beginning of a question the word stands that makes it one: "Not what you hoped for?" asks for nothing.
const whatNear = 6

// asksWhat reports whether a question asks for something, and not whether something is so.
func (s *sentence) asksWhat() bool {
	return s.in(0, min(len(s.b), whatNear), wordWhat) || s.has(wordWhat) && strings.ContainsFunc(s.raw, wordless)
}

// askings are the endings of questions in scripts that do without the mark: 領収書は出ますか。
var askings = []string{"ますか", "ですか", "ませんか", "でしょうか", "ましたか", "습니까", "ㅂ니까", "입니까", "나요", "까요", "인가요", "은가요", "한가요", "는가요", "吗", "嗎"}

// asks reports whether a sentence is a question: it promises nothing.
func asks(text string) bool {
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, "？") {
		return true
	}
	text = strings.TrimRight(text, "。.")
	return slices.ContainsFunc(askings, func(end string) bool { return strings.HasSuffix(text, end) })
}
