// Package tracing sends what the catalogue's programs do, span by span, to a collector of OpenTelemetry, where the environment names one.
package tracing

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
)

// flushTime is how long the end of the program waits for spans to be taken.
const flushTime = 5 * time.Second

// Start begins to send spans where OTEL_EXPORTER_OTLP_ENDPOINT, or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, names a collector; all other variables
// are those of the OpenTelemetry specification, read by its SDK. stop sends what is left. Nothing is done where none is named, or where
// OTEL_SDK_DISABLED or OTEL_TRACES_EXPORTER says so. A collector that cannot be reached costs spans and nothing else: log says so once a minute.
func Start(ctx context.Context, version string, log *slog.Logger) (stop func(), err error) {
	variable, endpoint := collector()
	if endpoint == "" {
		return func() {}, nil
	}
	if err := usable(variable, endpoint); err != nil {
		return nil, err
	}
	out, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", variable, err)
	}
	of, err := resource.Merge(resource.NewSchemaless(attribute.String("service.name", "shopvet"), attribute.String("service.version", version)), resource.Environment())
	if err != nil {
		return nil, fmt.Errorf("OTEL_RESOURCE_ATTRIBUTES: %w", err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(out), trace.WithResource(of))
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.TraceContext{})
	otel.SetErrorHandler(&troubles{log: log})
	return func() {
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushTime)
		defer cancel()
		if err := provider.Shutdown(end); err != nil {
			log.Warn("the last traces were not sent", "error", err)
		}
	}, nil
}

// collector returns what the environment says of where spans go, "" for nowhere.
func collector() (variable, endpoint string) {
	if strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") || os.Getenv("OTEL_TRACES_EXPORTER") == "none" {
		return "", ""
	}
	for _, variable := range []string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"} {
		if v := os.Getenv(variable); v != "" {
			return variable, v
		}
	}
	return "", ""
}

// usable refuses what the SDK would pass over in silence.
func usable(variable, endpoint string) error {
	if u, err := url.Parse(endpoint); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%s is no address of a collector: give one such as http://127.0.0.1:4318", variable)
	}
	for _, name := range []string{"OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"} {
		if v := os.Getenv(name); v != "" {
			if v != "http/protobuf" {
				return errors.New(name + ": traces are sent as http/protobuf only, usually to port 4318")
			}
			break
		}
	}
	return nil
}
