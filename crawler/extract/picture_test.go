package extract

import (
	"strings"
	"testing"
)

func TestLooksPicture(t *testing.T) {
	for body, want := range map[string]bool{
		"\x89PNG\r\n\x1a\n\x00": true, "\xff\xd8\xff\xe0": true, "GIF89a": true, "GIF87a": true, "RIFF\x00\x00\x00\x00WEBPVP": true, "BM\x00\x00": true,
		"\x00\x00\x01\x00\x01": true, "\x00\x00\x02\x00\x01": true, "II*\x00": true, "MM\x00*": true, "\x00\x00\x00\x0cJXL \r\n": true, "\xff\x0a\x00": true,
		"\x00\x00\x00\x1cftypavif": true, "\x00\x00\x00\x18ftypheic": true, "\x00\x00\x00\x20ftypmp42": true, "\x1f\x8b\x08": true,
		`<svg xmlns="http://www.w3.org/2000/svg"/>`: true, `<?xml version="1.0"?><!-- by hand --><svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>`: true,
		"\ufeff<!DOCTYPE svg PUBLIC><SVG>": true,
		strings.Repeat("x1f9", 90):         false, `{"error":"not found"}`: false, "Not found": false, "\n\x89PNG\r\n\x1a\n": false, "<html><body>moved</body>": false,
	} {
		if got := LooksPicture([]byte(body)); got != want {
			t.Errorf("%q: %v", body, got)
		}
	}
}
