package crawler

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// wants says what readings of a claim must show.
type wants struct {
	kind   string
	silent bool // it changed at least twice for each of two visitors while nothing came to the page
	steady bool // it never changed within a visit
	grows  bool // it never fell within a visit
}

// claimed are pages with claims on others who look or buy, and on goods left; each claim stands beside words by which it is known.
var claimed = map[string]struct {
	html string
	want map[string]wants
}{
	"made up": {`<p><b id=walk>17</b> people are viewing this amber candle now</p><p>Von dieser Birkenkerze sind nur noch <b id=down>14</b> Stück auf Lager</p>
<p><b id=list>9</b> personnes regardent cette bougie</p><p><b id=sine>30</b> personas están viendo esta vela grande</p><p>香りのキャンドル、残り<b id=jp>12</b>点です、お急ぎください</p>
<p>这支蜡烛 <b id=cn>21</b> 人正在浏览，欢迎选购香薰蜡烛</p><div id=toast style="position:fixed;bottom:0"></div>
<script>const at=i=>document.getElementById(i);let a=17,i=0,k=0,s=12,d=14,q=[9,12,8,11];
setInterval(()=>{at("walk").textContent=a+=i%2?3:-2;at("list").textContent=q[++i%4];at("sine").textContent=30+Math.round(9*Math.sin(Date.now()/900));at("cn").textContent=20+i%2},1500);
setInterval(()=>{if(s>3){at("jp").textContent=--s;at("down").textContent=--d}},1700);
setTimeout(()=>at("toast").textContent="Anna from Leeds just bought this amber candle 2 minutes ago",1600);</script>`, map[string]wants{
		"amber candle now": {kind: "activity", silent: true}, "Birkenkerze": {kind: "stock", silent: true}, "personnes regardent": {kind: "activity", silent: true},
		"personas": {kind: "activity", silent: true}, "キャンドル": {kind: "stock", silent: true}, "正在浏览": {kind: "activity", silent: true}, "Anna from Leeds": {kind: "bought", steady: true},
	}},
	"told by the shop": {`<p><b id=poll>17</b> people are viewing this amber candle now</p><p>Von dieser Birkenkerze sind nur noch 3 Stück auf Lager</p>
<p><b id=up>0</b> personnes regardent cette bougie</p><p><b>COUNT</b> personas están viendo esta vela grande</p><p><b id=live>5</b> 人正在浏览这支蜡烛，欢迎选购香薰蜡烛</p>
<div id=show></div><div><h3 id=gn>Fir tea light</h3><p><b id=gc>7</b> shoppers are viewing exactly this product right now</p></div><div><p>Pine pillar, only 4 left in stock for today</p><p>Pine pillar, only 6 left in stock for today</p></div>
<script>const at=i=>document.getElementById(i);setInterval(()=>fetch("/n").then(r=>r.text()).then(t=>at("poll").textContent=t),1300);
new EventSource("/live").onmessage=e=>at("live").textContent=e.data;
let n=0;const t=setInterval(()=>{at("up").textContent=++n;if(n==23)clearInterval(t)},60);
let g=0;const goods=[["Amber tea light","3"],["Birch tea light","5"],["Cedar tea light","2"]],next=()=>{const x=goods[g++%3];at("show").innerHTML="<h3>"+x[0]+"</h3><p>only "+x[1]+" left in stock</p>"};next();setInterval(next,1500);
let f=0;setInterval(()=>{const x=[["Fir tea light",7],["Yew tea light",9],["Elm tea light",4]][++f%3];at("gn").textContent=x[0];at("gc").textContent=x[1]},1500);</script>`, map[string]wants{
		"amber candle now": {kind: "activity"}, "Birkenkerze": {kind: "stock", steady: true}, "personnes regardent": {kind: "activity", grows: true}, "personas": {kind: "activity", steady: true},
		"正在浏览": {kind: "activity"}, "Amber tea light": {kind: "stock", steady: true},
		"Fir tea light": {kind: "activity", steady: true}, "Elm tea light": {kind: "activity", steady: true},
	}},
}

// TestClaimsOnOthersAreReadTwice reads what pages say of other visitors and of goods left, for two visitors who had never been there: what changes while
// nothing comes to the page is told from what the shop sends, from figures that count up for show and from several goods shown in turn.
func TestClaimsOnOthersAreReadTwice(t *testing.T) {
	t.Parallel()
	for name, tt := range claimed {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := httptest.NewServer(claims(tt.html))
			t.Cleanup(srv.Close)
			for try := 1; ; try++ {
				list, amiss := readTwice(t, srv.URL), ""
				for words, want := range tt.want {
					amiss += amissOf(list, words, want)
				}
				for _, w := range list {
					if strings.Contains(w.Text, "Pine pillar") {
						amiss += fmt.Sprintf("which of two is meant cannot be told: %+v\n", w)
					}
				}
				if amiss == "" {
					return
				}
				if name != "made up" || try == 3 { // a busy machine may see too few changes, and sees none that are not there
					t.Fatal(amiss)
				}
			}
		})
	}
}

// readTwice reads the claims of a page. On a busy machine a load may come to nothing; another visit is made then.
func readTwice(t *testing.T, address string) []snapshot.Watch {
	t.Helper()
	engine := testBrowser(t)
	for try := 1; ; try++ {
		c := begun(t, address, Options{Limits: limits(), Browser: engine})
		c.browse.stay, c.limits.Time = 6*time.Second, 10*time.Minute
		c.lookAt(t.Context(), plan{id: 0, url: address + "/"})
		c.readClaims(t.Context())
		whole := len(c.snap.Watches) > 0
		for _, w := range c.snap.Watches {
			whole = whole && slices.ContainsFunc(w.Readings[1:], func(r snapshot.Reading) bool { return r.Fresh })
		}
		if whole || try == 4 {
			return c.snap.Watches
		}
	}
}

// amissOf says how the readings of a claim differ from what they must show.
func amissOf(list []snapshot.Watch, words string, want wants) string {
	for _, w := range list {
		if !strings.Contains(w.Text, words) {
			continue
		}
		fresh, silent, loud, fell, last := 0, 0, 0, false, 0
		for _, r := range w.Readings {
			switch {
			case r.Fresh:
				fresh++
			case r.Silent:
				silent++
			default:
				loud++
			}
			fell = fell || !r.Fresh && r.Number < last
			last = r.Number
		}
		if w.Kind != want.kind || fresh != 2 || want.silent != (silent >= 4 && loud == 0) || want.steady && silent+loud > 0 || want.grows && fell {
			return fmt.Sprintf("%s: %+v\n", words, w)
		}
		return ""
	}
	return fmt.Sprintf("%s: was not read: %+v\n", words, list)
}

// claims serves a page, with numbers that the shop counts.
func claims(html string) http.Handler {
	var n atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/n":
			fmt.Fprint(w, 10+n.Add(7)%9)
		case "/live":
			w.Header().Set("Content-Type", "text/event-stream")
			for r.Context().Err() == nil {
				fmt.Fprintf(w, "data: %d\n\n", 5+n.Add(7)%9)
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
				case <-time.After(1400 * time.Millisecond):
				}
			}
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			page := `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Candles</title><main><h1>Candles</h1>%s</main></html>`
			fmt.Fprintf(w, page, strings.ReplaceAll(html, "COUNT", fmt.Sprint(12+n.Add(7)%9)))
		}
	})
}
