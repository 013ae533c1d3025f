package extract

import (
	"net/http"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func TestObstacles(t *testing.T) {
	challenge := `<html><head><title>Just a moment...</title></head><body><h1>shop.example</h1><p>Checking your browser before you go on.</p><script>window._cf_chl_opt={};</script></body>`
	for _, c := range []struct {
		name   string
		url    string
		status int
		header string // "Name: value"
		body   string
		want   snapshot.Obstacle
	}{
		{"cloudflare header", "/", 403, "Cf-Mitigated: challenge", challenge, snapshot.ObstacleBotChallenge},
		{"cloudflare body", "/", 503, "", challenge, snapshot.ObstacleBotChallenge},
		{"ddos-guard", "/", 403, "Server: ddos-guard", "<title>DDoS-Guard</title>", snapshot.ObstacleBotChallenge},
		{"datadome", "/", 403, "X-Datadome: protected", `<script src="https://ct.captcha-delivery.com/c.js"></script>`, snapshot.ObstacleBotChallenge},
		{"perimeterx", "/", 403, "", `<title>Access to this page has been denied</title><div id="px-captcha"></div>`, snapshot.ObstacleBotChallenge},
		{"incapsula", "/", 200, "", `<html><body><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=1">Request unsuccessful. Incapsula incident ID: 1-2</iframe></body>`, snapshot.ObstacleBotChallenge},
		{"aws waf", "/", 202, "X-Amzn-Waf-Action: challenge", "", snapshot.ObstacleBotChallenge},
		{"akamai", "/", 403, "", `<title>Access Denied</title><h1>Access Denied</h1>You don't have permission to access this page.<p>Reference&#32;&#35;18.2</p>`, snapshot.ObstacleBotChallenge},
		{"captcha only", "/", 200, "", `<title>One moment</title><body><form method=post><div class="h-captcha" data-sitekey=x></div></form>`, snapshot.ObstacleBotChallenge},
		{"waiting room", "/", 200, "", `<title>Queue</title><script src="https://static.queue-it.net/x.js"></script>`, snapshot.ObstacleRateLimit},
		{"429", "/", 429, "", "<h1>Too many requests</h1>", snapshot.ObstacleRateLimit},
		{"503 retry", "/", 503, "Retry-After: 120", "<h1>503</h1>", snapshot.ObstacleRateLimit},
		{"451", "/", 451, "", "", snapshot.ObstacleGeoBlock},
		{"401", "/", 401, "", "", snapshot.ObstacleLoginWall},
		{"403", "/", 403, "", "<h1>Forbidden</h1>", snapshot.ObstacleForbidden},
		{"shopify password", "/password", 200, "", `<html><title>Shop</title><body class="template-password"><h1>Opening soon</h1><form method="post" action="/password"><input type="hidden" name="form_type" value="storefront_password"><input type="password" name="password"></form>`, snapshot.ObstaclePasswordPage},
		{"parked", "/", 200, "", `<title>shop.example</title><script src="https://img1.wsimg.com/parking-lander/static/js/main.js"></script>`, snapshot.ObstacleParked},
		{"parked by words", "/", 200, "", `<html lang=en><title>shop.example</title><body><h1>This domain is for sale</h1><p>Make an offer.</p>`, snapshot.ObstacleParked},
		{"a privacy text that offers to stop the use of data", "/privacy", 200, "", `<html lang="ja"><title>プライバシーポリシー</title><body><h1>プライバシーポリシー</h1><p>ご本人からの請求により、開示、訂正、利用停止、削除に応じます。</p>`, ""},
		{"suspended", "/cgi-sys/suspendedpage.cgi", 200, "", `<title>Account Suspended</title><h1>This Account has been suspended.</h1>`, snapshot.ObstacleSuspended},
		{"wordpress maintenance", "/", 503, "Retry-After: 600", `<title>Maintenance</title><p>Briefly unavailable for scheduled maintenance. Check back in a minute.</p>`, snapshot.ObstacleMaintenance},
		{"german maintenance", "/", 503, "", `<html lang=de><title>Wartungsarbeiten</title><h1>Wartungsarbeiten</h1><p>Unser Shop ist in Kürze wieder da.</p>`, snapshot.ObstacleMaintenance},
		{"login wall", "/", 200, "", `<html lang=en><title>Kerzenhof</title><form method=post><input name=user><input type=password name=pw><button>Log in</button></form>`, snapshot.ObstacleLoginWall},
		{"incapsula script", "/", 200, "", `<html><head><META NAME="robots" CONTENT="noindex,nofollow"><script src="/_Incapsula_Resource?SWJIYLWA=719d"></script></head><body></body></html>`, snapshot.ObstacleBotChallenge},
		{"not open, no password", "/", 200, "", `<html lang=en><title>Launching soon</title><h1>Great things are on the horizon</h1><p>Our store will be launching soon!</p>`, snapshot.ObstaclePasswordPage},
		{"not open, german", "/", 200, "", `<html lang=de><title>Kerzenhof</title><h1>Hier entsteht ein neuer Onlineshop</h1><p>Schauen Sie bald wieder vorbei.</p>`, snapshot.ObstaclePasswordPage},
		{"not open, japanese", "/", 200, "", `<html lang=ja><title>灯り堂</title><h1>ショップは近日オープンです</h1><p>もう少しお待ちください。</p>`, snapshot.ObstaclePasswordPage},
		{"not open, korean", "/", 200, "", `<html lang=ko><title>달빛</title><h1>쇼핑몰 준비중입니다</h1>`, snapshot.ObstaclePasswordPage},
		{"apache default", "/", 200, "", `<html><title>Apache2 Debian Default Page: It works</title><span>Apache2 Debian Default Page</span><div>It works!</div>`, snapshot.ObstacleParked},
		{"iis default", "/", 200, "", `<title>IIS Windows Server</title><a href="http://go.microsoft.com/fwlink/?linkid=66138"><img src="iisstart.png" alt="IIS"></a>`, snapshot.ObstacleParked},
		{"plesk default", "/", 200, "", `<title>Domain Default page</title><h1>Domain Default page</h1><p>If you see this page, your hosting is set up.</p>`, snapshot.ObstacleParked},
		{"sign-in of a trade shop", "/", 200, "", `<html lang=de><title>Anmelden</title><h1>Händlerportal</h1><p>Bitte melden Sie sich an, um das Sortiment zu sehen.</p><form method=post><input name=user><input type=password name=pw><button>Anmelden</button></form>`, snapshot.ObstacleLoginWall},
		{"plain-text 403", "/", 403, "Content-Type: text/plain", "Forbidden", snapshot.ObstacleForbidden},
	} {
		if got := obstacleOf(c.url, c.status, c.header, c.body); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func obstacleOf(path string, status int, header, body string) snapshot.Obstacle {
	h := http.Header{"Content-Type": {"text/html; charset=utf-8"}}
	if name, value, ok := strings.Cut(header, ": "); ok {
		h.Set(name, value)
	}
	return New(snapshot.NewTable()).Page(Input{URL: "https://shop.example" + path, Status: status, Header: h, Body: []byte(body)}).Obstacle
}

// Real pages of a shop that speak of the same things.
func TestNoObstacle(t *testing.T) {
	frame := func(content string) string {
		return `<html lang="en"><head><title>Kerzenhof</title><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script><script src="https://www.google.com/recaptcha/api.js"></script></head><body>
<header><a href="/">Home</a><nav><a href="/c">Candles</a><a href="/s">Soaps</a><a href="/g">Gifts</a></nav></header><main>` + content + `</main>
<div class="cookie-consent"><p>We use cookies.</p><button>Accept</button></div><footer><a href="/privacy">Privacy</a><a href="/terms">Terms</a><a href="/returns">Returns</a><a href="/contact">Contact</a> © Kerzenhof</footer></body></html>`
	}
	for name, c := range map[string]struct {
		path   string
		status int
		header string
		body   string
	}{
		"plain":                    {"/", 200, "", frame("<h1>Candles</h1>" + filling)},
		"captcha mentioned":        {"/privacy", 200, "", frame("<h1>Privacy</h1><p>Our forms use a captcha to verify that you are human.</p>" + filling)},
		"contact captcha":          {"/contact", 200, "", frame(`<h1>Contact</h1><form method=post><input type=email name=mail><textarea name=m></textarea><div class="g-recaptcha"></div></form>`)},
		"login page":               {"/login", 200, "", frame(`<h1>Log in</h1><form method=post><input name=user><input type=password name=pw></form>`)},
		"account page":             {"/cuenta", 200, "", strings.Replace(frame(`<h1>Mi cuenta</h1><p>Inicia sesión para ver tus pedidos.</p><form method=post><input name=u><input type=password name=p></form>`), `"en"`, `"es"`, 1)},
		"bare login page":          {"/account/login", 200, "", `<html lang=en><title>Log in</title><form method=post><input name=user><input type=password name=pw><button>Log in</button></form>`},
		"maintenance kit":          {"/products/kit", 200, "", frame("<h1>Bicycle maintenance kit</h1><p>£25.00</p><p>Keep your bicycle under maintenance with ease.</p>")},
		"not found":                {"/x", 404, "", frame("<h1>Page not found</h1>")},
		"bare not found":           {"/x", 404, "", "<html><title>404 Not Found</title><h1>Not Found</h1>"},
		"503 on a page":            {"/x", 503, "", frame("<h1>Something went wrong</h1>")},
		"age gate":                 {"/", 200, "", frame("<h1>Are you 18?</h1><button>Yes</button>" + filling)},
		"datadome passes":          {"/", 200, "X-Datadome: protected", frame(filling)},
		"cloudflare serves":        {"/", 200, "Server: cloudflare", frame(filling)},
		"geo notice":               {"/shipping", 200, "", frame("<h1>Shipping</h1><p>This product is not available in your country.</p>" + filling)},
		"domain talk":              {"/blog/1", 200, "", frame("<h1>Why this domain is for sale no more</h1>" + filling)},
		"script shell":             {"/", 200, "", `<html><head><script src="https://www.google.com/recaptcha/api.js"></script><script src=/app.js></script></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body>`},
		"coming soon product":      {"/p/7", 200, "", frame("<h1>Winter lantern</h1><p>Coming soon</p>")},
		"under construction by us": {"/blog/3", 200, "", frame("<h1>Our new workshop is under construction</h1><p>The roof is on, and we are proud of it.</p>")},
		"coming soon shelf":        {"/", 200, "", frame("<h1>Kerzenhof</h1><h2>Opening soon: our second shop</h2><p>£12.00</p>" + filling)},
		"cards of one country":     {"/notes", 200, "", `<html lang=zh-TW><title>購物須知</title><h1>購物須知</h1><p>付款方式：僅限台灣地區發行之信用卡。</p><p>退貨：收到商品七天內可申請退貨。</p>`},
		"parcels of one country":   {"/notes", 200, "", `<html lang=zh-CN><title>配送说明</title><h1>配送说明</h1><p>部分商品有配送地区限制，请以结算页为准。</p><p>签收后七天内可申请退货。</p>`},
		"cards used at home":       {"/notes", 200, "", `<html lang=ko><title>이용 안내</title><h1>이용 안내</h1><p>국내에서만 이용 가능한 카드로는 결제하실 수 없습니다.</p><p>수령 후 7일 이내에 반품할 수 있습니다.</p>`},
		"postage where one lives":  {"/notes", 200, "", `<html lang=ja><title>送料</title><h1>送料</h1><p>お住まいの地域では追加の送料がかかる場合がございます。</p><p>到着後8日以内は返品できます。</p>`},
		"500":                      {"/", 500, "", "<h1>Internal Server Error</h1>"},
		"empty":                    {"/", 200, "", ""},
	} {
		if got := obstacleOf(c.path, c.status, c.header, c.body); got != snapshot.ObstacleNone {
			t.Errorf("%s: taken for %q", name, got)
		}
	}
}

func TestShell(t *testing.T) {
	if p := readPage(t, `<html><head><script src=/app.js></script></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body>`); !p.Shell {
		t.Error("an application's shell is not recognised")
	}
	if p := readPage(t, `<html><head><script src=/app.js></script></head><body><div id="app"><h1>Candles</h1>`+filling+filling+`</div>`); p.Shell {
		t.Error("a page rendered on the server is taken for a shell")
	}
	fill := `<script>document.getElementById("content").innerHTML = texts.map(t => "<p>" + t + "</p>").join("")</script>`
	frame := `<nav><a href=/a>A</a> <a href=/b>B</a> <a href=/c>C</a> <a href=/d>D</a> <a href=/e>E</a> <a href=/f>F</a></nav>`
	if p := readPage(t, `<html><body>`+frame+`<h1>About us</h1><div id="content"><div class="spinner"></div></div>`+fill); !p.Shell {
		t.Error("a page whose own script writes its text is taken for an empty one")
	}
	if p := readPage(t, `<html><body>`+frame+`<h1>About us</h1>`+filling+filling+fill); p.Shell {
		t.Error("a page that says something is taken for a shell")
	}
	if p := readPage(t, `<html><body>`+frame+`<h1>About us</h1><script>(function(w,d){var j=d.createElement("script");j.src="/tags.js";d.head.insertBefore(j,null)})(window,document)</script>`); p.Shell {
		t.Error("a tag that loads itself writes nothing into the page")
	}
	if p := readPage(t, `<html><body><div id="root"></div>`); p.Shell {
		t.Error("a page without scripts is taken for a shell")
	}
}
