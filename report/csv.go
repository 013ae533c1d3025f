package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/verdict"
)

// csvColumns are the columns of the table, in their order.
var csvColumns = []string{"check", "status", "severity", "confidence", "part", "title", "finding", "url", "target", "place", "header",
	"quote", "value", "limit", "places", "fix", "fix_number", "effort", "score_then", "accepted", "reference"}

// maxCSV is how many bytes of text a table has at most; it says how many rows are left out.
const maxCSV = 16 << 20

// byteOrderMark tells spreadsheet programs that the file is UTF-8; without it they read umlauts and Chinese as something else.
const byteOrderMark = "\ufeff"

// CSV writes a table with one row a finding, all that were kept, for spreadsheet programs. A result that names no place has one row.
func CSV(w io.Writer, v *verdict.Verdict, o Options) error {
	if v == nil {
		return errNoVerdict
	}
	b := newBuilder(v, o, 0)
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("write csv report: %w", err)
	}
	table := csv.NewWriter(w)
	table.UseCRLF = true // RFC 4180
	table.Write(csvColumns)
	room, left := maxCSV, 0
	for _, r := range b.worst() {
		for _, row := range b.csvRows(r) {
			for i := range row {
				row[i] = InertCell(row[i])
				room -= len(row[i])
			}
			if room < 0 {
				left++
				continue
			}
			table.Write(row)
		}
	}
	if left > 0 {
		table.Write(append(append(make([]string, 6), b.count("more", left)), make([]string, len(csvColumns)-7)...))
	}
	table.Flush()
	if err := table.Error(); err != nil {
		return fmt.Errorf("write csv report: %w", err)
	}
	return nil
}

// csvRows makes the rows of one result.
func (b *builder) csvRows(r *verdict.Result) [][]string {
	rule := b.v.Rules[r.Check]
	number, then := "", ""
	if n := b.fixes[r.Check]; n > 0 {
		number = itoa(n)
		if b.v.Initial.Known {
			then = itoa(b.v.Actions[n-1].After)
		}
	}
	row := func(x *verdict.Finding) []string {
		var e verdict.Evidence
		if len(x.Evidence) > 0 {
			e = x.Evidence[0]
		}
		said := b.message(r.Check, x.Message)
		if said == "" {
			said = b.reason(r)
		}
		return []string{clean(r.Check, maxName), string(r.Status), string(r.Severity), string(r.Confidence), b.factorName(rule.Factor), b.title(r.Check), said,
			clean(e.URL, maxAddress), clean(e.Target, maxAddress), b.place(e.Selector), clean(e.Header, maxName), clean(e.Snippet, maxQuote),
			clean(e.Value, maxQuote), clean(e.Limit, maxQuote), itoa(placesOf(x)), b.how(r.Check), number, itoa(rule.Effort), then,
			b.whyAccepted(r, x), clean(x.Fingerprint, 40)}
	}
	if len(r.Findings) == 0 {
		return [][]string{row(&verdict.Finding{Message: r.Reason})}
	}
	rows := make([][]string, 0, len(r.Findings))
	for i := range r.Findings {
		rows = append(rows, row(&r.Findings[i]))
	}
	return rows
}

// whyAccepted is the owner's reason to leave a finding, "" for one that is to be mended.
func (b *builder) whyAccepted(r *verdict.Result, x *verdict.Finding) string {
	for _, a := range []*verdict.Acceptance{x.Accepted, r.Accepted} {
		if a != nil {
			return clean(a.Reason, maxQuote)
		}
	}
	return ""
}

// formulaStarts are the signs with which a spreadsheet program takes a cell for a formula, in both widths.
const formulaStarts = "=+-@\t\r＝＋－＠"

// InertCell keeps a spreadsheet program from taking what a shop wrote for a formula: an apostrophe in front makes it text.
func InertCell(s string) string {
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " ")); s != "" && strings.ContainsRune(formulaStarts, first) {
		return "'" + s
	}
	return s
}
