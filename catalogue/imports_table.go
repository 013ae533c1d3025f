package catalogue

import (
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// columnNames are the headings that are known for each column.
var columnNames = map[string]string{
	"url": "url", "address": "url", "website": "url", "shop": "url", "shop_url": "url", "domain": "url", "link": "url", "homepage": "url",
	"name": "name", "shop_name": "name", "seller": "name", "seller_name": "name", "merchant": "name",
	"owner": "owner", "reference": "owner", "id": "owner", "merchant_id": "owner", "seller_id": "owner", "external_id": "owner",
	"tags": "tags", "tag": "tags", "labels": "tags", "markets": "markets", "market": "markets", "country": "markets", "countries": "markets",
	"profile": "profile", "cadence": "cadence", "every": "cadence", "interval": "cadence", "paused": "paused",
}

func columnName(s string) string {
	return columnNames[strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(s)))]
}

// heading reports whether a text begins with the heading of a table, and what separates its columns.
func heading(head []byte) (comma rune, ok bool) {
	first, _, _ := strings.Cut(string(head), "\n")
	for _, c := range []rune{';', '\t', ','} {
		for cell := range strings.SplitSeq(first, string(c)) {
			if columnName(strings.Trim(cell, "\"\r ")) == "url" {
				return c, true
			}
		}
	}
	return 0, false
}

// mostRowLines is how many lines a row of a table may go over. A quotation mark that is never closed costs its own line, not the rest.
const mostRowLines = 5

// tableReader reads a table line by line.
type tableReader struct {
	im      *importer
	comma   rune
	columns []string
	open    []string // lines of which it is not settled yet to which row they belong
	first   int      // the number of the first of them
}

// table reads CSV with a heading.
func (im *importer) table(in io.Reader, comma rune) error {
	t := &tableReader{im: im, comma: comma, first: 1}
	err := eachLine(in, func(_ int, text string) error {
		t.open = append(t.open, text)
		return t.settle(false)
	})
	if err != nil {
		return err
	}
	return t.settle(true)
}

// settle takes the rows that are complete: those in which every quotation mark is closed.
func (t *tableReader) settle(end bool) error {
	for len(t.open) > 0 {
		n := 1
		for n <= len(t.open) && strings.Count(strings.Join(t.open[:n], ""), `"`)%2 != 0 {
			n++
		}
		line := t.first
		switch {
		case n <= len(t.open):
			text := strings.Join(t.open[:n], "\n")
			t.open, t.first = t.open[n:], t.first+n
			if err := t.row(line, text); err != nil {
				return err
			}
		case end || len(t.open) >= mostRowLines:
			t.open, t.first = t.open[1:], t.first+1
			t.im.fail(line, errors.New("a quotation mark is not closed"))
		default:
			return nil
		}
	}
	return nil
}

// row takes the heading or one row.
func (t *tableReader) row(line int, text string) error {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = t.comma, -1, true
	cells, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil // an empty line
	}
	if err != nil {
		t.im.fail(line, err)
		return nil
	}
	if t.columns == nil {
		for _, h := range cells {
			t.columns = append(t.columns, columnName(h))
		}
		return nil
	}
	one, err := rowOf(t.columns, cells)
	if err != nil {
		t.im.fail(line, err)
	}
	if err != nil || one == nil {
		return nil
	}
	return t.im.take(line, one)
}

// rowOf reads one row of a table, nil where it is empty.
func rowOf(columns, cells []string) (*row, error) {
	var r row
	empty := true
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune("=+-@", rune(cell[1])) {
			cell = cell[1:] // written so for a spreadsheet
		}
		empty = empty && cell == ""
		if i >= len(columns) {
			continue
		}
		switch columns[i] {
		case "url":
			r.URL = cmp.Or(r.URL, cell)
		case "name":
			r.Name = cmp.Or(r.Name, cell)
		case "owner":
			r.Owner = cmp.Or(r.Owner, cell)
		case "tags":
			r.Tags = append(r.Tags, parts(cell)...)
		case "markets":
			r.Markets = append(r.Markets, parts(cell)...)
		case "profile":
			r.Profile = cell
		case "cadence":
			r.Cadence = cell
		case "paused":
			if yes, ok := map[string]bool{"true": true, "yes": true, "1": true, "false": false, "no": false, "0": false}[strings.ToLower(cell)]; ok {
				r.Paused = &yes
			} else if cell != "" {
				return nil, errors.New("paused is neither yes nor no")
			}
		}
	}
	if empty {
		return nil, nil
	}
	return &r, nil
}
