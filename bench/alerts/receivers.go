package main

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/shopvet/shopvet/catalogue/notify"
	"github.com/shopvet/shopvet/internal/served"
)

// hook is the receiver of a webhook: it believes what is signed and fresh, and fails when told.
type hook struct {
	secret string
	server *http.Server
	url    string

	mu    sync.Mutex
	fail  int              // so many further messages are answered with 503
	tries int              // messages refused so
	got   map[string][]one // alerts by their id
	bad   []string         // what was wrong with messages
}

// one is an alert that came.
type one struct {
	Kind, Subject, Text string
	Seller              struct{ URL string }
}

func newHook(ctx context.Context) (*hook, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h := &hook{url: "http://" + l.Addr().String() + "/", got: map[string][]one{}}
	h.server = &http.Server{Handler: http.HandlerFunc(h.take), ReadHeaderTimeout: time.Minute}
	go h.server.Serve(l) // ends with Close
	return h, nil
}

func (h *hook) take(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodHead {
		return // asked as the site of another provider, which tells that the network is there
	}
	body, err := io.ReadAll(r.Body)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.fail > 0 {
		h.fail--
		h.tries++
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	stamp, _, _ := strings.Cut(strings.TrimPrefix(r.Header.Get("Shopvet-Signature"), "t="), ",")
	seconds, _ := strconv.ParseInt(stamp, 10, 64)
	at := time.Unix(seconds, 0)
	if err != nil || r.Header.Get("Shopvet-Signature") != notify.Sign(h.secret, at, body) || time.Since(at).Abs() > 5*time.Minute {
		h.bad = append(h.bad, "a signature does not fit: "+r.Header.Get("Shopvet-Signature"))
		w.WriteHeader(http.StatusForbidden)
		return
	}
	var message struct {
		Alerts []struct {
			ID string
			one
		}
	}
	if err := json.Unmarshal(body, &message); err != nil {
		h.bad = append(h.bad, err.Error())
	}
	for _, a := range message.Alerts {
		h.got[a.ID] = append(h.got[a.ID], a.one)
	}
	w.WriteHeader(http.StatusNoContent)
}

// mailServer is aiosmtpd, which keeps what it takes in a folder.
type mailServer struct {
	cmd     *exec.Cmd
	address string
	dir     string
}

func newMailServer(ctx context.Context, python, dir string) (*mailServer, error) {
	address, err := served.QuietPort(ctx)
	if err != nil {
		return nil, err
	}
	m := &mailServer{address: address, dir: dir}
	m.cmd = exec.CommandContext(context.WithoutCancel(ctx), python, "-m", "aiosmtpd", "-n", "-l", m.address, "-c", "aiosmtpd.handlers.Mailbox", dir)
	m.cmd.Stderr = os.Stderr
	if err := m.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the mail server: %w", err)
	}
	for range 100 {
		if c, err := net.DialTimeout("tcp", m.address, time.Second); err == nil {
			return m, c.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	m.stop()
	return nil, fmt.Errorf("the mail server does not answer")
}

func (m *mailServer) stop() {
	_ = m.cmd.Process.Kill()
	_ = m.cmd.Wait()
}

// letters reads the mails that came: subject and text.
func (m *mailServer) letters() (out []string, err error) {
	files, err := filepath.Glob(filepath.Join(m.dir, "new", "*"))
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		letter, err := mail.ReadMessage(f)
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(quotedprintable.NewReader(letter.Body))
		if err != nil {
			return nil, err
		}
		f.Close()
		subject, err := new(mime.WordDecoder).DecodeHeader(letter.Header.Get("Subject"))
		if err != nil {
			return nil, err
		}
		out = append(out, subject+"\n"+strings.ReplaceAll(string(text), "\r", ""))
	}
	return out, nil
}

// feedItem is an alert as a reader of feeds shows it.
type feedItem struct {
	Title    string `xml:"title"`
	Category string `xml:"category"`
	GUID     string `xml:"guid"`
}

func readFeed(data []byte) ([]feedItem, error) {
	var feed struct {
		Items []feedItem `xml:"channel>item"`
	}
	err := xml.Unmarshal(data, &feed)
	return feed.Items, err
}
