package verdict

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// JSONSchema is the JSON Schema (2020-12) of verdicts as Encode writes them. It must not be changed.
//
//go:embed schema.json
var JSONSchema []byte

// maxBytes bounds what Decode reads: a verdict in which every one of some hundred checks kept all its findings stays below.
const maxBytes = 512 << 20

// Encode writes a verdict as indented JSON, the same bytes for the same verdict. Lists and tables that are nil are written empty.
func Encode(w io.Writer, v *Verdict) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v.filled()); err != nil {
		return fmt.Errorf("write verdict: %w", err)
	}
	return nil
}

// Decode reads a verdict that Encode wrote, also one of an older schema. A newer one is refused, since its fields may mean what this
// program does not know; fields that a later program of the same schema added are passed over.
func Decode(r io.Reader) (*Verdict, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read verdict: %w", err)
	}
	if len(data) > maxBytes {
		return nil, fmt.Errorf("read verdict: it is larger than %d MB, no verdict is", maxBytes>>20)
	}
	var head struct {
		Schema *int `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("read verdict: %s", explain(err))
	}
	switch {
	case head.Schema == nil || *head.Schema < 1:
		return nil, errors.New("read verdict: this is no verdict of shopvet, it has no schema number")
	case *head.Schema > Schema:
		return nil, fmt.Errorf("read verdict: it was written by a newer shopvet (schema %d, this one knows up to %d); update shopvet", *head.Schema, Schema)
	}
	v := new(Verdict)
	if err := json.Unmarshal(data, v); err != nil {
		return nil, fmt.Errorf("read verdict: %s", explain(err))
	}
	return v, nil
}

// explain says what is wrong with JSON, and where, in one line.
func explain(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("not JSON at byte %d: %v", syntax.Offset, err)
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Sprintf("%s is a %s, which it cannot be", kind.Field, kind.Value)
	default:
		return err.Error()
	}
}

// filled returns the verdict with empty lists and tables for nil ones, so that readers in other languages meet no null. It shares what
// it need not change; v stays as it is.
func (v *Verdict) filled() *Verdict {
	f := *v
	f.Markets, f.Actions, f.Verify, f.Results, f.Notes = full(v.Markets), full(v.Actions), full(v.Verify), full(v.Results), full(v.Notes)
	f.Rules = make(map[string]Rule, len(v.Rules))
	for id, r := range v.Rules {
		r.Sources = full(r.Sources)
		f.Rules[id] = r
	}
	if f.Crawl.Skipped == nil {
		f.Crawl.Skipped = map[string]int{}
	}
	for i := range f.Markets {
		f.Markets[i].Reasons = full(f.Markets[i].Reasons)
	}
	for i := range f.Actions {
		f.Actions[i].Checks, f.Actions[i].Lifts = full(f.Actions[i].Checks), full(f.Actions[i].Lifts)
	}
	for i := range f.Results {
		f.Results[i].Findings = slices.Clone(f.Results[i].Findings)
		for k := range f.Results[i].Findings {
			if f.Results[i].Findings[k].Evidence == nil {
				f.Results[i].Findings[k].Evidence = []Evidence{}
			}
		}
	}
	f.Initial, f.Mature = f.Initial.filled(), f.Mature.filled()
	f.Shop = f.Shop.filled()
	f.Timings = full(v.Timings)
	f.Connections = full(v.Connections)
	for i := range f.Connections {
		f.Connections[i] = f.Connections[i].filled()
	}
	return &f
}

func (s Score) filled() Score {
	s.Factors, s.Caps = full(s.Factors), full(s.Caps)
	for i := range s.Caps {
		s.Caps[i].Checks = full(s.Caps[i].Checks)
	}
	return s
}

func (s Shop) filled() Shop {
	s.Languages, s.Policies, s.Contacts, s.Identity, s.Payments = full(s.Languages), full(s.Policies), full(s.Contacts), full(s.Identity), full(s.Payments)
	if s.Roles == nil {
		s.Roles = map[string]int{}
	}
	return s
}

func (c Connection) filled() Connection {
	c.Roles, c.Accepts, c.Refuses, c.NotTested = full(c.Roles), full(c.Accepts), full(c.Refuses), full(c.NotTested)
	c.WeakSuites, c.Suites, c.KeyExchanges = full(c.WeakSuites), full(c.Suites), full(c.KeyExchanges)
	if c.Certificate != nil {
		cert := *c.Certificate
		cert.Names = full(cert.Names)
		c.Certificate = &cert
	}
	return c
}

// full returns a copy of list that is not nil.
func full[T any](list []T) []T { return append([]T{}, list...) }
