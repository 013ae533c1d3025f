// Command schema writes the JSON Schema of verdicts, for the check of formats.
package main

import (
	"os"

	"github.com/shopvet/shopvet/verdict"
)

func main() { os.Stdout.Write(verdict.JSONSchema) }
