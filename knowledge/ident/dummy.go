package ident

import (
	"regexp"
	"strings"
)

// Sample streets and towns. "123 Main Street" alone may be real: it is a sample only with a sample's town or postcode.
var (
	dummyStreet = regexp.MustCompile(`(?i)\bmuster(?:straße|strasse|str\.?|weg|gasse|platz|allee)\b|\bbeispiel(?:straße|strasse|str\.?|weg|gasse|platz)|\b(?:sample|example|fake|dummy|any) (?:street|st|road|rd|avenue|ave)\b|\b(?:your|my) (?:street|address|road)\b|\bstreet (?:name|address)\b|\brue (?:de l'exemple|exemple|de test)\b|\bcalle (?:falsa|ejemplo|de ejemplo)\b|\bvia (?:esempio|di prova|dell'esempio)\b|\bvoorbeeld(?:straat|laan|weg)\b|\brua (?:exemplo|de exemplo)\b|\bul\. ?(?:przykładowa|testowa)\b|\bteststr(?:aße|asse|\.)|(?:範例|示例|测试|測試|示范|示範|样本|サンプル|見本|テスト)(?:路|街|区|區|市|县|縣|町|村|通り)|(?:예시|샘플|테스트)(?:로|길|동|시|구)(?:\PL|$)`)
	mainStreet  = regexp.MustCompile(`(?i)\b(?:123|1234) (?:main|elm) (?:street|st)\b`)
	dummyTown   = regexp.MustCompile(`(?i)^(?:muster(?:stadt|ort|hausen|dorf)|beispiel(?:stadt|ort|hausen)|stadt|ort|anytown|any town|sampletown|your ?(?:city|town)|city|town|city name|ville|ciudad|città|cidade|plaats|plaatsnaam|miasto|miejscowość|exempleville|nowhere)$`)
	dummyCode   = regexp.MustCompile(`^(?:12345|00000|11111|99999|10001|90210|54321|00-000|00000-000|000-0000|123-4567|1234 ?AB|0000|000000)$`)
	dummySigns  = regexp.MustCompile(`[○〇◯]{2,}|[×✕]{2,}|\bX{2,}(?:市|区|路|號|号)|某某|XX[市区路县]|○○`)
)

// dummyAddress reports whether an address is a template's sample.
func dummyAddress(text, town, code string) bool {
	if templateAddress(text) || dummyStreet.MatchString(text) || dummySigns.MatchString(text) || dummyTown.MatchString(town) {
		return true
	}
	return mainStreet.MatchString(text) && (town == "" || dummyCode.MatchString(code) || dummyTown.MatchString(lastPart(town)))
}

func lastPart(town string) string {
	return strings.TrimSpace(town[strings.LastIndexByte(town, ',')+1:])
}
