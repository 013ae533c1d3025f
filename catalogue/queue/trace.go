package queue

import (
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// tracer makes the spans of a scan; they go nowhere unless the program sends traces.
var tracer = otel.Tracer("github.com/shopvet/shopvet/catalogue/queue")

// endSpan ends a span with what came of it.
func endSpan(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	span.End()
}
