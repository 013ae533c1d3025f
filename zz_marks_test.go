package shopvet_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
)

func TestZZMarks(t *testing.T) {
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
		if !strings.Contains(s.URL(p), os.Getenv("PAGE")) {
			continue
		}
		p = s.Read(p)
		fmt.Println(s.URL(p), s.Role(p), p.Letters, p.Title)
		for _, m := range p.Marks {
			fmt.Printf("  MARK %v zone %v %q %q\n", m.Kind, m.Zone, m.Value, m.Snippet)
		}
		for _, f := range p.Forms {
			fmt.Printf("  FORM %+v\n", f)
		}
		if os.Getenv("MORE") != "" { zzExtra(s, p) }
		if os.Getenv("TEXT") != "" {
			fmt.Println(p.Text)
		}
	}
}

func init() { zzExtra = func(s *facts.Site, p *snapshot.Page) {
	fmt.Println("  lang", p.Lang, p.LangSure, "paras", p.Paragraphs, "scripts", p.Scripts, "images", len(p.Images), "contacts", len(p.Contacts), "prices", len(p.Prices), "buttons", len(p.Buttons), "shell", p.Shell, "blocks", len(p.Blocks))
	for _, c := range p.Contacts { fmt.Printf("   CONTACT %+v\n", c) }
	for _, b := range p.Buttons { fmt.Printf("   BUTTON %q\n", s.Snap.Str(b)) }
	for _, l := range p.Links { fmt.Printf("   LINK %v zone %v %q %q\n", l.Kind, l.Zone, s.Snap.Str(l.To), s.Snap.Str(l.Text)) }
	for _, h := range p.Headings { fmt.Printf("   HEAD %+v\n", h) }
} }
var zzExtra func(*facts.Site, *snapshot.Page)
