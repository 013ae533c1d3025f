package shopvet_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
)

func TestZZFacts(t *testing.T) {
	out := map[string]map[string][]string{}
	for lang := range zzshops {
		r, err := os.Open("/tmp/faults/snap/" + lang + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		snap, _ := snapshot.Read(r)
		s, err := facts.Build(snap, facts.Options{})
		if err != nil {
			t.Fatal(err)
		}
		m := map[string][]string{}
		for _, c := range s.Emails {
			m["mail"] = append(m["mail"], c.Value)
		}
		for _, p := range s.Pages {
			for _, c := range s.Read(p).Contacts {
				if c.Kind == snapshot.ContactPhone {
					m["phone"] = append(m["phone"], c.Value)
				}
			}
		}
		for _, a := range s.Addresses {
			if a.Seller {
				m["address"] = append(m["address"], a.Text)
			}
		}
		for _, n := range s.LegalNames {
			if n.Seller {
				m["name"] = append(m["name"], n.Text)
			}
		}
		for _, n := range s.Numbers {
			if n.Seller {
				m["number"] = append(m["number"], n.Value+"|"+n.Kind)
			}
		}
		out[lang] = m
	}
	b, _ := json.MarshalIndent(out, "", " ")
	os.WriteFile("/tmp/faults/facts.json", b, 0o644)
	fmt.Println(len(out))
}
