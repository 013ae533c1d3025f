package wire

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

const (
	// trusted is how much memory a Content-Length alone may claim.
	trusted = 1 << 20
	// kept is the largest scratch buffer that goes back to the pool.
	kept        = 1 << 20
	scratchSize = 64 << 10
	// slack is what a compressed body may be longer than its contents.
	slack = 64 << 10
	// drained is how much is read after the end of compressed data.
	drained = 16 << 10
)

// received is what was read of a body.
type received struct {
	bytes     []byte
	truncated bool // there was more than allowed
	decoded   bool // a content coding was undone
}

// codingError says why a body could not be decompressed.
type codingError struct{ text string }

func (e *codingError) Error() string { return e.text }

// codings that are registered and that we did not ask for. Anything else that servers write there ("utf-8", "none") is no
// coding at all, and browsers show such a body as it is.
var foreignCodings = map[string]bool{
	"br": true, "zstd": true, "compress": true, "x-compress": true, "dcb": true, "dcz": true,
	"aes128gcm": true, "exi": true, "pack200-gzip": true,
}

// pools of what is costly to make anew for every page.
var (
	scratchPool = sync.Pool{New: func() any { b := make([]byte, 0, scratchSize); return &b }}
	gzipPool    = sync.Pool{New: func() any { return new(gzip.Reader) }}
	bufioPool   = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 16<<10) }}
)

// readBody reads a response's body to its end, at most max bytes of it after decompression. The error is a *codingError or
// what the connection gave; what was read until then is returned with it.
func readBody(resp *http.Response, max int64) (received, error) {
	if resp.StatusCode == http.StatusSwitchingProtocols {
		return received{}, errSwitched // its body is the open connection
	}
	// Most servers name no coding or one; several are undone in no known shop and would be a way to hide a bomb.
	switch coding := contentCoding(resp.Header); {
	case coding == "gzip", coding == "deflate":
		return readCoded(resp.Body, coding, max)
	case foreignCodings[coding]:
		return received{}, &codingError{fmt.Sprintf("the body is compressed with %q, which was not asked for", coding)}
	case strings.Contains(coding, ","):
		return received{}, &codingError{"the body is compressed more than once"}
	}
	size := resp.ContentLength
	if resp.Body == http.NoBody {
		size = 0 // HEAD announces the length of a body it does not send
	}
	b, truncated, err := readCapped(resp.Body, size, max)
	if errors.Is(err, io.ErrUnexpectedEOF) && endsDocument(b) {
		err = nil // the last chunk is missing, or the announced length is wrong: browsers show the page, and nothing of it is
	}
	return received{bytes: b, truncated: truncated}, err
}

// endsDocument reports whether a body ends as web pages do, so that nothing of the page is missing.
func endsDocument(b []byte) bool {
	const end = "</html>"
	b = bytes.TrimRight(b[max(0, len(b)-128):], " \t\r\n\x00")
	return len(b) >= len(end) && strings.EqualFold(string(b[len(b)-len(end):]), end)
}

func contentCoding(h http.Header) string {
	if len(h["Content-Encoding"]) == 0 {
		return ""
	}
	var list []string
	for c := range strings.SplitSeq(strings.Join(h["Content-Encoding"], ","), ",") {
		c = strings.ToLower(strings.TrimSpace(c))
		if c == "x-gzip" {
			c = "gzip"
		}
		if c != "" && c != "identity" {
			list = append(list, c)
		}
	}
	return strings.Join(list, ",")
}

// source is the compressed side of a body. It remembers its own error, so that a broken connection can be told from broken data.
type source struct {
	r    io.Reader
	left int64
	err  error
}

var errTooLong = errors.New("compressed body beyond its bound")

func (s *source) Read(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	if s.left <= 0 {
		s.err = errTooLong
		return 0, s.err
	}
	if int64(len(p)) > s.left {
		p = p[:s.left]
	}
	n, err := s.r.Read(p)
	s.left -= int64(n)
	s.err = err
	return n, err
}

func readCoded(r io.Reader, coding string, max int64) (received, error) {
	src := &source{r: r, left: max + slack}
	in := bufioPool.Get().(*bufio.Reader)
	in.Reset(src)
	defer func() { in.Reset(nil); bufioPool.Put(in) }()
	if _, err := in.Peek(1); err == io.EOF {
		return received{decoded: true}, nil // HEAD, 204, 304, or simply nothing
	}
	plain, done, err := decoder(in, coding)
	if err != nil {
		return received{decoded: true}, src.explain(err, coding)
	}
	defer done()
	b, truncated, err := readCapped(plain, -1, max)
	got := received{bytes: b, truncated: truncated, decoded: true}
	switch {
	case src.err == errTooLong:
		got.truncated = true
		return got, nil
	case err == nil, errors.Is(err, gzip.ErrChecksum), errors.Is(err, zlib.ErrChecksum):
		// Browsers show a page with a wrong checksum, and with anything after its end, so no visitor would notice. Reading on
		// to the end keeps the connection usable.
		_, _ = io.CopyN(io.Discard, in, drained)
		return got, nil
	}
	return got, src.explain(err, coding)
}

func (s *source) explain(err error, coding string) error {
	if s.err != nil && s.err != io.EOF {
		return s.err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return &codingError{fmt.Sprintf("the %s-compressed body ends too early", coding)}
	}
	return &codingError{fmt.Sprintf("the body is said to be compressed with %s and is not", coding)}
}

// decoder returns a reader of the plain bytes and a function that gives back what it holds.
func decoder(in *bufio.Reader, coding string) (io.Reader, func(), error) {
	if coding == "gzip" {
		z := gzipPool.Get().(*gzip.Reader)
		if err := z.Reset(in); err != nil {
			gzipPool.Put(z)
			return nil, nil, err
		}
		z.Multistream(false) // as browsers read it
		return z, func() { gzipPool.Put(z) }, nil
	}
	// "deflate" means zlib; some servers send the bare stream, and browsers read both.
	if h, err := in.Peek(2); err == nil && h[0]&0x0f == 8 && (uint(h[0])<<8|uint(h[1]))%31 == 0 {
		z, err := zlib.NewReader(in)
		return z, func() {}, err
	}
	return flate.NewReader(in), func() {}, nil
}

// readCapped reads r to its end or to max bytes. size is the announced length, -1 when there is none.
func readCapped(r io.Reader, size, max int64) ([]byte, bool, error) {
	scratch := scratchPool.Get().(*[]byte)
	b := (*scratch)[:0]
	defer func() {
		if cap(b) <= kept {
			*scratch = b[:0]
		}
		scratchPool.Put(scratch)
	}()
	if size >= 0 && size <= min(max, trusted) {
		out := make([]byte, size)
		n, err := io.ReadFull(r, out)
		if err == nil {
			// HTTP/2 sees the end of the stream only by reading on.
			_, err = r.Read(b[:1])
		}
		if err == io.EOF {
			err = nil
		}
		return out[:n:n], false, err
	}
	b, err := fill(r, b, max)
	truncated := int64(len(b)) > max
	if truncated {
		b, err = b[:max], nil
	}
	if cap(b) > kept && len(b) > cap(b)/2 {
		return b[:len(b):len(b)], truncated, err // too big for the pool, so it need not be copied
	}
	return append(make([]byte, 0, len(b)), b...), truncated, err
}

// fill reads r into b until its end, an error, or one byte more than max.
func fill(r io.Reader, b []byte, max int64) ([]byte, error) {
	for int64(len(b)) <= max {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		room := b[len(b):cap(b)]
		if left := max + 1 - int64(len(b)); int64(len(room)) > left {
			room = room[:left]
		}
		n, err := r.Read(room)
		b = b[:len(b)+n]
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return b, err
		}
	}
	return b, nil
}
