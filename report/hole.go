package report

import "regexp"

// What a hole of a script library lets others do is told in English by the table of holes, in its own words for each. Other languages tell which of
// a few kinds it is; the source that stands beside it has the rest.

// holeKinds are the kinds by the words of the table, the particular before the general.
var holeKinds = []struct {
	words *regexp.Regexp
	key   string
}{
	{regexp.MustCompile(`busy until|recurse |stops the page`), "hole.stall"},
	{regexp.MustCompile(`(changes?|takes parts away from) (every )?objects?( of the page)?`), "hole.objects"},
	{regexp.MustCompile(`sent along to other sites|told apart from those to the own one|to another site\.|change the shop's own page`), "hole.leak"},
	{regexp.MustCompile(`scripts?\b.* runs?\b|\bruns? .*scripts?\b|as a script|end it and start another|foreign scripts|hold scripts`), "hole.script"},
	{regexp.MustCompile(`taken for HTML|made safe|around|cleaning|taken out|brought into the editor|when a step is undone|forbidden|that a stranger can fill|where pictures may come`), "hole.script"},
}

// hole says in the report's language what a hole lets others do; what is not told in the words of our table stays as it is.
func (l locale) hole(says string) string {
	if l["lang"] == "en" {
		return says
	}
	for _, k := range holeKinds {
		if k.words.MatchString(says) {
			return l.text(k.key)
		}
	}
	return says
}
