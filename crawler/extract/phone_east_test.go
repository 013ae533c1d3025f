package extract

import (
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// Shops of East Asia put numbers beside any word or none; what is not dialled has other groups or says what it is.
func TestPhonesOfEastAsia(t *testing.T) {
	for _, c := range []struct{ lang, body, want string }{
		{"ja", "<p>フリーダイヤル 0120(554)812</p>", "0120(554)812"},
		{"ja", "<p>お店へ直接 0166-22-3947</p>", "0166-22-3947"},
		{"ja", "<table><tr><td>TEL / FAX</td><td>0166-22-3947 / 0166-22-3948</td></tr></table>", "0166-22-3947"},
		{"ja", "<p>ＦＡＸでのご注文：０１９３－６２－１１８１</p>", ""},
		{"ja", "<dl><dt>FAX番号</dt><dd>0774-20-6619</dd></dl>", ""},
		{"ja", "<p>ご予約番号 0226-1184-073、お振込先 記号 10180 番号 40273861</p>", ""},
		{"ko", "<p>고객센터 1661-7734 / FAX 02-6008-4417</p>", "1661-7734"},
		{"ko", "<p>작업실 070.4132.9087, 문자 상담 010 7721 3345</p>", "070.4132.9087 ; 010 7721 3345"},
		{"ko", "<p>국민 439201-04-118724 농협 302-0871-4466-21 사업자 138-34-90869</p>", ""},
		{"zh-cn", "<p>客服热线：0513-6220 8873（周日休息）</p>", "0513-6220 8873"},
		{"zh-cn", "<p>批发洽谈：顾经理 180 5134 0962（微信同号）</p>", "180 5134 0962"},
		{"zh-cn", "<p>屯溪区老街126号　0559-2513376　8:00-21:30</p>", "0559-2513376"},
		{"zh-cn", "<p>运单号 755-1048-22661、订单号 400-8820-197</p>", ""},
		{"zh-tw", "<p>訂麵包：03-856-2917／0912-770-483（請傳簡訊）</p>", "03-856-2917 ; 0912-770-483"},
		{"zh-tw", "<p>訂單編號像這樣：0228-4417-093。包裹 9056 2281 4473</p>", ""},
	} {
		if got := readPage(t, "<html lang="+c.lang+"><body>"+c.body).values(snapshot.ContactPhone); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.lang, c.body, got, c.want)
		}
	}
}
