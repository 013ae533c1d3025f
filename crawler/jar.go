package crawler

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"sync"

	"golang.org/x/net/publicsuffix"
)

// Bounds of the cookies that are sent back, near those of browsers: a shop that sets new ones with every page would otherwise be sent ever
// longer requests.
const (
	maxSentCookies = 180
	maxSentBytes   = 64 << 10 // names and values of all of them
	maxSentOne     = 4 << 10  // name and value of one
)

// jar is a cookie jar that takes no further cookies once it is full; those it has can still be changed.
type jar struct {
	*cookiejar.Jar
	mu    sync.Mutex
	sizes map[string]int
	bytes int
}

func newJar() *jar {
	j, _ := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List}) // the error is always nil
	return &jar{Jar: j, sizes: map[string]int{}}
}

// SetCookies keeps the cookies of one answer, as far as there is room.
func (j *jar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	var keep []*http.Cookie
	for _, ck := range cookies {
		if j.fits(u.Hostname(), ck) {
			keep = append(keep, ck)
		}
	}
	j.Jar.SetCookies(u, keep)
}

func (j *jar) fits(host string, ck *http.Cookie) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	key, size := host+"\x00"+ck.Name+"\x00"+ck.Domain+"\x00"+ck.Path, len(ck.Name)+len(ck.Value)
	old, known := j.sizes[key]
	if size > maxSentOne || j.bytes+size-old > maxSentBytes || !known && len(j.sizes) >= maxSentCookies {
		return false
	}
	j.sizes[key] = size
	j.bytes += size - old
	return true
}
