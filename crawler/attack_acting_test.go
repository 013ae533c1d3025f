package crawler

import (
	"net/url"
	"strings"
	"testing"
)

// acting are addresses that act when they are asked for, as shop systems write them.
var acting = map[string]string{
	"PrestaShop": `/cart?add=1&id_product=2&token=x /index.php?controller=cart&delete=1&id_product=3 /index.php?mylogout= /mon-compte?mylogout= /cart?op=up&id_product=1&update=1
		/module/blockwishlist/action?action=deleteProductFromWishlist /order?deleteDiscount=3 /?SubmitCurrency=1&id_currency=2`,
	"Shopware": `/account/logout /checkout/line-item/add /checkout/product/add-by-number /checkout/line-item/delete/abc /checkout/line-item/change-quantity/abc /wishlist/add/abc
		/wishlist/product/delete/abc /checkout/language /checkout/configure /newsletter-unsubscribe /account/order/cancel /checkout/promotion/add /account/profile/delete`,
	"Magento": `/checkout/cart/add/uenc/aHR0/product/12/ /checkout/cart/updatePost/ /customer/account/logout/ /wishlist/index/add/product/5/form_key/x/ /wishlist/index/fromcart/item/3
		/catalog/product_compare/add/product/3/uenc/x/ /catalog/product_compare/clear/ /newsletter/subscriber/new/ /newsletter/manage/save /directory/currency/switch/currency/USD/
		/stores/store/redirect/___store/de/ /?___store=de&___from_store=en /review/product/post/id/3 /productalert/add/stock/product_id/3/ /sales/order/reorder/order_id/4/`,
	"WooCommerce": `/?add-to-cart=3 /shop/?add-to-cart=3&quantity=2 /cart/?remove_item=abc&_wpnonce=x /cart/?undo_item=abc /my-account/customer-logout/?_wpnonce=1 /?wc-ajax=add_to_cart
		/?add_to_wishlist=3 /?remove_from_wishlist=3 /wp-login.php?action=logout&_wpnonce=3 /?action=yith-woocompare-add-product&id=2 /wp-json/wc/store/cart/add-item
		/?order_again=3 /my-account/delete-payment-method/3/ /my-account/set-default-payment-method/3 /?wc-api=foo /?wcml_currency=1 /cart/?empty-cart /?yith_compare_remove=3`,
	"Shopify": `/cart/add?id=123 /cart/123456:1 /cart/123456:1,789:2 /cart/change?line=1&quantity=0 /cart/change.js?x=1 /cart/clear /account/logout /localization /apps/wishlist/add /account/invalidate`,
	"JTL":     `/Warenkorb?dropPos=0 /index.php?vlplo=3 /Merkzettel?wlplo=2 /jtl.php?logout=1 /?k=3&curr=USD`,
	"OXID": `/index.php?cl=start&fnc=tobasket&aid=x&am=1 /index.php?cl=account&fnc=logout /index.php?cl=basket&fnc=changebasket /index.php?cl=details&fnc=tocomparelist&addcompare=1
		/index.php?cl=details&fnc=tonoticelist&anid=x /index.php?cl=start&cur=1 /index.php?removecompare=1&aid=3`,
	"osCommerce and its heirs": `/index.php?action=buy_now&BUYproducts_id=3 /product_info.php?products_id=3&action=add_product /shopping_cart.php?action=update_product /logoff.php
		/index.php?action=cust_order&pid=3 /index.php?currency=USD /shop.php?do=Cart/Add&pid=3 /index.php?main_page=logoff /index.php?main_page=shopping_cart&action=empty_cart
		/checkout_process.php`,
	"Cafe24":   `/exec/front/order/basket/?command=add&product_no=3 /exec/front/Member/logout/ /exec/front/newcoupon/IssueDownload?coupon_no=1`,
	"EC-CUBE":  `/products/add_cart/3 /cart/up/3 /cart/remove/3 /mypage/favorite/3/delete /products/add_favorite/3 /cart/buystep/x /cart.php?mode=delete&cart_no=1 /products/list?category_id=3&mode=cart /cart/handle_item_up/3`,
	"VTEX":     `/checkout/cart/add?sku=1&qty=1&seller=1 /no-cache/user/logout /api/vtexid/pub/logout?scope=x`,
	"OpenCart": `/index.php?route=account/logout /index.php?route=checkout/cart|add /index.php?route=account/wishlist&remove=3 /index.php?route=product/compare/add /index.php?route=common/currency/currency /index.php?route=checkout/confirm`,
	"others": `/logout.do /logout.aspx /Logout.action /LogOut.jsp /user/log_out/ /sign_off.php /session/destroy /bye?logout /?page=logout /?q=user/logout /?r=site/logout /index.php?option=com_virtuemart&view=cart&task=add
		/addtocart.asp?id=3 /cart_add.asp?id=3 /in-den-warenkorb/3 /panier/ajouter/3 /ajouter-au-panier/3 /aggiungi-al-carrello/3 /carrito/agregar/3 /dodaj-do-koszyka/3 /merkzettel/add/3 /favorites/toggle/3 /buy/3 /product/3/buy
		/delete-account /reviews/3/helpful /reviews/3/report /rate/3/5 /poll/3?vote=2 /set-language/de /language/de /currency/EUR /cart?item=3&qty=1 /cart/3/increase /coupon/apply/ABC /order/submit /%6cogout /logout;jsessionid=1
		/logout.htm /signout.php5 /afmelden /wyloguj-sie /cerrar-sesion /se-deconnecter /로그아웃 /退出登录 /?%61ction=logout`,
}

// honest are addresses of goods and pages whose words could be taken for deeds.
const honest = `/about/report /products/like-new-camera /report-covers /delete-key-cushion /vote-badge /products/report /pages/report /blog/vote /collections/like /report/2024 /annual-report /c/remove-stains
	/item/new-arrival-shoes /item/set-of-3-mugs /bag/123-leather-bag.html /bag/set-of-two /basket/45-wicker-basket.html /new-bag /store/switch /consoles/nintendo-switch /currency-converter /clear-bag-with-zip
	/cart /cart?action=show /wishlist /compare /checkout /account /account/login /newsletter /reviews /reviews/new-york-hotel /address-labels /payment/methods /shipping-payment /lang/de/products /store/berlin?id=3
	/products/unsubscribe-from-it-all-a-novel /how-to-unsubscribe-from-our-newsletter-emails /products/buy-now-pay-later-guide /product/removable-wall /shop?mode=list /shop?mode=grid /shop?mode=settings /index.php?action=address
	/?action=buyersguide /?op=clearance /index.php?id_product=1&controller=product&id_lang=1 /index.php?id_cms=1&controller=cms&id_lang=1 /index.php?route=account/return/add /index.php?route=account/voucher/add
	/index.php?route=product/product&product_id=4 /catalog/product/view/id/3 /index.php?cl=details&anid=3 /product/detail.html?product_no=3 /order/basket.html /index.php?main_page=contact_us /order-status /favourites-of-the-month`

func TestAddressesThatActInManySystems(t *testing.T) {
	for system, list := range acting {
		for a := range strings.FieldsSeq(list) {
			if u, err := url.Parse("https://shop.example" + a); err != nil || acts(u) == "" {
				t.Errorf("%s: %s would be followed (%v)", system, a, err)
			}
		}
	}
}

func TestAddressesThatOnlySoundLikeDeeds(t *testing.T) {
	for a := range strings.FieldsSeq(honest) {
		if u, err := url.Parse("https://shop.example" + a); err != nil || acts(u) != "" {
			t.Errorf("%s would be passed over as %q (%v)", a, acts(u), err)
		}
	}
}
