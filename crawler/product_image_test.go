package crawler

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// imageShop shows goods: page → address of the image that its data name.
func imageShop(images map[string]string, file []byte, sent *atomic.Int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			_, _ = io.WriteString(w, "User-agent: *\nDisallow: /secret/\n")
		case r.URL.Path == "/":
			for page := range images {
				_, _ = fmt.Fprintf(w, `<a href="%s">Goods</a>`, page)
			}
			_, _ = io.WriteString(w, `<a href="/list">All</a>`)
		case r.URL.Path == "/list":
			for page, image := range images {
				_, _ = fmt.Fprintf(w, `<a href="%s">x</a><script type="application/ld+json">{"@type":"Product","name":"x","image":"%s"}</script>`, page, image)
			}
		case images[r.URL.Path] != "":
			_, _ = fmt.Fprintf(w, `<h1>Goods</h1><script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"x","image":["%s","/other.jpg"]}</script>`, images[r.URL.Path])
		case strings.HasSuffix(r.URL.Path, ".jpg"):
			w.Header().Set("Content-Type", "image/jpeg")
			if r.Method == http.MethodGet {
				n, _ := w.Write(file)
				sent.Add(int64(n))
			}
		default:
			http.NotFound(w, r)
		}
	})
}

func productImagesOf(t *testing.T, images map[string]string, file []byte, ask bool) *snapshot.Snapshot {
	t.Helper()
	var sent atomic.Int64
	srv := httptest.NewServer(imageShop(images, file, &sent))
	defer srv.Close()
	return visit(t, srv.URL, Options{Limits: limits(), ProductImages: ask})
}

// TestProductImagesAreToldByTheirContent: what two shops show under other names is known for the same; what is no picture of one product is not
// asked for, and nothing is where nobody wants to know.
func TestProductImagesAreToldByTheirContent(t *testing.T) {
	large := bytes.Repeat([]byte("\xff\xd8 picture of a lamp "), 40_000)
	here := productImagesOf(t, map[string]string{"/lamp": "/img/lamp.jpg", "/none": "/img/placeholder.jpg", "/secret-lamp": "/secret/lamp.jpg"}, large, true)
	there := productImagesOf(t, map[string]string{"/p/7": "/files/0007.jpg"}, large, true)
	if len(here.ProductImages) != 1 || len(there.ProductImages) != 1 {
		t.Fatalf("%d and %d images, want one each", len(here.ProductImages), len(there.ProductImages))
	}
	a, b := here.ProductImages[0], there.ProductImages[0]
	if a.Sum != b.Sum {
		t.Errorf("the same picture is told apart: %s, %s", a.Sum, b.Sum)
	}
	if page, image := here.Str(a.Page), here.Str(a.URL); !strings.HasSuffix(page, "/lamp") || !strings.HasSuffix(image, "/img/lamp.jpg") {
		t.Errorf("%s on %s", image, page)
	}
	if other := productImagesOf(t, map[string]string{"/p/7": "/files/0007.jpg"}, append([]byte("x"), large...), true); other.ProductImages[0].Sum == a.Sum {
		t.Error("two pictures are taken for the same")
	}
	if small := productImagesOf(t, map[string]string{"/p/7": "/files/0007.jpg"}, large[:900], true); len(small.ProductImages) != 0 {
		t.Error("an icon is taken for a picture")
	}
	if quiet := productImagesOf(t, map[string]string{"/p/7": "/files/0007.jpg"}, large, false); len(quiet.ProductImages) != 0 {
		t.Error("nobody asked for them")
	}
}

// TestFewProductImagesAreLookedAt bounds what a shop of many goods is asked for.
func TestFewProductImagesAreLookedAt(t *testing.T) {
	images := map[string]string{}
	for i := range 20 {
		images[fmt.Sprintf("/p/%d", i)] = fmt.Sprintf("/img/%d.jpg", i)
	}
	if s := productImagesOf(t, images, bytes.Repeat([]byte("picture"), 2000), true); len(s.ProductImages) != mostImages {
		t.Errorf("%d images, want %d", len(s.ProductImages), mostImages)
	}
}
