package main

// words are what the made-up shop around a page says in a language: just enough for its pages to be read as those of a shop.
type words struct {
	home, products, cart, add, empty, hello string
	goods                                   [3]string
	price                                   string // of one of the goods, with the currency's sign
	currency                                string
}

func frameWords() map[string]words {
	return map[string]words{
		"en":    {"Home", "All products", "Cart", "Add to cart", "Your cart is empty.", "We make our goods by hand in small batches and pack every parcel ourselves.", [3]string{"Beeswax candle", "Linen apron", "Oak spoon"}, "£12.90", "GBP"},
		"de":    {"Startseite", "Alle Produkte", "Warenkorb", "In den Warenkorb", "Ihr Warenkorb ist leer.", "Wir fertigen unsere Waren von Hand in kleinen Mengen und packen jedes Paket selbst.", [3]string{"Bienenwachskerze", "Leinenschürze", "Eichenlöffel"}, "12,90 €", "EUR"},
		"fr":    {"Accueil", "Tous les produits", "Panier", "Ajouter au panier", "Votre panier est vide.", "Nous fabriquons nos articles à la main en petites séries et préparons chaque colis nous-mêmes.", [3]string{"Bougie en cire d'abeille", "Tablier en lin", "Cuillère en chêne"}, "12,90 €", "EUR"},
		"es":    {"Inicio", "Todos los productos", "Carrito", "Añadir al carrito", "Tu carrito está vacío.", "Hacemos nuestros artículos a mano en pequeñas series y preparamos cada paquete nosotros mismos.", [3]string{"Vela de cera de abeja", "Delantal de lino", "Cuchara de roble"}, "12,90 €", "EUR"},
		"it":    {"Home", "Tutti i prodotti", "Carrello", "Aggiungi al carrello", "Il tuo carrello è vuoto.", "Realizziamo i nostri articoli a mano in piccole serie e prepariamo ogni pacco di persona.", [3]string{"Candela di cera d'api", "Grembiule di lino", "Cucchiaio di rovere"}, "12,90 €", "EUR"},
		"nl":    {"Home", "Alle producten", "Winkelwagen", "In winkelwagen", "Je winkelwagen is leeg.", "Wij maken onze spullen met de hand in kleine oplagen en pakken elk pakje zelf in.", [3]string{"Kaars van bijenwas", "Linnen schort", "Eiken lepel"}, "€ 12,90", "EUR"},
		"pt-br": {"Início", "Todos os produtos", "Carrinho", "Adicionar ao carrinho", "Seu carrinho está vazio.", "Fazemos nossos produtos à mão em pequenas séries e preparamos cada pacote nós mesmos.", [3]string{"Vela de cera de abelha", "Avental de linho", "Colher de carvalho"}, "R$ 59,90", "BRL"},
		"pl":    {"Strona główna", "Wszystkie produkty", "Koszyk", "Dodaj do koszyka", "Twój koszyk jest pusty.", "Nasze wyroby robimy ręcznie w małych seriach i sami pakujemy każdą paczkę.", [3]string{"Świeca z wosku pszczelego", "Lniany fartuch", "Dębowa łyżka"}, "59,90 zł", "PLN"},
		"zh-cn": {"首页", "全部商品", "购物车", "加入购物车", "您的购物车是空的。", "我们的商品都是小批量手工制作，每一个包裹都由我们亲自打包。", [3]string{"蜂蜡蜡烛", "亚麻围裙", "橡木勺"}, "¥59.00", "CNY"},
		"zh-tw": {"首頁", "全部商品", "購物車", "加入購物車", "您的購物車是空的。", "我們的商品都是小批量手工製作，每一個包裹都由我們親自打包。", [3]string{"蜂蠟蠟燭", "亞麻圍裙", "橡木湯匙"}, "NT$390", "TWD"},
		"ja":    {"ホーム", "商品一覧", "カート", "カートに入れる", "カートに商品は入っていません。", "当店の商品は少しずつ手作りし、ひとつひとつ自分たちの手で梱包してお届けしています。", [3]string{"蜜蝋キャンドル", "リネンのエプロン", "オークのスプーン"}, "1,980円(税込)", "JPY"},
		"ko":    {"홈", "전체 상품", "장바구니", "장바구니 담기", "장바구니가 비어 있습니다.", "저희 상품은 소량씩 손으로 만들고 모든 상자를 직접 포장해서 보내 드립니다.", [3]string{"밀랍 양초", "린넨 앞치마", "참나무 숟가락"}, "12,900원", "KRW"},
	}
}
