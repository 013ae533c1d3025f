package shopgen

// Flaws that show in a browser only. Those of one number stand in one shop.
const (
	FlawScriptError  Flaw = "script-error"
	FlawMissingFile  Flaw = "missing-file"
	FlawWidePage     Flaw = "wide-page"
	FlawHeavyPage    Flaw = "heavy-page"
	FlawEagerCookie  Flaw = "eager-cookie"
	FlawNoRefusal    Flaw = "no-refusal"
	FlawDeafRefusal  Flaw = "deaf-refusal"
	FlawSlowHero     Flaw = "slow-hero"
	FlawShiftingPage Flaw = "shifting-page"
	FlawBusyPage     Flaw = "busy-page"
	heavyPath             = "/media/panorama.svg"
	missingPath           = "/media/autumn.webp"
)

var browserFlaws = []FlawInfo{
	{Flaw: FlawScriptError, Browser: 1, Doc: "a script of the shop calls a function that is not there", Flips: one("render-js-errors", warn)},
	{Flaw: FlawMissingFile, Browser: 1, Doc: "a script of the shop asks for a picture that is gone", Flips: one("render-failed-resources", warn)},
	{Flaw: FlawWidePage, Browser: 1, Doc: "pages are 1200 pixels wide on every screen", Flips: one("render-mobile", warn)},
	{Flaw: FlawHeavyPage, Browser: 1, Doc: "product pages load a picture of six megabytes", Flips: one("speed-page-weight", fail)},
	{Flaw: FlawEagerCookie, Browser: 1, Doc: "a cookie of an advertiser is set before any choice", Flips: one("privacy-consent-first", fail)},
	{Flaw: FlawNoRefusal, Browser: 1, Doc: "the cookie notice has no button to refuse", Flips: one("privacy-reject-option", warn)},
	{Flaw: FlawDeafRefusal, Browser: 2, Doc: "a cookie of an advertiser is set once the notice is gone, whatever was chosen", Flips: one("privacy-reject-respected", fail)},
	{Flaw: FlawSlowHero, Browser: 2, Doc: "the picture on top of the home page waits for 4.5 seconds", Flips: one("speed-lcp", fail)},
	{Flaw: FlawShiftingPage, Browser: 2, Doc: "a banner comes late and pushes the page down", Flips: one("speed-cls", fail)},
	{Flaw: FlawBusyPage, Browser: 2, Doc: "a script keeps the page busy for over a second", Flips: one("speed-tbt", fail)},
}
