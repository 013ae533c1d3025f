// Package integrity holds the checks of claims that press buyers. A claim counts as untrue only where the code that makes it, or repeated readings,
// show that it is.
package integrity

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// All lists the checks of this group.
var All = []checks.Check{
	Countdown,
	ActivityClaims,
	Prechecked,
}

// code is a piece of code with where it was found.
type code struct {
	snapshot.Mark
	at     string // the page that shows the claim
	script string // the file, "" where it stands in the page
	claim  string // the words by which the page or the code makes the claim
}

// codes lists the pieces of code of a kind that belong to a claim: the code shows its words itself, or the page that it runs on does.
func codes(in *checks.Input, kinds []string, concept cue.Concept, how string) []code {
	var out []code
	has := map[string]bool{}
	for _, k := range kinds {
		has[k] = true
	}
	page, words := "", ""
	for _, p := range in.Site.Pages {
		if !p.Marked(snapshot.MarkHaste) && !p.Marked(snapshot.MarkCode) || in.Site.Role(p) == facts.RoleBlog {
			continue
		}
		claim := ""
		for _, m := range in.Site.Read(p).Marks {
			if m.Kind == snapshot.MarkHaste && m.Value == how {
				claim = m.Snippet
			}
		}
		if claim != "" && page == "" {
			page, words = in.Site.URL(p), claim
		}
		for _, m := range p.Marks {
			if m.Kind != snapshot.MarkCode || !has[m.Value] {
				continue
			}
			if own := ownWords(m, concept); own != "" {
				out = append(out, code{m, in.Site.URL(p), "", own})
			} else if claim != "" {
				out = append(out, code{m, in.Site.URL(p), "", claim})
			}
		}
	}
	for i := range in.Snap.Scripts {
		s := &in.Snap.Scripts[i]
		for _, m := range s.Haste {
			own := ownWords(m, concept)
			if !has[m.Value] || own == "" && words == "" {
				continue
			}
			c := code{m, page, in.Snap.Str(s.URL), words}
			if own != "" {
				c.claim = own
			}
			if c.at == "" {
				c.at = in.Snap.Base
			}
			out = append(out, c)
		}
	}
	return out
}

// ownWords are the words that a piece of code shows. Purchases that are put together by chance are marked only where it says what was bought.
func ownWords(m snapshot.Mark, concept cue.Concept) string {
	words := said(m.Snippet, concept)
	if words == "" && m.Value == snapshot.CodeBuyer {
		_, words, _ = strings.Cut(m.Snippet, " … ")
		if words == "" {
			words = m.Snippet
		}
	}
	return words
}

// said returns the words of a concept in a piece of code, "" where there are none.
func said(text string, concept cue.Concept) string {
	for _, h := range cue.Default().Match(text, cue.Body, "") {
		if h.Concept == concept && h.Weight >= 0.29 {
			return text[h.Start:h.End]
		}
	}
	return ""
}
