package facts

import (
	"testing"

	"github.com/shopvet/shopvet/knowledge/claim"
)

// TestWhatIsUsedIsNoName reads sentences of policies in scripts without capitals: what one uses, visits or chooses there is rarely a shop.
func TestWhatIsUsedIsNoName(t *testing.T) {
	f := &foreigners{s: &Site{}}
	named := func(text, lang string) string {
		for _, m := range claim.Marks(text, lang) {
			if m.Kind != claim.MarkWelcome {
				continue
			}
			name, beside := nameBehind(text[m.End:]), text[m.End:]
			if lang == "ja" || lang == "ko" {
				name, beside = nameAhead(text[:m.Start]), text[:m.Start]
			}
			if namelike(name, beside) && f.distinct(name) {
				return name
			}
		}
		return ""
	}
	for lang, list := range map[string][]string{
		"ja": {
			"本サイトのサービスをご利用いただくために必要なものに限ります。", "クーポンをご利用いただけます。", "ポイントをご利用いただき、お得に。", "お問い合わせフォームをご利用ください。", "日時指定をご利用いただけます。",
			"このサービスをご利用いただきありがとうございます。", "会員サービスをご利用いただく場合", "ネットショップでのお買い物", "当オンラインストアでのお買い物", "実店舗でのご購入", "インターネットでのお買い物", "セール品をお選びいただき", "ギフトラッピングをご利用の方",
		},
		"ko": {
			"본 사이트의 서비스를 이용해 주셔서 감사합니다.", "고객센터를 이용해 주셔서 감사합니다.", "카드를 이용해 주셔서", "매장에서 구매하신 상품", "스마트스토어에서 구매하신 상품", "온라인에서 주문하신 경우", "온라인몰에서 주문하신 경우", "모바일에서 주문하신 상품",
		},
		"zh-cn": {"感谢您选择我们的产品。", "感谢您在本网站购物。", "欢迎使用本服务。", "欢迎访问本页面。", "感谢您选购我们的手工皂。", "感谢您在百忙之中", "欢迎光临实体店", "欢迎光临网上商城"},
		"zh-tw": {"感謝您選擇我們的商品。", "感謝您在本商店購物。", "歡迎加入會員。", "歡迎使用本服務。", "歡迎加入LINE好友。", "感謝您在百忙之中"},
	} {
		for _, text := range list {
			if name := named(text, lang); name != "" {
				t.Errorf("%s: %q is taken for another shop in %q", lang, name, text)
			}
		}
	}
	for text, c := range map[string][2]string{
		"「月の雑貨」をご利用いただきありがとうございます。": {"ja", "月の雑貨"},
		"山吹工房でお買い物いただきありがとうございます。":  {"ja", "山吹工房"},
		"별빛공방을 이용해 주셔서 감사합니다.":      {"ko", "별빛공방"},
		"欢迎光临青竹小铺，":                 {"zh-cn", "青竹小铺"},
		"感謝您選購「青竹選物」的商品":            {"zh-tw", "青竹選物"},
		"欢迎光临Lumiva，":               {"zh-cn", "Lumiva"},
	} {
		if name := named(text, c[0]); name != c[1] {
			t.Errorf("%s: %q from %q, want %q", c[0], name, text, c[1])
		}
	}
}
