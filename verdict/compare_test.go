package verdict

import "testing"

// What could not be seen before and is in order now, as a browser that was not there the first time shows it, is no change of the shop; nor does it
// end as before.
func TestSeenAtLastIsNotAsBefore(t *testing.T) {
	look := func(second Status) *Verdict {
		return &Verdict{Results: []Result{{Check: "a", Status: Pass}, {Check: "b", Status: second}}, Rules: map[string]Rule{}}
	}
	for was, same := range map[Status]int{Pass: 2, Unknown: 1} {
		if c := Compare(look(was), look(Pass)); len(c.Changes) != 0 || c.Same != same {
			t.Errorf("from %s: %d changes, %d as before, want 0 and %d", was, len(c.Changes), c.Same, same)
		}
	}
	if c := Compare(look(Unknown), look(Unknown)); c.Same != 2 {
		t.Errorf("not seen twice: %d as before, want 2", c.Same)
	}
}
