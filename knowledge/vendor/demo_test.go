package vendor

import "testing"

func TestDemo(t *testing.T) {
	for line, want := range map[string]string{
		"Hummingbird printed t-shirt": "PrestaShop", "I’m a product": "Wix", "Talk about your brand": "Shopify", "テスト商品": "a first trial", "샘플상품 1": "Cafe24", "배송 안내 입력전입니다.": "Youngcart",
		"Welcome to WordPress. This is your first post. Edit or delete it, then start writing!": "WordPress", "彩のジェラートCUBE": "EC-CUBE", "Testartikel": "a first trial",
		"Wearing hummingbird printed t-shirts": "", "Test product of the year 2025": "", "Pregnancy test": "", "": "", "Hoodie": "WooCommerce",
	} {
		if got, _ := Demo(line); got.System != want {
			t.Errorf("%q: %q, want %q", line, got.System, want)
		}
	}
	if d, _ := Demo("Hoodie"); d.Need < 3 {
		t.Error("a hoodie alone is no sample product")
	}
	if d, _ := Demo("WordPress Pennant"); d.Need != 1 {
		t.Error("a pennant of WordPress is one")
	}
}
