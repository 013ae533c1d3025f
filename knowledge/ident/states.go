package ident

import "regexp"

// townInState is a town before a state by which its country is known: "Katy, Texas", "Toronto, Ontario", "Brisbane, Queensland". Georgia, Victoria and
// Washington are more than states, Virginia is a first name, and a code of two letters is many things.
var townInState = regexp.MustCompile(`\b\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,2},\s(?:(Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|` +
	`Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|West Virginia|Wisconsin|Wyoming)|` +
	`(Ontario|Québec|Quebec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|Newfoundland)|(New South Wales|Queensland|South Australia|Western Australia|Tasmania))\b`)

// StateCountry returns the country of the first town that a text names with its state, "" when there is none.
func StateCountry(text string) string {
	m := townInState.FindStringSubmatchIndex(text)
	for i, country := range []string{"US", "CA", "AU"} {
		if m != nil && m[2*i+2] >= 0 {
			return country
		}
	}
	return ""
}
