package web

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// kept keeps answers of which counting takes long on a large catalogue. Once there is one, nobody waits for the next: an old one is given
// while a new one is made.
type kept[T any] struct {
	age  time.Duration // after which an answer is made anew
	make func(ctx context.Context, key string) (T, error)
	log  *slog.Logger

	mu sync.Mutex
	by map[string]*answer[T]
}

type answer[T any] struct {
	value  T
	made   time.Time
	making bool
}

const (
	keptKeys = 50               // of one kind; more are not kept
	makeTime = 30 * time.Second // for an answer that nobody waits for
)

// get is the answer for a key of a closed list.
func (k *kept[T]) get(ctx context.Context, key string, now time.Time) (T, error) {
	k.mu.Lock()
	a := k.by[key]
	if a != nil {
		if now.Sub(a.made) > k.age && !a.making {
			a.making = true
			go k.renew(context.WithoutCancel(ctx), key, a)
		}
		value := a.value
		k.mu.Unlock()
		return value, nil
	}
	k.mu.Unlock()
	value, err := k.make(ctx, key)
	if err != nil {
		return value, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.by == nil {
		k.by = map[string]*answer[T]{}
	}
	if len(k.by) < keptKeys {
		k.by[key] = &answer[T]{value: value, made: now}
	}
	return value, nil
}

// renew makes an answer anew.
func (k *kept[T]) renew(ctx context.Context, key string, a *answer[T]) {
	ctx, cancel := context.WithTimeout(ctx, makeTime)
	defer cancel()
	value, err := k.make(ctx, key)
	k.mu.Lock()
	defer k.mu.Unlock()
	a.making, a.made = false, time.Now()
	if err != nil {
		k.log.Warn("count again", "error", err)
		return
	}
	a.value = value
}
