package report

// advice tells where a fix is made and what there is to copy: settings in full, texts for the shop only where everything is told.
func (t *writer) advice(indent string, f *fixView) {
	for _, s := range f.Steps {
		t.para(indent, s, plain)
	}
	for _, r := range f.Ready {
		if len(r.Text) > 0 && !t.verbose {
			t.para(indent, t.text("ready.text", "title", r.Title), faint)
			continue
		}
		t.para(indent, r.Title, bold)
		t.para(indent, r.Note, plain)
		for _, line := range r.Code {
			t.code(indent+"  ", line)
		}
		for _, line := range r.Text {
			t.para(indent+"  ", line, plain)
		}
	}
	if f.Owed != nil && t.verbose {
		t.para(indent, f.Owed.Title, bold)
		for _, o := range f.Owed.Items {
			t.para(indent+"  "+o.Mark+" ", o.Title+" · "+o.Status+" · "+o.Law, plain)
		}
	}
}

// code writes a line to copy: with its own indentation and, where it fits, in one piece.
func (t *writer) code(indent, line string) {
	if width(indent+line) <= t.columns {
		t.out.WriteString(indent + t.dye(line, cyan))
		t.line()
		return
	}
	t.para(indent, line, cyan)
}

// returning tells what counts most for customers who come back.
func (t *writer) returning() {
	if t.Returning == nil {
		return
	}
	t.line()
	t.para("", t.text("stage.mature"), bold)
	t.para("", t.Returning.Intro, faint)
	for _, m := range t.Returning.Most {
		t.sides("  ", t.text("fix.number", "n", m.Number)+" · "+m.Text, plain, m.Gain, green)
	}
}
