package shopgen

import (
	"bytes"
	"strings"
	"time"
)

// namePattern is the pattern of names, without material and colour under FlawNoMaterials.
func (s *Shop) namePattern() string {
	if !s.has(FlawNoMaterials) {
		return s.lang.NamePattern
	}
	return strings.NewReplacer(", {material}", "", "{material}", "").Replace(s.lang.NamePattern)
}

// plantDetail changes what a product page says.
func (s *Shop) plantDetail(d *detail) {
	if s.has(FlawNoMaterials) {
		d.Specs, d.Care = nil, ""
	}
	if s.has(FlawNothingToBuy) {
		d.NoBuy = true
	}
	if s.has(FlawOnlyPraise) {
		d.Rating, d.Count = "", ""
	}
	if s.has(FlawNoReviewNote) {
		d.Note = ""
	}
	if s.has(FlawHeavyPage) {
		d.Images = append(d.Images, heavyPath)
	}
}

// plantProduct changes the body of a product page, which begins at start.
func (s *Shop) plantProduct(b *bytes.Buffer, start, id int) {
	said, below := s.lang.Said, ""
	if s.has(FlawErrorText) && id%3 == 0 {
		below += "<br />\n<b>Warning</b>:  Undefined array key \"weight\" in <b>/var/www/html/theme/product.php</b> on line <b>214</b><br />\n"
	}
	if s.has(FlawTokens) {
		below += "<p class=\"small\">{{ product.metafields.custom.note }}</p>\n"
	}
	if s.has(FlawNoUnitPrice) {
		below += paragraph(said["ingredients"])
	}
	if s.has(FlawRandomViewers) {
		below += `<p><span id="viewers">12</span> ` + said["viewing"] + "</p>\n"
	}
	if s.has(FlawCountdown) {
		below += `<p>` + said["offer_ends"] + ` <span id="countdown">14:59</span></p>` + "\n"
	}
	field := ""
	if s.has(FlawPrechecked) {
		field += `<label><input type="checkbox" name="insurance" checked> ` + said["insurance"] + `</label> `
	}
	if s.has(FlawNoCancelButton) {
		field += `<label>` + said["subscription"] + ` <select name="selling_plan"><option value="">–</option><option value="1">` + said["subscription"] + `</option></select></label> `
	}
	if below == "" && field == "" {
		return
	}
	body := bytes.Clone(b.Bytes()[start:])
	body = bytes.Replace(body, []byte("</h1>"), []byte("</h1>\n"+below), 1)
	if i := bytes.Index(body, []byte(`class="buy"`)); i >= 0 {
		body = append(body[:i:i], bytes.Replace(body[i:], []byte("<button>"), []byte(field+"<button>"), 1)...)
	}
	b.Truncate(start)
	b.Write(body)
}

// moreScript is the code of a script that only flaws bring; "" for none.
func (s *Shop) moreScript() string {
	var b strings.Builder
	for _, part := range []struct {
		flaw Flaw
		code string
	}{
		{FlawRandomViewers, `var viewers = Math.floor(Math.random() * 30) + 5; document.getElementById("viewers").textContent = viewers;`},
		{FlawCountdown, `var end = new Date().getTime() + 15 * 60 * 1000; setInterval(function () { showCountdown(end - Date.now()); }, 1000);`},
		{FlawMissingFile, `new Image().src = "` + missingPath + `";`},
		{FlawEagerCookie, `document.cookie = "_fbp=fb.1.1764150000000.1234567890; max-age=7776000; path=/";`},
		{FlawDeafRefusal, `if (!document.querySelector(".notice")) document.cookie = "_fbp=fb.1.1764150000000.1234567890; max-age=7776000; path=/";`},
		{FlawShiftingPage, `addEventListener("load", function () { setTimeout(function () { var box = document.createElement("div"); box.className = "product"; box.textContent = document.title; box.style.height = "400px"; document.body.prepend(box); }, 600); });`},
		{FlawBusyPage, `requestAnimationFrame(function () { setTimeout(function () { var until = Date.now() + 1500; while (Date.now() < until) {} }, 100); });`},
		{FlawScriptError, `startSliderOfTheme();`}, // last: it ends the script
	} {
		if s.has(part.flaw) {
			b.WriteString(part.code + "\n")
		}
	}
	return b.String()
}

// plantData changes what the data of a product say.
func (s *Shop) plantData(p *productLD, id int) {
	sellers := []string{"Nordwerk Handel", "Lumella Wohnen", "Tischfein Versand", "Hofgut Eschbach"}
	if s.has(FlawUnnamedTraders) && p.Offers != nil {
		p.Offers.Seller = &named{"Organization", sellers[id%len(sellers)]}
	}
	if s.has(FlawUnprovenBrands) {
		brand, _, _ := strings.Cut(sellers[id%len(sellers)], " ")
		p.Brand = &named{"Brand", brand}
	}
	if s.has(FlawNoPictures) && strings.HasSuffix(p.Image, standInPath) {
		p.Image = ""
	}
}

// toldReviews is how many reviews the data of a product count.
func (s *Shop) toldReviews(n int) int {
	if s.has(FlawOtherRating) {
		return 7 * n
	}
	return n
}

// plantReview changes the marks and the day of the i-th review of a product.
func (s *Shop) plantReview(id, i int, value *int, day *time.Time) {
	switch {
	case s.has(FlawOnlyPraise) || s.has(FlawFullMarks):
		*value = 5
	case s.has(FlawUnanswered) && i == 0:
		*value = 1 + id%2
	}
	if s.has(FlawReviewBurst) {
		*day = time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC)
	}
}
