package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// outcome is the error with which a run over a snapshot ends, whatever the verdict says: nothing could be observed, our own fault, or the user
// stopped it. nil means that the verdict decides.
func outcome(snap *snapshot.Snapshot, ours error) error {
	if snap.Stop == snapshot.StopInterrupted {
		return &stop{code: exitInterrupted, err: errors.New("interrupted: this is a partial look")}
	}
	if text := nothing(snap); text != "" {
		return &stop{code: exitNothing, err: errors.New(text)}
	}
	return ours
}

// broken is the error of a verdict in which checks of ours broke.
func broken(v *verdict.Verdict) error {
	var ids []string
	for i := range v.Results {
		if v.Results[i].Status == verdict.Broken {
			ids = append(ids, v.Results[i].Check)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return &stop{code: exitOurs, err: fmt.Errorf("a fault of our own: %s could not finish; please report it, with the command, at %s", strings.Join(ids, ", "), issues)}
}

// passes compares a verdict with --fail-on.
func (a *app) passes(ctx context.Context, v *verdict.Verdict, o *options) error {
	if o.failOn.text == failOnNew {
		before, _, err := a.readLook(ctx, o.baseline.name, o)
		if err != nil {
			return err
		}
		return worsened(verdict.Compare(before, v))
	}
	why, met, err := o.failOn.met(v)
	if err != nil {
		return &stop{code: exitNothing, err: fmt.Errorf("--fail-on %s: %w, so nothing can be compared", o.failOn.text, err)}
	}
	if met {
		return &stop{code: exitFindings, err: fmt.Errorf("--fail-on %s: %s", o.failOn.text, why)}
	}
	return nil
}
