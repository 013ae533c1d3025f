package verdict

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// leastRedacted is how many letters a text must have to be looked for in others: a shorter one stands in too many words.
const leastRedacted = 4

// redactedText stands where something was left out.
const redactedText = "[…]"

// Redact returns a copy of a verdict without the personal data that are not evidence of something to mend: names of persons, and where no company
// is named as who sells, the e-mail addresses, phone numbers and postal addresses of the seller. They are taken from the list of what is known of the
// shop and from every sentence but those of the findings of results to mend or improve. Pictures, which may show them, are left out whole.
func Redact(v *Verdict) (*Verdict, error) {
	var text bytes.Buffer
	if err := Encode(&text, v); err != nil {
		return nil, fmt.Errorf("redact: %w", err)
	}
	out, err := Decode(&text)
	if err != nil {
		return nil, fmt.Errorf("redact: %w", err)
	}
	r := redaction{}
	r.takePeople(&out.Shop)
	if !slices.ContainsFunc(out.Shop.Identity, func(i Identifier) bool { return i.Kind == "company" }) {
		r.takeContacts(&out.Shop)
	}
	r.taken = slices.DeleteFunc(r.taken, func(s string) bool { return utf8.RuneCountInString(s) < leastRedacted })
	slices.SortFunc(r.taken, func(a, b string) int { return len(b) - len(a) }) // a whole address before its town
	r.shop(&out.Shop)
	for i := range out.Results {
		r.result(&out.Results[i])
	}
	for i := range out.Verify {
		r.message(&out.Verify[i].Why)
	}
	out.Pictures = nil
	out.Notes = append(out.Notes, Message{Key: "note.redacted", Args: map[string]any{"n": r.left},
		Text: fmt.Sprintf("Personal data that are no evidence were left out of this report: %d entries, and pictures of pages.", r.left)})
	return out, nil
}

// redaction is what is taken out of one verdict.
type redaction struct {
	taken []string
	left  int // entries of the list of what is known
}

// ofPersons are kinds of names and numbers that belong to a person.
var ofPersons = []string{"person", "br-cpf"}

func (r *redaction) takePeople(shop *Shop) {
	shop.Identity = slices.DeleteFunc(shop.Identity, func(i Identifier) bool {
		person := slices.Contains(ofPersons, i.Kind)
		if person {
			r.take(i.Value)
		}
		return person
	})
}

func (r *redaction) takeContacts(shop *Shop) {
	shop.Contacts = slices.DeleteFunc(shop.Contacts, func(c Contact) bool {
		private := c.Kind == "email" || c.Kind == "phone" || c.Kind == "address"
		if private {
			r.take(c.Value)
		}
		return private
	})
}

func (r *redaction) take(value string) {
	r.taken = append(r.taken, value)
	r.left++
}

// shop takes them out of what the texts of the shop say.
func (r *redaction) shop(shop *Shop) {
	for i := range shop.Policies {
		p := &shop.Policies[i]
		p.Title = r.clean(p.Title)
		for k := range p.Claims {
			p.Claims[k].Sentence = r.clean(p.Claims[k].Sentence)
		}
	}
}

// result takes them out of a result; what was found stays evidence where something is to be mended or improved.
func (r *redaction) result(res *Result) {
	if res.Status == Warn || res.Status == Fail {
		return
	}
	r.message(&res.Reason)
	for i := range res.Findings {
		f := &res.Findings[i]
		r.message(&f.Message)
		for k := range f.Evidence {
			e := &f.Evidence[k]
			e.Snippet, e.Value, e.Target = r.clean(e.Snippet), r.clean(e.Value), r.clean(e.Target)
		}
	}
}

func (r *redaction) message(m *Message) {
	m.Text = r.clean(m.Text)
	for key, value := range m.Args {
		m.Args[key] = r.value(value)
	}
}

// value takes them out of a slot's value, as JSON knows values.
func (r *redaction) value(v any) any {
	switch v := v.(type) {
	case string:
		return r.clean(v)
	case []any:
		for i := range v {
			v[i] = r.value(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = r.value(v[key])
		}
	}
	return v
}

func (r *redaction) clean(s string) string {
	for _, taken := range r.taken {
		s = strings.ReplaceAll(s, taken, redactedText)
	}
	return s
}
