package render

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// printTime is how long printing may take: a report of a thousand findings takes some seconds.
const printTime = time.Minute

// PDF prints a page that needs nothing from elsewhere, such as our own report, on paper of the size A4. The page reaches nothing.
func (e *Engine) PDF(ctx context.Context, html []byte) ([]byte, error) {
	release, err := e.take(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	p, err := e.ensure()
	if err != nil {
		return nil, err
	}
	p.loads++
	tab, closeTab := chromedp.NewContext(p.ctx)
	defer closeTab()
	most, cancel := context.WithTimeout(tab, printTime)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	data, err := printed(most, tab, string(html))
	if err != nil {
		e.end()
		return nil, fmt.Errorf("print the report in %s: %w", e.path, firstLine(err))
	}
	return data, nil
}

// printed shows the page in a tab and prints it.
func printed(ctx, tab context.Context, html string) ([]byte, error) {
	if err := chromedp.Do(tab); err != nil {
		return nil, err
	}
	target := chromedp.FromContext(tab).Target
	tree, err := cdp.Call(ctx, target, page.GetFrameTree, struct{}{})
	if err != nil {
		return nil, err
	}
	if _, err := cdp.Call(ctx, target, page.SetDocumentContent, page.SetDocumentContentParams{FrameID: tree.FrameTree.Frame.ID, HTML: html}); err != nil {
		return nil, err
	}
	yes, margin := true, 0.45 // inches
	const mm = 1 / 25.4
	out, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{Scale: 0.78, PaperWidth: 210 * mm, PaperHeight: 297 * mm, PrintBackground: &yes,
		MarginTop: &margin, MarginBottom: &margin, MarginLeft: &margin, MarginRight: &margin,
		GenerateTaggedPDF: &yes, GenerateDocumentOutline: &yes, DisplayHeaderFooter: &yes, HeaderTemplate: "<span></span>",
		FooterTemplate: `<div style="width:100%;text-align:center;font:7pt sans-serif;color:#666"><span class="pageNumber"></span> / <span class="totalPages"></span></div>`})
	if err != nil {
		return nil, err
	}
	return out.Data, nil
}
