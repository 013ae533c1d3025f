package facts

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Conflict is a pair of claims of two texts that cannot both hold for the same order. A and B are in the order of policies before the frame before
// other pages.
type Conflict struct {
	Kind claim.Kind
	A, B Claim
	// Sure says that a careful reader would not doubt it. Where one sentence may speak of what the law gives and the other of what the shop adds, or
	// one may tell a usual time and the other the latest, it is not.
	Sure bool
}

// maxConflicts bounds the pairs that are kept of one kind.
const maxConflicts = 4

// conflicts compares the statements of different texts in one language, kind by kind.
func (s *Site) conflicts(st *statements) []Conflict {
	st.fromMarkup(s)
	list := s.ofWholeShop(st.list)
	c := comparer{home: s.home(), list: list}
	var out []Conflict
	for _, kind := range claim.Kinds() {
		if comparable(kind) {
			out = append(out, c.kind(kind)...)
		}
	}
	return out
}

// moneyOf tells the country of currencies that are one country's.
var moneyOf = map[string]string{"GBP": "GB", "CHF": "CH", "PLN": "PL", "BRL": "BR", "JPY": "JP", "KRW": "KR", "CNY": "CN", "TWD": "TW", "AUD": "AU", "CAD": "CA", "INR": "IN", "USD": "US"}

// home is the country in which the shop sells first: that of the money it asks for, else where the seller sits as far as can be told.
func (s *Site) home() []claim.Limit {
	country := s.region()
	if list := counts(s.data.currencies); len(list) > 0 && moneyOf[list[0].Value] != "" {
		country = moneyOf[list[0].Value]
	}
	return []claim.Limit{claim.Limit("region:" + country)}
}

// ofWholeShop leaves out what single products say: that may hold for them alone. What all of them say is the shop's rule.
func (s *Site) ofWholeShop(list []statement) []statement {
	said := map[claim.Kind][]string{}
	products := map[claim.Kind]map[int]bool{}
	for i := range list {
		if st := &list[i]; st.Page == RoleProduct && !st.data {
			said[st.Kind] = append(said[st.Kind], st.Value)
			if products[st.Kind] == nil {
				products[st.Kind] = map[int]bool{}
			}
			products[st.Kind][st.text] = true
		}
	}
	read := min(len(s.byRole[RoleProduct]), maxClaimProducts)
	return slices.DeleteFunc(list, func(st statement) bool {
		if st.Page != RoleProduct || st.data {
			return false
		}
		values := said[st.Kind]
		one := !slices.ContainsFunc(values, func(v string) bool { return v != values[0] })
		return !one || len(products[st.Kind]) < min(2, read) || st.Kind != claim.ReturnWindow && st.Kind != claim.ReturnCost && st.Kind != claim.FreeFrom
	})
}

type comparer struct {
	home []claim.Limit // the shop's own country: what holds there is the rule
	list []statement
}

// kind lists the conflicts of one kind, each pair of values once.
func (c *comparer) kind(kind claim.Kind) []Conflict {
	var out []Conflict
	seen := map[string]bool{}
	for i := range c.list {
		a := &c.list[i]
		if a.Kind != kind {
			continue
		}
		for j := range c.list {
			b := &c.list[j]
			if !c.rivals(a, b) || b.Kind == kind && j < i {
				continue
			}
			x, y := a, b
			if before(b, a) {
				x, y = b, a
			}
			pair := matter(x.Kind) + x.Value + " " + matter(y.Kind) + y.Value
			if seen[pair] || seen[matter(y.Kind)+y.Value+" "+matter(x.Kind)+x.Value] || len(out) >= maxConflicts {
				continue
			}
			seen[pair] = true
			out = append(out, Conflict{Kind: kind, A: x.Claim, B: y.Claim, Sure: c.sure(x, y)})
		}
	}
	slices.SortStableFunc(out, func(a, b Conflict) int { return cmp.Compare(rank(b.Sure), rank(a.Sure)) })
	return out
}

// matter is the kind of a statement as readers see it: fourteen days to return and fourteen to withdraw are one thing to them.
func matter(k claim.Kind) string {
	if k == claim.WithdrawalRight {
		k = claim.ReturnWindow
	}
	return string(k)
}

func rank(sure bool) int {
	if sure {
		return 1
	}
	return 0
}

// before orders places for a reader: texts of a policy, then the frame, other pages, structured data.
func before(a, b *statement) bool {
	order := func(s *statement) int {
		switch {
		case s.data:
			return 3
		case s.Policy != "":
			return 0
		case s.Zone.Shared():
			return 1
		default:
			return 2
		}
	}
	return order(a) < order(b)
}

// rivals reports whether two statements contradict each other, and nothing else in their texts takes that back.
func (c *comparer) rivals(a, b *statement) bool {
	if a.text == b.text || a.URL == b.URL && a.Zone == b.Zone || a.lang != b.lang || a.place != b.place && a.place != "" && b.place != "" {
		return false
	}
	if !c.sameMatter(a, b) || !differ(a, b) {
		return false
	}
	// A text that says both, or several things for all orders, explains when each holds.
	return c.never(a.text, b) && c.never(b.text, a) && c.alone(a) && c.alone(b)
}

// alone reports whether a text says only one thing of a matter for the same orders.
func (c *comparer) alone(st *statement) bool {
	scope, _ := c.scope(st)
	return !slices.ContainsFunc(c.list, func(s statement) bool {
		if s.text != st.text || s.Kind != st.Kind || s.Value == st.Value {
			return false
		}
		other, ok := c.scope(&s)
		return ok && other == scope
	})
}

// never reports whether nothing in a text agrees with a statement of another.
func (c *comparer) never(text int, with *statement) bool {
	for i := range c.list {
		s := &c.list[i]
		if s.Kind == claim.DeliveryTime && dispatches(s) != dispatches(with) {
			continue // days until goods leave and days until they arrive explain nothing of each other
		}
		if s.text == text && related(s.Kind, with.Kind) && !differ(s, with) {
			return false
		}
	}
	return true
}

func dispatches(s *statement) bool { return slices.Contains(s.limits, claim.Dispatch) }

// related reports whether claims of two kinds speak of the same matter: what the law gives and what the shop gives are both days to return.
func related(a, b claim.Kind) bool {
	window := func(k claim.Kind) bool { return k == claim.ReturnWindow || k == claim.WithdrawalRight }
	return a == b || window(a) && window(b)
}

// sameMatter reports whether two statements are of kinds that contradict and hold for the same orders.
func (c *comparer) sameMatter(a, b *statement) bool {
	if !ofOneMatter(a, b) && !(a.Kind == b.Kind && ofOneMatter(b, a)) {
		return false
	}
	x, ok := c.scope(a)
	y, fine := c.scope(b)
	return ok && fine && x == y
}

// ofOneMatter reports whether two statements are of kinds that contradict. Of a pair of kinds the right to withdraw is the second.
func ofOneMatter(a, b *statement) bool {
	switch k, l := a.gives(), b.gives(); {
	case a.Kind == claim.WithdrawalRight && b.Kind == claim.ReturnWindow:
		return false
	case k == claim.NoReturns:
		return l == k || l == claim.ReturnWindow
	case k == claim.ReturnWindow && l == claim.WithdrawalRight:
		return a.less(b)
	default:
		return k == l
	}
}

// gives is what a statement gives: days to send goods back below a heading on the right of withdrawal, "청약철회", are that right. In Europe the days that a shop
// gives of its own are told beside it.
func (s *statement) gives() claim.Kind {
	if CJK(s.lang) && s.Kind == claim.ReturnWindow && slices.Contains(s.limits, claim.Law) && !slices.Contains(s.limits, claim.Voluntary) {
		return claim.WithdrawalRight
	}
	return s.Kind
}

// less reports whether goods go back within fewer days, counted from when they come, than a right to withdraw gives: "returns within 7 days of receipt"
// beside 14 days to withdraw. More days are what a shop gives of its own.
func (s *statement) less(right *statement) bool {
	return s.From == "receipt" && !s.Working && !right.Working && s.Min == s.Max && s.Max < right.Min
}

// scope is for what orders a statement holds, "" for all; ok is false where it cannot be told.
func (c *comparer) scope(s *statement) (key string, ok bool) {
	var parts []string
	own := slices.Contains(s.limits, claim.Voluntary)
	for _, l := range s.limits {
		switch {
		case l == claim.Sum && s.Kind == claim.FreeFrom, slices.Contains(c.home, l) || l == claim.Usual || l == claim.Only || l == claim.Voluntary && s.Kind != claim.WithdrawalRight && s.Kind != claim.Warranty:
		case l == claim.Law && (s.Kind == claim.WithdrawalRight || s.Kind == claim.ReturnCost || s.Kind == claim.ReturnWindow):
		case l == claim.Method && (s.Kind == claim.ReturnWindow || s.Kind == claim.ReturnCost || s.Kind == claim.WithdrawalRight || s.Kind == claim.RefundTime || s.Kind == claim.Warranty):
		case l == claim.Exchange && s.Kind == claim.Warranty && s.repairs(): // "repaired or exchanged" is what a guarantee gives
		case l == claim.Faulty && s.Kind == claim.ReturnCost && s.Value == "buyer": // "you pay, but for what is faulty": of the rest of the orders
		case l == claim.Faulty && s.Kind == claim.Warranty, l == claim.Law && s.Kind == claim.Warranty && own:
		case l == claim.Dispatch && s.Kind == claim.DeliveryTime, l == claim.Exchange && s.Kind == claim.ReturnWindow:
			parts = append(parts, string(l)) // days until goods leave, days to exchange them: matters of their own
		case l == claim.Dispatch, l == claim.Money && s.Kind != claim.RefundTime:
		case strings.HasPrefix(string(l), "region:") && ofDelivery(s.Kind), l == claim.Law && s.Kind == claim.Warranty:
			parts = append(parts, string(l))
		default:
			return "", false
		}
	}
	return strings.Join(parts, " "), true
}

// repairs reports whether a sentence speaks of mending, and so of a guarantee rather than of days in which goods are exchanged.
func (s *statement) repairs() bool { return containsAny(cue.Fold(s.Sentence), mending) }

// mending are words for it, folded, in the twelve languages.
var mending = foldAll("repair", "mend", "reparier", "reparatur", "instand", "répar", "repar", "ripar", "herstel", "napraw", "consert", "维修", "修理", "修复", "維修", "免費修", "修或", "修繕", "修好", "直し", "수리", "고쳐", "고치")

func ofDelivery(k claim.Kind) bool {
	return k == claim.DeliveryTime || k == claim.DeliveryCost || k == claim.FreeFrom
}

// near is how much of the longer of two periods they may differ: four weeks are called a month, and thirty days too.
const near = 0.12

// monthly is from how many days on a period may be a month in other words: 14 and 15 days are two periods.
const monthly = 28

// differ reports whether two values cannot be the same thing said in other words.
func differ(a, b *statement) bool {
	if a.Kind != b.Kind && (a.Kind == claim.NoReturns || b.Kind == claim.NoReturns) {
		return true
	}
	switch a.Kind {
	case claim.ReturnCost:
		return a.Value != b.Value && a.Value != "either" && b.Value != "either"
	case claim.FreeFrom, claim.DeliveryCost:
		return a.Kind == b.Kind && sumsDiffer(a.Value, b.Value)
	case claim.DeliveryTime, claim.RefundTime:
		return timesDiffer(a, b)
	case claim.NoReturns:
		return false
	default:
		x, y := inDays(a), inDays(b)
		exact := a.Kind != claim.Warranty && !a.Working && !b.Working && max(x, y) < monthly
		return a.Min == a.Max && b.Min == b.Max && x > 0 && y > 0 && (float64(max(x, y)-min(x, y)) > near*float64(max(x, y)) || exact && x != y)
	}
}

// sumsDiffer compares sums of one currency. That delivery is free, or told at checkout, is no sum.
func sumsDiffer(a, b string) bool {
	_, x, ok := strings.Cut(a, " ")
	_, y, fine := strings.Cut(b, " ")
	return ok && fine && x == y && a != b
}

// inDays is the longer end of a period, working days counted as five a week; of a guarantee it is months.
func inDays(s *statement) int {
	if s.Working {
		return s.Max * 7 / 5
	}
	return s.Max
}

// timesDiffer compares times in which something is to happen. A single number is the latest: what usually takes two days and fourteen at most is no
// contradiction.
func timesDiffer(a, b *statement) bool {
	if a.Min > b.Min {
		a, b = b, a
	}
	low, high := inDays(a), inDays(b)
	from := b.Min
	if b.Working {
		from = from * 7 / 5
	}
	switch {
	case low == 0 || high == 0:
		return false
	case a.Min == a.Max && b.Min == b.Max:
		return high >= 2*low && high-low >= 3
	case b.Min == b.Max: // a range below a latest
		return false
	default:
		return low < from && (a.Min == a.Max || from-low >= 1)
	}
}

// sure reports whether a careful reader would not doubt a conflict.
func (c *comparer) sure(a, b *statement) bool {
	if a.Zone == snapshot.ZoneDialog || b.Zone == snapshot.ZoneDialog {
		return false // shown for a while, as campaigns are
	}
	switch a.Kind {
	case claim.ReturnWindow:
		return a.gives() == b.gives() && !c.lawGives(min(inDays(a), inDays(b)))
	case claim.ReturnCost:
		return !slices.Contains(a.limits, claim.Law) && !slices.Contains(b.limits, claim.Law)
	case claim.FreeFrom:
		return true
	default:
		return false
	}
}

// lawGives reports whether a text of the shop names a right by law of so many days: a shorter period told elsewhere may mean that.
func (c *comparer) lawGives(days int) bool {
	return slices.ContainsFunc(c.list, func(s statement) bool { return s.Kind == claim.WithdrawalRight && inDays(&s) == days })
}
