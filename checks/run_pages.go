package checks

import (
	"context"
	"fmt"
	"iter"

	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// pagePass is the one pass over the pages that all checks of pages share.
type pagePass struct {
	in    *Input
	tasks []*pageTask
}

// pageTask gathers what one check says of page after page.
type pageTask struct {
	*entry
	out *Outcome // where the folded outcome goes
	tally
}

func (p *pagePass) add(e *entry, out *Outcome) {
	p.tasks = append(p.tasks, &pageTask{entry: e, out: out, tally: tally{keep: e.fold.keep(), filed: !p.in.Snap.Pages.Resident()}})
}

func (p *pagePass) run(ctx context.Context) error {
	if len(p.tasks) == 0 {
		return nil
	}
	for page, err := range p.in.Pages() {
		if err == nil {
			err = p.in.Snap.Pages.Load(page)
		}
		if err != nil {
			return fmt.Errorf("read page of the snapshot: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		p.look(page)
	}
	p.end()
	return nil
}

// look asks all checks about one page.
func (p *pagePass) look(page *snapshot.Page) {
	for _, t := range p.tasks {
		t.look(p.in, page)
	}
}

// end makes an outcome of what each check said.
func (p *pagePass) end() {
	for _, t := range p.tasks {
		*t.out = t.fold.outcome(&t.tally, &t.Meta)
	}
}

// Pages yields the heads of all pages (their content is read by Site.Read), in an order that does not depend on which was fetched first, where facts were derived.
func (in *Input) Pages() iter.Seq2[*snapshot.Page, error] {
	if in.Site != nil && in.Site.Ordered != nil {
		return snapshot.Pages(in.Site.Ordered).All()
	}
	return in.Snap.Pages.All()
}

// look asks the check about one page.
func (t *pageTask) look(in *Input, page *snapshot.Page) {
	if t.broken == nil {
		t.count(guard(func() Outcome { return t.page(in, page, t.settings) }), in.Snap.Str(page.URL))
	}
}

// tally is what was said of the pages so far.
type tally struct {
	keep     int
	filed    bool     // pages lie in a file, see own
	broken   *Outcome // the first failure of the check itself; it ends the check
	unknown  *Outcome // the first page that could not be seen
	seen     int      // pages that were measured
	bad      int      // of these, pages with warn or fail
	worst    Outcome  // the worst of them, the surest among equals
	doubt    verdict.Confidence
	findings []verdict.Finding
	total    int
}

// count adds the outcome of the page at url.
func (t *tally) count(o Outcome, url string) {
	switch o.Status {
	case verdict.Broken:
		o.Findings = []verdict.Finding{Find(o.Reason, verdict.Evidence{URL: url})}
		t.broken = &o
		return
	case verdict.Unknown:
		if t.unknown == nil {
			t.unknown = &o
		}
		return
	case verdict.NotApplicable:
		return
	}
	t.seen++
	if o.Status == verdict.Pass {
		if t.bad == 0 {
			t.doubt = lessSure(t.doubt, o.Confidence)
		}
		return
	}
	if t.bad == 0 {
		t.doubt = ""
	}
	t.bad++
	t.doubt = lessSure(t.doubt, o.Confidence)
	if t.bad == 1 || worse(o, t.worst) {
		t.worst = o
	}
	t.collect(o, url)
}

// collect keeps the findings of a bad page while there is room, and counts all of them. A page that is bad without a finding gets one:
// its reason, at its address.
func (t *tally) collect(o Outcome, url string) {
	if len(o.Findings) == 0 {
		o.Findings = []verdict.Finding{Find(o.Reason)}
	}
	t.total += max(o.Total, len(o.Findings))
	for _, f := range o.Findings[:min(len(o.Findings), t.keep-len(t.findings))] {
		if len(f.Evidence) == 0 {
			f.Evidence = []verdict.Evidence{{URL: url}}
		}
		t.findings = append(t.findings, f)
		if t.filed {
			own(t.findings[len(t.findings)-1:])
		}
	}
}

// worse orders bad outcomes: fail before warn, then by grade, then the surer one first.
func worse(a, b Outcome) bool {
	if aFails, bFails := a.Status == verdict.Fail, b.Status == verdict.Fail; aFails != bFails {
		return aFails
	}
	if ga, gb := grade(a), grade(b); ga != gb {
		return ga < gb
	}
	return a.Confidence.Weight() > b.Confidence.Weight()
}

// lessSure returns the lesser of two confidences.
func lessSure(a, b verdict.Confidence) verdict.Confidence {
	if b.Weight() < a.Weight() {
		return b
	}
	return a
}
