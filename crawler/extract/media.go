package extract

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
)

// mediaType returns the media type of a response without parameters: as declared, or by its content where nothing
// usable is declared. As in browsers, HTML that is declared as plain text stays plain text.
func mediaType(header http.Header, body []byte) string {
	declared := header.Get("Content-Type")
	media, _, err := mime.ParseMediaType(declared)
	if err != nil {
		media, _, _ = strings.Cut(declared, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	if strings.Contains(media, "/") && media != "unknown/unknown" && media != "application/unknown" && media != "*/*" {
		return clip(media, 100)
	}
	if LooksHTML(body) {
		return "text/html"
	}
	media, _, _ = strings.Cut(http.DetectContentType(body), ";")
	return media
}

// LooksHTML reports whether a body without a declared type starts like a page.
func LooksHTML(body []byte) bool {
	head := bytes.TrimLeft(body[:min(len(body), 1024)], " \t\r\n\f\ufeff")
	if bytes.HasPrefix(head, []byte("<?xml")) {
		return bytes.Contains(bytes.ToLower(head), []byte("<html"))
	}
	media := http.DetectContentType(head)
	return strings.HasPrefix(media, "text/html")
}

// looksBinary reports whether a body that calls itself HTML is an image, an archive or another file without text.
func looksBinary(body []byte) bool {
	head := body[:min(len(body), 512)]
	media := http.DetectContentType(head)
	switch kind, _, _ := strings.Cut(media, "/"); {
	case kind == "image" || kind == "audio" || kind == "video" || kind == "font":
		return true
	case media == "application/pdf", media == "application/zip", media == "application/x-gzip", media == "application/x-rar-compressed", media == "application/wasm":
		return true
	}
	return media == "application/octet-stream" && bytes.Count(head, []byte{0})*10 > len(head) && !bytes.Contains(head, []byte("<")) // UTF-16 has tags
}
