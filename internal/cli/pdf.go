package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"

	browser "github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/verdict"
)

// canPrint reports, before any long work, whether the reports that are to be printed can be.
func canPrint(outs []output, o *options) error {
	for _, out := range outs {
		if out.format == formatPDF {
			if _, err := browser.Find(o.browserPath.name); err != nil {
				return fmt.Errorf("a PDF report is printed by a browser: %w; or write --format html and print that yourself", err)
			}
		}
	}
	return nil
}

// printPDF prints the HTML report.
func printPDF(w io.Writer, v *verdict.Verdict, o *options, ro report.Options) error {
	var page bytes.Buffer
	if err := report.HTML(&page, v, ro); err != nil {
		return err
	}
	path, err := browser.Find(o.browserPath.name)
	if err != nil {
		return err
	}
	engine := browser.New(path)
	defer engine.Close()
	data, err := engine.PDF(context.Background(), page.Bytes())
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}
