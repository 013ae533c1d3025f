package checks_test

import (
	"fmt"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
)

func TestGroup(t *testing.T) {
	fault := func(target, text, answer string) checks.Fault {
		return checks.Fault{Target: target, Text: text, Answer: answer, Message: checks.Msg("one"), Evidence: []verdict.Evidence{{URL: "https://shop.example/p", Target: target}}}
	}
	var list []checks.Fault
	for i := range 212 {
		list = append(list, fault(fmt.Sprintf("https://shop.example/size/%c%d", 'a'+i%26, i), "Size chart", "404"))
	}
	list = append(list,
		fault("https://shop.example/size/x", "Size chart", "500"), fault("https://shop.example/size/y", "Care", "404"),
		fault("https://shop.example/a?id=1", "x", "404"), fault("https://shop.example/a?id=2", "x", "404"))
	got := checks.Group(list, "alike")
	if len(got) != 5 || got[0].Message.Key != "alike" || got[0].Message.Args["n"] != 212 || len(got[0].Evidence) != 100 || got[0].Evidence[211%100].Target == "" {
		t.Errorf("%d findings, first %+v with %d places", len(got), got[0].Message, len(got[0].Evidence))
	}
	for i := range list {
		for range 20 {
			list[i].Evidence = append(list[i].Evidence, verdict.Evidence{URL: "https://shop.example/q", Target: list[i].Target})
		}
	}
	if ev := checks.Group(list[:4], "alike")[0].Evidence; len(ev) != 84 || ev[3].Target != list[3].Target {
		t.Errorf("%d places of four addresses with 21 places each; the fourth is of %s", len(ev), ev[3].Target)
	}
	if ev := checks.Group(list, "alike")[0].Evidence; len(ev) != 200 || ev[99].URL != "https://shop.example/p" || ev[199].URL != "https://shop.example/q" {
		t.Errorf("%d places of 212 addresses with 21 places each", len(ev))
	}
	for address, want := range map[string]string{
		"https://shop.example/p/12/blue-3": "https://shop.example/p/00/", "https://shop.example/": "https://shop.example", "https://shop.example/a/": "https://shop.example/",
		"https://shop.example/index.php?id=1": "https://shop.example/index.php",
	} {
		if got := checks.Folder(address); got != want {
			t.Errorf("folder of %s: %s, want %s", address, got, want)
		}
	}
}
