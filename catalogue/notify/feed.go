package notify

import (
	"encoding/xml"
	"fmt"
	"io"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Channel feed     `xml:"channel"`
}

type feed struct {
	Title       string `xml:"title"`
	Link        string `xml:"link"`
	Description string `xml:"description"`
	Language    string `xml:"language"`
	Items       []item `xml:"item"`
}

type item struct {
	Title       string `xml:"title"`
	Link        string `xml:"link,omitempty"`
	Description string `xml:"description"`
	Category    string `xml:"category"`
	GUID        guid   `xml:"guid"`
	PubDate     string `xml:"pubDate"`
}

type guid struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	Value     string `xml:",chardata"`
}

// Feed writes alerts in a language as RSS 2.0, with the sellers they are about by id.
func Feed(w io.Writer, lang string, alerts []catalogue.Alert, sellers map[string]*catalogue.Seller, public string) error {
	s, words := &Sender{Public: public}, wordsOf(lang)
	out := rss{Version: "2.0", Channel: feed{Title: words.Text("notify.feed.title"), Link: public, Description: words.Text("notify.feed.about"), Language: words.Lang()}}
	for i := range alerts {
		a := &alerts[i]
		n := sellers[a.Seller]
		if n == nil {
			continue
		}
		out.Channel.Items = append(out.Channel.Items, item{
			Title: catalogue.Clean(called(n) + ": " + Text(lang, a)), Link: s.link(a), Description: Text(lang, a) + " " + n.URL, Category: string(a.Kind),
			GUID: guid{Value: a.ID}, PubDate: a.Created.UTC().Format(time.RFC1123Z),
		})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	if err := xml.NewEncoder(w).Encode(out); err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	return nil
}
