package notify_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/notify"
	"github.com/shopvet/shopvet/verdict"
)

var day = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// receiver is a web server that keeps what it is sent, and fails when told.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	got    []*http.Request
	bodies []string
	status int
}

func receive(t *testing.T) *receiver {
	r := &receiver{status: 204}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.got, r.bodies = append(r.got, q), append(r.bodies, string(body))
		w.WriteHeader(r.status)
	}))
	t.Cleanup(r.Close)
	return r
}

// mailbox is a mail server that keeps what it is sent.
func mailbox(t *testing.T) (address string, mails func() []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	var mu sync.Mutex
	var all []string
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			// Kept before the client hears that it was taken: whoever sent it may look at once.
			converse(c, func(text string) { mu.Lock(); defer mu.Unlock(); all = append(all, text) })
		}
	}()
	return l.Addr().String(), func() []string { mu.Lock(); defer mu.Unlock(); return slices.Clone(all) }
}

// converse speaks SMTP with one client and hands each mail to taken before it says so.
func converse(c net.Conn, taken func(string)) {
	defer c.Close()
	r := bufio.NewReader(c)
	fmt.Fprint(c, "220 mail.example\r\n")
	var b strings.Builder
	for data := false; ; {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		switch {
		case data && line == ".\r\n":
			data = false
			taken(b.String())
			b.Reset()
			fmt.Fprint(c, "250 taken\r\n")
		case data:
			b.WriteString(line)
		case strings.HasPrefix(line, "DATA"):
			data = true
			fmt.Fprint(c, "354 go on\r\n")
		case strings.HasPrefix(line, "QUIT"):
			fmt.Fprint(c, "221 bye\r\n")
			return
		default:
			fmt.Fprint(c, "250 ok\r\n")
		}
	}
}

// shop is a store with one seller at whom two things went wrong.
func shop(t *testing.T, channels ...*catalogue.Channel) *catalogue.Store {
	t.Helper()
	wrong := func(check string) verdict.Result {
		return verdict.Result{Check: check, Severity: verdict.High, Reason: verdict.Message{Text: check + " is wrong"}}
	}
	return shopWith(t, []verdict.Result{wrong("a"), wrong("b")}, channels...)
}

// shopWith is a store with one seller at whom checks began to fail.
func shopWith(t *testing.T, failing []verdict.Result, channels ...*catalogue.Channel) *catalogue.Store {
	s, err := catalogue.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	list := []catalogue.Seller{{URL: "https://shop.example/", Name: "Kerzen <!channel> & Söhne\r\nBcc: x@y.example", Owner: "M-1"}}
	if _, err := s.MigrateUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutSellers(t.Context(), list, day); err != nil {
		t.Fatal(err)
	}
	for _, c := range channels {
		if err := s.PutChannel(t.Context(), c, day); err != nil {
			t.Fatal(err)
		}
	}
	for i, status := range []verdict.Status{verdict.Pass, verdict.Fail} {
		v := &verdict.Verdict{Schema: 1, Ruleset: "r", Taken: day, Crawl: verdict.Crawl{Stop: "done", HTML: 9}, Rules: map[string]verdict.Rule{}}
		for _, r := range failing {
			r.Status = status
			v.Results = append(v.Results, r)
		}
		at := day.Add(time.Duration(i) * time.Minute)
		v.Taken = at
		scan := &catalogue.Scan{ID: catalogue.NewID(at), Seller: list[0].ID}
		n, err := s.Seller(t.Context(), list[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		err = s.InTx(t.Context(), func(tx catalogue.DB) error { return catalogue.AddScan(t.Context(), tx, scan, 1, at) })
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Prepare(t.Context(), n, scan, &catalogue.Outcome{Verdict: v}, at)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.InTx(t.Context(), func(tx catalogue.DB) error { return r.Write(t.Context(), tx, at) }); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// Each alert comes once on each channel, in the form its receiver understands.
func TestSend(t *testing.T) {
	hook, slack, teams := receive(t), receive(t), receive(t)
	box, mails := mailbox(t)
	s := shop(t, &catalogue.Channel{Kind: notify.Webhook, Target: hook.URL, Secret: "secret"}, &catalogue.Channel{Kind: notify.Slack, Target: slack.URL},
		&catalogue.Channel{Kind: notify.Teams, Target: teams.URL, Digest: time.Hour}, &catalogue.Channel{Kind: notify.Email, Target: "Ops <ops@example.org>, b@example.org", Digest: time.Hour})
	m, err := notify.NewMail("smtp://"+box, "shopvet@example.org")
	if err != nil {
		t.Fatal(err)
	}
	sender := &notify.Sender{Store: s, Client: http.DefaultClient, Mail: m, Public: "https://vet.example/"}
	now := day.Add(2 * time.Hour)
	for range 3 {
		if err := sender.Send(t.Context(), now); err != nil {
			t.Fatal(err)
		}
	}
	if len(hook.got) != 2 || len(slack.got) != 2 || len(teams.got) != 1 || len(mails()) != 1 {
		t.Fatalf("%d to the webhook, %d to Slack, %d to Teams, %d mails", len(hook.got), len(slack.got), len(teams.got), len(mails()))
	}
	for i, r := range hook.got {
		if r.Header.Get("Shopvet-Signature") != notify.Sign("secret", now, []byte(hook.bodies[i])) || r.Header.Get("Shopvet-Id") == "" {
			t.Errorf("signature %q", r.Header.Get("Shopvet-Signature"))
		}
	}
	var got struct {
		Alerts []struct {
			Kind, Subject, Link string
			Seller              struct{ Owner string }
		}
	}
	if err := json.Unmarshal([]byte(hook.bodies[0]), &got); err != nil || len(got.Alerts) != 1 || got.Alerts[0].Kind != "finding" || got.Alerts[0].Seller.Owner != "M-1" || !strings.HasPrefix(got.Alerts[0].Link, "https://vet.example/sellers/") {
		t.Errorf("%v %s", err, hook.bodies[0])
	}
	if strings.Contains(slack.bodies[0], "<!channel>") || !strings.Contains(slack.bodies[0], "&lt;!channel") && !strings.Contains(slack.bodies[0], `\u0026lt;!channel`) {
		t.Errorf("a shop's name pings everybody: %s", slack.bodies[0])
	}
	if !strings.Contains(teams.bodies[0], `"AdaptiveCard"`) || !strings.Contains(teams.bodies[0], "a is wrong") || !strings.Contains(teams.bodies[0], "b is wrong") {
		t.Errorf("%s", teams.bodies[0])
	}
	one, err := mail.ReadMessage(strings.NewReader(mails()[0]))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(one.Body))
	if subject, _ := new(mime.WordDecoder).DecodeHeader(one.Header.Get("Subject")); err != nil || subject != "shopvet: 2 changes" || one.Header.Get("Bcc") != "" || !bytes.Contains(body, []byte("Söhne")) {
		t.Errorf("%v %q %v\n%s", err, subject, one.Header, body)
	}
}

// A receiver that fails is asked again later, less and less often, and in the end no more.
func TestReceiversThatFail(t *testing.T) {
	hook := receive(t)
	hook.status = 500
	s := shop(t, &catalogue.Channel{Kind: notify.Webhook, Target: hook.URL}, &catalogue.Channel{Kind: notify.Email, Target: "ops@example.org"})
	sender := &notify.Sender{Store: s, Client: http.DefaultClient}
	now := day.Add(time.Hour)
	for range 400 { // more than an hour and a half
		_ = sender.Send(t.Context(), now) // errors are what this is about
		now = now.Add(30 * time.Second)
	}
	if len(hook.got) != 16 { // eight tries of each of the two alerts
		t.Errorf("%d tries", len(hook.got))
	}
	alerts, err := s.Alerts(t.Context(), catalogue.AlertFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range alerts {
		sent, err := s.SentOf(t.Context(), a.ID)
		if err != nil || len(sent) != 2 || sent[0].State != "given-up" || sent[0].Error == "" || sent[1].State != "given-up" {
			t.Errorf("%v %+v", err, sent)
		}
	}
}

func TestFeed(t *testing.T) {
	s := shop(t)
	alerts, err := s.Alerts(t.Context(), catalogue.AlertFilter{})
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.Seller(t.Context(), alerts[0].Seller)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := notify.Feed(&b, "en", alerts, map[string]*catalogue.Seller{n.ID: n}, "https://vet.example"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<rss version="2.0">`, "<guid isPermaLink=\"false\">" + alerts[0].ID, "&lt;!channel&gt; &amp; Söhne", "is wrong"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in %s", want, b.String())
		}
	}
}

func TestMailServersThatCannotBeRead(t *testing.T) {
	for _, c := range [][2]string{{"mail.example", "a@b.example"}, {"http://mail.example", "a@b.example"}, {"smtp://mail.example", "nobody"}, {"smtp://", "a@b.example"}} {
		if _, err := notify.NewMail(c[0], c[1]); err == nil {
			t.Errorf("%q", c)
		}
	}
}

// The address of a chat's webhook is its key: it is neither in the log nor in what is noted of a failure.
func TestAddressesStandInNoError(t *testing.T) {
	const target = "http://127.0.0.1:1/services/T0/B0/secret"
	s := shop(t, &catalogue.Channel{Kind: notify.Slack, Target: target})
	err := (&notify.Sender{Store: s, Client: http.DefaultClient}).Send(t.Context(), day.Add(time.Hour))
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("the error says %v", err)
	}
	alerts, err := s.Alerts(t.Context(), catalogue.AlertFilter{})
	if err != nil {
		t.Fatal(err)
	}
	sent, err := s.SentOf(t.Context(), alerts[len(alerts)-1].ID)
	if err != nil || len(sent) != 1 || sent[0].Error == "" || strings.Contains(sent[0].Error, "secret") {
		t.Errorf("%v, noted: %+v", err, sent)
	}
}
