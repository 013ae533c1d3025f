package catalogue

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The bounds of what is imported, which may come from anybody.
const (
	maxImportLine = 1 << 20
	maxField      = 300 // characters of a name or reference
	maxURL        = 2000
	maxTags       = 50
	maxRowErrors  = 1000 // told one by one; the rest is counted
	importBatch   = 1000
)

// ImportOptions say how a list is read.
type ImportOptions struct {
	Address  func(string) (string, error) // reads an address and returns it in its one form, or says what is wrong with it
	Markets  []string                     // the known ones
	Profiles []string                     // the known ones
	Defaults Seller                       // what a row that does not say otherwise gets
}

// RowError says what is wrong with one row.
type RowError struct {
	Line int
	Err  error
}

// Error tells the line and what is wrong with it.
func (e RowError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Imported says what became of a list.
type Imported struct {
	Saved
	Errors []RowError // the first thousand
	Failed int        // rows in all that could not be taken
}

// importer reads one list.
type importer struct {
	ctx  context.Context
	s    *Store
	o    ImportOptions
	now  time.Time
	rows []Seller
	out  Imported
}

// Import reads a list of sellers and puts them into the catalogue: CSV with a heading, JSON lines, a sitemap, or one address a line; which it
// is, its beginning tells. Rows that cannot be taken are told with their lines, the others are put. The same list can be imported twice.
func (s *Store) Import(ctx context.Context, r io.Reader, o ImportOptions, now time.Time) (*Imported, error) {
	in := bufio.NewReaderSize(transform.NewReader(r, textunicode.BOMOverride(transform.Nop)), 64<<10)
	im := &importer{ctx: ctx, s: s, o: o, now: now}
	start, err := in.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, fmt.Errorf("read list: %w", err)
	}
	switch head := bytes.TrimLeftFunc(start, unicode.IsSpace); {
	case len(head) == 0:
		return nil, errors.New("read list: it is empty")
	case head[0] == '<':
		err = im.sitemap(in)
	case head[0] == '{':
		err = im.jsonLines(in)
	case head[0] == '[':
		return nil, errors.New("read list: it is one JSON list; write one seller a line instead, without [ ] and commas between them")
	default:
		if comma, ok := heading(head); ok {
			err = im.table(in, comma)
		} else {
			err = im.lines(in)
		}
	}
	if err == nil {
		err = im.flush()
	}
	if err != nil {
		return &im.out, fmt.Errorf("read list: %w", err)
	}
	return &im.out, nil
}

// row is one row as it stands in a list.
type row struct {
	URL     string  `json:"url"`
	Name    string  `json:"name"`
	Owner   string  `json:"owner"`
	Tags    texting `json:"tags"`
	Markets texting `json:"markets"`
	Profile string  `json:"profile"`
	Cadence string  `json:"cadence"`
	Paused  *bool   `json:"paused"`
}

// texting is a list in JSON, or one text of parts separated by commas or spaces.
type texting []string

// UnmarshalJSON reads either form.
func (t *texting) UnmarshalJSON(data []byte) error {
	var list []string
	if json.Unmarshal(data, &list) == nil {
		*t = list
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return errors.New("write a list of texts")
	}
	*t = parts(text)
	return nil
}

func parts(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '|' || unicode.IsSpace(r) })
}

// take takes one row.
func (im *importer) take(line int, r *row) error {
	n, err := im.seller(r)
	if err != nil {
		im.fail(line, err)
		return nil
	}
	im.rows = append(im.rows, *n)
	if len(im.rows) >= importBatch {
		return im.flush()
	}
	return nil
}

func (im *importer) fail(line int, err error) {
	im.out.Failed++
	if len(im.out.Errors) < maxRowErrors {
		im.out.Errors = append(im.out.Errors, RowError{line, err})
	}
}

func (im *importer) flush() error {
	saved, err := im.s.PutSellers(im.ctx, im.rows, im.now)
	im.out.Added += saved.Added
	im.out.Changed += saved.Changed
	im.out.Same += saved.Same
	im.rows = im.rows[:0]
	return err
}

// seller reads what a row says.
func (im *importer) seller(r *row) (*Seller, error) {
	d := &im.o.Defaults
	address := strings.TrimSpace(r.URL)
	if address == "" {
		return nil, errors.New("there is no address")
	}
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	address, err := im.o.Address(address)
	if err != nil {
		return nil, err
	}
	if len(address) > maxURL {
		return nil, fmt.Errorf("the address is longer than %d characters", maxURL)
	}
	n := &Seller{URL: address, Name: Clean(cmp.Or(r.Name, d.Name)), Owner: Clean(cmp.Or(r.Owner, d.Owner)), Profile: strings.ToLower(cmp.Or(strings.TrimSpace(r.Profile), d.Profile)), Cadence: d.Cadence, Paused: d.Paused}
	if r.Paused != nil {
		n.Paused = *r.Paused
	}
	if strings.TrimSpace(r.Cadence) != "" {
		if n.Cadence, err = ParseCadence(r.Cadence); err != nil {
			return nil, err
		}
	}
	for _, t := range slices.Concat(r.Tags, d.Tags) {
		n.Tags = append(n.Tags, Clean(t))
	}
	if n.Tags = tidy(n.Tags); len(n.Tags) > maxTags {
		return nil, fmt.Errorf("a seller has at most %d tags", maxTags)
	}
	n.Markets = r.Markets
	if len(n.Markets) == 0 {
		n.Markets = d.Markets
	}
	n.Markets = lower(n.Markets)
	for _, m := range n.Markets {
		if !slices.Contains(im.o.Markets, m) {
			return nil, fmt.Errorf("there is no market %q", Clean(m))
		}
	}
	if n.Profile != "" && !slices.Contains(im.o.Profiles, n.Profile) {
		return nil, fmt.Errorf("there is no profile %q", Clean(n.Profile))
	}
	return n, nil
}

func lower(list []string) []string {
	var out []string
	for _, t := range list {
		out = append(out, strings.ToLower(strings.TrimSpace(t)))
	}
	return out
}

// Clean makes a text from outside fit for the catalogue: one line of printable characters, not too long.
func Clean(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))), " ")
	if runes := []rune(s); len(runes) > maxField {
		s = string(runes[:maxField])
	}
	return s
}

// ParseCadence reads how often a seller is looked at: 12h, 1d, 2w, daily, weekly, monthly, never. Less than an hour would be a burden.
func ParseCadence(s string) (time.Duration, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	const day = 24 * time.Hour
	if d, ok := map[string]time.Duration{"never": 0, "0": 0, "hourly": time.Hour, "daily": day, "weekly": 7 * day, "monthly": 30 * day}[s]; ok {
		return d, nil
	}
	var d time.Duration
	var n int
	var unit string
	if _, err := fmt.Sscanf(s, "%d%s", &n, &unit); err == nil && n < 1000 {
		d = time.Duration(n) * map[string]time.Duration{"d": day, "w": 7 * day}[unit]
	}
	if d == 0 {
		d, _ = time.ParseDuration(s) // what it cannot read is 0
	}
	if d < time.Hour || d > 366*day {
		return 0, fmt.Errorf("%q does not say how often: write it like 12h, 1d, 2w, daily, weekly or never, an hour at least", Clean(s))
	}
	return d, nil
}

// lines reads one address a line; what follows # is a comment.
func (im *importer) lines(in io.Reader) error {
	return eachLine(in, func(line int, text string) error {
		text = strings.TrimSpace(text)
		if i := strings.Index(text, " #"); i >= 0 {
			text = strings.TrimSpace(text[:i])
		}
		if text == "" || text[0] == '#' {
			return nil
		}
		return im.take(line, &row{URL: text})
	})
}

func (im *importer) jsonLines(in io.Reader) error {
	return eachLine(in, func(line int, text string) error {
		if strings.TrimSpace(text) == "" {
			return nil
		}
		var r row
		d := json.NewDecoder(strings.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&r); err != nil {
			im.fail(line, fmt.Errorf("not a seller in JSON: %s", Clean(strings.TrimPrefix(err.Error(), "json: "))))
			return nil
		}
		return im.take(line, &r)
	})
}

// eachLine hands out the lines of a text with their numbers.
func eachLine(in io.Reader, f func(line int, text string) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxImportLine)
	for n := 1; lines.Scan(); n++ {
		if err := f(n, lines.Text()); err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("a line is longer than %d MB: is it the right file?", maxImportLine>>20)
	}
	return lines.Err()
}

// sitemap takes the addresses of a sitemap.
func (im *importer) sitemap(in io.Reader) error {
	d := xml.NewDecoder(in)
	root := true
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		line, _ := d.InputPos()
		if err != nil {
			im.fail(line, fmt.Errorf("not XML: %s", Clean(err.Error())))
			return nil
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root && start.Name.Local != "urlset" {
			return fmt.Errorf("this is no sitemap but %s; of a sitemap index import the sitemaps it lists", Clean(start.Name.Local))
		}
		root = false
		if start.Name.Local != "loc" || strings.Contains(start.Name.Space, "image") || strings.Contains(start.Name.Space, "video") {
			continue
		}
		var address string
		if err := d.DecodeElement(&address, &start); err != nil {
			im.fail(line, fmt.Errorf("not XML: %s", Clean(err.Error())))
			return nil
		}
		if err := im.take(line, &row{URL: address}); err != nil {
			return err
		}
	}
}
