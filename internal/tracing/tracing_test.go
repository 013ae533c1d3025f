package tracing_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/otel"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/shopvet/shopvet/internal/tracing"
)

// receiver is a collector: it takes what is sent by its own schema.
type receiver struct {
	mu    sync.Mutex
	spans []string
	attrs map[string]string
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	var in io.Reader = req.Body
	if req.Header.Get("Content-Encoding") == "gzip" {
		in, _ = gzip.NewReader(req.Body)
	}
	b, _ := io.ReadAll(in)
	var got collector.ExportTraceServiceRequest
	if err := proto.Unmarshal(b, &got); err != nil || req.URL.Path != "/v1/traces" {
		http.Error(w, "what is this?", http.StatusBadRequest)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, of := range got.ResourceSpans {
		for _, a := range of.Resource.Attributes {
			r.attrs[a.Key] = a.Value.GetStringValue()
		}
		for _, scope := range of.ScopeSpans {
			for _, s := range scope.Spans {
				r.spans = append(r.spans, s.Name)
			}
		}
	}
}

// TestSpansReachTheCollector of the environment, under the program's name or the one that was given.
func TestSpansReachTheCollector(t *testing.T) {
	for _, named := range []string{"", "shopvet-eu"} {
		r := &receiver{attrs: map[string]string{}}
		srv := httptest.NewServer(r)
		t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", srv.URL)
		t.Setenv("OTEL_SERVICE_NAME", named)
		stop, err := tracing.Start(t.Context(), "1.2.3", slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		_, span := otel.Tracer("test").Start(t.Context(), "scan")
		span.End()
		stop()
		srv.Close()
		want := named
		if want == "" {
			want = "shopvet"
		}
		if len(r.spans) != 1 || r.spans[0] != "scan" || r.attrs["service.name"] != want || r.attrs["service.version"] != "1.2.3" {
			t.Errorf("%q, %q", r.spans, r.attrs)
		}
	}
}

// TestWithoutACollectorNothingIsSent: none is named, or it is switched off.
func TestWithoutACollectorNothingIsSent(t *testing.T) {
	r := &receiver{attrs: map[string]string{}}
	srv := httptest.NewServer(r)
	defer srv.Close()
	for _, env := range [][2]string{{"OTEL_SERVICE_NAME", "x"}, {"OTEL_SDK_DISABLED", "true"}, {"OTEL_TRACES_EXPORTER", "none"}} {
		t.Run(env[0], func(t *testing.T) {
			t.Setenv(env[0], env[1])
			if env[0] != "OTEL_SERVICE_NAME" {
				t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", srv.URL)
			}
			stop, err := tracing.Start(t.Context(), "1", slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			stop()
		})
	}
	if len(r.spans) > 0 {
		t.Errorf("sent: %q", r.spans)
	}
}

// TestACollectorThatIsAwayIsTold once, and the program ends all the same; a bad address is refused with the variable's name.
func TestACollectorThatIsAwayIsTold(t *testing.T) {
	var said bytes.Buffer
	log := slog.New(slog.NewTextHandler(&said, nil))
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
	t.Setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "200")
	stop, err := tracing.Start(t.Context(), "1", log)
	if err != nil {
		t.Fatal(err)
	}
	_, span := otel.Tracer("test").Start(t.Context(), "scan")
	span.End()
	stop()
	if n := strings.Count(said.String(), "level=WARN"); n == 0 || n > 2 {
		t.Errorf("said: %s", said.String())
	}
	for _, bad := range []string{"collector:4317", "://", "ftp://collector"} {
		t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", bad)
		if _, err := tracing.Start(t.Context(), "1", log); err == nil || !strings.Contains(err.Error(), "OTEL_EXPORTER_OTLP_ENDPOINT") {
			t.Errorf("%s: %v", bad, err)
		}
	}
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
	t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
	if _, err := tracing.Start(t.Context(), "1", log); err == nil || !strings.Contains(err.Error(), "http/protobuf") {
		t.Errorf("grpc: %v", err)
	}
}
