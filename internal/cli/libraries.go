package cli

import (
	"fmt"
	"path/filepath"

	"github.com/shopvet/shopvet/knowledge/library"
)

// maxLibraryData bounds a file of library data, bytes. The largest that Retire.js ever had is a tenth of it.
const maxLibraryData = 16 << 20

// loadLibraries reads the file of --library-data, if there is one, and says how much of it can be used.
func (a *app) loadLibraries(o *options) error {
	if o.libraryData.name == "" {
		return nil
	}
	text, err := readBounded(o.libraryData.name, maxLibraryData)
	if err != nil {
		return fmt.Errorf("--library-data: %w", err)
	}
	data, done, err := library.Default().WithRetire(text, filepath.Base(o.libraryData.name))
	if err != nil {
		return fmt.Errorf("--library-data: %s: %w", o.libraryData.name, err)
	}
	o.libraries = data
	if o.quiet {
		return nil
	}
	line := fmt.Sprintf("--library-data: %d libraries with %d holes from %s", done.Libraries, done.Holes, o.libraryData.name)
	if done.SkippedHoles > 0 {
		line += fmt.Sprintf("; holes left out, since they name no version: %d", done.SkippedHoles)
	}
	if done.Skipped > 0 {
		line += fmt.Sprintf("; patterns left out, since only JavaScript can read them: %d of %d", done.Skipped, done.Patterns)
	}
	a.say("%s", line)
	return nil
}
