package main

import (
	"encoding/json"
	"io"

	"github.com/shopvet/shopvet"
)

// texts writes the English texts of all checks as JSON, id → key → text: what a translator works from. The keys are the check's message
// keys, and title, why and fix.
func texts(w io.Writer) error {
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		return err
	}
	out := map[string]map[string]string{}
	for _, c := range set.Checks() {
		t := map[string]string{"title": c.Meta.Title, "why": c.Meta.Why, "fix": c.Meta.Fix}
		for key, text := range c.Meta.Messages {
			t[key] = text
		}
		out[c.Meta.ID] = t
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
