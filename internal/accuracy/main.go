// Command accuracy measures how well the detectors read texts: it holds them against labelled pages, prints how often they are right, and writes
// the page and the tables that tell it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
)

func main() {
	lang := flag.String("lang", "", "only pages of this language")
	family := flag.String("family", "", "only pages of this family: policy, contact, identity, content")
	file := flag.String("file", "", "only pages whose file name holds this")
	raise := flag.Bool("raise", false, "lift the floors to what is measured")
	rivals := flag.Bool("contradictions", false, "measure what is found of shops whose texts contradict each other")
	flag.Parse()
	if *rivals {
		if _, err := contradictions(os.DirFS("."), os.Stdout, *file); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	narrow := func(p page) bool {
		return (*lang == "" || p.lang == *lang) && (*family == "" || p.family == *family) && strings.Contains(p.file, *file)
	}
	if err := run(narrow, *lang+*family+*file == "", *raise); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run prints what was measured. Only a measurement of all pages is kept.
func run(wanted func(page) bool, all, raise bool) error {
	root := os.DirFS(".")
	pages, err := loadAll(root)
	if err != nil {
		return err
	}
	pages = slices.DeleteFunc(pages, func(p page) bool { return !wanted(p) })
	if len(pages) == 0 {
		return errors.New("no labelled page is meant by this; start from the top of the repository")
	}
	r, err := measure(pages)
	if err != nil {
		return err
	}
	r.print(os.Stdout)
	if !all {
		return nil
	}
	files, err := r.files(root, time.Now().UTC().Format(time.DateOnly))
	if err != nil {
		return err
	}
	if raise {
		f, err := readFloors(root)
		if err != nil {
			return err
		}
		files[floorFile] = r.raise(f)
	}
	return write(".", files)
}

// loadAll reads the labelled pages of the repository.
func loadAll(root fs.FS) ([]page, error) {
	sub, err := fs.Sub(root, pagesDir)
	if err != nil {
		return nil, err
	}
	return load(sub)
}
