package pdf_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/extract/pdf"
)

// file makes a PDF of numbered objects; the first is the catalogue.
func file(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer << /Root 1 0 R /Size 99 >>\nstartxref\n0\n%%EOF\n")
	return b.Bytes()
}

func squeeze(data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(data))
	z.Close()
	return b.String()
}

func streamOf(dict, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

func packedStream(dict, data string) string {
	return streamOf(dict+" /Filter /FlateDecode", squeeze(data))
}

const (
	catalogue = "<< /Type /Catalog /Pages 2 0 R >>"
	tree      = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	onePage   = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
	helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
)

// page is a file with one page that draws something with a plain font.
func page(draws string) []byte {
	return file(catalogue, tree, onePage, packedStream("", draws), helvetica)
}

func read(t *testing.T, body []byte) string {
	t.Helper()
	lines, err := pdf.Text(body)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = l.Text
	}
	return strings.Join(all, "\n")
}

func TestText(t *testing.T) {
	long := "You may return unused goods within thirty days of receipt, and we"
	cases := map[string]struct {
		body []byte
		want string
	}{
		"a line":                 {page("BT /F1 12 Tf 72 700 Td (All sales are final.) Tj ET"), "All sales are final."},
		"letters beyond English": {page("BT /F1 12 Tf 72 700 Td (R\\374ckgabe innerhalb von 14\\240Tagen, 4,90 \\200) Tj ET"), "Rückgabe innerhalb von 14 Tagen, 4,90 €"},
		"lines of one paragraph": {page("BT /F1 10 Tf 12 TL 72 700 Td (" + long + ") Tj T* (pay the money back within 14 days.) Tj ET"), long + " pay the money back within 14 days."},
		"a word that is broken":  {page("BT /F1 10 Tf 12 TL 72 700 Td (Sie tragen die Kosten der Rueck-) Tj ET BT /F1 10 Tf 72 688 Td (sendung.) Tj ET"), "Sie tragen die Kosten der Rueck-\nsendung."},
		"two paragraphs":         {page("BT /F1 10 Tf 72 700 Td (" + long + ".) Tj ET BT /F1 10 Tf 72 660 Td (Delivery takes two days.) Tj ET"), long + ".\nDelivery takes two days."},
		"shifts for spaces":      {page("BT /F1 10 Tf 72 700 Td [(Free) -400 (returns)] TJ ET"), "Free returns"},
		"shifts within a word":   {page("BT /F1 10 Tf 72 700 Td [(Re) 20 (t) -30 (urns)] TJ ET"), "Returns"},
		"cells of a table":       {page("BT /F1 10 Tf 72 700 Td (DHL) Tj ET BT /F1 10 Tf 200 700 Td (4.90 EUR) Tj ET"), "DHL | 4.90 EUR"},
		"objects that lie in a stream": {file(catalogue, "<< /Type /Pages /Kids [10 0 R] /Count 1 >>",
			packedStream("/Type /ObjStm /N 2 /First 11", "10 0 11 86 "+fmt.Sprintf("%-86s", "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F1 11 0 R >> >> >>")+helvetica),
			packedStream("", "BT /F1 10 Tf (Returns) Tj ET")), "Returns"},
		"a table of what letters mean": {file(catalogue, tree, onePage, streamOf("", "BT /F1 10 Tf <00010002> Tj ET"),
			"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /Subtype /CIDFontType2 /DW 1000 >>] /ToUnicode 6 0 R >>",
			streamOf("", "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0002> [<8fd4> <54c1>] endbfrange")), "返品"},
		"a code page of its language": {file(catalogue, tree, onePage, streamOf("", "BT /F1 10 Tf <95d49569> Tj ET"),
			"<< /Type /Font /Subtype /Type0 /Encoding /90ms-RKSJ-H /DescendantFonts [<< >>] >>"), "返品"},
		"named letters": {file(catalogue, tree, onePage, streamOf("", "BT /F1 10 Tf (\\001\\002) Tj ET"),
			"<< /Type /Font /Subtype /Type1 /Encoding << /Differences [1 /udieresis /germandbls] >> >>"), "üß"},
		"a part that is drawn by name": {file(catalogue, tree, "<< /Type /Page /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >> >>", streamOf("", "/X Do"), helvetica,
			streamOf("/Type /XObject /Subtype /Form /Resources << /Font << /F1 5 0 R >> >>", "BT /F1 10 Tf (Returns) Tj ET")), "Returns"},
	}
	for n, tt := range cases {
		t.Run(n, func(t *testing.T) {
			if got := read(t, tt.body); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestFilesOfPrograms reads what a browser and an office program made.
func TestFilesOfPrograms(t *testing.T) {
	for name, want := range map[string][]string{
		"browser.pdf": {"Allgemeine Geschäftsbedingungen", "Die Kosten der Rücksendung trägt der Käufer.", "Versand DHL", "hallo@lumenhaus.example"},
		"office.pdf":  {"返品は商品到着後7日以内にご連絡ください。", "반품은 상품 수령 후", "退货须在收到商品后七天内提出"},
	} {
		body, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, body)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not in %q", name, w, got)
			}
		}
	}
}

func TestHeadings(t *testing.T) {
	lines, err := pdf.Text(page("BT /F1 16 Tf 72 700 Td (Returns policy) Tj ET BT /F1 10 Tf 72 670 Td (You may return unused goods within thirty days.) Tj ET"))
	if err != nil || len(lines) != 2 || !lines[0].Large || lines[1].Large {
		t.Errorf("%v %+v", err, lines)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	for name, tt := range map[string]struct {
		body []byte
		want error
	}{
		"no PDF":             {[]byte("<html>"), pdf.ErrNoPDF},
		"a picture":          {file(catalogue, tree, "<< /Type /Page /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>", streamOf("", "/I Do"), streamOf("/Subtype /Image /Filter /DCTDecode", "\xff\xd8\xff")), pdf.ErrPicture},
		"a password":         {append(page("BT /F1 10 Tf (x) Tj ET"), "trailer << /Encrypt 9 0 R >>"...), pdf.ErrProtected},
		"its beginning only": {page("BT /F1 10 Tf (Returns) Tj ET")[:60], pdf.ErrPicture},
		"letters that mean nothing": {file(catalogue, tree, onePage, streamOf("", "BT /F1 10 Tf <000100020003> Tj ET"),
			"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>"), pdf.ErrPicture},
	} {
		if lines, err := pdf.Text(tt.body); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, %v", name, err, lines)
		}
	}
}

// TestHostileFilesCostLittle: whatever a file asks for, reading it ends soon.
func TestHostileFilesCostLittle(t *testing.T) {
	const most = 10 * time.Second // a second on an idle machine
	ring := "<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] >>"
	for name, body := range map[string][]byte{
		"a ring of pages":               file(catalogue, ring, ring),
		"a length that asks for itself": file(catalogue, tree, onePage, "<< /Length 4 0 R >>\nstream\nBT\nendstream", helvetica),
		"a form that draws itself": file(catalogue, tree, "<< /Type /Page /Contents 4 0 R /Resources 6 0 R >>", streamOf("", "/X Do /X Do"),
			streamOf("/Subtype /Form", strings.Repeat("/X Do ", 50)), "<< /XObject << /X 5 0 R >> >>"),
		"a gigabyte from little":   file(catalogue, tree, onePage, streamOf("/Filter /FlateDecode", squeeze(strings.Repeat("\x00", 256<<20))), helvetica),
		"many such":                file(append([]string{catalogue, "<< /Kids [" + strings.Repeat("3 0 R 4 0 R ", 9) + "] >>"}, many(40, "<< /Contents %d 0 R >>", packedStream("", strings.Repeat("q ", 8<<20)))...)...),
		"nested without end":       page(strings.Repeat("[", 4<<20)),
		"dictionaries without end": append([]byte("%PDF-1.4\n1 0 obj "), bytes.Repeat([]byte("<</A "), 1<<20)...),
		"objects without end":      append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte("1 0 obj "), 1<<20)...),
		"streams without end":      append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte("1 0 obj<</Type/ObjStm/N 9/First 9>>stream\n"), 180_000)...),
		"a size beyond memory":     append(page("BT /F1 10 Tf (x) Tj ET"), "xref\n0 99999999999\ntrailer << /Root 1 0 R /Size 99999999999 /Prev 0 >>"...),
		"a table without end": file(catalogue, tree, onePage, streamOf("", "BT /F1 10 Tf <0001> Tj ET"),
			"<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /W [0 4000000000 500] >>] /ToUnicode 6 0 R >>",
			packedStream("", strings.Repeat("1 beginbfrange <00000000> <ffffffff> <0041> endbfrange ", 100_000))),
		"text without end": page("BT /F1 10 Tf " + strings.Repeat("(return return return return) Tj 0 -12 Td ", 300_000) + "ET"),
	} {
		begun := time.Now()
		pdf.Text(body)
		if took := time.Since(begun); took > most {
			t.Errorf("%s took %s", name, took)
		} else {
			t.Logf("%s: %s, %d bytes", name, took, len(body))
		}
	}
}

func many(n int, format, stream string) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf(format, 3+n+i))
	}
	for range n {
		out = append(out, stream)
	}
	return out
}

func FuzzText(f *testing.F) {
	f.Add(page("BT /F1 12 Tf 72 700 Td (All sales are final.) Tj ET"))
	f.Add(file(catalogue, tree, onePage, streamOf("", "BT /F1 10 Tf <0001> Tj ET")))
	f.Fuzz(func(t *testing.T, body []byte) {
		lines, _ := pdf.Text(body)
		if n := len(lines); n > 1<<20 {
			t.Error(n)
		}
	})
}
