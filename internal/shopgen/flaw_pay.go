package shopgen

// Flaws of the way to pay.
const (
	FlawCardForm       Flaw = "own-card-form"
	FlawForcedAccount  Flaw = "forced-account"
	FlawNoRecourse     Flaw = "no-recourse"
	FlawManyScripts    Flaw = "many-scripts"
	FlawSurcharge      Flaw = "surcharge"
	FlawBareButton     Flaw = "bare-order-button"
	FlawBareCheckout   Flaw = "bare-checkout"
	checkoutPath            = "/checkout"
	foreignScriptHosts      = 7
)

var payFlaws = []FlawInfo{
	{Flaw: FlawCardForm, Doc: "the basket asks for the card number and sends it to the shop", Flips: one("payment-frame", warn)},
	{Flaw: FlawForcedAccount, Doc: "one cannot order without an account", Flips: one("payment-guest", warn), Markets: german},
	{Flaw: FlawNoRecourse, Doc: "one can pay by Western Union and Bitcoin only", Flips: one("payment-reversible", warn), Markets: german},
	{Flaw: FlawManyScripts, Doc: "the basket loads scripts from seven other hosts", Flips: one("payment-scripts", warn)},
	{Flaw: FlawSurcharge, Doc: "paying by card costs extra", Flips: one("payment-surcharge", warn), Markets: german},
	{Flaw: FlawBareButton, Doc: "the button that ends an order does not say that one pays", Flips: one("policy-order-button", warn), Markets: german},
	{Flaw: FlawBareCheckout, Doc: "basket and checkout do not lead to the terms", Flips: one("policy-linked-checkout", warn), Markets: german},
}
