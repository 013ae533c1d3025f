package extract

import (
	"bytes"
	"net/http"
	"strings"
)

// pictureMarks are how pictures begin that the MIME Sniffing standard does not list: cursors, TIFF, JPEG 2000 and JPEG XL, compressed drawings.
var pictureMarks = [][]byte{
	{0, 0, 2, 0}, []byte("II*\x00"), []byte("MM\x00*"), {0, 0, 0, 12, 'j', 'P', ' ', ' '}, {0, 0, 0, 12, 'J', 'X', 'L', ' '}, {0xff, 0x0a}, {0xff, 0x4f, 0xff, 0x51}, {0x1f, 0x8b},
}

// LooksPicture reports whether a body may be a picture: by how it begins, as browsers tell, or as a drawing in XML. It errs on the side of yes.
func LooksPicture(body []byte) bool {
	kind := http.DetectContentType(body)
	if strings.HasPrefix(kind, "image/") || strings.HasPrefix(kind, "video/") {
		return true
	}
	for _, mark := range pictureMarks {
		if bytes.HasPrefix(body, mark) {
			return true
		}
	}
	return len(body) > 8 && string(body[4:8]) == "ftyp" || // AVIF, HEIC
		hasFold(string(body), "<svg", "<!doctype svg", ":svg") // a drawing, whatever stands before it
}
