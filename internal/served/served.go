// Package served runs `shopvet serve` as a process of its own and uses it as an operator does, for what measures and tries it as a whole.
package served

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"time"
)

// Server is one such process.
type Server struct {
	Program  string
	Log      string   // file that what it says is added to
	Args     []string // behind "serve"
	Address  string   // at which it listens; Start chooses one where there is none
	Password string   // of the user admin; SignIn reads it from what the program said at its first start
	key      string   // by which its API is used
	cmd      *exec.Cmd
}

// Start starts it, at the same address each time.
func (s *Server) Start(ctx context.Context) error {
	if s.Address == "" {
		var err error
		if s.Address, err = QuietPort(ctx); err != nil {
			return err
		}
	}
	out, err := os.OpenFile(s.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	s.cmd = exec.CommandContext(context.WithoutCancel(ctx), s.Program, append([]string{"serve", "--listen", s.Address}, s.Args...)...)
	s.cmd.Stderr = out
	if err := s.cmd.Start(); err != nil {
		return err
	}
	for range 300 {
		if res, err := http.Get("http://" + s.Address + "/readyz"); err == nil {
			return res.Body.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.Kill()
	return fmt.Errorf("it does not serve; see %s", s.Log)
}

// Kill ends it at once, as kill -9 does.
func (s *Server) Kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

var (
	firstPassword = regexp.MustCompile(`with the password (\S+)`)
	csrfField     = regexp.MustCompile(`name="csrf" value="([^"]+)"`)
	keyShown      = regexp.MustCompile(`shopvet_[\w-]+`)
)

// SignIn signs in as the first user does and makes a key.
func (s *Server) SignIn(ctx context.Context) error {
	log, err := os.ReadFile(s.Log)
	if err != nil {
		return err
	}
	shown := firstPassword.FindSubmatch(log)
	if shown == nil {
		return errors.New("no password was shown")
	}
	s.Password = string(shown[1])
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	client := &http.Client{Jar: jar}
	send := func(path string, form url.Values) ([]byte, error) {
		res, err := client.PostForm("http://"+s.Address+path, form)
		if err != nil {
			return nil, err
		}
		defer res.Body.Close()
		return io.ReadAll(res.Body)
	}
	page, err := send("/signin", url.Values{"name": {"admin"}, "password": {s.Password}, "next": {"/account"}})
	if err != nil {
		return err
	}
	csrf := csrfField.FindSubmatch(page)
	if csrf == nil {
		return fmt.Errorf("signing in brought %.300s", page)
	}
	if page, err = send("/account/tokens", url.Values{"csrf": {string(csrf[1])}, "name": {"trial"}, "role": {"admin"}}); err != nil {
		return err
	}
	s.key = string(keyShown.Find(page))
	return nil
}

// Ask asks for an address with the key.
func (s *Server) Ask(ctx context.Context, method, path string, body io.Reader) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://"+s.Address+path, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+s.key)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode/100 != 2 {
		err = fmt.Errorf("%s %s: status %d: %s", method, path, res.StatusCode, data)
	}
	return data, err
}

// Call uses the API.
func (s *Server) Call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(data)
	}
	data, err := s.Ask(ctx, method, "/api/v1"+path, body)
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(data, out)
}
