package web_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/web"
)

// program is a client of the API with a key.
type program struct {
	h   *house
	key string
	doc map[string]any
	set *jsonschema.Compiler
}

// program makes a key for a user and reads what the server says of its API.
func (h *house) program(name string) *program {
	h.t.Helper()
	b := h.as(name)
	_, page, _ := b.post("/account/tokens", map[string][]string{"name": {"test"}, "role": {name}})
	i := strings.Index(page, "shopvet_")
	if i < 0 {
		h.t.Fatal("no key on the page")
	}
	key, _, _ := strings.Cut(page[i:], "<")
	p := &program{h: h, key: key, set: jsonschema.NewCompiler()}
	_, body := h.browser().get("/api/v1/openapi.json")
	ok(h.t, json.Unmarshal([]byte(body), &p.doc))
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
	ok(h.t, err)
	ok(h.t, p.set.AddResource("mem:///openapi.json", doc))
	return p
}

// call asks and holds the answer against the document.
func (p *program) call(method, route, path string, body any, header ...string) (int, []byte) {
	p.h.t.Helper()
	var in io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		ok(p.h.t, err)
		in = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(p.h.t.Context(), method, p.h.http.URL+path, in)
	ok(p.h.t, err)
	req.Header.Set("Authorization", "Bearer "+p.key)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := http.DefaultClient.Do(req)
	ok(p.h.t, err)
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	ok(p.h.t, err)
	p.conforms(method, route, res, data)
	return res.StatusCode, data
}

// conforms holds an answer against the document: its status is listed, and its body fits the schema.
func (p *program) conforms(method, route string, res *http.Response, data []byte) {
	p.h.t.Helper()
	operation, found := dig(p.doc, "paths", route, strings.ToLower(method)).(map[string]any)
	if !found {
		p.h.t.Errorf("%s %s is not documented", method, route)
		return
	}
	status := res.Status[:3]
	answer, found := dig(operation, "responses", status).(map[string]any)
	if !found {
		p.h.t.Errorf("%s %s answers %s, which is not documented: %s", method, route, status, data)
		return
	}
	content, _ := answer["content"].(map[string]any)
	kind, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	if len(content) == 0 {
		if len(data) > 0 {
			p.h.t.Errorf("%s %s: a body that is not documented: %s", method, route, data)
		}
		return
	}
	if content[kind] == nil {
		p.h.t.Errorf("%s %s %s: content type %q is not documented", method, route, status, kind)
		return
	}
	if !strings.HasSuffix(kind, "json") {
		return
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	at := "mem:///openapi.json#/paths/" + escape.Replace(route) + "/" + strings.ToLower(method) + "/responses/" + status + "/content/" + escape.Replace(kind) + "/schema"
	schema, err := p.set.Compile(at)
	ok(p.h.t, err)
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	ok(p.h.t, err)
	if err := schema.Validate(value); err != nil {
		p.h.t.Errorf("%s %s %s: %v\n%.500s", method, route, status, err, data)
	}
}

func dig(v any, path ...string) any {
	for _, name := range path {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}

// Every route of the API is documented, with the role it needs, and every documented one is answered.
func TestDocumentAndRoutesAgree(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	p := h.program("viewer")
	var served, documented []string
	for _, r := range web.Routes(h.srv) {
		if !strings.HasPrefix(r.Path, "/api/v1") {
			continue
		}
		served = append(served, r.Method+" "+r.Path)
		role := string(r.Need)
		if role == "" {
			role = "everybody"
		}
		if said := dig(p.doc, "paths", r.Path, strings.ToLower(r.Method), "description"); said != "Role: "+role+"." {
			t.Errorf("%s %s: the document says %v, the route %q", r.Method, r.Path, said, role)
		}
	}
	ids := map[any]bool{}
	for path, methods := range p.doc["paths"].(map[string]any) {
		for method, operation := range methods.(map[string]any) {
			documented = append(documented, strings.ToUpper(method)+" "+path)
			id := dig(operation, "operationId")
			if ids[id] || id == nil {
				t.Errorf("operation id %v is there twice or not at all", id)
			}
			ids[id] = true
		}
	}
	slices.Sort(served)
	slices.Sort(documented)
	if !slices.Equal(served, documented) {
		t.Errorf("served:     %v\ndocumented: %v", served, documented)
	}
	for name := range dig(p.doc, "components", "schemas").(map[string]any) {
		if _, err := p.set.Compile("mem:///openapi.json#/components/schemas/" + name); err != nil {
			t.Errorf("schema %s: %v", name, err)
		}
	}
}

// Whatever is asked, sense or nonsense, the answer is one that the document describes.
func TestAnswersFitTheDocument(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	admin, viewer := h.program("admin"), h.program("viewer")
	for _, r := range web.Routes(h.srv) {
		if !strings.HasPrefix(r.Path, "/api/v1") || r.Need == "" {
			continue
		}
		viewer.call(r.Method, r.Path, h.fill(r.Path), nil)
		if r.Method == http.MethodDelete {
			admin.call(r.Method, r.Path, strings.Replace(r.Path, "{id}", "nonsense", 1), nil)
			continue
		}
		for _, path := range []string{h.fill(r.Path), strings.Replace(r.Path, "{id}", "nonsense", 1), h.fill(r.Path) + "?limit=2", h.fill(r.Path) + "?limit=x&sort=y&state=z&kind=q&after=%21&q=%00"} {
			for _, body := range []any{map[string]any{}, []any{1}, map[string]any{"unknown": true}, "text", nil} {
				if r.Method == http.MethodGet && body != nil {
					continue
				}
				admin.call(r.Method, r.Path, path, body)
			}
		}
	}
}

// A program adds sellers, has them looked at, reads what was found and follows pages to the end.
func TestProgramsUseTheAPI(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	p := h.program("admin")
	const sellers = "/api/v1/sellers"
	list := map[string]any{"sellers": []any{
		map[string]any{"url": "https://api.example", "name": "By API", "tags": []string{"a"}, "cadence_seconds": 86400}, map[string]any{"url": "http://10.0.0.1/"}, map[string]any{"url": "ftp://x"},
		map[string]any{"url": "https://api2.example", "profile": "huge"}}}
	var saved struct {
		Added    int
		IDs      []*string
		Problems []struct{ Index int }
	}
	status, body := p.call(http.MethodPost, sellers, sellers, list)
	ok(t, json.Unmarshal(body, &saved))
	if status != http.StatusOK || saved.Added != 1 || len(saved.Problems) != 3 || saved.IDs[0] == nil || saved.IDs[1] != nil {
		t.Fatalf("status %d: %s", status, body)
	}
	one := sellers + "/" + *saved.IDs[0]
	if status, body := p.call(http.MethodPatch, sellers+"/{id}", one, map[string]any{"paused": true, "markets": []string{"de"}}); status != http.StatusOK || !bytes.Contains(body, []byte(`"paused":true`)) || !bytes.Contains(body, []byte("By API")) {
		t.Errorf("change: status %d: %s", status, body)
	}
	if status, _ := p.call(http.MethodPatch, sellers+"/{id}", one, map[string]any{"cadence_seconds": 60}); status != http.StatusBadRequest {
		t.Errorf("a cadence of a minute: status %d", status)
	}
	if status, body := p.call(http.MethodPost, sellers+"/{id}/scans", one+"/scans", nil); status != http.StatusAccepted || !bytes.Contains(body, []byte(`"queued"`)) {
		t.Errorf("scan now: status %d: %s", status, body)
	}
	seen := map[string]bool{}
	for next, pages := "", 0; pages == 0 || next != ""; pages++ {
		_, body := p.call(http.MethodGet, sellers, sellers+"?limit=2&sort=-score&after="+next, nil)
		var page struct {
			Items []struct{ ID string }
			Next  string
		}
		ok(t, json.Unmarshal(body, &page))
		for _, n := range page.Items {
			if seen[n.ID] {
				t.Errorf("%s is listed twice", n.ID)
			}
			seen[n.ID] = true
		}
		next = page.Next
	}
	if len(seen) != 5 {
		t.Errorf("%d sellers are listed, want 5", len(seen))
	}
	if status, _ := p.call(http.MethodDelete, sellers+"/{id}", one, nil); status != http.StatusNoContent {
		t.Errorf("delete: status %d", status)
	}
	if status, _ := p.call(http.MethodGet, sellers+"/{id}", one, nil); status != http.StatusNotFound {
		t.Errorf("after it was deleted: status %d", status)
	}
}

// The same request with the same key is done once, also when both come at the same time; with another body the key is refused.
func TestIdempotencyKeys(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	p := h.program("admin")
	const hooks = "/api/v1/webhooks"
	hook := map[string]any{"name": "ops", "target": "https://hooks.example/x"}
	answers := make([][]byte, 6)
	var wg sync.WaitGroup
	for i := range answers {
		wg.Go(func() {
			for wait := time.Now().Add(time.Minute); time.Now().Before(wait); time.Sleep(20 * time.Millisecond) { // one that comes while the first is at work is told so
				status, body := p.call(http.MethodPost, hooks, hooks, hook, "Idempotency-Key", "k1")
				if answers[i] = body; status == http.StatusCreated {
					return
				}
			}
		})
	}
	wg.Wait()
	for i := range answers {
		if !bytes.Equal(answers[i], answers[0]) {
			t.Errorf("answer %d differs: %s and %s", i, answers[i], answers[0])
		}
	}
	list, err := h.store.Channels(t.Context())
	ok(t, err)
	if len(list) != 1 {
		t.Errorf("%d webhooks were made", len(list))
	}
	hook["name"] = "other"
	if status, _ := p.call(http.MethodPost, hooks, hooks, hook, "Idempotency-Key", "k1"); status != http.StatusUnprocessableEntity {
		t.Errorf("another request with the same key: status %d", status)
	}
	if status, _ := p.call(http.MethodPost, hooks, hooks, map[string]any{}, "Idempotency-Key", "k2"); status != http.StatusBadRequest {
		t.Errorf("a request that cannot be: status %d", status)
	}
	if status, _ := p.call(http.MethodPost, hooks, hooks, hook, "Idempotency-Key", "k2"); status != http.StatusCreated {
		t.Errorf("mended and sent again with its key: status %d", status)
	}
}

// A key ends with its user, may no more than its role, and no more than its user.
func TestKeysOfPrograms(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	p := h.program("operator")
	const one = "/api/v1/sellers/{id}"
	path := h.fill(one)
	if status, _ := p.call(http.MethodPatch, one, path, map[string]any{"name": "x"}); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	u, err := h.store.UserByName(t.Context(), "operator")
	ok(t, err)
	u.Role = catalogue.Viewer
	ok(t, h.store.PutUser(t.Context(), u, h.now))
	if status, _ := p.call(http.MethodPatch, one, path, map[string]any{"name": "y"}); status != http.StatusForbidden {
		t.Errorf("after the user's role was taken: status %d", status)
	}
	u.Disabled = true
	ok(t, h.store.PutUser(t.Context(), u, h.now))
	if status, _ := p.call(http.MethodGet, one, path, nil); status != http.StatusUnauthorized {
		t.Errorf("after the user was locked: status %d", status)
	}
	if status, _, _ := h.browser().do(http.MethodGet, "/sellers", nil, http.Header{"Authorization": {"Bearer " + p.key}}); status != http.StatusSeeOther {
		t.Errorf("a page with a key: status %d", status)
	}
}
