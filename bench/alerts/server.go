package main

import (
	"bytes"
	"context"
	"encoding/json"
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

// server is `shopvet serve` as a process of its own.
type server struct {
	program, log string
	args         []string
	listen       string
	cmd          *exec.Cmd
	key          string // by which its API is used
}

// start starts it, at the same address each time.
func (s *server) start(ctx context.Context) error {
	if s.listen == "" {
		var err error
		if s.listen, err = quietPort(ctx); err != nil {
			return err
		}
	}
	out, err := os.OpenFile(s.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	s.cmd = exec.CommandContext(context.WithoutCancel(ctx), s.program, append([]string{"serve", "--listen", s.listen}, s.args...)...)
	s.cmd.Stderr = out
	if err := s.cmd.Start(); err != nil {
		return err
	}
	for range 300 {
		if res, err := http.Get("http://" + s.listen + "/readyz"); err == nil {
			return res.Body.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.kill()
	return fmt.Errorf("it does not serve; see %s", s.log)
}

func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

var (
	firstPassword = regexp.MustCompile(`with the password (\S+)`)
	csrfField     = regexp.MustCompile(`name="csrf" value="([^"]+)"`)
	keyShown      = regexp.MustCompile(`shopvet_[\w-]+`)
)

// signIn signs in as the first user does and makes a key.
func (s *server) signIn(ctx context.Context) error {
	log, err := os.ReadFile(s.log)
	if err != nil {
		return err
	}
	password := firstPassword.FindSubmatch(log)
	jar, err := cookiejar.New(nil)
	if err != nil || password == nil {
		return fmt.Errorf("no password was shown: %w", err)
	}
	client := &http.Client{Jar: jar}
	send := func(path string, form url.Values) ([]byte, error) {
		res, err := client.PostForm("http://"+s.listen+path, form)
		if err != nil {
			return nil, err
		}
		defer res.Body.Close()
		return io.ReadAll(res.Body)
	}
	page, err := send("/signin", url.Values{"name": {"admin"}, "password": {string(password[1])}, "next": {"/account"}})
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

// get asks for an address with the key.
func (s *server) ask(ctx context.Context, method, path string, body io.Reader) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://"+s.listen+path, body)
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

// call uses the API.
func (s *server) call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(data)
	}
	data, err := s.ask(ctx, method, "/api/v1"+path, body)
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(data, out)
}
