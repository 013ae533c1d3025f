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

// Feed writes alerts as RSS 2.0, with the sellers they are about by id.
func Feed(w io.Writer, alerts []catalogue.Alert, sellers map[string]*catalogue.Seller, public string) error {
	s := &Sender{Public: public}
	out := rss{Version: "2.0", Channel: feed{Title: "shopvet", Link: public, Description: "What changed at the shops of the catalogue"}}
	for i := range alerts {
		a := &alerts[i]
		n := sellers[a.Seller]
		if n == nil {
			continue
		}
		out.Channel.Items = append(out.Channel.Items, item{
			Title: catalogue.Clean(called(n) + ": " + a.Message.Text), Link: s.link(a), Description: catalogue.Clean(a.Message.Text + " " + n.URL), Category: string(a.Kind),
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
