package shopgen

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// imagePath is the address of one of a product's three pictures.
func (s *Shop) imagePath(id, view int) string {
	if s.has(FlawNoPictures) && id%everyNthPictureless == 1 {
		return standInPath
	}
	return "/media/p/" + strconv.Itoa(id+firstNumber) + "-" + strconv.Itoa(view) + ".svg"
}

// paint is the palette of one colour: body, shade, light.
type paint struct{ body, shade, light string }

// paints belong to the catalogue's colours, in order.
var paints = []paint{
	{"#d8c7a5", "#b8a37c", "#efe4cd"}, {"#5d7489", "#445a6d", "#8fa3b5"}, {"#6f7d4a", "#535f34", "#9aa777"}, {"#e9e6df", "#c9c4b8", "#faf8f4"},
	{"#b0563a", "#8a3f28", "#d08468"}, {"#6e3f57", "#512b3f", "#9a6a83"}, {"#cfae83", "#ad8a5d", "#e6cfae"}, {"#b9c0c4", "#949da2", "#dde2e4"},
	{"#c8922e", "#9f711c", "#e2b866"}, {"#3f4347", "#2a2d30", "#6b7075"},
}

// grounds are the colours behind a product.
var grounds = []string{"#f4efe6", "#eef1ee", "#f2ece8", "#ebeef2", "#f5f1ea"}

// drawings hold one picture for each kind of product, and a carton, on a field of 400 × 400 standing on y = 320;
// B, S and L stand for the colours body, shade and light.
var drawings = []string{
	`<path d="M118 150h140v120q0 50-50 50h-40q-50 0-50-50z" fill="B"/><path d="M258 180h24q36 0 36 38t-40 44l-22 2v-24l18-2q20-3 20-22 0-14-14-14h-22z" fill="S"/><ellipse cx="188" cy="150" rx="70" ry="14" fill="S"/><ellipse cx="188" cy="152" rx="60" ry="9" fill="#4a3426"/><path d="M132 176v90q0 26 16 38" stroke="L" stroke-width="7" fill="none" stroke-linecap="round"/>`,
	`<path d="M120 220q0-74 84-74t84 74q0 100-84 100t-84-100z" fill="B"/><path d="M284 214q40-4 46-52l22 4q-4 74-66 84z" fill="B"/><path d="M126 196q-50-12-54 30t52 58" stroke="S" stroke-width="15" fill="none"/><ellipse cx="204" cy="150" rx="48" ry="11" fill="S"/><circle cx="204" cy="132" r="13" fill="S"/><path d="M148 196q-10 50 16 84" stroke="L" stroke-width="8" fill="none" stroke-linecap="round"/>`,
	`<path d="M86 190h228q-4 108-84 126v4h-60v-4q-80-18-84-126z" fill="B"/><ellipse cx="200" cy="190" rx="114" ry="24" fill="S"/><ellipse cx="200" cy="193" rx="102" ry="18" fill="L"/>`,
	`<ellipse cx="200" cy="238" rx="140" ry="82" fill="S"/><ellipse cx="200" cy="230" rx="140" ry="82" fill="B"/><ellipse cx="200" cy="230" rx="96" ry="54" fill="L"/><ellipse cx="200" cy="232" rx="90" ry="49" fill="B"/>`,
	`<path d="M172 96h56q2 54 32 88 26 30 22 76-4 48-36 60h-92q-32-12-36-60-4-46 22-76 30-34 32-88z" fill="B"/><ellipse cx="200" cy="96" rx="28" ry="7" fill="S"/><path d="M200 96q-6-40-40-62M202 94q6-50 46-64" stroke="#6f7d4a" stroke-width="5" fill="none"/><circle cx="156" cy="34" r="11" fill="#9aa777"/><circle cx="250" cy="30" r="13" fill="#9aa777"/><path d="M140 220q-6 46 10 78" stroke="L" stroke-width="8" fill="none" stroke-linecap="round"/>`,
	`<rect x="96" y="126" width="208" height="194" rx="22" fill="#a9794c"/><path d="M96 170q100-24 208 6M96 226q90 18 208-8M96 284q110-22 208 4" stroke="#8b5f38" stroke-width="5" fill="none"/><circle cx="270" cy="156" r="13" fill="G"/><rect x="176" y="84" width="48" height="48" rx="16" fill="#a9794c"/><rect x="118" y="316" width="164" height="8" fill="S"/>`,
	`<g fill="#a9794c"><rect x="132" y="180" width="14" height="140" rx="7"/><ellipse cx="139" cy="150" rx="25" ry="38"/><rect x="193" y="180" width="14" height="140" rx="7"/><rect x="177" y="106" width="46" height="82" rx="18"/><rect x="254" y="180" width="14" height="140" rx="7"/><ellipse cx="261" cy="150" rx="25" ry="38"/></g><ellipse cx="139" cy="150" rx="14" ry="25" fill="#8b5f38"/><path d="M190 122v44M200 122v44M210 122v44" stroke="#8b5f38" stroke-width="4"/><rect x="126" y="286" width="148" height="14" fill="B"/>`,
	`<path d="M70 226h260l-26 74H96z" fill="#a9794c"/><ellipse cx="200" cy="226" rx="130" ry="30" fill="#8b5f38"/><ellipse cx="200" cy="230" rx="116" ry="23" fill="#bd8d5e"/><rect x="166" y="168" width="68" height="62" rx="9" fill="B"/><ellipse cx="200" cy="168" rx="34" ry="8" fill="S"/>`,
	`<path d="M118 100h164v220H118z" fill="B"/><path d="M118 140h164M118 156h164M118 272h164M118 288h164" stroke="L" stroke-width="8"/><path d="M240 100v220" stroke="S" stroke-width="4"/><path d="M190 100q10-22 20 0" stroke="S" stroke-width="6" fill="none"/>`,
	`<path d="M80 190q120-44 240 0v110q-120 34-240 0z" fill="B"/><path d="M80 226q120-40 240 0M80 262q120-38 240 0" stroke="S" stroke-width="7" fill="none"/><path d="M84 304v22M108 309v22M132 313v22M156 316v22M180 317v22M204 318v22M228 317v22M252 315v22M276 312v22M300 307v22" stroke="L" stroke-width="6"/>`,
	`<path d="M100 126q100 22 200 0 22 98 0 196-100-22-200 0-22-98 0-196z" fill="B"/><path d="M120 150q80 14 160 0 14 74 0 148-80-14-160 0-14-74 0-148z" fill="none" stroke="L" stroke-width="6"/><path d="M200 156v138M130 224h140" stroke="S" stroke-width="4"/>`,
	`<path d="M156 96h88l10 66 44 24v134H102V186l44-24z" fill="B"/><path d="M156 96q44-52 88 0" stroke="S" stroke-width="8" fill="none"/><rect x="146" y="226" width="108" height="58" fill="none" stroke="L" stroke-width="6"/><path d="M102 200l-30 34M298 200l30 34" stroke="S" stroke-width="8"/>`,
	`<rect x="132" y="160" width="136" height="160" rx="12" fill="B"/><ellipse cx="200" cy="160" rx="68" ry="14" fill="L"/><rect x="150" y="212" width="100" height="62" fill="#fbf8f1"/><path d="M166 234h68M176 252h48" stroke="S" stroke-width="5"/><path d="M200 160v-22" stroke="#3a2f26" stroke-width="5"/><path d="M200 82q24 30 14 50-6 12-14 12t-14-12q-10-20 14-50z" fill="#f0a93b"/><path d="M200 108q10 14 6 24-2 6-6 6t-6-6q-4-10 6-24z" fill="#fbe3a4"/>`,
	`<rect x="92" y="208" width="216" height="110" rx="30" fill="B"/><rect x="108" y="196" width="184" height="60" rx="26" fill="L"/><rect x="150" y="216" width="100" height="22" rx="11" fill="S"/><circle cx="126" cy="170" r="16" fill="#fff" stroke="S"/><circle cx="156" cy="146" r="10" fill="#fff" stroke="S"/><circle cx="282" cy="160" r="13" fill="#fff" stroke="S"/>`,
	`<path d="M120 110h160q12 0 12 12v186q0 12-12 12H120z" fill="B"/><rect x="120" y="110" width="26" height="210" fill="S"/><rect x="176" y="150" width="84" height="44" fill="L"/><path d="M190 166h56M190 180h36" stroke="S" stroke-width="4"/><path d="M262 110v210" stroke="L" stroke-width="7"/>`,
	`<rect x="136" y="104" width="150" height="206" fill="S" transform="rotate(9 210 210)"/><rect x="116" y="112" width="150" height="206" fill="#fbf8f1" stroke="S"/><circle cx="190" cy="190" r="36" fill="B"/><path d="M190 226v58M190 258q-26-4-30-26M190 264q26-6 30-28" stroke="#6f7d4a" stroke-width="6" fill="none"/>`,
	`<rect x="90" y="186" width="220" height="134" fill="B"/><rect x="80" y="156" width="240" height="40" fill="L"/><rect x="184" y="156" width="32" height="164" fill="S"/><path d="M200 156q-62-56-70-18t70 18q62-56 70-18t-70 18z" fill="none" stroke="S" stroke-width="12"/>`,
	`<path d="M96 190h208v130H96z" fill="#c9a06c"/><path d="M96 190l30-44h148l30 44z" fill="#dcb988"/><path d="M184 146h32v44h-32zM184 190h32v52h-32z" fill="#b58a55"/><rect x="228" y="256" width="60" height="42" fill="#fbf8f1"/><path d="M236 270h44M236 284h28" stroke="B" stroke-width="5"/>`,
}

// carton is the drawing of what has no kind of its own.
var carton = len(drawings) - 1

// serveImage draws a product, the hero or the icon.
func (s *Shop) serveImage(w http.ResponseWriter, path string) bool {
	switch path {
	case heroPath:
		sendFile(w, "image/svg+xml", []byte(s.hero()))
		return true
	case noticePath:
		sendFile(w, "image/svg+xml", []byte(svg("0 0 96 32", `<rect width="96" height="32" fill="#039"/><circle cx="48" cy="16" r="8" fill="none" stroke="#fc0"/>`)))
		return true
	case standInPath, sealPath:
		sendFile(w, "image/svg+xml", []byte(svg("0 0 80 80", `<rect width="80" height="80" fill="#ccc"/>`)))
		return true
	case "/media/icon.svg":
		p := paints[s.dice(0, 41, len(paints))]
		sendFile(w, "image/svg+xml", []byte(svg("0 0 400 400", `<rect width="400" height="400" rx="80" fill="#f4efe6"/>`+s.drawing(0, p, "#f4efe6"))))
		return true
	}
	name, found := strings.CutPrefix(path, "/media/p/")
	number, view, _ := strings.Cut(strings.TrimSuffix(name, ".svg"), "-")
	id, err := strconv.Atoi(number)
	id -= firstNumber
	if !found || err != nil || id < 0 || id >= s.opt.Products || len(view) != 1 || view < "1" || view > "3" {
		return false
	}
	sendFile(w, "image/svg+xml", []byte(s.picture(id, int(view[0]-'0'))))
	return true
}

func svg(box, body string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="` + box + `">` + body + `</svg>`
}

func (s *Shop) drawing(kind int, p paint, ground string) string {
	return strings.NewReplacer(`"B"`, `"`+p.body+`"`, `"S"`, `"`+p.shade+`"`, `"L"`, `"`+p.light+`"`, `"G"`, `"`+ground+`"`).Replace(drawings[kind])
}

// picture draws a product; the views differ in distance and ground.
func (s *Shop) picture(id, view int) string {
	n := s.nature(id)
	kind := n.kind
	if s.trapName(id) != "" {
		kind = carton
	}
	ground := grounds[(s.dice(id, 42, len(grounds))+view)%len(grounds)]
	scale := []string{"", "translate(200 215)scale(1)translate(-200 -215)", "translate(200 200)scale(1.45)translate(-215 -225)", "translate(200 240)scale(.72)translate(-200 -215)"}[view]
	body := `<rect width="400" height="400" fill="` + ground + `"/><rect y="300" width="400" height="100" fill="#000" opacity=".045"/>` +
		`<g transform="` + scale + `"><ellipse cx="200" cy="324" rx="130" ry="13" fill="#000" opacity=".13"/>` + s.drawing(kind, paints[n.colour%len(paints)], ground) + `</g>`
	return svg("0 0 400 400", body)
}

// hero draws a shelf of things.
func (s *Shop) hero() string {
	var b strings.Builder
	b.WriteString(`<rect width="1200" height="520" fill="#efe7da"/><rect y="416" width="1200" height="104" fill="#cdb792"/><rect y="416" width="1200" height="9" fill="#b39b72"/>`)
	b.WriteString(`<rect x="760" y="40" width="300" height="270" fill="#f8f4ec" stroke="#d9cbb2" stroke-width="9"/><path d="M910 40v270M760 175h300" stroke="#d9cbb2" stroke-width="7"/>`)
	for i, kind := range []int{4, 1, 0, 14, 12, 2, 0} {
		p := paints[(s.dice(i, 43, len(paints)))]
		fmt.Fprintf(&b, `<g transform="translate(%d 190)scale(.72)">%s</g>`, 8+i*152, s.drawing(kind, p, "#efe7da"))
	}
	return svg("0 0 1200 520", b.String())
}
