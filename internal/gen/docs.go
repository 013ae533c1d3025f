package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/internal/config"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/verdict"
)

// made stands at the top of every page.
const made = "<!-- Made from the code by \"make generate\"; change the check, not this page. -->\n\n"

// docs returns the pages of docs/checks by file name. root is the top of the repository, where the comments of settings are read.
func docs(root fs.FS) (map[string]string, error) {
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		return nil, err
	}
	comments, err := settingComments(root)
	if err != nil {
		return nil, err
	}
	pages := map[string]string{"README.md": index(set)}
	for _, c := range set.Checks() {
		pages[c.Meta.ID+".md"] = page(c, comments)
	}
	return pages, nil
}

// writeDocs writes the pages and removes those of checks that are gone.
func writeDocs(dir string, pages map[string]string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if _, ok := pages[filepath.Base(name)]; !ok {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// index lists every check by the factor it counts for.
func index(set *checks.Set) string {
	var b strings.Builder
	b.WriteString(made + "# The checks\n\nEach check answers one question a shopper could ask. `shopvet checks show ID` prints the gist of its page.\n")
	for _, f := range verdict.Factors() {
		first := true
		for _, c := range set.Checks() {
			if c.Meta.Factor != f {
				continue
			}
			if first {
				fmt.Fprintf(&b, "\n## %s\n\n| check | severity | good state |\n|---|---|---|\n", f.Name())
				first = false
			}
			fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s |\n", c.Meta.ID, c.Meta.ID, c.Meta.Severity, cell(c.Meta.Title))
		}
	}
	return b.String()
}

// page is the page of one check.
func page(c checks.Check, comments map[string]string) string {
	var b strings.Builder
	m := c.Meta
	fmt.Fprintf(&b, "%s# %s\n\n%s.\n\n", made, m.ID, strings.TrimSuffix(m.Title, "."))
	fmt.Fprintf(&b, "| | |\n|---|---|\n| severity | %s |\n| counts for | %s |\n| stage | %s |\n| effort to mend | %s |\n| since | %s |\n",
		m.Severity, m.Factor.Name(), stages[m.Stage], efforts[m.Effort], m.Since)
	if m.Public {
		b.WriteString("| a shop in the making | not judged: this is about the public address |\n")
	}
	if m.Experimental {
		b.WriteString("| on trial | shown, never scored |\n")
	}
	if len(m.Markets) > 0 {
		fmt.Fprintf(&b, "| only for | %s |\n", strings.Join(m.Markets, ", "))
	}
	if len(m.Rests) > 0 {
		fmt.Fprintf(&b, "| [rests on](../accuracy.md) reading | %s; where that is weak in a language it only warns |\n", strings.Join(m.Rests, ", "))
	}
	fmt.Fprintf(&b, "\n## Why it matters\n\n%s\n\n## How to mend it\n\n%s\n\n## What it says\n\n", m.Why, m.Fix)
	for _, key := range slices.Sorted(maps.Keys(m.Messages)) {
		fmt.Fprintf(&b, "- `%s`: %s\n", key, m.Messages[key])
	}
	b.WriteString(settings(c, comments) + duties(m.ID) + "\n## Sources\n\n")
	for _, s := range m.Sources {
		b.WriteString("- " + link(s.Title, s.URL) + "\n")
	}
	return b.String()
}

var stages = map[verdict.Stage]string{
	verdict.StageInitial: "first-time visitors", verdict.StageMature: "returning customers", verdict.StageBoth: "first-time visitors and returning customers",
}

var efforts = map[int]string{1: "small: a text or a setting", 3: "medium: a page or a plug-in", 8: "large: development"}

// settings lists what can be tuned in the config file.
func settings(c checks.Check, comments map[string]string) string {
	list := config.Settings(c.Defaults)
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n## Settings\n\n```toml\n[checks.%q]\n", c.Meta.ID)
	for _, s := range list {
		line := fmt.Sprintf("%s = %s", s.Key, literal(s.Default))
		if text := comments[settingKey(c, s.Key)]; text != "" {
			line += " # " + text
		}
		b.WriteString(line + "\n")
	}
	b.WriteString("```\n")
	return b.String()
}

// literal writes a default as TOML does.
func literal(v any) string {
	if s, ok := v.(string); ok {
		return fmt.Sprintf("%q", s)
	}
	return fmt.Sprint(v)
}

// duties lists the markets whose law or custom asks for it.
func duties(id string) string {
	var rows []string
	all := market.Default()
	for _, code := range all.Codes() {
		pack, _ := all.Pack(code)
		for _, d := range pack.Duties {
			if d.Check == id {
				rows = append(rows, fmt.Sprintf("| %s | %s | %s | %s | %s |\n", code, d.Level, d.From, d.Until, link(d.Title, d.URL)))
			}
		}
	}
	if len(rows) == 0 {
		return ""
	}
	return "\n## Where it is asked for\n\nGuidance, not legal advice.\n\n| market | level | from | until | source |\n|---|---|---|---|---|\n" + strings.Join(rows, "")
}

func link(text, url string) string {
	if url == "" {
		return cell(text)
	}
	return "[" + cell(text) + "](" + url + ")"
}

// cell keeps a text within its cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }
