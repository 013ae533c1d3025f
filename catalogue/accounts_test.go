package catalogue_test

import (
	"errors"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

func TestAccounts(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		ctx := t.Context()
		u := &catalogue.User{Name: "ada", Password: "hash", Role: catalogue.Operator}
		ok(t, s.PutUser(ctx, u, day))
		if err := s.PutUser(ctx, &catalogue.User{Name: "ada"}, day); err == nil {
			t.Error("two users of one name")
		}
		u.Role = catalogue.Admin
		ok(t, s.PutUser(ctx, u, day))
		if got := must(s.UserByName(ctx, "ada"))(t); got.ID != u.ID || got.Role != catalogue.Admin || got.Password != "hash" {
			t.Errorf("%+v", got)
		}
		if _, err := s.UserByExternal(ctx, ""); !errors.Is(err, catalogue.ErrNotFound) {
			t.Errorf("nobody is known by nothing: %v", err)
		}
		ok(t, s.AddSession(ctx, &catalogue.Session{Digest: "d", User: u.ID, CSRF: "c", Created: day, Seen: day, Expires: day.Add(time.Hour)}))
		if x := must(s.Session(ctx, "d", day))(t); x.User != u.ID || x.CSRF != "c" {
			t.Errorf("%+v", x)
		}
		if _, err := s.Session(ctx, "d", day.Add(2*time.Hour)); !errors.Is(err, catalogue.ErrNotFound) {
			t.Errorf("a session that ran out: %v", err)
		}
		tok := &catalogue.Token{Digest: "t", User: u.ID, Name: "ci", Role: catalogue.Viewer, Expires: day.Add(time.Hour)}
		ok(t, s.AddToken(ctx, tok, day))
		ok(t, s.TokenUsed(ctx, "t", day))
		if x := must(s.Token(ctx, "t", day))(t); x.Used != day || x.Role != catalogue.Viewer {
			t.Errorf("%+v", x)
		}
		if _, err := s.Token(ctx, "t", day.Add(2*time.Hour)); !errors.Is(err, catalogue.ErrNotFound) {
			t.Error(err)
		}
		if all := must(s.Tokens(ctx, ""))(t); len(all) != 1 {
			t.Errorf("%+v", all)
		}
		for _, what := range []string{"one", "two", "three"} {
			ok(t, s.Note(ctx, catalogue.Act{Actor: "ada", Action: what}, day.Add(time.Duration(len(what))*time.Second)))
		}
		acts := must(s.Acts(ctx, "", 2))(t)
		if len(acts) != 2 || acts[0].Action != "three" {
			t.Errorf("%+v", acts)
		}
		if acts = must(s.Acts(ctx, acts[1].ID, 5))(t); len(acts) != 1 {
			t.Errorf("%+v", acts)
		}
		ok(t, s.DeleteUser(ctx, u.ID))
		if _, err := s.Session(ctx, "d", day); !errors.Is(err, catalogue.ErrNotFound) {
			t.Errorf("the session of a deleted user: %v", err)
		}
	})
}

// A request with the same key is done once.
func TestReplies(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		ctx := t.Context()
		r := &catalogue.Reply{Actor: "a", Key: "k", Request: "sum"}
		if e := must(s.Claim(ctx, r, day, time.Hour))(t); e != nil {
			t.Fatalf("%+v", e)
		}
		if e := must(s.Claim(ctx, r, day, time.Hour))(t); e == nil || e.Status != 0 {
			t.Fatalf("%+v", e)
		}
		r.Status, r.Body = 201, []byte("done\x00")
		ok(t, s.Answer(ctx, r))
		if e := must(s.Claim(ctx, r, day, time.Hour))(t); e == nil || e.Status != 201 || string(e.Body) != "done\x00" || e.Request != "sum" {
			t.Fatalf("%+v", e)
		}
		if e := must(s.Claim(ctx, r, day.Add(2*time.Hour), time.Hour))(t); e != nil {
			t.Errorf("an old key: %+v", e)
		}
	})
}

func TestLeases(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		ctx := t.Context()
		take := func(who string, at time.Duration) bool {
			return must(s.Lease(ctx, "net", who, day.Add(at), time.Minute))(t)
		}
		if !take("a", 0) || take("b", time.Second) || !take("a", 2*time.Second) || !take("b", 2*time.Minute) || take("a", 2*time.Minute) {
			t.Error("a lease is had by two or by none")
		}
		ok(t, s.Release(ctx, "net", "a"))
		if take("a", 2*time.Minute) {
			t.Error("who does not hold a lease gave it back")
		}
		ok(t, s.Release(ctx, "net", "b"))
		if !take("a", 2*time.Minute) {
			t.Error("a lease that was given back is not free")
		}
		if !take("b", -24*time.Hour) {
			t.Error("a clock that was put back by a day holds up a lease for a day")
		}
		ok(t, catalogue.ReleaseAll(ctx, s.DB(), "a"))
		if take("a", -24*time.Hour) {
			t.Error("a lease of another was given back")
		}
		ok(t, catalogue.ReleaseAll(ctx, s.DB(), "b"))
		if !take("a", -24*time.Hour) {
			t.Error("the leases of a holder were not given back")
		}
	})
}

func TestPace(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		begun := 0
		for at := time.Duration(0); at < 10*time.Second; at += 100 * time.Millisecond {
			if wait := must(s.Pace(t.Context(), "all", time.Second, 3, day.Add(at)))(t); wait == 0 {
				begun++
			} else if wait > time.Second {
				t.Errorf("wait %s", wait)
			}
		}
		if begun != 12 { // three at once, then one a second
			t.Errorf("%d began in ten seconds", begun)
		}
		if wait := must(s.Pace(t.Context(), "all", time.Second, 3, day.Add(-24*time.Hour)))(t); wait > 0 {
			t.Errorf("after the clock was put back by a day: %s", wait)
		}
	})
}
