// Command library puts what shopvet and Retire.js read from the same script files into one table, see run.sh.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/knowledge/library"
	"github.com/shopvet/shopvet/snapshot"
)

// row is one file and what was read from it.
type row struct {
	pkg, version, file, lib string
	ours, theirs            answer
	note                    string
}

// answer is the version that was read, "" for none, and how many holes that version is said to have.
type answer struct {
	version string
	holes   int
}

func (a answer) String() string {
	if a.version == "" {
		return "–"
	}
	return fmt.Sprintf("%s, holes: %d", a.version, a.holes)
}

func main() {
	files := flag.String("files", "", "list of files")
	notes := flag.String("notes", "", "what is to be said of differences: package@version or package, then the reason")
	retire := flag.String("retire", "", "report of Retire.js")
	flag.Parse()
	rows := read(*files)
	for _, name := range flag.Args() {
		if err := shopvet(rows, name); err != nil {
			log.Fatal(err)
		}
	}
	if err := peer(rows, *retire); err != nil {
		log.Fatal(err)
	}
	explain(rows, *notes)
	show(rows)
	addresses(rows)
}

// lines returns the rows of a file of tabs, without remarks.
func lines(name string) [][]string {
	f, err := os.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var out [][]string
	for s := bufio.NewScanner(f); s.Scan(); {
		if !strings.HasPrefix(s.Text(), "#") && s.Text() != "" {
			out = append(out, strings.Split(s.Text(), "\t"))
		}
	}
	return out
}

func read(name string) []*row {
	var rows []*row
	for _, l := range lines(name) {
		at := strings.LastIndexByte(l[0], '@')
		rows = append(rows, &row{pkg: l[0][:at], version: l[0][at+1:], file: path.Base(l[1]), lib: l[2]})
	}
	return rows
}

// number returns the row that an address like /s/n17/jquery.js belongs to. A bare number would be a version to Retire.js.
func number(rows []*row, address string) *row {
	_, rest, _ := strings.Cut(address, "/s/n")
	n, err := strconv.Atoi(strings.Split(rest, "/")[0])
	if err != nil || n < 1 || n > len(rows) {
		log.Fatalf("no row for %s", address)
	}
	return rows[n-1]
}

// shopvet reads a snapshot as render-vulnerable-library does.
func shopvet(rows []*row, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	snap, err := snapshot.Read(f)
	if err != nil {
		return err
	}
	d := library.Default()
	for _, s := range snap.Scripts {
		address := snap.Str(s.URL)
		r := number(rows, address)
		for _, got := range append(d.Script(address, library.Text{Comments: s.Comments, Code: s.Code}), d.Address(address)...) {
			if got.Known() && r.ours.version == "" {
				r.ours = answer{got.Version.String(), len(d.HolesOf(got.Lib, got.Version))}
				if got.Lib.ID != r.lib {
					r.ours.version = got.Lib.ID + " " + r.ours.version
				}
			}
		}
	}
	return nil
}

// peer reads the report of Retire.js. Where it finds several libraries in a file, the one of the right version counts.
func peer(rows []*row, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var report struct {
		Data []struct {
			File    string
			Results []struct {
				Component, Version string
				Vulnerabilities    []json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(text, &report); err != nil {
		return err
	}
	for _, d := range report.Data {
		r := number(rows, d.File)
		for _, got := range d.Results {
			a := answer{got.Version, len(got.Vulnerabilities)}
			if r.theirs.version == "" || got.Version == r.version && r.theirs.version != r.version {
				r.theirs = a
			}
		}
	}
	return nil
}

func explain(rows []*row, name string) {
	said := map[string]string{}
	for _, l := range lines(name) {
		said[l[0]] = l[1]
	}
	for _, r := range rows {
		if r.same() != "yes" {
			r.note = cmp.Or(said[r.pkg+"@"+r.version], said[r.pkg], "unexplained")
		}
	}
}

// same compares the two: version, and whether there are holes.
func (r *row) same() string {
	if r.ours.version == r.theirs.version && (r.ours.holes > 0) == (r.theirs.holes > 0) {
		return "yes"
	}
	return "no"
}

func show(rows []*row) {
	fmt.Println("| file | truth | shopvet | Retire.js | same | why not |\n|---|---|---|---|---|---|")
	ours, theirs, same, wrong, listed := 0, 0, 0, 0, 0
	for _, r := range rows {
		fmt.Printf("| %s | %s %s | %s | %s | %s | %s |\n", r.file, r.pkg, r.version, r.ours, r.theirs, r.same(), r.note)
		count(&ours, r.ours.version == r.version)
		count(&theirs, r.theirs.version == r.version)
		count(&same, r.same() == "yes")
		count(&wrong, r.ours.version != "" && r.ours.version != r.version)
		count(&listed, r.lib != "-")
	}
	fmt.Printf("\n%d files, %d of libraries in shopvet's table. Right version: shopvet %d, Retire.js %d. Another version than the package's by shopvet: %d. Same answer: %d.\n",
		len(rows), listed, ours, theirs, wrong, same)
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

// addresses tells how many versions are read from addresses alone, in the forms of hosts for packages, of folders and of file names.
func addresses(rows []*row) {
	right, wrong, n := map[string]int{}, 0, 0
	d := library.Default()
	for _, r := range rows {
		stem := strings.TrimSuffix(strings.TrimSuffix(r.file, ".js"), ".min")
		if r.lib != "-" {
			n++
		}
		for form, address := range map[string]string{
			"package": "https://cdn.example/npm/" + r.pkg + "@" + r.version + "/" + r.file,
			"folder":  "https://cdn.example/libs/" + r.pkg + "/" + r.version + "/" + r.file,
			"name":    "https://shop.example/js/" + stem + "-" + r.version + ".min.js",
		} {
			for _, got := range d.Address(address) {
				switch {
				case !got.Known():
				case got.Lib.ID == r.lib && got.Version.String() == r.version:
					right[form]++
				default:
					wrong++
				}
			}
		}
	}
	fmt.Printf("\nVersions of the %d that shopvet reads from made-up addresses: package@version %d, folders %d, file names %d; wrong ones: %d.\n",
		n, right["package"], right["folder"], right["name"], wrong)
}
