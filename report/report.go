// Package report renders verdicts: one file per format.
package report

import (
	"errors"
	"io"

	"github.com/shopvet/shopvet/verdict"
)

// Options say how a report is to look. The zero value is a sensible report.
type Options struct {
	Width       int    // text: columns; 0 means 80, less than 40 is read as 40
	Color       bool   // text: ANSI colours
	Verbose     bool   // every result with its reason, those in order too
	Lang        string // language of the report, one of Languages; "" is English
	MaxFindings int    // findings shown per check; 0 means 5 in text, Markdown and JUnit, 20 in HTML; the others show all that were kept
}

// errNoVerdict is returned for a nil verdict.
var errNoVerdict = errors.New("no verdict to report")

// Format is a way to write a verdict down.
type Format struct {
	Name    string   // as a user writes it
	Endings []string // of file names that stand for it
	Write   func(io.Writer, *verdict.Verdict, Options) error
}

// Formats lists the formats.
func Formats() []Format {
	return []Format{
		{"text", []string{".txt", ".text"}, Text},
		{"json", []string{".json"}, JSON},
		{"html", []string{".html", ".htm"}, HTML},
		{"markdown", []string{".md", ".markdown"}, Markdown},
		{"csv", []string{".csv"}, CSV},
		{"sarif", []string{".sarif", ".sarif.json"}, SARIF},
		{"junit", []string{".xml"}, JUnit},
		{"badge", []string{".svg"}, Badge},
	}
}

// JSON writes the verdict itself, indented, with every finding that was kept.
func JSON(w io.Writer, v *verdict.Verdict, _ Options) error {
	if v == nil {
		return errNoVerdict
	}
	return verdict.Encode(w, v)
}
