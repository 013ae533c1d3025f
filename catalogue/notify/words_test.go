package notify_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/http"
	"net/mail"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/notify"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/verdict"
)

var slot = regexp.MustCompile(`\{[a-z]+\}`)

// ownWords are the texts of alerts in a language.
func ownWords(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := os.ReadFile("locales/" + lang + ".json")
	words := map[string]string{}
	if err == nil {
		err = json.Unmarshal(data, &words)
	}
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// Every language has every text with the same slots, and says every kind of alert, of which the catalogue itself has the English one.
func TestEveryLanguageTellsEveryAlert(t *testing.T) {
	en := ownWords(t, "en")
	for _, lang := range report.Languages()[1:] {
		words := ownWords(t, lang)
		for key, text := range en {
			if a, b := slot.FindAllString(text, -1), slot.FindAllString(words[key], -1); words[key] == "" || !slices.Equal(a, b) {
				t.Errorf("%s: %q is %q, in English %q", lang, key, words[key], text)
			}
		}
		for _, kind := range catalogue.AlertKinds() {
			a := &catalogue.Alert{Kind: kind, Message: verdict.Message{Key: "alert." + string(kind), Text: "English", Args: map[string]any{
				"said": verdict.Message{Text: "x"}, "host": "h", "day": "d", "from": "f", "to": "t"}}}
			got := notify.Text(lang, a)
			if got == "English" || strings.Contains(got, "{") {
				t.Errorf("%s: an alert of the kind %s is %q", lang, kind, got)
			}
			if what := notify.What(lang, a); what != "x" {
				t.Errorf("%s: without its kind, %s, it is %q", lang, kind, what)
			}
			delete(a.Message.Args, "said")
			if what := notify.What(lang, a); what != notify.Text(lang, a) {
				t.Errorf("%s: %q where nothing else was said", lang, what)
			}
		}
	}
}

// Whoever gets alerts gets them in the language of the channel: what happened, what the check says, subject and reference.
func TestAlertsInTheLanguageOfTheChannel(t *testing.T) {
	hook, slack := receive(t), receive(t)
	box, mails := mailbox(t)
	failing := []verdict.Result{
		{Check: "content-placeholder", Severity: verdict.High, Reason: verdict.Message{Key: "pages", Args: map[string]any{"bad": 2, "seen": 9}, Text: "Pages with filler text: 2 of 9"}},
		{Check: "gone-with-an-old-version", Severity: verdict.High, Reason: verdict.Message{Key: "what", Text: "Something that only an older version knew"}},
	}
	s := shopWith(t, failing, &catalogue.Channel{Kind: notify.Webhook, Target: hook.URL, Lang: "zh"}, &catalogue.Channel{Kind: notify.Slack, Target: slack.URL},
		&catalogue.Channel{Kind: notify.Email, Target: "ops@example.org", Digest: time.Hour, Lang: "de"})
	m, err := notify.NewMail("smtp://"+box, "shopvet@example.org")
	if err != nil {
		t.Fatal(err)
	}
	sender := &notify.Sender{Store: s, Client: http.DefaultClient, Mail: m}
	if err := sender.Send(t.Context(), day.Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if len(hook.bodies) != 2 || len(slack.bodies) != 2 || len(mails()) != 1 {
		t.Fatalf("%d to the webhook, %d to Slack, %d mails", len(hook.bodies), len(slack.bodies), len(mails()))
	}
	if all := strings.Join(hook.bodies, ""); !strings.Contains(all, "新问题：") || !strings.Contains(all, `"reason":"Pages with filler text: 2 of 9"`) {
		t.Errorf("the webhook got %s", all)
	}
	if all := strings.Join(slack.bodies, ""); !strings.Contains(all, "New: Pages with filler text: 2 of 9") || !strings.Contains(all, "Reference: M-1") {
		t.Errorf("Slack got %s", all)
	}
	one, err := mail.ReadMessage(strings.NewReader(mails()[0]))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(one.Body))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(one.Header.Get("Subject"))
	if err != nil || subject != "shopvet: 2 Änderungen" || one.Header.Get("Content-Language") != "de" {
		t.Errorf("%v, subject %q, headers %v", err, subject, one.Header)
	}
	for _, want := range []string{"Neu: Seiten mit Fülltext: 2 von 9", "Something that only an older version knew", "Referenz: M-1"} {
		if !bytes.Contains(body, []byte(want)) {
			t.Errorf("%q is not in the mail:\n%s", want, body)
		}
	}
}

// A mail server refuses, or cuts, lines of more than 998 bytes; what is long is folded, and read back it is the same.
func TestMailsHaveNoLongLines(t *testing.T) {
	box, mails := mailbox(t)
	long := strings.Repeat("退货政策页面只有标题没有内容", 60)
	to := strings.TrimSuffix(strings.Repeat("somebody.with.a.long.name@department.example.org, ", 40), ", ")
	s := shopWith(t, []verdict.Result{{Check: "a", Severity: verdict.High, Reason: verdict.Message{Text: long}}}, &catalogue.Channel{Kind: notify.Email, Target: to, Lang: "zh"})
	m, err := notify.NewMail("smtp://"+box, "shopvet@example.org")
	if err != nil {
		t.Fatal(err)
	}
	if err := (&notify.Sender{Store: s, Mail: m}).Send(t.Context(), day.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if len(mails()) != 1 {
		t.Fatalf("%d mails", len(mails()))
	}
	for line := range strings.SplitSeq(mails()[0], "\r\n") {
		if len(line) > 200 {
			t.Errorf("a line of %d bytes: %.100s…", len(line), line)
		}
	}
	one, err := mail.ReadMessage(strings.NewReader(mails()[0]))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(one.Header.Get("Subject"))
	if err != nil || !strings.Contains(subject, "退货政策页面") {
		t.Errorf("%v, subject %q", err, subject)
	}
	if list, err := one.Header.AddressList("To"); err != nil || len(list) != 40 {
		t.Errorf("%v, %d addresses", err, len(list))
	}
}
