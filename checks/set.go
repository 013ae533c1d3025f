package checks

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Set is a list of checks with the settings they run under. Once configured it is read-only and may run over many snapshots at once.
type Set struct {
	entries []entry // sorted by id
}

// entry is one check of a set, with its settings in force.
type entry struct {
	Check
	settings any // of the type of Defaults
	disabled bool
}

// NewSet returns a set of the checks with their default settings. It refuses ids that occur twice and metadata with holes, and names all
// such mistakes in one error, a line each.
func NewSet(list []Check) (*Set, error) {
	s := &Set{entries: make([]entry, 0, len(list))}
	var errs []error
	seen := make(map[string]bool, len(list))
	for _, c := range list {
		if seen[c.Meta.ID] {
			errs = append(errs, fmt.Errorf("check %q: the id is taken twice", c.Meta.ID))
		}
		seen[c.Meta.ID] = true
		for _, hole := range c.holes() {
			errs = append(errs, fmt.Errorf("check %q: %s", c.Meta.ID, hole))
		}
		s.entries = append(s.entries, entry{Check: c, settings: c.Defaults})
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	slices.SortFunc(s.entries, func(a, b entry) int { return strings.Compare(a.Meta.ID, b.Meta.ID) })
	return s, nil
}

// Checks returns every check of the set, disabled ones too, sorted by id.
func (s *Set) Checks() []Check {
	list := make([]Check, len(s.entries))
	for i, e := range s.entries {
		list[i] = e.Check
	}
	return list
}

// Lookup returns the check of the id, and whether the set has it.
func (s *Set) Lookup(id string) (Check, bool) {
	if i := s.find(id); i >= 0 {
		return s.entries[i].Check, true
	}
	return Check{}, false
}

// Needs returns every kind of observation that an enabled check needs.
func (s *Set) Needs() snapshot.Need {
	var n snapshot.Need
	for _, e := range s.enabled() {
		n |= e.Meta.Needs
	}
	return n
}

// Rules returns what a reader needs to know of each enabled check, by id.
func (s *Set) Rules() map[string]verdict.Rule {
	rules := make(map[string]verdict.Rule, len(s.entries))
	for _, e := range s.enabled() {
		m := e.Meta
		rules[m.ID] = verdict.Rule{
			Title: m.Title, Why: m.Why, Fix: m.Fix, Factor: m.Factor, Stage: m.Stage, Severity: m.Severity,
			Effort: m.Effort, Sources: m.Sources, Experimental: m.Experimental,
		}
	}
	return rules
}

// Ruleset returns a short hash of all that moves a score besides the shop: the enabled checks with their versions, settings, factors,
// stages and severities, and the profile of weights in force (score.Profile.Digest). Scores of unlike rulesets are never compared.
func (s *Set) Ruleset(profile string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", profile)
	for _, e := range s.enabled() {
		m := e.Meta
		fmt.Fprintf(h, "%q %q %q %q %q %t %q %q %+v\n", m.ID, m.Since, m.Factor, m.Stage, m.Severity, m.Experimental, m.Markets, m.Rests, e.fold.rule())
		// Settings are structs of plain values: encoding them cannot fail, and a hash cannot refuse bytes.
		_ = toml.NewEncoder(h).Encode(e.settings)
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// rule is the part of a fold that moves results.
func (f Fold) rule() [4]any { return [4]any{f.Pass, f.Warn, f.WarnOnly, f.Any} }

// enabled returns the checks that run.
func (s *Set) enabled() []entry {
	list := make([]entry, 0, len(s.entries))
	for _, e := range s.entries {
		if !e.disabled {
			list = append(list, e)
		}
	}
	return list
}

// find returns the index of the check with this id, or -1.
func (s *Set) find(id string) int {
	i, ok := slices.BinarySearchFunc(s.entries, id, func(e entry, id string) int { return strings.Compare(e.Meta.ID, id) })
	if !ok {
		return -1
	}
	return i
}

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)

// holes names what is missing or wrong in a check's metadata.
func (c *Check) holes() []string {
	m := &c.Meta
	var holes []string
	want := func(ok bool, hole string) {
		if !ok {
			holes = append(holes, hole)
		}
	}
	want(kebab.MatchString(m.ID), "the id is not kebab-case with its group first")
	want(m.Title != "", "no title")
	want(m.Why != "", "no why")
	want(m.Fix != "", "no fix")
	want(m.Since != "", "no since")
	want(m.Effort == 1 || m.Effort == 3 || m.Effort == 8, "the effort is not 1, 3 or 8")
	want(m.Factor.Name() != "", fmt.Sprintf("no factor %q", m.Factor))
	want(slices.Contains([]verdict.Stage{verdict.StageInitial, verdict.StageMature, verdict.StageBoth}, m.Stage), fmt.Sprintf("no stage %q", m.Stage))
	want(m.Severity.Weight() > 0 || m.Severity == verdict.Info, fmt.Sprintf("no severity %q", m.Severity))
	want(len(m.Sources) > 0, "no source")
	want(!slices.ContainsFunc(m.Sources, func(s verdict.Source) bool { return s.Title == "" }), "a source without title")
	want(len(m.Messages) > 0, "no messages")
	want(c.site != nil || c.page != nil, "no function: make checks with Site or EachPage")
	want(isStruct(c.Defaults), "the settings are not a struct")
	want(c.fold.Pass >= 0 && (c.fold.Warn == 0 || c.fold.Warn >= c.fold.Pass), "the fold warns below the share at which it passes")
	return holes
}

// isStruct reports whether v is a struct, so that settings can be read into it by name.
func isStruct(v any) bool { return v != nil && reflect.TypeOf(v).Kind() == reflect.Struct }
