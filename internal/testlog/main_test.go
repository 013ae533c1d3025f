package main

import (
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	const passed = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Output":"PASS\n"}
{"Action":"output","Package":"p","Output":"ok  \tp\t0.1s\n"}
{"Action":"pass","Package":"p"}
`
	tests := map[string]struct {
		in   string
		ok   bool
		want []string
		not  string
	}{
		"all passed": {passed, true, []string{"ok  \tp\t0.1s\n", "1 passed, 0 failed, 0 skipped"}, "RUN"},
		"one failed": {passed + `{"Action":"output","Package":"q","Test":"TestB","Output":"    b_test.go:3: wrong\n"}
{"Action":"fail","Package":"q","Test":"TestB"}
{"Action":"output","Package":"q","Output":"FAIL\tq\t0.1s\n"}
{"Action":"fail","Package":"q"}
`, false, []string{"b_test.go:3: wrong", "FAIL\tq"}, "RUN"},
		"one skipped": {passed + `{"Action":"skip","Package":"q","Test":"TestC"}` + "\n", false, []string{"skipped: q TestC", "1 skipped"}, ""},
		"does not build": {`{"ImportPath":"q","Action":"build-output","Output":"q.go:1: syntax error\n"}
{"ImportPath":"q","Action":"build-fail"}
`, false, []string{"syntax error"}, ""},
		"a package without tests": {passed + `{"Action":"skip","Package":"q"}`, true, nil, "skipped:"},
		"nothing ran":             {"", false, nil, ""},
		"words of the go command": {"go: no such module\n" + passed, true, []string{"go: no such module"}, ""},
	}
	for name, tt := range tests {
		var out strings.Builder
		if ok := report(strings.NewReader(tt.in), &out); ok != tt.ok {
			t.Errorf("%s: %t", name, ok)
		}
		for _, want := range tt.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in %q", name, want, out.String())
			}
		}
		if tt.not != "" && strings.Contains(out.String(), tt.not) {
			t.Errorf("%s: %q in %q", name, tt.not, out.String())
		}
	}
}
