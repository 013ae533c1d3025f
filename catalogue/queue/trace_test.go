package queue_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
)

// TestScansAreTraced: a scan and the writing of its result are spans that name the shop; a try that fails says why.
func TestScansAreTraced(t *testing.T) {
	made := spans()
	engines(t, func(w *world) {
		list := w.sellers(1, func(_ int, s *catalogue.Seller) { s.URL = "https://traced.example/" })
		var tries atomic.Int32
		w.opts.Scan = func(context.Context, *queue.Job) (*catalogue.Outcome, error) {
			if tries.Add(1) == 1 {
				return nil, errors.New("no room")
			}
			return seen("done"), nil
		}
		w.runs(w.queue())
		w.until("it is looked at", func() bool { return w.looked(catalogue.Fine) == 1 })
		w.until("all spans have ended", func() bool { return len(spansOf(made, list[0].ID)) == 3 })
		got := spansOf(made, list[0].ID)
		if got[0] != "scan: no room" || got[1] != "scan" || got[2] != "record" {
			w.Errorf("%q", got)
		}
	})
}

// spans are all that are made in this process: the first provider is the one for good.
var spans = sync.OnceValue(func() *tracetest.InMemoryExporter {
	made := tracetest.NewInMemoryExporter()
	otel.SetTracerProvider(trace.NewTracerProvider(trace.WithSyncer(made)))
	return made
})

// spansOf lists the spans that name a seller, with what went wrong.
func spansOf(made *tracetest.InMemoryExporter, seller string) []string {
	var out []string
	for _, s := range made.GetSpans() {
		for _, a := range s.Attributes {
			if a.Key == "shopvet.seller" && a.Value.AsString() == seller {
				text := s.Name
				if s.Status.Code == codes.Error {
					text += ": " + s.Status.Description
				}
				out = append(out, text)
			}
		}
	}
	return out
}
