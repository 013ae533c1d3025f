package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
)

const (
	staleVisit = time.Hour       // after which nobody goes on with what is left of a visit: half of it would be old
	roomWait   = 2 * time.Minute // so long a visit that a full disk broke off waits for room, to go on; then it begins anew, and is not kept
	roomPause  = 10 * time.Second
	roomNeeded = 1 << 20 // bytes of a visit to a shop of ordinary size
)

// errNoRoom puts a scan off whose visit waits for room on the disk, errInUse one whose earlier visit has not come to its end yet.
var (
	errNoRoom = &queue.Later{Wait: roomPause, Why: "The disk is full on which visits are kept."}
	errInUse  = &queue.Later{Wait: roomPause, Why: "An earlier visit to this shop is about to end."}
)

// visits is the folder in which visits under way are kept. One that was broken off, because its worker was killed or stopped, goes on from there
// and asks the shop for nothing again. It is of this computer alone: a worker elsewhere begins anew.
type visits struct {
	dir string
	log *slog.Logger

	mu    sync.Mutex
	swept time.Time
}

// newVisits returns the folder beside a catalogue of SQLite, else that of this user; nil where there is none: then nothing is kept.
func newVisits(s *catalogue.Store, log *slog.Logger) *visits {
	dir := s.Where() + "-visits"
	if s.Engine() != catalogue.SQLite {
		cache, err := os.UserCacheDir()
		if err != nil {
			log.Info("visits that are broken off will begin anew", "reason", err.Error())
			return nil
		}
		dir = filepath.Join(cache, "shopvet", "visits")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		log.Info("visits that are broken off will begin anew", "reason", err.Error())
		return nil
	}
	return &visits{dir: dir, log: log}
}

// begin returns what is kept of a scan's visit, nil when nothing can be, or errNoRoom when it is to wait.
func (v *visits) begin(scan string) (*keptVisit, error) {
	if v == nil {
		return nil, nil
	}
	v.mu.Lock()
	sweep := time.Since(v.swept) > staleVisit
	if sweep {
		v.swept = time.Now()
	}
	v.mu.Unlock()
	if sweep {
		v.sweep()
	}
	k := &keptVisit{of: v, file: filepath.Join(v.dir, scan)}
	var age time.Duration
	if info, err := os.Stat(k.file); err == nil {
		age = time.Since(info.ModTime())
		if k.begun = age <= staleVisit; !k.begun {
			k.drop()
		}
	}
	switch {
	case v.hasRoom():
		return k, nil
	case k.begun && age <= roomWait:
		return nil, errNoRoom
	}
	k.drop()
	return nil, nil
}

// hasRoom asks the disk whether there is room for a visit.
func (v *visits) hasRoom() bool {
	f, err := os.CreateTemp(v.dir, "room.")
	if err == nil {
		_, err = f.Write(make([]byte, roomNeeded))
		err = errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	return err == nil
}

// sweep removes what is left of visits that nobody goes on with: they were ended elsewhere, or given up.
func (v *visits) sweep() {
	list, err := os.ReadDir(v.dir)
	if err != nil {
		v.log.Warn("what is left of visits could not be removed", "error", err)
		return
	}
	last := map[string]time.Time{}
	for _, e := range list {
		scan, _, _ := strings.Cut(e.Name(), ".")
		if info, err := e.Info(); err == nil && info.ModTime().After(last[scan]) {
			last[scan] = info.ModTime()
		}
	}
	for scan, at := range last {
		if time.Since(at) > staleVisit {
			(&keptVisit{of: v, file: filepath.Join(v.dir, scan)}).drop()
		}
	}
}

// keptVisit is what is kept of one visit: the crawler's file, what was sent where an archive is made, and what was noted of it. nil keeps nothing.
type keptVisit struct {
	of    *visits
	file  string
	begun bool // something was there already
}

// goesOn reports whether the visit was begun before.
func (k *keptVisit) goesOn() bool { return k != nil && k.begun }

// name is the crawler's file, "" for none.
func (k *keptVisit) name() string {
	if k == nil {
		return ""
	}
	return k.file
}

func (k *keptVisit) noteName() string { return k.file + ".notes" }

// drop forgets the visit.
func (k *keptVisit) drop() {
	if k == nil {
		return
	}
	for _, name := range append(keptNames(k.file), k.file, k.noteName()) {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			k.of.log.Warn("what is left of a visit could not be removed", "error", err)
		}
	}
}

// lacksRoom reports whether the disk on which the visit is kept is full.
func (k *keptVisit) lacksRoom() bool { return k != nil && !k.of.hasRoom() }

// notes opens what was noted of the visit so far, and hands each note to take.
func (k *keptVisit) notes(take func(catalogue.Trait)) *os.File {
	if k == nil {
		return nil
	}
	f, err := os.OpenFile(k.noteName(), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil // then only the part of the visit that follows is noted
	}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var t catalogue.Trait
		if json.Unmarshal(lines.Bytes(), &t) == nil { // one that was broken off is read again from the next page that has it
			take(t)
		}
	}
	return f
}
