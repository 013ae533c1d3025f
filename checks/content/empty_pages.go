package content

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// EmptyPagesSettings say when a page is empty, and how many a shop may have.
type EmptyPagesSettings struct {
	// MinLetters is the least number of letters and digits of a page's own text.
	MinLetters int `toml:"min_letters"`
	// MinLettersCJK is the same for Chinese, Japanese and Korean, and for languages that are not known.
	MinLettersCJK int `toml:"min_letters_cjk"`
	// Warn is the number of empty pages up to which the check only warns.
	Warn int `toml:"warn"`
}

// EmptyPages counts content pages that the shop links to and that say nothing: guides, help, news, pages about the shop. Pages that show
// something else than text (pictures, a film, a map, a form) or may be filled by scripts are left out, as are legal pages, which have checks
// of their own.
var EmptyPages = checks.Site(checks.Meta{
	ID:     "content-empty-pages",
	Title:  "Every linked page has content",
	Why:    "Who follows a link and finds nothing doubts that the rest of the shop is looked after.",
	Fix:    "Write what the page's name promises, or take the link away until you have.",
	Effort: 1,
	Messages: map[string]string{
		"full":  "Every content page looked at says something: {seen}",
		"empty": "Linked pages with next to nothing on them: {bad} of {seen}",
		"page":  "There is next to nothing on this page",
		"none":  "The shop links to no content page, as far as was seen",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Everard and Galletta (2005), How Presentation Flaws Affect Perceived Site Quality, Trust, and Intention to Purchase: incompleteness"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, EmptyPagesSettings{MinLetters: 50, MinLettersCJK: 20, Warn: 2}, judgeEmptyPages)

func judgeEmptyPages(in *checks.Input, s EmptyPagesSettings) checks.Outcome {
	site := in.Site
	usual, frame := usualScripts(site), frameOf(site)
	linked, alike := links(site), sayTheSame(site, frame)
	var findings []verdict.Finding
	seen, doubt := 0, verdict.Sure
	for _, p := range site.Pages {
		ref := linked[p]
		if ref == nil || !ofText(site, p, frame) {
			continue
		}
		least := s.MinLetters
		if p.Lang == "" || facts.CJK(p.Lang) {
			least = s.MinLettersCJK
		}
		letters := p.Letters
		if !alike {
			letters = ownLetters(p, frame)
		}
		if letters < least && p.Scripts > usual {
			continue // a script of its own may fill it
		}
		seen++
		if letters >= least {
			continue
		}
		if p.Scripts > 0 {
			doubt = verdict.Likely
		}
		findings = append(findings, checks.Find(checks.Msg("page"), verdict.Evidence{
			URL: ref.OnPage, Target: site.URL(p), Selector: facts.Place(ref.Zone), Snippet: ref.Text,
			Value: fmt.Sprintf("%d letters", letters), Limit: fmt.Sprintf("at least %d", least),
		}))
	}
	var o checks.Outcome
	switch bad := len(findings); {
	case seen == 0:
		return checks.NotApplicable(checks.Msg("none"))
	case bad == 0:
		o = checks.Pass(checks.Msg("full", "seen", seen))
	case bad <= s.Warn:
		o = checks.Warn(checks.Msg("empty", "bad", bad, "seen", seen), findings...)
		o.Confidence = doubt
	default:
		o = checks.Fail(checks.Msg("empty", "bad", bad, "seen", seen), findings...)
		o.Confidence = doubt
	}
	o.Seen = seen
	return o
}

// links returns, for every page that a visitor can click to, the first link to it.
func links(site *facts.Site) map[*snapshot.Page]*facts.LinkRef {
	out := map[*snapshot.Page]*facts.LinkRef{}
	for i := range site.Targets {
		t := &site.Targets[i]
		p := site.Content(t.Page)
		if p == nil || out[p] != nil {
			continue
		}
		for j := range t.From {
			if t.From[j].OnPage != site.URL(p) { // "to the top" leads a visitor who is there already
				out[p] = &t.From[j]
				break
			}
		}
	}
	return out
}

// ofText reports whether a page is one that is made of text, and was read as it is.
func ofText(site *facts.Site, p *snapshot.Page, frame map[string]bool) bool {
	switch site.Role(p) {
	case facts.RoleContent, facts.RoleUnknown, facts.RoleAbout, facts.RoleHelp, facts.RoleGuide, facts.RoleBlog:
	default:
		return false
	}
	if p.Shell || p.Truncated {
		return false
	}
	site.Read(p)
	if slices.ContainsFunc(p.Images, func(i snapshot.Image) bool { return !frame[imageKey(site, &i)] }) ||
		slices.ContainsFunc(p.Contacts, func(c snapshot.Contact) bool { return !frame[contactKey(&c)] }) ||
		slices.ContainsFunc(p.Prices, func(m snapshot.Price) bool { return !frame[lineKey(lineAt(p.Text, m.At))] }) {
		return false
	}
	if slices.ContainsFunc(p.Buttons, func(b snapshot.StrID) bool { return !frame[buttonKey(site, b)] }) {
		return false
	}
	for _, id := range p.Blocks {
		if b := site.Snap.Block(id); b != nil && b.Pages == 1 && len(b.Images) > 0 {
			return false // what is called a header and stands on one page only holds its goods
		}
	}
	for _, m := range p.Marks {
		if m.Kind == snapshot.MarkNotFound || m.Kind == snapshot.MarkAddToCart || m.Kind == snapshot.MarkOutOfStock {
			return false
		}
	}
	for i := range p.Forms {
		if inMain(p.Forms[i].Zone) && !(searches(&p.Forms[i]) && frame[formKey(&p.Forms[i])]) {
			return false
		}
	}
	if p.Letters == 0 && p.Scripts > 0 && len(p.Blocks) == 0 && !slices.ContainsFunc(p.Links, func(l snapshot.Link) bool { return l.Kind == snapshot.LinkAnchor }) {
		return false // nothing but a script, which leads on or says something and leads back: to the login, to another address
	}
	own := 0
	for _, l := range p.Links {
		switch {
		case l.Kind == snapshot.LinkRefresh:
			return false
		case !inMain(l.Zone) || frame[linkKey(site, &l)]:
		case l.Kind == snapshot.LinkFrame || l.Kind == snapshot.LinkMedia || l.Kind == snapshot.LinkImage:
			return false
		case l.Kind == snapshot.LinkAnchor:
			own++
		}
	}
	return own <= maxLinks
}

const (
	framePages = 60  // pages that are compared
	frameLeast = 5   // pages on which something stands that belongs to a frame
	frameShare = 0.8 // of those compared
)

// frameOf returns what stands on nearly every page within what seems its main part, and belongs to a frame laid out in boxes without a name: the form of a
// search, its button, links, lines of text.
func frameOf(site *facts.Site) map[string]bool {
	n, count := 0, map[string]int{}
	for p := range site.Each(site.Pages) {
		if n++; n > framePages {
			n--
			break
		}
		seen := map[string]bool{}
		see := func(key string) {
			if !seen[key] {
				seen[key] = true
				count[key]++
			}
		}
		for _, b := range p.Buttons {
			see(buttonKey(site, b))
		}
		for i := range p.Forms {
			see(formKey(&p.Forms[i]))
		}
		for i := range p.Images {
			see(imageKey(site, &p.Images[i]))
		}
		for i := range p.Contacts {
			see(contactKey(&p.Contacts[i]))
		}
		for line := range strings.Lines(p.Text) {
			see(lineKey(line))
		}
		for _, l := range p.Links {
			see(linkKey(site, &l))
		}
	}
	maps.DeleteFunc(count, func(_ string, on int) bool { return on < frameLeast || float64(on) < frameShare*float64(n) })
	out := map[string]bool{}
	for key := range count {
		out[key] = true
	}
	return out
}

// searches reports whether a form asks for nothing but a word to look for. Any other form may be what its page is for, though it stands on all others, too.
func searches(f *snapshot.Form) bool {
	asked := 0
	for _, field := range f.Fields {
		switch field.Type {
		case "hidden", "submit", "button", "image":
		case "text", "search":
			asked++
		default:
			return false
		}
	}
	return asked == 1 && f.Method == "get"
}

// sayTheSame reports whether most pages say nothing that the others do not: then what they share is no frame.
func sayTheSame(site *facts.Site, frame map[string]bool) bool {
	n, same := 0, 0
	for p := range site.Each(site.Pages) {
		if n++; n > framePages {
			break
		}
		if p.Text != "" && 2*ownLetters(p, frame) < p.Letters {
			same++
		}
	}
	return 2*same > min(n, framePages)
}

// ownLetters counts the letters and digits of a page's own text, its heading among them, without the lines of a frame and the way from the home page to here.
func ownLetters(p *snapshot.Page, frame map[string]bool) int {
	if p.Text == "" {
		return p.Letters
	}
	n := 0
	for line := range strings.Lines(p.Text) {
		if !frame[lineKey(line)] && !leadsHere(p, strings.TrimSpace(line)) {
			n += letters(line)
		}
	}
	return min(n, p.Letters)
}

// leadsHere reports whether a line is the way from the home page to this one: it ends with the page's heading, behind a sign that parts its steps.
func leadsHere(p *snapshot.Page, line string) bool {
	for _, h := range p.Headings {
		before, ok := strings.CutSuffix(line, h.Text)
		if before = strings.TrimSpace(before); h.Level == 1 && ok && before != "" && slices.ContainsFunc([]string{">", "»", "/", "›", "→", "|", "::"}, func(s string) bool { return strings.HasSuffix(before, s) }) {
			return true
		}
	}
	return false
}

// lineAt is the line of a text in which a place lies, "" where the place is not known.
func lineAt(text string, at int) string {
	if at < 0 || at >= len(text) {
		return ""
	}
	start := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return line
}

func lineKey(line string) string { return "line " + strings.TrimSpace(line) }

func imageKey(site *facts.Site, i *snapshot.Image) string { return "image " + site.Snap.Str(i.Src) }

func contactKey(c *snapshot.Contact) string { return fmt.Sprintf("contact %v %s", c.Kind, c.Value) }

func buttonKey(site *facts.Site, b snapshot.StrID) string { return "button " + site.Snap.Str(b) }

func formKey(f *snapshot.Form) string { return "form " + f.Action + " " + f.Submit }

func linkKey(site *facts.Site, l *snapshot.Link) string {
	return fmt.Sprint("link ", l.Kind, " ", site.Snap.Str(l.To), " ", site.Snap.Str(l.Text))
}

func inMain(z snapshot.Zone) bool { return z == snapshot.ZoneMain || z == snapshot.ZoneUnknown }

// maxLinks is the number of links in its main part above which a page is a list of places to go to rather than a text.
const maxLinks = 5

// usualScripts is how many scripts the shop's pages have by habit: the median.
func usualScripts(site *facts.Site) int {
	if len(site.Pages) == 0 {
		return 0
	}
	counts := make([]int, len(site.Pages))
	for i, p := range site.Pages {
		counts[i] = p.Scripts
	}
	slices.Sort(counts)
	return counts[len(counts)/2]
}
