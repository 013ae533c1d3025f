package extract

// moneySign is a way to write a currency. An empty code means that the sign alone does not tell; base groups such signs.
type moneySign struct {
	text string
	code string
	word bool // letters: must stand apart from other letters
	base byte // '$', 'Y' (yen or yuan), 'k' (crowns): candidates for a decision by the page
}

// moneySigns are tried in this order: longer ones first where one ends another.
var moneySigns = []moneySign{
	{"US$", "USD", true, 0}, {"NT$", "TWD", true, 0}, {"HK$", "HKD", true, 0}, {"AU$", "AUD", true, 0}, {"CA$", "CAD", true, 0},
	{"NZ$", "NZD", true, 0}, {"MX$", "MXN", true, 0}, {"R$", "BRL", true, 0}, {"A$", "AUD", true, 0}, {"C$", "CAD", true, 0}, {"S$", "SGD", true, 0},
	{"$", "", false, '$'}, {"＄", "", false, '$'}, {"€", "EUR", false, 0}, {"£", "GBP", false, 0}, {"￡", "GBP", false, 0},
	{"CN¥", "CNY", true, 0}, {"JP¥", "JPY", true, 0}, {"¥", "", false, 'Y'}, {"￥", "", false, 'Y'}, {"₩", "KRW", false, 0}, {"￦", "KRW", false, 0},
	{"₹", "INR", false, 0}, {"₺", "TRY", false, 0}, {"₽", "RUB", false, 0}, {"₫", "VND", false, 0}, {"฿", "THB", false, 0}, {"₱", "PHP", false, 0},
	{"₪", "ILS", false, 0}, {"₴", "UAH", false, 0}, {"zł", "PLN", true, 0}, {"Kč", "CZK", true, 0}, {"Ft", "HUF", true, 0}, {"lei", "RON", true, 0},
	{"лв.", "BGN", false, 0}, {"руб", "RUB", false, 0}, {"円", "JPY", false, 0}, {"日元", "JPY", false, 0}, {"원", "KRW", false, 0}, {"元", "", false, 'C'},
	{"圓", "TWD", false, 0}, {"kr", "", true, 'k'}, {"Fr.", "CHF", true, 0}, {"SFr.", "CHF", true, 0},
	{"EUR", "EUR", true, 0}, {"Euro", "EUR", true, 0}, {"euro", "EUR", true, 0}, {"USD", "USD", true, 0}, {"GBP", "GBP", true, 0}, {"CHF", "CHF", true, 0},
	{"PLN", "PLN", true, 0}, {"CNY", "CNY", true, 0}, {"RMB", "CNY", true, 0}, {"JPY", "JPY", true, 0}, {"KRW", "KRW", true, 0}, {"TWD", "TWD", true, 0},
	{"NTD", "TWD", true, 0}, {"HKD", "HKD", true, 0}, {"BRL", "BRL", true, 0}, {"SEK", "SEK", true, 0}, {"NOK", "NOK", true, 0}, {"DKK", "DKK", true, 0},
	{"CZK", "CZK", true, 0}, {"HUF", "HUF", true, 0}, {"RON", "RON", true, 0}, {"CAD", "CAD", true, 0}, {"AUD", "AUD", true, 0}, {"NZD", "NZD", true, 0},
	{"SGD", "SGD", true, 0}, {"INR", "INR", true, 0}, {"MXN", "MXN", true, 0},
}

// signStarts and signEnds hold the first and last bytes of all signs: most numbers are no amounts of money.
var signStarts, signEnds = func() (starts, ends [256]bool) {
	for _, s := range moneySigns {
		starts[s.text[0]], ends[s.text[len(s.text)-1]] = true, true
	}
	return starts, ends
}()
