package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"sort"
)

func readVerdict(name string) (map[string]any, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var v map[string]any
	return v, json.Unmarshal(b, &v)
}

// sum is a verdict in a few words.
func sum(v map[string]any) string {
	score, _ := v["initial"].(map[string]any)
	crawl, _ := v["crawl"].(map[string]any)
	results, _ := v["results"].([]any)
	return fmt.Sprintf("score %v %v, %v pages, %d results", score["value"], score["grade"], crawl["pages"], len(results))
}

// times are the fields that hold when something was and how long it took: these may differ, and nothing else.
var times = regexp.MustCompile(`^/(taken|timings/.*|crawl/(seconds|median_ttfb_seconds)|results/speed-[^/]*/(reason|findings)/.*)$`)

// differ lists the paths at which two JSON values differ, but for times.
func differ(path string, a, b any, out map[string]string) {
	switch x := a.(type) {
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			for k := range x {
				differ(path+"/"+k, x[k], y[k], out)
			}
			for k := range y {
				if _, ok := x[k]; !ok {
					differ(path+"/"+k, nil, y[k], out)
				}
			}
			return
		}
	case []any:
		if y, ok := b.([]any); ok && len(x) == len(y) {
			for i := range x {
				differ(path+"/"+nameOf(x[i], i), x[i], y[i], out)
			}
			return
		}
	default:
		if a == b {
			return
		}
	}
	if !times.MatchString(path) {
		out[path] = fmt.Sprintf("%.80v | %.80v", a, b)
	}
}

// nameOf is the check of a result, or the place of anything else in its list.
func nameOf(v any, i int) string {
	if m, ok := v.(map[string]any); ok {
		if id, ok := m["check"].(string); ok {
			return id
		}
	}
	return fmt.Sprint(i)
}

// judge says in what the verdict of the disturbed visit differs from those of the undisturbed ones, and what differs between these by itself.
func judge(base, twin, got map[string]any) error {
	chance, diff := map[string]string{}, map[string]string{}
	differ("", base, twin, chance)
	differ("", base, got, diff)
	fmt.Printf("in the end: %s\nfields that differ, but for times: %d between the undisturbed visits, %d between the first of them and the disturbed one\n", sum(got), len(chance), len(diff))
	show(chance)
	show(diff)
	if len(diff) > 0 {
		return errors.New("the verdict is another one")
	}
	fmt.Println("the verdict is the same")
	return nil
}

func show(diff map[string]string) {
	paths := make([]string, 0, len(diff))
	for p := range diff {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	for _, p := range paths[:min(len(paths), 15)] {
		fmt.Printf("  %s: %s\n", p, diff[p])
	}
}
