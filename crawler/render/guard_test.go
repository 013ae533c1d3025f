package render

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// trap listens where no page may come, and counts who comes all the same.
type trap struct {
	port int
	hits atomic.Int32

	mu   sync.Mutex
	came []string // what the first of them said
}

func (tr *trap) note(kind string, b []byte) {
	tr.hits.Add(1)
	tr.mu.Lock()
	tr.came = append(tr.came, fmt.Sprintf("%s %.60q", kind, b))
	tr.mu.Unlock()
}

func newTrap(t *testing.T) *trap {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	tr := &trap{port: l.Addr().(*net.TCPAddr).Port}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			b := make([]byte, 512)
			_ = c.SetReadDeadline(time.Now().Add(time.Second))
			n, _ := c.Read(b)
			tr.note("tcp", b[:n])
			_ = c.Close()
		}
	}()
	u, err := net.ListenPacket("udp", fmt.Sprintf("127.0.0.1:%d", tr.port))
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		b := make([]byte, 2048)
		for {
			n, _, err := u.ReadFrom(b)
			if err != nil {
				return
			}
			tr.note("udp", b[:n])
		}
	}()
	t.Cleanup(func() { l.Close(); u.Close() })
	return tr
}

// tries are ways in which a page may reach for an address; HOST is the trap.
var tries = map[string]string{
	"img":              `<img src="http://HOST/img">`,
	"script":           `<script src="http://HOST/script.js"></script>`,
	"style":            `<link rel=stylesheet href="http://HOST/a.css">`,
	"font":             `<style>@font-face{font-family:x;src:url(http://HOST/f.woff2)}p{font-family:x}</style><p>text</p>`,
	"css image":        `<p style="background:url(http://HOST/bg.png)">text</p>`,
	"iframe":           `<iframe src="http://HOST/frame"></iframe>`,
	"object":           `<object data="http://HOST/object"></object><embed src="http://HOST/embed">`,
	"video":            `<video src="http://HOST/v.mp4" autoplay muted></video><audio src="http://HOST/a.mp3" preload=auto></audio>`,
	"fetch":            `<script>fetch("http://HOST/fetch",{mode:"no-cors"}).catch(()=>{})</script>`,
	"xhr":              `<script>const x=new XMLHttpRequest();x.open("GET","http://HOST/xhr");x.send()</script>`,
	"beacon":           `<script>navigator.sendBeacon("http://HOST/beacon","x")</script>`,
	"web socket":       `<script>new WebSocket("ws://HOST/ws")</script>`,
	"event source":     `<script>new EventSource("http://HOST/es")</script>`,
	"localhost":        `<img src="http://localhost:PORT/l"><img src="http://x.localhost:PORT/l"><img src="http://LOCALHOST.:PORT/l">`,
	"other forms":      `<img src="http://0x7f.1:PORT/"><img src="http://2130706433:PORT/"><img src="http://[::1]:PORT/"><img src="http://[::ffff:127.0.0.1]:PORT/"><img src="http://127.1:PORT/"><img src="http://0:PORT/">`,
	"https":            `<img src="https://HOST/tls">`,
	"redirect":         `<img src="/redirect"><script src="/redirect"></script>`,
	"redirected frame": `<iframe src="/redirect"></iframe>`,
	"preload":          `<link rel=preload as=image href="http://HOST/p"><link rel=prefetch href="http://HOST/pf"><link rel=preconnect href="http://HOST"><link rel=modulepreload href="http://HOST/m.js">`,
	"prefetched name":  `<link rel=dns-prefetch href="//localhost"><link rel=prerender href="http://HOST/pr"><script type=speculationrules>{"prefetch":[{"urls":["http://HOST/sr"]}],"prerender":[{"urls":["http://HOST/sp"]}]}</script>`,
	"form":             `<form id=f action="http://HOST/form" method=post target=x></form><iframe name=x></iframe><script>f.submit()</script>`,
	"window":           `<script>open("http://HOST/open")</script>`,
	"download":         `<a id=d download href="http://HOST/d"></a><script>d.click()</script>`,
	"ping":             `<a id=d ping="http://HOST/ping" href="#x">x</a><script>d.click()</script>`,
	"service worker":   `<script>navigator.serviceWorker.register("/sw.js").catch(()=>{})</script>`,
	"worker":           `<script>new Worker(URL.createObjectURL(new Blob(["importScripts('http://HOST/w.js')"])));new Worker(URL.createObjectURL(new Blob(["fetch('http://HOST/wf',{mode:'no-cors'})"])))</script>`,
	"webrtc":           `<script>const c=new RTCPeerConnection({iceServers:[{urls:"stun:HOST"},{urls:"turn:HOST?transport=tcp",username:"a",credential:"b"}]});c.createDataChannel("x");c.createOffer().then(o=>c.setLocalDescription(o))</script>`,
	"web transport":    `<script>try{new WebTransport("https://HOST/wt")}catch(e){}</script>`,
	"meta refresh":     `<meta http-equiv=refresh content="0;url=http://HOST/refresh">`,
	"location":         `<script>location.href="http://HOST/location"</script>`,
	"redirected page":  `<script>location.href="/redirect"</script>`,
	"file":             `<iframe src="file:///etc/hostname"></iframe><img src="file:///etc/hostname">`,
	"view source":      `<script>location.href="view-source:http://HOST/vs"</script><iframe src="view-source:http://HOST/"></iframe>`,
	"manifest":         `<link rel=manifest href="http://HOST/m.json"><link rel=icon href="http://HOST/i.png">`,
	"import map":       `<script type=importmap>{"imports":{"x":"http://HOST/x.js"}}</script><script type=module>import "x"</script>`,
	"reporting":        `<meta http-equiv="Content-Security-Policy" content="img-src 'none'; report-uri http://HOST/csp"><img src=/none.png>`,
	"metadata":         `<img src="http://169.254.169.254/latest/meta-data/"><img src="http://10.0.0.1/"><img src="http://[fd00:ec2::254]/">`,
}

// TestNoPageReachesWhatTheVisitMayNot has a page reach for a port of this computer in every way there is. Nobody may come.
func TestNoPageReachesWhatTheVisitMayNot(t *testing.T) {
	t.Parallel()
	tr := newTrap(t)
	host := fmt.Sprintf("127.0.0.1:%d", tr.port)
	fill := strings.NewReplacer("HOST", host, "PORT", fmt.Sprint(tr.port))
	// All that can stand side by side is tried on one page, the rest one by one.
	var together strings.Builder
	alone := map[string]string{}
	for name, html := range tries {
		switch name {
		case "meta refresh", "location", "redirected page", "view source", "reporting":
			alone["/"+strings.ReplaceAll(name, " ", "-")] = "<!doctype html><title>x</title>" + fill.Replace(html)
		default:
			fmt.Fprintf(&together, "<section>{%s}</section>", fill.Replace(strings.ReplaceAll(html, "<script>const ", "<script>var ")))
		}
	}
	alone["/"] = "<!doctype html><title>x</title>" + together.String()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/redirect":
			http.Redirect(w, r, "http://"+host+"/redirected", http.StatusFound)
		case "/sw.js":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprintf(w, `fetch("http://%s/sw",{mode:"no-cors"}).catch(()=>{});importScripts("http://%s/swi.js")`, host, host)
		default:
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Link", fmt.Sprintf("<http://%s/linked.css>; rel=preload; as=style", host))
			fmt.Fprint(w, alone[r.URL.Path])
		}
	}))
	t.Cleanup(srv.Close)
	s := ownSession(t, srv.URL)
	refused := 0
	for path := range alone {
		v := Visit{URL: srv.URL + path, Look: true, Patience: 1500 * time.Millisecond}
		r := visit(t, s, v)
		if path == "/" && r.Look == nil { // a busy computer does not get so far in that time
			v.Patience = 10 * time.Second
			r = visit(t, s, v)
		}
		refused += len(r.Refused)
		if path == "/" && r.Look == nil { // with so much that never answers it need not come to rest
			t.Errorf("%s: %s %s", path, r.Fault, r.Detail)
		}
	}
	if n := tr.hits.Load(); n > 0 {
		t.Errorf("%d connections came to a port that no page may reach: %q", n, tr.came)
	}
	if refused < 5 {
		t.Errorf("only %d addresses were refused: the pages did not try", refused)
	}
}

// TestTheGuardLetsTheShopThrough is the other side: what is the shop's own is reached, by web socket too.
func TestTheGuardLetsTheShopThrough(t *testing.T) {
	var asked atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") == "websocket" || r.URL.Path == "/a.png" {
			asked.Add(1)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<img src=/a.png><script>new WebSocket("ws://"+location.host+"/ws")</script>`)
	}))
	t.Cleanup(srv.Close)
	s := session(t, srv.URL)
	r := visit(t, s, Visit{URL: srv.URL + "/", Look: true})
	for range 3 { // on a busy machine the page may come to rest before both set out
		if asked.Load() < 2 {
			asked.Store(0)
			r = visit(t, s, Visit{URL: srv.URL + "/", Look: true})
		}
	}
	if asked.Load() != 2 || r.Fault != "" || len(r.Refused) > 0 {
		t.Errorf("%d of 2 came through; %q, refused %v", asked.Load(), r.Fault, r.Refused)
	}
}
