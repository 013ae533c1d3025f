package shopvet_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
)

func TestZZRoles(t *testing.T) {
	r, err := os.Open("/tmp/faults/snap/" + os.Getenv("ONLY") + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	snap, err := snapshot.Read(r)
	if err != nil {
		t.Fatal(err)
	}
	s, err := facts.Build(snap, facts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Pages {
		fmt.Println(s.Role(p), p.Lang, p.Letters, len(p.Prices), s.URL(p), "|", p.Title)
	}
	fmt.Println("LOOK", s.Look.Full, s.Look)
	for _, k := range []facts.PolicyKind{"privacy","terms","returns","withdrawal","shipping","payment","cookies","imprint","warranty","complaints","accessibility"} {
		for _, p := range s.Policies(k) {
			fmt.Printf("POLICY %v %+v\n", k, p)
		}
	}
	for _, c := range s.Emails { fmt.Println("MAIL", c) }
	for _, c := range s.Phones { fmt.Println("PHONE", c) }
	for _, c := range s.Addresses { fmt.Printf("ADDR %+v\n", c) }
	for _, c := range s.LegalNames { fmt.Printf("NAME %+v\n", c) }
	for _, c := range s.Numbers { fmt.Printf("NUM %+v\n", c) }
	for _, c := range s.Payments { fmt.Printf("PAY %+v\n", c) }
	for _, c := range s.Claims { fmt.Printf("CLAIM %+v\n", c) }
}
