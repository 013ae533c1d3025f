package vendor

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// DemoLine is a line of text that shop systems or themes come with.
type DemoLine struct {
	System string
	// Need is how many different lines of this system a page must show before they are not the shop's own.
	Need int
}

const (
	demoNeed   = 3
	demoPrefix = 40 // bytes from which a line is known by its beginning
	demoHead   = 3  // bytes of a line by which most are turned away
)

type demoTable struct {
	whole  map[string]DemoLine
	begin  map[string]DemoLine // by the first demoPrefix bytes
	starts map[[demoHead]byte]bool
}

var demos = sync.OnceValue(func() *demoTable {
	t, err := loadDemos()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return t
})

func loadDemos() (*demoTable, error) {
	var f struct {
		Date  string `toml:"date"`
		Demos []struct {
			Name  string   `toml:"name"`
			Lines []string `toml:"lines"`
			Some  []string `toml:"some"`
			Need  int      `toml:"need"`
		} `toml:"demo"`
	}
	if err := decode("demo", &f); err != nil {
		return nil, err
	}
	t := &demoTable{whole: map[string]DemoLine{}, begin: map[string]DemoLine{}, starts: map[[demoHead]byte]bool{}}
	for _, d := range f.Demos {
		if d.Need == 0 {
			d.Need = demoNeed
		}
		for _, l := range d.Lines {
			t.add(l, DemoLine{d.Name, 1})
		}
		for _, l := range d.Some {
			t.add(l, DemoLine{d.Name, d.Need})
		}
	}
	return t, nil
}

func (t *demoTable) add(line string, d DemoLine) {
	line = strings.ToLower(line)
	t.whole[line] = d
	t.starts[head(line)] = true
	if len(line) >= demoPrefix {
		t.begin[line[:demoPrefix]] = d
	}
}

// head is the beginning of a line, its ASCII letters small.
func head(line string) (h [demoHead]byte) {
	copy(h[:], line)
	for i, c := range h {
		if 'A' <= c && c <= 'Z' {
			h[i] = c + 'a' - 'A'
		}
	}
	return h
}

// Demo tells whether a line of a page, space folded, is one that a shop system or theme came with.
func Demo(line string) (DemoLine, bool) {
	t := demos()
	if !t.starts[head(line)] {
		return DemoLine{}, false
	}
	if len(line) > 4*demoPrefix {
		cut := 4 * demoPrefix
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		line = line[:cut]
	}
	line = strings.ToLower(line)
	if d, ok := t.whole[line]; ok {
		return d, true
	}
	if len(line) < demoPrefix {
		return DemoLine{}, false
	}
	d, ok := t.begin[line[:demoPrefix]]
	return d, ok
}
