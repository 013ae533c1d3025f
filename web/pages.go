package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/report"
)

//go:embed templates/*.tmpl static locales/*.json
var files embed.FS

// pages are the templates and words of one language.
type pages struct {
	words report.Words
	byKey map[string]*template.Template
}

// allPages reads templates and words once. They are part of the program, so a fault in them is a fault of the build.
var allPages = sync.OnceValue(func() map[string]*pages {
	all := map[string]*pages{}
	for _, lang := range report.Languages() {
		words := report.NewWords(lang, ownWords(lang))
		p := &pages{words: words, byKey: map[string]*template.Template{}}
		frame := template.Must(template.New("").Funcs(functions(words)).ParseFS(files, "templates/frame.tmpl", "templates/parts.tmpl"))
		names, err := fs.Glob(files, "templates/*.tmpl")
		if err != nil {
			panic(err)
		}
		for _, name := range names {
			key := strings.TrimSuffix(path.Base(name), ".tmpl")
			if key != "frame" && key != "parts" {
				p.byKey[key] = template.Must(template.Must(frame.Clone()).ParseFS(files, name))
			}
		}
		all[lang] = p
	}
	return all
})

// ownWords are the texts of the dashboard in a language.
func ownWords(lang string) map[string]string {
	data, err := files.ReadFile("locales/" + lang + ".json")
	words := map[string]string{}
	if err == nil {
		err = json.Unmarshal(data, &words)
	}
	if err != nil {
		panic(fmt.Sprintf("read embedded words of %s: %v", lang, err))
	}
	return words
}

// frame is what every page is shown in.
type frame struct {
	Page    string // key of the template
	Title   string
	Section string // of the navigation
	Who     *visitor
	CSRF    string
	Done    string // what was just done
	Problem string // why a form was not taken
	Path    string // of this page, to come back to
	Style   string
	Script  string
	Lang    string
	Langs   []string
	Version string
	Data    any
}

// May reports whether the visitor may what a role may.
func (f *frame) May(role string) bool { return f.Who != nil && f.Who.Role.Allows(catalogue.Role(role)) }

// page answers with a page.
func (c *call) page(key, section, title string, data any) error {
	return c.pageWith(http.StatusOK, key, &frame{Section: section, Title: title, Data: data})
}

// pageWith answers with a page whose frame the caller began.
func (c *call) pageWith(status int, key string, f *frame) error {
	p := c.s.pages[c.words.Lang()]
	f.Page, f.Who, f.Lang, f.Langs, f.Version = key, c.who, c.words.Lang(), report.Languages(), c.s.o.Version
	f.Style, f.Script = fileAddress("style.css"), fileAddress("live.js")
	f.Path = "/"
	if c.r.Method == http.MethodGet {
		f.Path = again(c.r.URL)
	}
	if c.who != nil && c.who.Session != nil {
		f.CSRF = c.who.Session.CSRF
	}
	if done := c.r.URL.Query().Get("done"); done != "" && c.words.Has("web.done."+done) {
		f.Done = c.words.Text("web.done." + done)
	}
	var out bytes.Buffer // a page is sent whole or not at all
	if err := p.byKey[key].ExecuteTemplate(&out, "frame", f); err != nil {
		return fmt.Errorf("make page %s: %w", key, err)
	}
	c.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	c.w.Header().Set("Vary", "Cookie, Accept-Language")
	c.w.WriteHeader(status)
	_, err := c.w.Write(out.Bytes())
	return err
}

// again is a page's address to come back to, without what it said was just done.
func again(u *url.URL) string {
	q := u.Query()
	if !q.Has("done") {
		return u.RequestURI()
	}
	q.Del("done")
	return (&url.URL{Path: u.Path, RawQuery: q.Encode()}).RequestURI()
}

// problemPage tells somebody what went wrong. Who has not signed in gets the bare page, with nothing of the house.
func (c *call) problemPage(e *refusal) {
	if e.status == http.StatusTooManyRequests {
		c.w.Header().Set("Retry-After", "60")
	}
	f := &frame{Title: c.words.Text("web.problem.title"), Data: c.words.Text(e.key, e.slots...)}
	if err := c.pageWith(e.status, "problem", f); err != nil {
		http.Error(c.w, http.StatusText(e.status), e.status)
	}
}

// back leads the browser to a page after a form was taken.
func (c *call) back(to, done string) error {
	if done != "" {
		mark := "?"
		if strings.Contains(to, "?") {
			mark = "&"
		}
		to += mark + "done=" + done
	}
	http.Redirect(c.w, c.r, to, http.StatusSeeOther)
	return nil
}

// form is a field of a form, without blanks around it.
func (c *call) form(name string) string {
	return strings.TrimSpace(c.r.FormValue(name))
}

// language cookie and matching.
var matcher = sync.OnceValue(func() language.Matcher {
	var tags []language.Tag
	for _, lang := range report.Languages() {
		tags = append(tags, language.Make(lang))
	}
	return language.NewMatcher(tags)
})

// wordsFor are the words of the language that a browser asks for, or that was chosen.
func (s *Server) wordsFor(r *http.Request) report.Words {
	if cookie, err := r.Cookie(s.cookieName(r, "language")); err == nil {
		if p, ok := s.pages[cookie.Value]; ok {
			return p.words
		}
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err == nil && len(tags) > 0 {
		if _, i, sure := matcher().Match(tags...); sure >= language.Low {
			return s.pages[report.Languages()[i]].words
		}
	}
	return s.pages["en"].words
}

// setLanguage keeps the choice of a language in a cookie.
func (s *Server) setLanguage(c *call) error {
	lang, to := c.form("lang"), c.form("next")
	if _, ok := s.pages[lang]; !ok {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	if !local(to) {
		to = "/"
	}
	http.SetCookie(c.w, s.cookie(c.r, "language", lang, 365*sessionLife/7))
	http.Redirect(c.w, c.r, to, http.StatusSeeOther)
	return nil
}

// fileAddress is the address of one of our own files; it changes with what is in it, so that a browser may keep it for ever.
func fileAddress(name string) string { return "/static/" + name + "?v=" + fileDigests()[name] }

var fileDigests = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	list, err := files.ReadDir("static")
	if err != nil {
		panic(err)
	}
	for _, f := range list {
		data, err := files.ReadFile("static/" + f.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(data)
		out[f.Name()] = hex.EncodeToString(sum[:6])
	}
	return out
})

// static serves our own files.
func (s *Server) static(c *call) error {
	name := c.r.PathValue("file")
	if _, ok := fileDigests()[name]; !ok {
		return refuse(http.StatusNotFound, "web.problem.missing")
	}
	c.w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeFileFS(c.w, c.r, files, "static/"+name)
	return nil
}

func queryEscape(s string) string { return url.QueryEscape(s) }
