package report

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

// TestPicturesAreInlined shows pictures with their frames in the page itself, and nothing that is none.
func TestPicturesAreInlined(t *testing.T) {
	jpeg := []byte{0xff, 0xd8, 0xff, 0xe0, 1, 2, 3}
	v := &verdict.Verdict{Pictures: []verdict.Picture{
		{Kind: "phone", Role: "home", URL: "https://shop.example/", Width: 360, Height: 780, Data: jpeg, Boxes: []verdict.Box{
			{What: "lcp", Text: `img: "><script>alert(1)</script>`, X: 10, Y: 20, Width: 100, Height: 50}, {What: "evil", X: 1, Y: 1, Width: 1, Height: 1},
		}},
		{Kind: "film", Role: "home", URL: "https://shop.example/", At: 0.5, Width: 120, Height: 260, Data: jpeg},
		{Kind: "film", Role: "home", URL: "https://shop.example/", At: 2.5, Width: 120, Height: 260, Data: jpeg},
		{Kind: "phone", Role: "home", URL: "javascript:alert(1)", Width: 360, Height: 780, Data: []byte("<svg onload=alert(1)>")},
		{Kind: "phone", Role: "home", Width: 1 << 40, Height: 780, Data: jpeg},
	}}
	page := htmlPage(t, v, Options{})
	for want, n := range map[string]int{
		`href="data:image/jpeg;base64,/9j/4AECAw=="`: 3, `class="frame-lcp" x="10" y="20" width="100" height="50"`: 1, "frame-evil": 0, "ZgotmplZ": 0, "<script": 0, "500\u00a0ms": 2,
	} {
		if got := strings.Count(page, want); got != n {
			t.Errorf("%s: %d times, want %d", want, got, n)
		}
	}
	if strings.Contains(page, `class="frame-edge"`) {
		t.Error("a picture that is as wide as the screen shows where the screen ends")
	}
	v.Pictures[0].Width = 500
	if page := htmlPage(t, v, Options{}); strings.Count(page, `class="frame-edge" d="M360 0V780"`) != 1 || !strings.Contains(page, "The edge of the phone") {
		t.Error("a picture that is wider than the screen does not show where the screen ends")
	}
	v.Pictures = v.Pictures[1:2]
	if strings.Contains(htmlPage(t, v, Options{}), "data:image/jpeg") {
		t.Error("a film of one picture is shown")
	}
}
