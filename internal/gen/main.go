// Command gen writes what is made from the code: the page of each check, the texts to translate, and the first draft of a new check.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

var errUsage = errors.New("use: go run ./internal/gen docs | go run ./internal/gen texts | go run ./internal/gen new ID (from the top of the repository)")

func run(args []string) error {
	if _, err := os.Stat("checks/all"); err != nil {
		return errUsage
	}
	switch {
	case len(args) == 1 && args[0] == "docs":
		pages, err := docs(os.DirFS("."))
		if err != nil {
			return err
		}
		return writeDocs("docs/checks", pages)
	case len(args) == 1 && args[0] == "texts":
		return texts(os.Stdout)
	case len(args) == 2 && args[0] == "new":
		next, err := scaffold(".", args[1])
		if err == nil {
			fmt.Println(next)
		}
		return err
	default:
		return errUsage
	}
}
