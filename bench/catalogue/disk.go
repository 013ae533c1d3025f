package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// diskBytes is the room of the small disk.
const diskBytes = "1500m"

// disk is where the database and the archives lie: a folder, or a small file system in memory that can be filled.
type disk struct {
	dir   string
	small bool
}

func (o *options) disk() (*disk, error) {
	d := &disk{dir: filepath.Join(o.world, "disk"), small: o.full > 0}
	if err := os.Mkdir(d.dir, 0o755); err != nil {
		return nil, err
	}
	if !d.small {
		return d, nil
	}
	if err := syscall.Mount("tmpfs", d.dir, "tmpfs", 0, "size="+diskBytes+",mode=0777"); err != nil {
		return nil, fmt.Errorf("mount a small disk (needs root): %w", err)
	}
	return d, nil
}

func (d *disk) ballast() string { return filepath.Join(d.dir, "ballast") }

// fill writes until there is no room.
func (d *disk) fill() error {
	f, err := os.Create(d.ballast())
	if err != nil {
		return err
	}
	defer f.Close()
	for block := make([]byte, 1<<20); len(block) > 0; { // at the end byte by byte
		if _, err := f.Write(block); errors.Is(err, syscall.ENOSPC) {
			block = block[:len(block)/2]
		} else if err != nil {
			return err
		}
	}
	return nil
}

func (d *disk) free() error { return os.Remove(d.ballast()) }

func (d *disk) stop() error {
	if !d.small {
		return nil
	}
	return syscall.Unmount(d.dir, syscall.MNT_DETACH)
}
