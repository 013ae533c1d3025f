package shopgen

import (
	"bytes"
	"embed"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

//go:embed assets
var assetFiles embed.FS

const (
	pdfPath     = "/media/size-chart.pdf"
	heroPath    = "/media/hero.svg"
	noticePath  = "/media/notice.svg" // the EU's notice on the legal guarantee
	libraryPath = "/assets/jquery.min.js"
	sitemapSize = 50_000 // addresses in one part of the sitemap: as many as sitemaps.org allows
)

// libraryStub begins like jQuery 1.12.4 and does nothing: a library is known by its banner.
const libraryStub = "/*! jQuery v1.12.4 | (c) jQuery Foundation | jquery.org/license */\n!function(){}();\n"

// serveFile answers everything that is not a page.
func (s *Shop) serveFile(w http.ResponseWriter, r *http.Request) bool {
	path := r.URL.Path
	switch {
	case path == "/robots.txt":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = fmt.Fprintf(w, "User-agent: *\nDisallow: /admin/\n\nSitemap: %s/sitemap.xml\n", baseURL(r))
	case path == "/assets/shop.css" && s.has(FlawBrokenStyle):
		http.NotFound(w, r)
	case path == "/assets/shop.css":
		sendFile(w, "text/css; charset=utf-8", s.css)
	case path == "/assets/shop.js":
		raw, err := assetFiles.ReadFile("assets/shop.js")
		if err != nil {
			return false
		}
		sendFile(w, "text/javascript; charset=utf-8", raw)
	case s.has(FlawExposedGit) && path == "/.git/HEAD":
		sendFile(w, "text/plain", []byte("ref: refs/heads/main\n"))
	case s.has(FlawExposedGit) && path == "/.git/config":
		sendFile(w, "text/plain", []byte("[core]\n\trepositoryformatversion = 0\n\tbare = false\n"))
	case path == libraryPath && s.has(FlawOldJQuery):
		sendFile(w, "text/javascript; charset=utf-8", []byte(libraryStub))
	case path == pdfPath:
		sendFile(w, "application/pdf", sizeChart())
	case path == moreScriptPath && s.moreScript() != "":
		sendFile(w, "text/javascript; charset=utf-8", []byte(s.moreScript()))
	case strings.HasPrefix(path, "/media/"):
		return s.serveHeavy(w, r) || s.serveImage(w, path)
	case strings.HasPrefix(path, "/sitemap"):
		return s.serveSitemap(w, r)
	default:
		return false
	}
	return true
}

func sendFile(w http.ResponseWriter, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "max-age=3600")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body)
}

// settleCSS joins the style sheet with the shop's own colours.
func (s *Shop) settleCSS() error {
	raw, err := assetFiles.ReadFile("assets/shop.css")
	if err != nil {
		return fmt.Errorf("read style sheet: %w", err)
	}
	accents := []string{"#7a4a2b", "#2f5d50", "#34506e", "#6d3b52", "#4c5a2d"}
	s.css = append([]byte(":root{--accent:"+accents[s.dice(0, 40, len(accents))]+"}\n"), raw...)
	if s.has(FlawWidePage) {
		s.css = append(s.css, "main{min-width:1200px}\n"...)
	}
	return nil
}

// serveSitemap answers /sitemap.xml: one list, or in large shops an index of /sitemap-N.xml.
func (s *Shop) serveSitemap(w http.ResponseWriter, r *http.Request) bool {
	parts := pagesOf(s.pageCount(), sitemapSize)
	part := 0
	if r.URL.Path != "/sitemap.xml" {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/sitemap-"), ".xml"))
		if err != nil || parts == 1 || n < 1 || n > parts || r.URL.Path != "/sitemap-"+strconv.Itoa(n)+".xml" {
			return false
		}
		part = n
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	_, _ = io.WriteString(w, xml.Header)
	if part == 0 && parts > 1 {
		_, _ = io.WriteString(w, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for n := range parts {
			_, _ = fmt.Fprintf(w, "<sitemap><loc>%s/sitemap-%d.xml</loc></sitemap>\n", baseURL(r), n+1)
		}
		_, _ = io.WriteString(w, "</sitemapindex>\n")
		return true
	}
	s.writeURLSet(w, baseURL(r), max(part, 1))
	return true
}

func (s *Shop) writeURLSet(w io.Writer, base string, part int) {
	_, _ = io.WriteString(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	n := 0
	for path := range s.paths() {
		n++
		if n > part*sitemapSize {
			break
		}
		if n > (part-1)*sitemapSize {
			_, _ = io.WriteString(w, "<url><loc>"+base+path+"</loc></url>\n")
		}
	}
	_, _ = io.WriteString(w, "</urlset>\n")
}

// sizeChart makes a small PDF of one page.
func sizeChart() []byte {
	text := "BT /F1 20 Tf 72 760 Td (Size chart) Tj /F1 12 Tf 0 -36 Td (Mug: 9 cm, 350 ml) Tj 0 -20 Td (Bowl: 15 x 7 cm, 600 ml) Tj 0 -20 Td (Plate: 26 cm) Tj 0 -20 Td (Blanket: 130 x 180 cm) Tj ET"
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(text), text),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var table strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj%s endobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table.String(), len(objects)+1, start)
	return b.Bytes()
}
