// Package report renders verdicts: one file per format.
package report

import (
	"errors"
	"io"

	"github.com/shopvet/shopvet/verdict"
)

// Options say how a report is to look. The zero value is a sensible report.
type Options struct {
	Width       int  // text: columns; 0 means 80, less than 40 is read as 40
	Color       bool // text: ANSI colours
	Verbose     bool // every result with its reason, those in order too
	MaxFindings int  // findings shown per check; 0 means 5 in text and 20 in HTML
}

// errNoVerdict is returned for a nil verdict.
var errNoVerdict = errors.New("no verdict to report")

// Formats lists the names of the formats, as a user writes them.
func Formats() []string { return []string{"text", "json", "html"} }

// JSON writes the verdict itself, indented, with every finding that was kept.
func JSON(w io.Writer, v *verdict.Verdict) error {
	if v == nil {
		return errNoVerdict
	}
	return verdict.Encode(w, v)
}
