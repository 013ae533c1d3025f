// Package checks says what a check is, keeps a set of them, and runs the set over a snapshot.
package checks

import (
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/accuracy"
	"github.com/shopvet/shopvet/knowledge/library"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Meta is what is known of a check before it runs.
type Meta struct {
	ID       string            // noun phrase in kebab-case, group first: "identity-postal-address"
	Title    string            // states the good state: "The seller's postal address is given"
	Why      string            // why a shopper cares, one or two plain sentences
	Fix      string            // what the owner does about it, in plain words
	Effort   int               // 1 edit a text or setting, 3 a page or plug-in, 8 development
	Messages map[string]string // key → English text with {slots}; every Reason and Finding uses one of these
	Factor   verdict.Factor
	Stage    verdict.Stage
	Severity verdict.Severity
	Sources  []verdict.Source // at least one
	Needs    snapshot.Need    // observed by the snapshot, else the check is unknown
	// Public marks checks of transport and names, which a shop in the making on a private address cannot meet yet: not applicable there.
	Public bool
	// Markets limits the check to markets that were given or found; empty means everywhere.
	Markets []string
	// Rests names the detectors (of knowledge/accuracy) whose mistakes would make this check fail a sound shop. Where one of them is weak in
	// the shop's language, the check only warns.
	Rests []string
	// Experimental checks are shown and never scored.
	Experimental bool
	Since        string // version of shopvet that brought it
}

// Input is all that a check may look at.
type Input struct {
	Snap   *snapshot.Snapshot
	Site   *facts.Site
	Duties *market.Set
	// Libraries is what is known of script libraries and their published holes.
	Libraries *library.Data
	// Accuracy is how well texts are read; nil: every detector is relied on.
	Accuracy *accuracy.Table
}

// Outcome is what a check's function returns; the runner completes it to a verdict.Result.
type Outcome struct {
	Status     verdict.Status
	Grade      float64 // only read when Graded
	Graded     bool    // Grade was measured; otherwise it follows from Status
	Confidence verdict.Confidence
	Reason     verdict.Message // Key and Args; the runner fills Text from Meta.Messages
	Findings   []verdict.Finding
	Total      int // 0 means len(Findings)
	Seen       int
}

// Check is a value: what is known of it, its typed settings, and one pure function.
type Check struct {
	Meta     Meta
	Defaults any // a struct with toml tags: the settings and their defaults
	site     func(*Input, any) Outcome
	page     func(*Input, *snapshot.Page, any) Outcome
	fold     Fold
}

// Fold makes one result of the outcomes of many pages.
type Fold struct {
	Pass float64 // up to this share of bad pages the check passes
	Warn float64 // up to this share it warns; above, it fails
	// Never fails: the worst outcome is a warning.
	WarnOnly bool
	// Any makes the worst page decide, whatever the shares.
	Any  bool
	Keep int             // findings kept; 0 means MaxFindings, and renderers show fewer
	None verdict.Message // reason when no page was applicable; without a key the runner gives its own
}

// Site returns a check that looks at the whole shop once.
func Site[P any](m Meta, defaults P, judge func(*Input, P) Outcome) Check {
	return Check{Meta: m, Defaults: defaults, site: func(in *Input, p any) Outcome { return judge(in, p.(P)) }}
}

// EachPage returns a check that looks at every page of the one shared pass; judge answers NotApplicable for pages that do not concern it.
func EachPage[P any](m Meta, defaults P, fold Fold, judge func(*Input, *snapshot.Page, P) Outcome) Check {
	return Check{Meta: m, Defaults: defaults, fold: fold, page: func(in *Input, pg *snapshot.Page, p any) Outcome { return judge(in, pg, p.(P)) }}
}
