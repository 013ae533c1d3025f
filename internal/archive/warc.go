package archive

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A WARC record (WARC/1.1, ISO 28500:2017) is a header in lines, a block and two empty lines, each record in a gzip member of its own.

// indexEntry says where the answer to an address lies.
type indexEntry struct {
	key, at string // sort key (SURT) and time, as 14 digits
	line    indexLine
}

// indexLine is the JSON part of a line of the index (CDXJ).
type indexLine struct {
	URL      string `json:"url"`
	Mime     string `json:"mime"`
	Status   string `json:"status"`
	Digest   string `json:"digest"`
	Length   string `json:"length"`
	Offset   string `json:"offset"`
	Filename string `json:"filename"`
	Method   string `json:"method,omitempty"`
}

// hopByHop are the fields that speak of the transfer and not of the answer; what is stored is whole and without a coding, so they are
// renamed: a reader would undo the coding again.
var hopByHop = []string{"Content-Encoding", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Trailer"}

// exchange writes the answer and the request of one exchange, and notes them in the index.
func (a *Writer) exchange(x *Exchange) error {
	sum := sha256.Sum256(x.Body)
	digest := "sha256:" + base32.StdEncoding.EncodeToString(sum[:])
	extra := [][2]string{{"WARC-Payload-Digest", digest}}
	if ip, _, err := net.SplitHostPort(x.Remote); err == nil {
		extra = append(extra, [2]string{"WARC-IP-Address", ip})
	}
	if x.Proto != "" {
		extra = append(extra, [2]string{"WARC-Protocol", strings.ToLower(strings.TrimSuffix(x.Proto, ".0"))})
	}
	if x.Cut {
		extra = append(extra, [2]string{"WARC-Truncated", "unspecified"})
	}
	kind, head, body := "response", answerHead(x), x.Body
	if a.Redacted {
		kind, head, body = "revisit", redactedHead(x), nil
		extra = append(extra, [2]string{"WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"})
	}
	offset, length, err := a.record(kind, x.URL, x.Began, "application/http; msgtype=response", extra, []byte(head), body)
	if err != nil {
		return err
	}
	if err := a.request(x); err != nil {
		return err
	}
	a.entries = append(a.entries, entryOf(kind, x, digest, offset, length))
	return nil
}

// answerHead is the head of an answer as it is kept.
func answerHead(x *Exchange) string {
	return statusLine(x) + fields(x.Header, func(name string) string {
		if slices.Contains(hopByHop, name) {
			return "X-Archive-Orig-" + name
		}
		return name
	}) + fmt.Sprintf("Content-Length: %d\r\n\r\n", len(x.Body))
}

// impersonal are the fields that stay in a redacted archive: they speak of the answer, and of nobody.
var impersonal = []string{"Content-Language", "Content-Type", "Date", "Etag", "Last-Modified", "Location"}

// redactedHead is the head of an answer whose body is left out.
func redactedHead(x *Exchange) string {
	return statusLine(x) + fields(x.Header, func(name string) string {
		if slices.Contains(impersonal, name) {
			return name
		}
		return ""
	}) + "\r\n"
}

func statusLine(x *Exchange) string {
	return fmt.Sprintf("HTTP/1.1 %d %s\r\n", x.Status, http.StatusText(x.Status))
}

// entryOf is the entry of an answer in the index.
func entryOf(kind string, x *Exchange, digest string, offset, length int64) indexEntry {
	mime, _, _ := strings.Cut(http.Header(x.Header).Get("Content-Type"), ";")
	if mime = cmp.Or(strings.TrimSpace(mime), "-"); kind == "revisit" {
		mime = "warc/revisit"
	}
	e := indexEntry{key: surt(x.URL), at: x.Began.UTC().Format("20060102150405"), line: indexLine{URL: x.URL, Mime: mime, Status: fmt.Sprint(x.Status),
		Digest: digest, Length: fmt.Sprint(length), Offset: fmt.Sprint(offset), Filename: "data.warc.gz"}}
	if x.Method != http.MethodGet {
		e.line.Method = x.Method
	}
	return e
}

// request writes what was asked.
func (a *Writer) request(x *Exchange) error {
	u, err := url.Parse(x.URL)
	if err != nil {
		return nil // it was answered, so it has an address; a record without one would help nobody
	}
	head := x.Method + " " + u.RequestURI() + " HTTP/1.1\r\nHost: " + u.Host + "\r\n" + fields(x.Request, func(name string) string {
		if name == "Cookie" {
			return "" // a visit's own cookies identify a session that may still be open
		}
		return name
	}) + "\r\n"
	_, _, err = a.record("request", x.URL, x.Began, "application/http; msgtype=request", nil, []byte(head), nil)
	return err
}

// fields writes header fields in the order of their names; rename may give a field another name, or "" to leave it out.
func fields(h map[string][]string, rename func(string) string) string {
	var b strings.Builder
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	line := strings.NewReplacer("\r", " ", "\n", " ")
	for _, name := range names {
		as := rename(name)
		for _, v := range h[name] {
			if as != "" {
				b.WriteString(line.Replace(as) + ": " + line.Replace(v) + "\r\n")
			}
		}
	}
	return b.String()
}

// record writes one record and returns where it lies in the file of records, bytes.
func (a *Writer) record(kind, address string, at time.Time, media string, extra [][2]string, head, body []byte) (offset, length int64, err error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: %s\r\nWARC-Date: %s\r\n", kind, recordID(), at.UTC().Format("2006-01-02T15:04:05.000Z"))
	if address != "" {
		fmt.Fprintf(&b, "WARC-Target-URI: %s\r\n", strings.NewReplacer("\r", "%0D", "\n", "%0A", " ", "%20").Replace(address))
	}
	for _, f := range extra {
		fmt.Fprintf(&b, "%s: %s\r\n", f[0], f[1])
	}
	fmt.Fprintf(&b, "Content-Type: %s\r\nContent-Length: %d\r\n\r\n", media, len(head)+len(body))
	b.Write(head)
	offset = a.warc.n
	z := gzip.NewWriter(a.warc)
	for _, part := range [][]byte{b.Bytes(), body, []byte("\r\n\r\n")} {
		if _, err := z.Write(part); err != nil {
			return 0, 0, fmt.Errorf("write archive: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return 0, 0, fmt.Errorf("write archive: %w", err)
	}
	return offset, a.warc.n - offset, nil
}

// recordID names a record.
func recordID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// writeIndex writes the index in the order of its keys.
func (a *Writer) writeIndex(w io.Writer) error {
	slices.SortStableFunc(a.entries, func(x, y indexEntry) int { return cmp.Or(strings.Compare(x.key, y.key), strings.Compare(x.at, y.at)) })
	for _, e := range a.entries {
		data, err := json.Marshal(e.line)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s %s %s\n", e.key, e.at, data); err != nil {
			return err
		}
	}
	return nil
}

// surt is an address in the form by which indexes are sorted: the host's labels from the last to the first, then the path.
func surt(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return strings.ToLower(strings.ReplaceAll(address, " ", "%20"))
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if net.ParseIP(host) == nil {
		labels := strings.Split(host, ".")
		slices.Reverse(labels)
		host = strings.Join(labels, ",")
	}
	if port := u.Port(); port != "" && port != map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		host += ":" + port
	}
	return host + ")" + strings.ToLower(cmp.Or(u.RequestURI(), "/"))
}
