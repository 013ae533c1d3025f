package ident

import (
	"regexp"
	"strings"
)

// Chinese towns and provinces from which goods are sent all over the world, in Latin letters.
var exportTowns = regexp.MustCompile(`(?i)\b(?:shen ?zhen|guang ?zhou|yi ?wu|dong ?guan|hang ?zhou|shang ?hai|ning ?bo|xia ?men|quan ?zhou|fo ?shan|zhong ?shan|jin ?hua|hui ?zhou|shan ?tou|wen ?zhou|fu ?zhou|su ?zhou|zhu ?hai|qing ?dao|tian ?jin|cheng ?du|wu ?han|chang ?sha|nan ?jing|guang ?dong|zhe ?jiang|fu ?jian|jiang ?su|shan ?dong|he ?nan|hong ?kong|kowloon|new territories)\b`)

// countryChina is the country's name, where an address in Latin letters ends with it.
var countryChina = regexp.MustCompile(`(?i)\b(?:china|chine|cina|chiny|chinach|p\.? ?r\.? ?c\.?|hong ?kong)\b|中国|中國|중국`)

// codeChina is a postcode of mainland China.
var codeChina = regexp.MustCompile(`(?:^|\D)[1-8]\d{5}(?:\D|$)`)

// streetChina are words of a street, a building or an estate, or the number of one.
var streetChina = regexp.MustCompile(`(?i)\b(?:road|rd|street|st|lu|jie|avenue|ave|building|bldg|block|floor|room|rm|unit|no|park|industrial|industriel|industriale|zone|district|village|warehouse|lager|entrepôt|magazzino|almacén|magazyn|magazijn|depot|logistics?)\b|\d`)

// OverseasAddress finds an address in China that is written in Latin letters, as shops give it that have goods sent from there: a town, and the country or a
// postcode beside it. It returns the line or sentence in which it stands, "" where there is none. A town alone is none, nor are "goods from Shenzhen, China"
// without a street, a building or a number.
func OverseasAddress(text string) string {
	for line := range strings.Lines(text) {
		for _, m := range exportTowns.FindAllStringIndex(line, 4) {
			around := line[max(0, m[0]-reachOverseas):min(len(line), m[1]+reachOverseas)]
			around = strings.ToValidUTF8(around, "")
			before := strings.ToValidUTF8(line[max(0, m[0]-reachOverseas):m[0]], "")
			if ends := overseasEnd.FindAllStringIndex(before, -1); len(ends) > 0 {
				before = before[ends[len(ends)-1][1]:]
			}
			if (countryChina.MatchString(around) || codeChina.MatchString(around)) && streetChina.MatchString(before) && strings.Contains(around, ",") {
				return strings.TrimSpace(around)
			}
		}
	}
	return ""
}

// overseasEnd is where one sentence ends and another begins: "No. 12" is none.
var overseasEnd = regexp.MustCompile(`[.!?] \p{Lu}`)

// reachOverseas is how many bytes around a town an address reaches.
const reachOverseas = 70
