//go:build !unix

package crawler

import "os"

func lockFile(*os.File) error { return nil }

func unlockFile(*os.File) {}
