package checks

import (
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/verdict"
)

// Msg names a message of the check by its key, with the values of its slots: Msg("missing", "count", 3).
func Msg(key string, slots ...any) verdict.Message {
	m := verdict.Message{Key: key}
	for i := 0; i+1 < len(slots); i += 2 {
		if m.Args == nil {
			m.Args = make(map[string]any, len(slots)/2)
		}
		m.Args[slots[i].(string)] = slots[i+1]
	}
	return m
}

// Pass says that all is well.
func Pass(reason verdict.Message) Outcome { return Outcome{Status: verdict.Pass, Reason: reason} }

// Warn says that something is doubtful.
func Warn(reason verdict.Message, findings ...verdict.Finding) Outcome {
	return Outcome{Status: verdict.Warn, Reason: reason, Findings: findings}
}

// Fail says that something is wrong. For things that were not found use Absent.
func Fail(reason verdict.Message, findings ...verdict.Finding) Outcome {
	return Outcome{Status: verdict.Fail, Reason: reason, Findings: findings}
}

// NotApplicable says that the requirement does not exist here.
func NotApplicable(reason verdict.Message) Outcome {
	return Outcome{Status: verdict.NotApplicable, Reason: reason}
}

// Unknown says that it could not be seen.
func Unknown(reason verdict.Message) Outcome {
	return Outcome{Status: verdict.Unknown, Reason: reason}
}

// Absent turns "not found" into found, the outcome it deserves, only after a full look; otherwise the answer is unknown, with the gaps
// as its reason: the burden of proof is ours.
func Absent(in *Input, found Outcome) Outcome {
	if in.Site.Look.Full {
		return found
	}
	return Outcome{Status: verdict.Unknown, Reason: verdict.Message{Key: KeyNoFullLook, Args: map[string]any{"gaps": in.Site.Look.String(), "look": in.Site.Look.Keys()}}}
}

// AbsentInCart is Absent for what a cart may well tell, such as ways to pay and what delivery costs: a cart that robots.txt bars leaves it unknown.
func AbsentInCart(in *Input, found Outcome) Outcome {
	at := in.Site.Look.Barred
	if at == "" || !in.Site.Look.Full {
		return Absent(in, found)
	}
	return Outcome{Status: verdict.Unknown, Reason: verdict.Message{Key: KeyNoFullLook, Args: map[string]any{"gaps": facts.Gap{Key: "cart", Detail: at}.String(), "look": []string{"cart"}}}}
}

// Find makes a finding.
func Find(message verdict.Message, evidence ...verdict.Evidence) verdict.Finding {
	return verdict.Finding{Message: message, Evidence: evidence}
}

// Linear grades a number between a pass threshold (1) and a fail threshold (0), either way round.
func Linear(value, pass, fail float64) float64 {
	g := (value - fail) / (pass - fail)
	return min(max(g, 0), 1)
}

// Keys of the messages that the runner itself may give; their texts stand in run_text.go.
const (
	KeyNoFullLook  = "shared.no-full-look" // {gaps}
	KeyNeeds       = "shared.needs"        // {missing} and {why}, both ids
	KeyDevelopment = "shared.development"
	KeyMarket      = "shared.market"       // {markets} the check is for
	KeyMarketShown = "shared.market-shown" // {markets} that one sign only points to
	KeyPanic       = "shared.panic"        // {panic}
	KeyNoPages     = "shared.no-pages"
	KeyPages       = "shared.pages"    // {bad}, {seen}, {share}
	KeyPagesOK     = "shared.pages-ok" // {seen}
)

// Keys of a check's own messages that the runner uses for the reason of a check of pages, where the check has them.
const (
	OwnPages   = "pages"    // some pages are bad: {bad}, {seen}, {share}
	OwnPagesOK = "pages-ok" // none is: {seen}
)
