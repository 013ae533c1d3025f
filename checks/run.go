package checks

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/shopvet/shopvet/verdict"
)

// MaxFindings is how many findings of one check are kept; the total is counted beyond it.
const MaxFindings = 10_000

// Run judges the snapshot by every enabled check and returns one result each, sorted by id and the same whatever the number of
// processors. A check that panics is reported as broken and the others go on. The error is that of ctx, or tells that a page could not
// be read back from the snapshot.
func (s *Set) Run(ctx context.Context, in *Input) ([]verdict.Result, error) {
	list := s.enabled()
	outcomes := make([]Outcome, len(list))
	pass := pagePass{in: in}
	var site []int
	for i := range list {
		if o, decided := preflight(&list[i].Meta, in); decided {
			outcomes[i] = o
		} else if list[i].page != nil {
			pass.add(&list[i], &outcomes[i])
		} else {
			site = append(site, i)
		}
	}
	judge := func(i int, in *Input) {
		i = site[i]
		outcomes[i] = guard(func() Outcome { return list[i].site(in, list[i].settings) })
		if !in.Snap.Pages.Resident() {
			own(outcomes[i].Findings)
		}
	}
	if err := runAll(ctx, &pass, len(site), judge); err != nil {
		return nil, fmt.Errorf("judge: %w", err)
	}
	results := make([]verdict.Result, len(list))
	for i := range list {
		results[i] = result(&list[i].Meta, outcomes[i], in)
	}
	return results, nil
}

// runAll runs the checks of pages and the n of the whole shop: side by side where pages are in memory, else in one sweep over their file.
func runAll(ctx context.Context, pass *pagePass, n int, judge func(i int, in *Input)) error {
	in := pass.in
	if !in.Snap.Pages.Resident() && in.Site != nil && len(in.Site.Ordered) == in.Snap.Pages.Len() {
		err := newSweep(in).run(ctx, n, judge, pass.look)
		pass.end()
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	g.Go(func() error { return pass.run(ctx) })
	for i := range n {
		g.Go(func() error {
			if ctx.Err() == nil {
				judge(i, in)
			}
			return ctx.Err()
		})
	}
	return g.Wait()
}

// guard runs a check's function; a panic in it becomes the outcome Broken.
func guard(judge func() Outcome) (o Outcome) {
	defer func() {
		if r := recover(); r != nil {
			o = broken(fmt.Sprint(r))
		}
	}()
	o = judge()
	switch o.Status {
	case verdict.Pass, verdict.Warn, verdict.Fail, verdict.NotApplicable, verdict.Unknown, verdict.Broken:
		return o
	}
	return broken(fmt.Sprintf("it returned the status %q", o.Status))
}

func broken(why string) Outcome {
	return Outcome{Status: verdict.Broken, Reason: Msg(KeyPanic, "panic", cut(why, maxSlot))}
}

// result completes an outcome.
func result(m *Meta, o Outcome, in *Input) verdict.Result {
	o = soften(m, o, in)
	r := verdict.Result{
		Check: m.ID, Status: o.Status, Grade: grade(o), Severity: m.Severity, Confidence: o.Confidence,
		Reason: m.complete(o.Reason), Total: max(o.Total, len(o.Findings)), Seen: o.Seen, Duty: duty(m.ID, in),
	}
	if r.Confidence == "" {
		r.Confidence = verdict.Sure
	}
	marks := make(map[string]int)
	for _, f := range o.Findings[:min(len(o.Findings), MaxFindings)] {
		f.Message = m.complete(f.Message)
		f.Fingerprint = fingerprint(m.ID, f, marks)
		r.Findings = append(r.Findings, f)
	}
	return r
}

// soften turns a fail into a warning where it rests on what is not read well enough in the shop's language.
func soften(m *Meta, o Outcome, in *Input) Outcome {
	weak := func(detector string) bool { return in.Accuracy.Weak(detector, in.Site.Lang) }
	if o.Status != verdict.Fail || !slices.ContainsFunc(m.Rests, weak) {
		return o
	}
	o.Status, o.Confidence = verdict.Warn, verdict.Unsure
	o.Grade = max(o.Grade, grade(Outcome{Status: verdict.Warn}))
	return o
}

// grade returns the measured grade, or the one that follows from the status; 0 where nothing was measured.
func grade(o Outcome) float64 {
	if o.Graded && o.Status.Measured() && !math.IsNaN(o.Grade) {
		return min(max(o.Grade, 0), 1)
	}
	switch o.Status {
	case verdict.Pass:
		return 1
	case verdict.Warn:
		return 0.5
	default:
		return 0
	}
}

// Validate reports every message of a result that its check does not know, or whose slots have no value. A set never fails because of
// them, tests of checks should.
func (m *Meta) Validate(r verdict.Result) error {
	_, err := m.Render(r.Reason)
	errs := []error{err}
	for _, f := range r.Findings {
		_, err := m.Render(f.Message)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
