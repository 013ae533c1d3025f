package shopgen

// Flaws of goods, of their prices and of the way to them.
const (
	FlawDeepProducts    Flaw = "deep-products"
	FlawUnnamedTraders  Flaw = "unnamed-traders"
	FlawNoCurrency      Flaw = "no-currency"
	FlawNoUnitPrice     Flaw = "no-unit-price"
	FlawUnprovenBrands  Flaw = "unproven-brands"
	FlawNoPictures      Flaw = "no-pictures"
	FlawNothingToBuy    Flaw = "nothing-to-buy"
	FlawNoMaterials     Flaw = "no-materials"
	FlawRandomViewers   Flaw = "random-viewers"
	FlawCountdown       Flaw = "restarting-countdown"
	FlawPrechecked      Flaw = "prechecked-insurance"
	FlawNoCancelButton  Flaw = "no-cancel-button"
	everyNthPictureless      = 4
)

var goodsFlaws = []FlawInfo{
	{Flaw: FlawDeepProducts, Doc: "every list shows one product, from which one link leads to the next, and so on", Flips: one("nav-product-depth", warn)},
	{Flaw: FlawUnnamedTraders, Doc: "the data of products name one of four sellers, whom the page does not show", Flips: one("identity-marketplace-trader", warn), Markets: union},
	{Flaw: FlawNoCurrency, Doc: "prices are bare numbers", Flips: one("price-currency", warn)},
	{Flaw: FlawNoUnitPrice, Doc: "packs of food show no price of a kilogram", Flips: one("price-unit", warn), Markets: german},
	{Flaw: FlawUnprovenBrands, Doc: "goods of four brands are sold, and nothing says where they come from", Flips: one("product-authenticity", warn)},
	{Flaw: FlawNoPictures, Doc: "every fourth product shows the shop system's stand-in for a picture", Flips: one("product-images", fail)},
	{Flaw: FlawNothingToBuy, Doc: "no product has a control to buy it, and no script could bring one", Flips: one("product-purchasable", fail)},
	{Flaw: FlawNoMaterials, Doc: "products do not say of what they are made", Flips: one("product-quality-proof", warn), Markets: german},
	{Flaw: FlawRandomViewers, Doc: "a script draws by chance how many people look at a product", Flips: one("integrity-activity-claims", fail), Markets: german},
	{Flaw: FlawCountdown, Doc: "the countdown of an offer begins anew whenever a page is opened", Flips: one("integrity-countdown", fail), Markets: german},
	{Flaw: FlawPrechecked, Doc: "the box of a paid insurance is ticked beforehand", Flips: one("integrity-prechecked", fail), Markets: german},
	{Flaw: FlawNoCancelButton, Doc: "subscriptions are sold, and no button ends them", Flips: one("policy-cancel-subscription", fail), Markets: german},
}
