package report

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	"github.com/shopvet/shopvet/verdict"
)

//go:embed templates/*.tmpl templates/style.css
var templateFiles embed.FS

// htmlFindings is how many findings of a check the HTML report shows unless told otherwise.
const htmlFindings = 20

// page is what the templates read: the view, its drawings, and the words.
type page struct {
	*view
	Dial  dial
	Style template.CSS
	CSP   string
}

// HTML writes the report as one page that needs no network and no script.
func HTML(w io.Writer, v *verdict.Verdict, o Options) error {
	if v == nil {
		return errNoVerdict
	}
	view := newView(v, o, htmlFindings)
	p := page{view: view, Dial: newDial(view.Score), Style: template.CSS(stylesheet()), CSP: contentPolicy()}
	var out bytes.Buffer // a report is written whole or not at all
	if err := templates()[view.Lang].ExecuteTemplate(&out, "page.tmpl", p); err != nil {
		return fmt.Errorf("make html report: %w", err)
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write html report: %w", err)
	}
	return nil
}

// templates parses the templates once, by language.
var templates = sync.OnceValue(func() map[string]*template.Template {
	all := map[string]*template.Template{}
	for lang, words := range allWords() {
		all[lang] = parsed(words)
	}
	return all
})

func parsed(words locale) *template.Template {
	funcs := template.FuncMap{
		"t":   words.text,
		"n":   words.count,
		"bar": newBar, "ladder": newLadder,
		"list": func(items ...any) []any { return items },
		"last": func(i, n int) bool { return i == n-1 },
	}
	return template.Must(template.New("").Funcs(funcs).ParseFS(templateFiles, "templates/*.tmpl"))
}

// stylesheet is the one style element of the page.
var stylesheet = sync.OnceValue(func() string {
	css, err := templateFiles.ReadFile("templates/style.css")
	if err != nil {
		panic(fmt.Sprintf("read embedded style: %v", err))
	}
	return string(css)
})

// contentPolicy lets a browser apply our style sheet, by its hash, and nothing else: whatever a shop wrote stays inert.
func contentPolicy() string {
	sum := sha256.Sum256([]byte(stylesheet()))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}
