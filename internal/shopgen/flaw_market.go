package shopgen

// Flaws of what the law of one market asks a seller to state.
const (
	FlawBadPostcode    Flaw = "bad-postcode"
	FlawNoSeat         Flaw = "no-country"
	FlawNoRegister     Flaw = "no-register-number"
	FlawNoPerson       Flaw = "no-representative"
	FlawNoCompanyNo    Flaw = "no-company-number"
	FlawNoCNPJ         Flaw = "no-cnpj"
	FlawBareFooter     Flaw = "bare-footer"
	FlawNoLicence      Flaw = "no-licence"
	FlawUnlinkedICP    Flaw = "unlinked-filing"
	FlawThinTokushoho  Flaw = "thin-tokushoho"
	FlawShortCooling   Flaw = "short-cooling-off"
	FlawNoABN          Flaw = "no-abn"
	FlawNoGrievance    Flaw = "no-grievance-officer"
	FlawNoOrigin       Flaw = "no-country-of-origin"
	FlawNoPlaceCA      Flaw = "no-address-canada"
	FlawNoPlaceIN      Flaw = "no-address-india"
	longestPlainNumber      = 4 // digits in a line of the footer that is none of a register
)

var marketFlaws = []FlawInfo{
	{Flaw: FlawBadPostcode, Doc: "the last digit of the postcode is missing", Flips: one("identity-address-plausible", warn), Markets: german},
	{Flaw: FlawNoSeat, Doc: "no address, no number of a register and no telephone number with its country: nothing tells where the seller sits", Flips: map[string]string{"identity-country-disclosed": fail, "identity-postal-address": fail}, Markets: german},
	{Flaw: FlawNoRegister, Doc: "no number of a register or tax office", Flips: one("identity-registration-number", warn), May: []string{"identity-vat-id"}, Markets: german},
	{Flaw: FlawNoPerson, Doc: "nobody is named who stands for the company", Flips: one("identity-responsible-person", warn), Markets: german},
	{Flaw: FlawNoCompanyNo, Doc: "a limited company states not its number", Flips: one("identity-uk-company", warn), May: []string{"identity-vat-id"}, Markets: []string{"uk"}},
	{Flaw: FlawNoCNPJ, Doc: "no CNPJ anywhere", Flips: one("identity-br-cnpj", warn), Markets: []string{"br"}},
	{Flaw: FlawBareFooter, Doc: "the footer states neither the business number nor the one of mail-order trade", Flips: one("identity-kr-footer", warn), Markets: []string{"kr"}},
	{Flaw: FlawNoLicence, Doc: "nothing of the business licence anywhere", Flips: one("identity-cn-licence", fail), Markets: []string{"cn"}},
	{Flaw: FlawUnlinkedICP, Doc: "the filing number does not lead to the authority's register", Flips: one("identity-cn-icp", warn), Markets: []string{"cn"}},
	{Flaw: FlawThinTokushoho, Doc: "the page under the law on specified commercial transactions says who sells and no more", Flips: one("identity-jp-tokushoho", fail), Markets: []string{"jp"}},
	{Flaw: FlawShortCooling, Doc: "goods can be sent back within three days", Flips: one("policy-cooling-off", warn), Markets: []string{"cn"}},
	{Flaw: FlawNoABN, Doc: "no business number anywhere", Flips: one("identity-au-abn", warn), Markets: []string{"au"}},
	{Flaw: FlawNoGrievance, Doc: "nobody is named to whom grievances go", Flips: one("service-in-grievance", fail), Markets: []string{"in"}},
	{Flaw: FlawNoOrigin, Doc: "products do not say where they were made", Flips: one("product-origin", warn), Markets: []string{"in"}},
	{Flaw: FlawNoPlaceCA, Doc: "no postal address anywhere", Flips: map[string]string{"identity-ca-supplier": warn, "identity-postal-address": fail}, Markets: []string{"ca"}},
	{Flaw: FlawNoPlaceIN, Doc: "no postal address anywhere", Flips: map[string]string{"identity-in-entity": warn, "identity-postal-address": fail}, Markets: []string{"in"}},
}
