package cue

import (
	"slices"
	"testing"
)

// TestDataParses is the promise behind Default, which has no error to return.
func TestDataParses(t *testing.T) {
	all, err := loadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(Langs()) {
		t.Fatalf("%d data files, want %d", len(all), len(Langs()))
	}
}

// TestExamples runs the example lines of every data file: exactly the wanted concepts reach the strength of their place.
func TestExamples(t *testing.T) {
	places := map[string]Place{"link": LinkText, "slug": Slug, "heading": Heading, "body": Body}
	all, err := loadAll()
	if err != nil {
		t.Fatal(err)
	}
	m := Default()
	for _, d := range all {
		for _, ex := range d.examples {
			place, ok := places[ex.Place]
			if !ok {
				t.Errorf("%s: %q: unknown place %q", d.lang, ex.Text, ex.Place)
				continue
			}
			var got []string
			for _, h := range m.Match(ex.Text, place, d.lang) {
				if reaches(h.Weight, place.weight()) {
					got = append(got, h.Concept.String())
				}
			}
			slices.Sort(got)
			got = slices.Compact(got)
			want := slices.Clone(ex.Want)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s %q: got %v, want %v", d.lang, ex.Place, ex.Text, got, want)
			}
		}
	}
}
