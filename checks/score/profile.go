package score

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/shopvet/shopvet/verdict"
)

// model is the version of the formula: it grows when marks, caps, deduction or grades are made otherwise from the same results.
const model = 1

//go:embed profiles/*.toml
var files embed.FS

// DefaultProfile is the name of the profile for shops of any kind.
const DefaultProfile = "default"

// Profile is a set of weights of the trust factors, in percent of each stage.
type Profile struct {
	Name    string
	Summary string // whom it is for
	weights map[verdict.Stage]map[verdict.Factor]float64
}

// profileFile is a profile as written: either the weights of both stages, or multipliers of those of the default profile.
type profileFile struct {
	Name     string                     `toml:"name"`
	Summary  string                     `toml:"summary"`
	Initial  map[verdict.Factor]float64 `toml:"initial"`
	Mature   map[verdict.Factor]float64 `toml:"mature"`
	Multiply map[verdict.Factor]float64 `toml:"multiply"`
}

// Profiles returns the names of the profiles there are, the default first.
func Profiles() []string {
	names := []string{DefaultProfile}
	entries, err := files.ReadDir("profiles")
	if err != nil {
		return names // the directory is embedded: it is there
	}
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".toml"); name != DefaultProfile {
			names = append(names, name)
		}
	}
	return names
}

// LoadProfile returns the profile of the name. The error names those there are.
func LoadProfile(name string) (*Profile, error) {
	if !slices.Contains(Profiles(), name) {
		return nil, fmt.Errorf("there is no weight profile %q; there are %s", name, strings.Join(Profiles(), ", "))
	}
	read := func(name string) ([]byte, error) { return files.ReadFile(path.Join("profiles", name+".toml")) }
	base, err := read(DefaultProfile)
	if err != nil {
		return nil, fmt.Errorf("weight profile: %w", err)
	}
	p, err := parseProfile(base, nil)
	if err != nil || name == DefaultProfile {
		return p, err
	}
	data, err := read(name)
	if err != nil {
		return nil, fmt.Errorf("weight profile: %w", err)
	}
	return parseProfile(data, p)
}

// parseProfile reads a profile of its own, or one that multiplies base, which is then brought back to a sum of 100.
func parseProfile(data []byte, base *Profile) (*Profile, error) {
	var f profileFile
	md, err := toml.Decode(string(data), &f)
	if err != nil {
		return nil, fmt.Errorf("weight profile: %w", err)
	}
	var errs []error
	for _, key := range md.Undecoded() {
		errs = append(errs, fmt.Errorf("weight profile %q: there is no setting %q", f.Name, key.String()))
	}
	p := &Profile{Name: f.Name, Summary: f.Summary}
	if base == nil {
		p.weights = map[verdict.Stage]map[verdict.Factor]float64{verdict.StageInitial: f.Initial, verdict.StageMature: f.Mature}
		errs = append(errs, whole("initial", f.Initial), whole("mature", f.Mature))
	} else {
		errs = append(errs, weights("multiply", f.Multiply))
		p.weights = multiplied(base.weights, f.Multiply)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return p, nil
}

// weights checks a table of numbers by factor.
func weights(table string, w map[verdict.Factor]float64) error {
	var errs []error
	for _, f := range slices.Sorted(maps.Keys(w)) {
		if f.Name() == "" || f == verdict.Integrity {
			errs = append(errs, fmt.Errorf("weight profile: %s: there is no factor %q to weigh", table, f))
		}
		if !(w[f] >= 0) || math.IsInf(w[f], 0) {
			errs = append(errs, fmt.Errorf("weight profile: %s: the weight %v of %q is not a number from 0 up", table, w[f], f))
		}
	}
	return errors.Join(errs...)
}

// whole checks that the weights of a stage name every factor and add up to 100.
func whole(table string, w map[verdict.Factor]float64) error {
	errs := []error{weights(table, w)}
	sum := 0.0
	for _, f := range verdict.Factors() {
		if _, ok := w[f]; !ok && f != verdict.Integrity {
			errs = append(errs, fmt.Errorf("weight profile: %s: no weight for %q", table, f))
		}
		sum += w[f]
	}
	if math.Abs(sum-100) > 1e-6 {
		errs = append(errs, fmt.Errorf("weight profile: %s: the weights add up to %v, not to 100", table, sum))
	}
	return errors.Join(errs...)
}

// multiplied returns base with some weights multiplied, and the sum brought back to 100.
func multiplied(base map[verdict.Stage]map[verdict.Factor]float64, by map[verdict.Factor]float64) map[verdict.Stage]map[verdict.Factor]float64 {
	out := make(map[verdict.Stage]map[verdict.Factor]float64, len(base))
	for stage, table := range base {
		next := maps.Clone(table)
		sum := 0.0
		for _, f := range verdict.Factors() {
			if m, ok := by[f]; ok {
				next[f] *= m
			}
			sum += next[f]
		}
		for f := range next {
			next[f] *= 100 / sum
		}
		out[stage] = next
	}
	return out
}

// Digest returns a short text that tells weights and formula apart from all others, for checks.Set.Ruleset.
func (p *Profile) Digest() string {
	h := sha256.New()
	fmt.Fprintf(h, "model %d\n", model)
	for _, stage := range []verdict.Stage{verdict.StageInitial, verdict.StageMature} {
		for _, f := range verdict.Factors() {
			fmt.Fprintf(h, "%s %s %.9g\n", stage, f, p.weights[stage][f])
		}
	}
	for _, r := range capRules() {
		fmt.Fprintf(h, "%s %d %q %q\n", r.id, r.limit, r.all, r.absent)
	}
	return p.Name + "-" + hex.EncodeToString(h.Sum(nil)[:6])
}
