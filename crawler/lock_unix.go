//go:build unix

package crawler

import (
	"errors"
	"os"
	"syscall"
)

// lockFile keeps two visits from writing to one file. The system lifts the lock when the program is gone.
func lockFile(f *os.File) error {
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrInUse
	}
	return nil // where files cannot be locked, that is for the user to look after
}

// unlockFile lets others write to the file.
func unlockFile(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
