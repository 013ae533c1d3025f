package facts

import "testing"

// TestHeadsWithinALine finds what heads a paragraph within its first line.
func TestHeadsWithinALine(t *testing.T) {
	for line, want := range map[string]string{
		"Can I send it back? Of course, within 30 days.":                                       "Can I send it back?",
		"不喜欢能退吗？可以，自签收之日起七天无理由退货。":                                                             "不喜欢能退吗",
		"Levering: enkel in België, met bpost, € 7,50 per pakket en gratis vanaf € 65.":        "Levering",
		"Grievance Officer of our shop: Ms Example, care@shop.example, from ten to six, daily": "",
		"Change of mind. Consumers may cancel for any reason within 14 days.":                  "Change of mind",
		"お支払方法 | クレジットカード、代金引換":                                                                "お支払方法",
		"We deliver within 3 days. Where to? Everywhere.":                                      "",
	} {
		got := ""
		if heads := plainHeads(written{text: line}, func(string) bool { return false }); len(heads) > 0 {
			got = heads[0].Text
		}
		if got != want && got+"?" != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
