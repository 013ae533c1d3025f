package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// event is an alert as a webhook gets it.
type event struct {
	ID       string         `json:"id"`
	Kind     string         `json:"kind"`
	Subject  string         `json:"subject"`
	Severity string         `json:"severity"`
	Created  time.Time      `json:"created"`
	Text     string         `json:"text"`
	Details  map[string]any `json:"details"`
	Scan     string         `json:"scan_id"`
	Link     string         `json:"link"`
	Seller   shop           `json:"seller"`
}

type shop struct {
	ID    string   `json:"id"`
	URL   string   `json:"url"`
	Name  string   `json:"name"`
	Owner string   `json:"owner"`
	Tags  []string `json:"tags"`
	Grade string   `json:"grade"`
	Score int      `json:"score"`
}

// webhook sends alerts as JSON, signed with the channel's secret.
func (s *Sender) webhook(ctx context.Context, c *catalogue.Channel, part []catalogue.Delivery, now time.Time) error {
	events := []event{}
	for i := range part {
		a, n := &part[i].Alert, &part[i].Seller
		e := event{ID: a.ID, Kind: string(a.Kind), Subject: a.Subject, Severity: string(a.Severity), Created: a.Created, Text: Text(c.Lang, a), Details: a.Message.Args, Scan: a.Scan, Link: s.link(a),
			Seller: shop{ID: n.ID, URL: n.URL, Name: n.Name, Owner: n.Owner, Tags: n.Tags, Grade: n.Now.Grade, Score: n.Now.Score}}
		if e.Details == nil {
			e.Details = map[string]any{}
		}
		events = append(events, e)
	}
	return s.post(ctx, c.Target, map[string]any{"alerts": events}, func(r *http.Request, body []byte) {
		r.Header.Set("Shopvet-Id", part[0].Alert.ID)
		if c.Secret != "" {
			r.Header.Set("Shopvet-Signature", Sign(c.Secret, now, body))
		}
	})
}

// Sign is the signature of a webhook's body: "t=" and the time in seconds, ",v1=" and the HMAC-SHA256 of time, a dot and the body, in hex. The
// receiver computes it anew, and refuses what is old: so nobody can send in our name, nor send again what we sent.
func Sign(secret string, now time.Time, body []byte) string {
	t := strconv.FormatInt(now.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(t + "."))
	mac.Write(body)
	return "t=" + t + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}

// post sends JSON. Every answer but 2xx is a failure.
func (s *Sender) post(ctx context.Context, target string, message any, more func(*http.Request, []byte)) error {
	body, err := json.Marshal(message)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "shopvet-alerts")
	if more != nil {
		more(req, body)
	}
	resp, err := s.Client.Do(req)
	var where *url.Error
	if errors.As(err, &where) { // the address of a chat's webhook is its key: it stands in no log
		return where.Err
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, _ = io.CopyN(io.Discard, resp.Body, 64<<10) // so that the connection can be used again
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("the receiver answered %s", resp.Status)
	}
	return nil
}

// slackText takes the meaning from the characters that have one in Slack, which would let a shop's name ping everybody.
func slackText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// teamsCard is a message as the webhooks of Microsoft Teams take it.
func teamsCard(text string) map[string]any {
	return map[string]any{"type": "message", "attachments": []any{map[string]any{
		"contentType": "application/vnd.microsoft.card.adaptive",
		"content": map[string]any{
			"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
			"body": []any{map[string]any{"type": "TextBlock", "text": strings.ReplaceAll(text, "\n", "\n\n"), "wrap": true}},
		},
	}}}
}
