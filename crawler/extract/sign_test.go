package extract

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// TestSigns: what must be marked on a page, and honest texts that must not be.
func TestSigns(t *testing.T) {
	const page = `<html lang="en"><head><title>Candles</title></head><body><main><h1>Candles</h1><p>We pour every candle by hand from the wax of beekeepers in the valley, and we are glad when somebody likes the smell of it, here or there.</p><p>The wax is melted in small kettles, cleaned twice and poured into moulds that the workshop has used since the beginning. It burns with a quiet flame for about forty hours, and you can order it to be sent with a note of your own.</p>`
	for _, tt := range []struct {
		kind  snapshot.MarkKind
		body  string
		value string // "" = must not be marked
	}{
		{snapshot.MarkToken, `<p>Price: NaN €</p>`, "NaN"},
		{snapshot.MarkToken, `<p>undefined</p>`, "undefined"},
		{snapshot.MarkToken, `<table><tr><td>Brand</td><td>null</td></tr></table>`, "null"},
		{snapshot.MarkToken, `<p>Only %s left</p>`, "%s"},
		{snapshot.MarkToken, `<p>Sold by %1$s</p>`, "%1$s"},
		{snapshot.MarkToken, `<p>{{ product.title }}</p>`, "{{ product.title }}"},
		{snapshot.MarkToken, `<p>{% if sale %}</p>`, "{% if sale %}"},
		{snapshot.MarkToken, `<p>[object Object]</p>`, "[object Object]"},
		{snapshot.MarkToken, `<p>Translation missing: en.products.title</p>`, "Translation missing"},
		{snapshot.MarkToken, `<p>Hello ${customer.name}</p>`, "{customer.name}"},
		{snapshot.MarkToken, `<p>The agreement is null and void.</p>`, ""},
		{snapshot.MarkToken, `<h2>Project Null hoodie</h2><p>NaN bread, 50%save</p>`, ""},
		{snapshot.MarkToken, `<p>Write <code>{{ product.title }}</code> and <code>%s</code>.</p>`, ""},
		{snapshot.MarkToken, `<p>Our Liquid snippet replaces {{ product.title }} by the name.</p>`, ""},
		{snapshot.MarkToken, `<p>100 % silk, 30 %discount</p>`, ""},
		{snapshot.MarkError, `<p><b>Warning</b>: Undefined array key "qty" in <b>/var/www/html/cart.php</b> on line <b>12</b></p>`, "Warning: Undefined"},
		{snapshot.MarkError, `<p>MySQL server error report: Unknown column 'is_hot' in 'where clause'</p>`, "MySQL server error report"},
		{snapshot.MarkError, `<p>Smarty error: [in product.tpl line 88]: syntax error: unrecognized tag</p>`, "Smarty error"},
		{snapshot.MarkError, `<p>SQLSTATE[42S02]: Base table or view not found</p>`, "SQLSTATE"},
		{snapshot.MarkError, `<p>Liquid error (sections/main line 12): Could not find asset</p>`, "Liquid error"},
		{snapshot.MarkError, `<h2>How to read “Liquid error”</h2><p>A fatal error is no reason to give up your candle. SQLSTATE codes are five letters.</p>`, ""},
		{snapshot.MarkError, `<p>The book explains the stack trace and the parse error.</p>`, ""},
		{snapshot.MarkDemo, `<h3>Hummingbird printed t-shirt</h3>`, "PrestaShop"},
		{snapshot.MarkDemo, `<h3>Hoodie</h3><h3>Polo</h3><h3>Beanie</h3>`, ""},
		{snapshot.MarkDemo, `<h3>Hoodie</h3><h3>Polo</h3><h3>Beanie</h3><h3>Hoodie with Zipper</h3>`, "WooCommerce"},
		{snapshot.MarkForeign, `<p>Wir gießen jede Kerze von Hand aus dem Wachs der Imker im Tal, und wir freuen uns, wenn jemand den Duft mag, der in der Werkstatt liegt, in der das Wachs nicht lange steht und auf die Form wartet.</p>`, "de"},
		{snapshot.MarkForeign, `<p>Chandelles, Bougies, Kerzenhof Lindner, Manufaktur am Bach: the names of the makers we buy from are as various as the shapes of the candles that they bring us, and we keep all of them in their own language because it is theirs.</p>`, ""},
		{snapshot.MarkPromo, `<p>Jusqu'à -40 % sur les plaids, du 8 janvier au 4 février 2025.</p>`, "*"},
		{snapshot.MarkPromo, `<p>Rabat 15% na donice do 31 maja 2025 r.</p>`, "*"},
		{snapshot.MarkPromo, `<p lang="zh-tw">（情報更新：2026-08-14，日期為日本檔期）</p>`, ""},
		{snapshot.MarkPromo, `<p>Last updated on 14 August 2025: the discount shelf is open until further notice.</p>`, ""},
		{snapshot.MarkPromo, `<p>Organic certificate valid until 31.12.2024, 100 % cotton.</p>`, ""},
		{snapshot.MarkPromo, `<p>DE-ÖKO-006, Zertifikat gültig bis 31.12.2024.</p>`, ""},
		{snapshot.MarkPromo, `<p>Members have had 10 % off since 3 May 2019.</p>`, ""},
		{snapshot.MarkPromo, `<p>Discount shelf: the exhibition ran until 2020.</p>`, ""},
		{snapshot.MarkSurcharge, `<table><tr><td>PayPal</td><td>2,5 % Aufschlag</td></tr></table>`, "line"},
		{snapshot.MarkSurcharge, `<p>Carte bancaire ou PayPal. Frais de port : 4,90 €.</p>`, ""},
		{snapshot.MarkSurcharge, `<p>We add a credit card surcharge of 2.5%.</p>`, "credit card surcharge"},
		{snapshot.MarkSurcharge, `<p>There is no credit card surcharge of 2.5% here.</p>`, ""},
		{snapshot.MarkPromo, `<p>Offer valid until 31 December 2024.</p>`, "*"},
		{snapshot.MarkHaste, `<p>Sale ends in 02:10:11</p>`, "offer"},
		{snapshot.MarkHaste, `<p>Order within 2 h 10 min for dispatch today</p>`, "dispatch"},
		{snapshot.MarkHaste, `<p>23 people are viewing this right now</p>`, "activity"},
		{snapshot.MarkReviewNote, `<p>Verified purchase</p>`, "*"},
		{snapshot.MarkError, `<h2>[8] ErrorException in Active.php line 126</h2><p>Undefined index: end_time</p>`, "*"},
		{snapshot.MarkSurcharge, `<p>PayPal takes its cut, so a 3.5% charge is added to orders that are paid with it.</p>`, snapshot.SurchargeLine},
		{snapshot.MarkSurcharge, `<p>PayPal takes its cut, but no charge is added to orders that are paid with it, not even 1 %.</p>`, ""},
		{snapshot.MarkOrdering, `<p>Check out as a guest</p>`, "guest"},
	} {
		marks := readPage(t, page+tt.body).marks(tt.kind)
		switch {
		case tt.value == "" && len(marks) > 0:
			t.Errorf("%s: %s: marked %+v", tt.kind, tt.body, marks)
		case tt.value != "" && (len(marks) == 0 || tt.value != "*" && !strings.EqualFold(marks[0].Value, tt.value)):
			t.Errorf("%s: %s: got %+v", tt.kind, tt.body, marks)
		}
	}
}

// TestHaste: code that makes up what it shows, and honest code that looks like it.
func TestHaste(t *testing.T) {
	for name, tt := range map[string]struct{ code, want string }{
		"fifteen minutes from now":           {`var end = new Date().getTime() + 15*60*1000; setInterval(function(){ countdown(end - Date.now()); }, 1000);`, snapshot.CodeRestart},
		"an end of any name, run out":        {`const z = Date.now() + 2*60*60*1000; setInterval(function () { var s = Math.max(0, Math.floor((z - Date.now()) / 1000)); document.getElementById("q").textContent = Math.floor(s/3600) + ":" + Math.floor(s % 3600 / 60) + ":" + s % 60; }, 1000);`, snapshot.CodeRestart},
		"the same with a date":               {`var fin = new Date(Date.now() + 45*60000); setInterval(() => { let r = Math.floor((fin - new Date()) / 1000); b.innerHTML = Math.floor(r / 60) + " min " + r % 60 + " s"; }, 500)`, snapshot.CodeRestart},
		"an end of any name, given":          {`const z = Date.parse("2026-12-01T00:00:00Z"); setInterval(function () { var s = Math.floor((z - Date.now()) / 1000); document.getElementById("q").textContent = Math.floor(s/3600) + ":" + s % 60; }, 1000);`, ""},
		"a clock of how long one is here":    {`var z = Date.now(); setInterval(function () { var s = Math.floor((Date.now() - z) / 1000); q.textContent = Math.floor(s/60) + ":" + s % 60; }, 1000);`, ""},
		"asked again after a while":          {`var next = Date.now() + 5*60*1000; setInterval(function () { if (Date.now() > next) { refresh(); } q.textContent = new Date().getSeconds() % 60; }, 1000);`, ""},
		"the well-known snippet":             {`function startTimer(duration, display) { var timer = duration, minutes, seconds; setInterval(function () { if (--timer < 0) { timer = duration; } }, 1000); } window.onload = function () { var fiveMinutes = 60 * 5; startTimer(60 * 5, display); };`, snapshot.CodeRestart},
		"minutes on top":                     {`const t = new Date(); t.setMinutes(t.getMinutes() + 30); setInterval(() => renderTimer(t), 1000)`, snapshot.CodeRestart},
		"an end given by the shop":           {`var end = new Date("2026-12-01T00:00:00Z").getTime(); setInterval(function(){ countdown(end - Date.now()); }, 1000);`, ""},
		"an end read from the page":          {`var end = new Date(el.dataset.end || Date.now() + 3600*1000); setInterval(function(){ countdown(end) }, 1000)`, ""},
		"until the van leaves":               {`var t = new Date(); t.setHours(15,0,0,0); if (t.getDay() == 0) t = new Date(t.getTime() + 24*3600*1000); setInterval(function(){ dispatchTimer(t) }, 1000)`, ""},
		"how long a cookie lives":            {`var d = new Date(Date.now() + 30*24*60*60*1000); document.cookie = "timer=1;expires=" + d; setInterval(tick, 1000); var countdown = 1;`, ""},
		"a clock filled up whenever it ends": {`var restante = 15 * 60; setInterval(function () { restante--; if (restante <= 0) { restante = 15 * 60; } var m = Math.floor(restante / 60), s = restante % 60; el.textContent = m + ':' + s; }, 1000);`, snapshot.CodeRestart},
		"a clock that comes to an end":       {`var restante = 15 * 60; setInterval(function () { restante--; if (restante <= 0) { location.href = "/"; } el.textContent = Math.floor(restante / 60) + ':' + restante % 60; }, 1000);`, ""},
		"a slider":                           {`var timer; function next(){ timer = setTimeout(next, 5000); }`, ""},
		"visitors by chance":                 {`var viewers = Math.floor(Math.random() * 40) + 12; document.getElementById("viewers").innerText = viewers + " people are viewing this";`, snapshot.CodeActivity},
		"visitors by chance, by element":     {`document.querySelector('.live-count').textContent = 5; setInterval(() => { let n = Math.round(Math.random()*9)+3; document.querySelector('.visitor-count').textContent = n }, 3000)`, snapshot.CodeActivity},
		"goods left by chance":               {`var stockLeft = Math.floor(Math.random() * 5) + 1; $("#stock").text("Only " + stockLeft + " left in stock");`, snapshot.CodeStock},
		"one of a list, which may be one":    {`var o = orders[Math.floor(Math.random()*orders.length)]; show(o.name + " just bought " + o.product);`, ""},
		"a buyer from lists":                 {`const names=["Anna","Ben","Cleo"], cities=["Leeds","York","Bath"]; setInterval(() => { toast.innerHTML = names[Math.floor(Math.random()*names.length)] + " from " + cities[Math.floor(Math.random()*cities.length)] + " just bought this"; }, 9000);`, snapshot.CodeBuyer},
		"a buyer by a function":              {`function pick(a) { return a[Math.floor(Math.random() * a.length)] } var n = ["Anna","Ben"], c = ["Köln","Bonn"]; function show() { box.textContent = pick(n) + " aus " + pick(c) + " hat gerade gekauft"; } setTimeout(show, 4000)`, snapshot.CodeBuyer},
		"a buyer by an arrow function":       {`const rnd = (l) => l[Math.floor(Math.random()*l.length)]; const msg = () => rnd(first) + ", " + rnd(towns) + " just purchased " + product; setInterval(msg, 8000)`, snapshot.CodeBuyer},
		"a buyer and minutes by a function":  {`function pick(a) { return a[Math.floor(Math.random() * a.length)]; } function show() { var min = 1 + Math.floor(Math.random() * 14); box.textContent = pick(names) + " from " + pick(towns) + " bought this " + min + " minutes ago"; } setInterval(show, 7000);`, snapshot.CodeBuyer},
		"two lists, nothing is sold":         {`const a = greetings[Math.floor(Math.random()*greetings.length)], b = colours[Math.floor(Math.random()*colours.length)]; el.textContent = a; el.style.color = b;`, ""},
		"orders of the shop, twice":          {`let o = orders[Math.floor(Math.random()*orders.length)]; if (o == last) o = orders[Math.floor(Math.random()*orders.length)]; show(o.name + " just bought " + o.product);`, ""},
		"a true order in a random colour":    {`let o = orders[0]; box.style.color = colours[Math.floor(Math.random()*colours.length)]; show(o.name + " just bought " + o.product);`, ""},
		"purchases written down":             {`const sales = [{n:"Anna",c:"Leeds",t:"2 minutes ago"},{n:"Ben",c:"York",t:"9 minutes ago"},{n:"Cleo",c:"Bath",t:"14 minutes ago"}]; let i = 0; setInterval(() => { const s = sales[i++ % sales.length]; box.textContent = s.n + " from " + s.c + " just bought this " + s.t }, 5000)`, snapshot.CodeSold},
		"the same in German":                 {`const k = ["Anna aus Köln hat gerade gekauft, vor 3 Minuten", "Ben aus Bonn hat gerade gekauft, vor 7 Minuten", "Eva aus Trier hat gerade gekauft, vor 12 Minuten"]; let i = 0; setInterval(() => box.textContent = k[i++ % k.length], 5000)`, snapshot.CodeSold},
		"words for times":                    {`const t = {m1:"1 minute ago", m:"{n} minutes ago", h1:"1 hour ago", h:"{n} hours ago"}; setInterval(() => box.textContent = s.name + " just bought this " + t.m, 5000)`, ""},
		"purchases of the shop":              {`setInterval(() => fetch("/sales").then(r => r.json()).then(s => box.textContent = s.n + " just bought this " + Math.round((Date.now() - s.at) / 60000) + " minutes ago"), 5000)`, ""},
		"an id":                              {`var id = "el-" + Math.random().toString(36).slice(2); $("#stock").text(data.stock);`, ""},
		"confetti":                           {`for (i=0;i<40;i++){ p.left = Math.random()*100 + "%"; p.style.top = "0"; }`, ""},
		"numbers of the shop":                {`fetch("/viewers.json").then(r=>r.json()).then(d=>{ el.textContent = d.count + " people are viewing this"; });`, ""},
	} {
		got := ""
		if marks := Haste(tt.code); len(marks) > 0 {
			got = marks[0].Value
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

// TestQuotedInFrench: an article may quote filler text between the marks of its language.
func TestQuotedInFrench(t *testing.T) {
	p := readPage(t, `<html lang="fr"><head><title>Relire avant d'imprimer</title></head><body><main><h1>Relire avant d'imprimer</h1><p>Pourquoi une maquette ne doit plus contenir de faux texte quand elle part chez nous.</p><p>La semaine dernière encore, le verso d'un prospectus commençait ainsi : « Lorem ipsum dolor sit amet, consectetur adipiscing elit. » Personne n'avait relu, et nous avons appelé.</p></main></body></html>`)
	for _, m := range p.Marks {
		if m.Kind == "placeholder" {
			t.Errorf("%+v", m)
		}
	}
}

// TestSpansOfOffers: shops of East Asia write an offer's days as a span below its name; days of rest, of posting and of a draw are others.
func TestSpansOfOffers(t *testing.T) {
	for _, tt := range []struct {
		lang, title, line string
		want              bool
	}{
		{"ja", "年末セール", "期間：2025年12月26日（金）10:00 ～ 2026年1月5日（月）23:59", true},
		{"ja", "年末年始のお知らせ", "休業期間：2025年12月29日～2026年1月3日", false},
		{"ja", "年末セール", "休業期間：2025年12月29日～2026年1月3日", false},
		{"ja", "染めの展示会", "期間：2025年12月26日～2026年1月5日", false},
		{"zh-cn", "店庆促销", "活动时间：2025年10月1日-10月7日", true},
		{"zh-tw", "公告", "週年慶優惠 2025/10/01～2025/10/31", true},
		{"ko", "가을 특가", "기간: 2025.10.01 ~ 2025.10.31", true},
		{"ko", "공지", "배송 휴무 2025.10.01 ~ 2025.10.05", false},
	} {
		p := readPage(t, `<html lang="`+tt.lang+`"><head><title>`+tt.title+`</title></head><body><main><h1>`+tt.title+`</h1><p>`+tt.line+`</p></main></body></html>`)
		if got := len(p.marks(snapshot.MarkPromo)) > 0; got != tt.want {
			t.Errorf("%s, %s: %v", tt.title, tt.line, got)
		}
	}
}

// TestNumberFilledIn: a script draws a number and puts it into a sentence of the page, which alone says what it stands for.
func TestNumberFilledIn(t *testing.T) {
	for body, want := range map[string]bool{
		`<p><span id="pv">17</span> people are looking at this right now</p><script>setInterval(function(){document.getElementById("pv").textContent=12+Math.floor(Math.random()*23)},4000)</script>`: true,
		`<p><b id="n">9</b> Personen sehen sich diesen Artikel gerade an</p><script>setInterval(() => { document.querySelector("#n").innerText = 5 + Math.floor(Math.random() * 9) }, 3000)</script>`: true,
		`<p><span id="pv">17</span> drops of oil go into each bar</p><script>setInterval(function(){document.getElementById("pv").textContent=12+Math.floor(Math.random()*23)},4000)</script>`:        false,
		`<p><span id="pv">17</span> people are looking at this right now</p><script>fetch("/n").then(r=>r.text()).then(n=>document.getElementById("pv").textContent=n)</script>`:                      false,
		`<p>12 people are looking at this right now</p><p id="x"></p><script>document.getElementById("x").textContent=Math.floor(Math.random()*23)</script>`:                                          false,
	} {
		p := readPage(t, `<html lang="en"><head><title>Soap</title></head><body><main><h1>Soap</h1>`+body+`</main></body></html>`)
		got := false
		for _, m := range p.Marks {
			got = got || m.Kind == snapshot.MarkCode && m.Value == snapshot.CodeActivity
		}
		if got != want {
			t.Errorf("%s: got %v", body, got)
		}
	}
}
