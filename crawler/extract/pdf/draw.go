package pdf

// matrix is a, b, c, d, e, f of a transformation.
type matrix [6]float64

var unit = matrix{1, 0, 0, 1, 0, 0}

func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// state is what drawing depends on.
type state struct {
	ctm           matrix
	font          *font
	size, leading float64
	char, word    float64 // extra width
	stretch       float64
}

// canvas draws what a stream says, as far as it is text.
type canvas struct {
	d       *document
	r       *reader
	s       state
	saved   []state
	tm, tlm matrix
	forms   int
}

// page draws one page.
func (r *reader) page(d *document, p dict) {
	var b []byte
	switch c := d.resolve(p["Contents"]).(type) {
	case *stream:
		b = d.unpack(c)
	case array:
		for _, part := range c[:min(len(c), 1000)] {
			if s, ok := d.resolve(part).(*stream); ok {
				b = append(append(b, d.unpack(s)...), '\n')
			}
		}
	}
	c := canvas{d: d, r: r, s: state{ctm: unit, stretch: 1}, tm: unit, tlm: unit}
	c.draw(b, d.dict(p["Resources"]))
	r.endPage()
}

func (c *canvas) draw(b []byte, resources dict) {
	l := lexer{b: b, d: c.d}
	var args []object
	for c.r.size < maxText {
		o := l.next(0)
		if o == end {
			return
		}
		w, op := o.(word)
		if !op {
			if len(args) < 100 {
				args = append(args, o)
			}
			continue
		}
		switch w {
		case "BI":
			l.skipPicture()
		case "Do":
			c.form(args, resources)
		case "Tf":
			if len(args) == 2 {
				if n, ok := args[0].(name); ok {
					c.s.font = c.d.font(c.d.dict(resources["Font"])[string(n)])
				}
				c.s.size = number(args[1])
			}
		default:
			c.operate(w, args)
		}
		args = args[:0]
	}
}

// skipPicture goes past a picture that is drawn in place.
func (l *lexer) skipPicture() {
	for l.i < len(l.b) {
		l.i++
		if l.i+3 <= len(l.b) && isSpace(l.b[l.i-1]) && l.b[l.i] == 'E' && l.b[l.i+1] == 'I' && (l.i+2 == len(l.b) || isSpace(l.b[l.i+2])) {
			l.i += 2
			return
		}
	}
}

// form draws a stream that another one names.
func (c *canvas) form(args []object, resources dict) {
	n, ok := last(args).(name)
	s, isStream := c.d.resolve(c.d.dict(resources["XObject"])[string(n)]).(*stream)
	if !ok || !isStream || s.dict["Subtype"] != name("Form") || c.forms >= 12 {
		return
	}
	saved := c.s
	if m, ok := matrixOf(c.d.array(s.dict["Matrix"])); ok {
		c.s.ctm = m.times(c.s.ctm)
	}
	own := c.d.dict(s.dict["Resources"])
	if own == nil {
		own = resources
	}
	c.forms++
	c.draw(c.d.unpack(s), own)
	c.forms--
	c.s = saved
}

func matrixOf(a []object) (m matrix, ok bool) {
	if len(a) != 6 {
		return unit, false
	}
	for i := range m {
		m[i] = number(a[i])
	}
	return m, true
}

// operate does what an operator of text or position says.
func (c *canvas) operate(w word, args []object) {
	arg := func(i int) float64 {
		if i < len(args) {
			return number(args[i])
		}
		return 0
	}
	switch w {
	case "q":
		if len(c.saved) < 500 {
			c.saved = append(c.saved, c.s)
		}
	case "Q":
		if n := len(c.saved); n > 0 {
			c.s, c.saved = c.saved[n-1], c.saved[:n-1]
		}
	case "cm":
		if m, ok := matrixOf(args); ok {
			c.s.ctm = m.times(c.s.ctm)
		}
	case "BT":
		c.tm, c.tlm = unit, unit
	case "Tm":
		if m, ok := matrixOf(args); ok {
			c.tm, c.tlm = m, m
		}
	case "TD":
		c.s.leading = -arg(1)
		c.move(arg(0), arg(1))
	case "Td":
		c.move(arg(0), arg(1))
	case "T*":
		c.move(0, -c.s.leading)
	case "TL":
		c.s.leading = arg(0)
	case "Tc":
		c.s.char = arg(0)
	case "Tw":
		c.s.word = arg(0)
	case "Tz":
		c.s.stretch = arg(0) / 100
	case "'", "\"":
		c.move(0, -c.s.leading)
		c.show(last(args))
	case "Tj", "TJ":
		c.show(last(args))
	}
}

func (c *canvas) move(x, y float64) {
	c.tlm = matrix{1, 0, 0, 1, x, y}.times(c.tlm)
	c.tm = c.tlm
}

// show draws a string, or a list of strings with shifts between them.
func (c *canvas) show(o object) {
	list, many := o.(array)
	if !many {
		list = array{o}
	}
	for _, part := range list {
		switch v := part.(type) {
		case float64:
			c.advance(-v / 1000 * c.s.size * c.s.stretch)
		case text:
			c.letters(v)
		}
	}
}

func (c *canvas) advance(dx float64) {
	if c.s.font != nil && c.s.font.vertical {
		c.tm = matrix{1, 0, 0, 1, 0, -dx}.times(c.tm)
		return
	}
	c.tm = matrix{1, 0, 0, 1, dx, 0}.times(c.tm)
}

func (c *canvas) letters(s text) {
	if c.s.font == nil {
		return
	}
	c.s.font.decode(s, func(letter string, width float64) {
		c.d.steps++
		from := c.tm.times(c.s.ctm)
		dx := width*c.s.size + c.s.char
		if letter == " " {
			dx += c.s.word
		}
		c.advance(dx * c.s.stretch)
		to := c.tm.times(c.s.ctm)
		c.r.letter(letter, from, to, c.s.size, c.s.font)
	})
}
