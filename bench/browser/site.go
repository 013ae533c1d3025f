package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// pages are of different weight and make, each with one thing that a measure must find.
var pages = []struct{ name, html string }{
	{"light", `<h1>A page of words</h1>` + strings.Repeat("<p>Hand-poured candles from one small workshop in the hills.</p>", 30)},
	{"heavy", `<link rel=stylesheet href="/css?wait=50"><script src="/js?kb=300&wait=30"></script><h1>Heavy</h1>` + imgs(16, 400, 300)},
	{"late hero", `<h1>Hero</h1><div id=h style="width:800px;height:500px;max-width:100%"></div><script>
onload = () => setTimeout(() => { const i = new Image(800, 500); i.style.maxWidth = "100%"; i.src = "/png?w=800&h=500&wait=300"; h.append(i) }, 500)</script>`},
	{"layout shift", `<header id=top><b>Shop</b></header><h1>Shifting</h1><div style="height:500px;background:#cde">block</div><script>
setTimeout(() => { const b = document.createElement("div"); b.style.height = "180px"; b.textContent = "Sale"; top_ = document.getElementById("top"); top_.after(b) }, 900)</script>`},
	{"long task", `<h1>Busy</h1><p>text</p><script>requestAnimationFrame(() => setTimeout(() => { const t = performance.now(); while (performance.now() - t < 400); }, 300))</script>`},
	{"blocking style", `<link rel=stylesheet href="/css?wait=600"><h1>Late style</h1>` + imgs(3, 300, 200)},
	{"made by script", `<div id=app></div><script>fetch("/data?wait=150").then(r => r.text()).then(t => { app.innerHTML = "<h1>Made by script</h1><p>" + t + "</p>" })</script>`},
	{"many tasks", `<h1>Tasks</h1><script>let n = 0; const step = () => { const t = performance.now(); while (performance.now() - t < 90); if (++n < 6) setTimeout(step, 60) }; requestAnimationFrame(() => setTimeout(step, 200))</script>`},
}

func imgs(n, w, h int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<img src="/png?w=%d&h=%d&n=%d" width=%d height=%d alt="">`, w, h, i, w, h)
	}
	return b.String()
}

// site serves the pages and what they load.
func site() http.Handler {
	mux := http.NewServeMux()
	for i, p := range pages {
		mux.HandleFunc(fmt.Sprintf("/%d", i), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			time.Sleep(20 * time.Millisecond)
			fmt.Fprintf(w, `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title><link rel="icon" href="data:,"><body>%s</body></html>`, p.name, p.html)
		})
	}
	mux.HandleFunc("/css", func(w http.ResponseWriter, r *http.Request) {
		wait(r)
		w.Header().Set("Content-Type", "text/css")
		fmt.Fprint(w, "body{font:16px sans-serif;margin:20px}img{display:inline-block;max-width:100%}")
	})
	mux.HandleFunc("/js", func(w http.ResponseWriter, r *http.Request) {
		wait(r)
		w.Header().Set("Content-Type", "text/javascript")
		for range number(r, "kb") {
			fmt.Fprintf(w, "(function(){var a=%q;return a.length})();\n", strings.Repeat("x", 980))
		}
	})
	mux.HandleFunc("/data", func(w http.ResponseWriter, r *http.Request) {
		wait(r)
		fmt.Fprint(w, strings.Repeat("Made of soy wax and rapeseed wax. ", 20))
	})
	mux.HandleFunc("/png", func(w http.ResponseWriter, r *http.Request) {
		wait(r)
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write(picture(number(r, "w"), number(r, "h")))
	})
	return mux
}

func number(r *http.Request, name string) int {
	n, _ := strconv.Atoi(r.URL.Query().Get(name))
	return min(n, 2000)
}

func wait(r *http.Request) { time.Sleep(time.Duration(number(r, "wait")) * time.Millisecond) }

// picture is a PNG with some noise, so that it weighs something: 15 kB at 400 by 300.
func picture(w, h int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	chance := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			v := uint8(128)
			if y%8 == 0 {
				v = uint8(chance.UintN(256))
			}
			m.Set(x, y, color.RGBA{v, v / 2, 90, 255})
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, m)
	return b.Bytes()
}
