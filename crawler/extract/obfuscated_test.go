package extract

import (
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// TestObfuscatedEmails holds the ways in which shops write addresses for people and not for collectors, in the languages that are read. Whatever needs
// a script that cannot be read at a glance is not found, and so is unknown.
func TestObfuscatedEmails(t *testing.T) {
	const mail = "info@shop.example"
	for _, tt := range []struct{ lang, body, want string }{
		// Signs spelled out.
		{"en", `<p>info [at] shop [dot] example</p>`, mail},
		{"en", `<p>info(at)shop.example</p>`, mail},
		{"en", `<p>info -at- shop -dot- example</p>`, mail},
		{"en", `<p>info_at_shop.example</p>`, mail},
		{"en", `<p>E-mail: info at shop dot example</p>`, mail},
		{"en", `<p>E-mail: info @ shop . example</p>`, mail},
		{"en", `<p>info&lt;at&gt;shop&lt;dot&gt;example</p>`, mail},
		{"en", `<p>info(@)shop.example</p>`, mail},
		{"de", `<p>E-Mail: info (ät) shop (punkt) example</p>`, mail},
		{"de", `<p>info(Klammeraffe)shop.example</p>`, mail},
		{"de", `<p>info [a] shop.example</p>`, mail},
		{"fr", `<p>Courriel : info [arobase] shop [point] example</p>`, mail},
		{"fr", `<p>info (à) shop.example</p>`, mail},
		{"es", `<p>info (arroba) shop (punto) example</p>`, mail},
		{"it", `<p>info [chiocciola] shop [punto] example</p>`, mail},
		{"nl", `<p>info [apenstaartje] shop [punt] example</p>`, mail},
		{"nl", `<p>info (apestaart) shop.example</p>`, mail},
		{"pt-br", `<p>info [arroba] shop [ponto] example</p>`, mail},
		{"pl", `<p>info (małpa) shop (kropka) example</p>`, mail},
		{"ja", `<p>info★shop.example（★を@に変えてください）</p>`, mail},
		{"ja", `<p>メール：info☆shop.example ※☆を半角の@に置き換えてください</p>`, mail},
		{"ja", `<p>info[アット]shop.example</p>`, mail},
		{"ja", `<p>info（あっと）shop.example</p>`, mail},
		{"ja", `<p>info(アットマーク)shop.example</p>`, mail},
		{"ko", `<p>이메일: info(골뱅이)shop.example</p>`, mail},
		{"ko", `<p>info [at] shop.example</p>`, mail},
		{"zh-cn", `<p>邮箱：info#shop.example（请将#换成@）</p>`, mail},
		{"zh-cn", `<p>邮箱：info（at）shop.example</p>`, mail},
		{"zh-cn", `<p>邮箱：info【艾特】shop.example</p>`, mail},
		{"zh-tw", `<p>信箱：info#shop.example（請將#改為@）</p>`, mail},
		{"zh-tw", `<p>信箱：info＠shop．example</p>`, mail},

		// Broken up for collectors.
		{"en", `<p>&#x69;nfo&#64;shop&period;example</p>`, mail},
		{"en", `<p>info<!-- no -->@<!-- spam -->shop.example</p>`, mail},
		{"en", `<p>info<wbr>@<wbr>shop.example</p>`, mail},
		{"en", `<p>info&#8203;@&shy;shop.example</p>`, mail},
		{"en", `<p><span>info</span><span>@</span><span>shop</span><span>.</span><span>example</span></p>`, mail},
		{"en", `<p>info@<span class="d-none" hidden>null</span>shop.example</p>`, mail},
		{"en", `<p>i n f o @ s h o p</p>`, ""},

		// Turned around.
		{"en", `<span style="direction:rtl; unicode-bidi:bidi-override">elpmaxe.pohs@ofni</span>`, mail},
		{"de", `<style>.rev{unicode-bidi:bidi-override;direction:rtl}</style><span class="rev">ed.pohsnezrek@ofni</span>`, "info@kerzenshop.de"},
		{"en", `<p>we are at x.y@z today</p>`, ""},

		// In attributes and links.
		{"en", `<a href="mailto:info(at)shop.example">Write</a>`, mail},
		{"en", `<a href="mailto:info%5Bat%5Dshop.example">Write</a>`, mail},
		{"en", `<a href="&#109;&#97;&#105;&#108;&#116;&#111;&#58;info&#64;shop.example">Write</a>`, mail},
		{"en", `<a href="#" onclick="location.href='mailto:info@shop.example'">Write</a>`, mail},
		{"en", `<a href="#" data-user="info" data-domain="shop.example">Write</a>`, mail},
		{"en", `<span data-name="info" data-domain="shop" data-tld="example"></span>`, mail},
		{"en", `<a href="javascript:;" data-enc-email="vasb[at]fubc.rknzcyr">Write</a>`, mail},
		{"en", `<a data-email="aW5mb0BzaG9wLmV4YW1wbGU=">Write</a>`, mail},
		{"en", `<a data-mailto="info@shop.example">Write</a>`, mail},
		{"de", `<a href="javascript:linkTo_UnCryptMailto('nbjmup+jogpAtipq\/fybnqmf');">Schreiben</a>`, mail},
		{"de", `<a href="javascript:linkTo_UnCryptMailto(%27ocknvq%2CkphqBujqr0gzcorng%27);">Schreiben</a>`, mail},
		{"en", `<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="432a2d252c03302b2c336d263b222e332f26">[email&#160;protected]</a>`, mail},

		// Put together by a script that can be read at a glance.
		{"en", `<script>document.write('<a href="mail' + 'to:info' + '@' + 'shop.example">Write</a>')</script>`, mail},
		{"en", `<script>document.write("info" + "&#64;" + "shop.example");</script>`, mail},
		{"de", `<script>var prefix='ma'+'il'+'to';var addy1='info'+'&#64;';addy1=addy1+'shop'+'&#46;'+'example';</script>`, mail},
		{"en", `<script>var u = name; document.write(u + '@' + host);</script>`, ""},
		{"en", `<script>var error = 'Please write to us at someone' + '@' + 'sentry.example'; track(error)</script>`, ""},
		{"en", `<script>{"email":"staff@vendor.example"}</script>`, ""},
	} {
		if got := readPage(t, "<html lang="+tt.lang+"><body><main><h1>Contact</h1>"+tt.body).values(snapshot.ContactEmail); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.body, got, tt.want)
		}
	}
}
