package ident

import "strings"

// fourDigitTowns are the larger towns of countries that share a language and a form of postcode.
var fourDigitTowns = func() map[string]string {
	m := map[string]string{}
	for country, list := range map[string]string{
		"CH": "zürich|genf|genève|basel|lausanne|bern|winterthur|luzern|st. gallen|lugano|biel|bienne|thun|bellinzona|köniz|fribourg|freiburg|schaffhausen|chur|neuchâtel|uster|sion|sitten|zug|yverdon-les-bains|emmen|kriens|rapperswil|jona|rapperswil-jona|dübendorf|montreux|frauenfeld|dietikon|baar|wetzikon|riehen|wil|aarau|baden|solothurn|olten|burgdorf|locarno|davos|brig|nyon|vevey|la chaux-de-fonds|liestal|horgen|wädenswil|kreuzlingen|herisau|langenthal|appenzell",
		"AT": "wien|graz|linz|salzburg|innsbruck|klagenfurt|villach|wels|st. pölten|dornbirn|wiener neustadt|steyr|feldkirch|bregenz|leonding|klosterneuburg|baden bei wien|wolfsberg|leoben|krems|krems an der donau|traun|amstetten|lustenau|kapfenberg|hallein|mödling|kufstein|traiskirchen|schwechat|braunau am inn|hohenems|stockerau|saalfelden|ansfelden|tulln|hard|spittal an der drau|eisenstadt|lienz|hall in tirol|bludenz",
		"BE": "antwerpen|gent|gand|brussel|bruxelles|brugge|leuven|namur|liège|charleroi|mons|mechelen|aalst|hasselt|kortrijk|oostende|genk|sint-niklaas|tournai|roeselare|verviers|turnhout|dendermonde|lier|wavre|ieper|arlon|dinant|tongeren",
		"LU": "luxembourg|luxemburg|esch-sur-alzette|differdange|dudelange",
	} {
		for town := range strings.SplitSeq(list, "|") {
			m[town] = country
		}
	}
	return m
}()
