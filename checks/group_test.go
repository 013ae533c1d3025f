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
	for address, want := range map[string]string{
		"https://shop.example/p/12/blue-3": "https://shop.example/p/00/", "https://shop.example/": "https://shop.example", "https://shop.example/a/": "https://shop.example/",
		"https://shop.example/index.php?id=1": "https://shop.example/index.php",
	} {
		if got := checks.Folder(address); got != want {
			t.Errorf("folder of %s: %s, want %s", address, got, want)
		}
	}
}
