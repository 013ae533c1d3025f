package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/textproto"
	"os"
	"slices"
	"strings"
	"syscall"

	"github.com/shopvet/shopvet/snapshot"
)

// Error is a fault as an error, with what caused it.
type Error struct {
	Fault *snapshot.Fault
	cause error
}

// Error returns the fault's text.
func (e *Error) Error() string { return e.Fault.Text }

// Unwrap returns what net/http gave, or nil when there was no request.
func (e *Error) Unwrap() error { return e.cause }

var errSwitched = errors.New("malformed answer: switches to another protocol")

// classify turns an error of an exchange into an *Error. A context that the caller ended is never the server's doing.
func classify(caller context.Context, err error) *Error {
	if caller.Err() != nil {
		return &Error{Fault: fault(snapshot.FaultCancelled), cause: err}
	}
	return &Error{Fault: FaultOf(err), cause: err}
}

// texts are what a person reads for each kind of fault.
var texts = map[snapshot.FaultKind]string{
	snapshot.FaultNoSuchHost:  "the host name does not exist",
	snapshot.FaultDNS:         "no name server gave an answer for the host name",
	snapshot.FaultRefused:     "the server refused the connection",
	snapshot.FaultUnreachable: "there is no way to the server from here",
	snapshot.FaultTimeout:     "the answer did not come whole within the time allowed",
	snapshot.FaultReset:       "the connection was closed before the answer was whole",
	snapshot.FaultTLS:         "no secure connection could be agreed on",
	snapshot.FaultProtocol:    "the answer cannot be read as HTTP",
	snapshot.FaultTooLarge:    "the header of the answer is too large or cannot be read",
	snapshot.FaultCancelled:   "the visit was stopped from our side",
	snapshot.FaultOther:       "the exchange failed for a reason we have no name for",
}

func fault(kind snapshot.FaultKind) *snapshot.Fault {
	return &snapshot.Fault{Kind: kind, Text: texts[kind]}
}

// FaultOf names what an error of net/http, net, crypto/tls or crypto/x509 means; nil gives nil.
func FaultOf(err error) *snapshot.Fault {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Fault
	}
	for _, known := range []func(error) *snapshot.Fault{ofContext, ofDNS, ofCertificate, ofTLS, ofSocket, ofHTTP} {
		if f := known(err); f != nil {
			return f
		}
	}
	return fault(snapshot.FaultOther)
}

func ofContext(err error) *snapshot.Fault {
	if errors.Is(err, context.Canceled) {
		return fault(snapshot.FaultCancelled)
	}
	return nil
}

func ofDNS(err error) *snapshot.Fault {
	e, ok := errors.AsType[*net.DNSError](err)
	switch {
	case !ok:
		return nil
	case e.IsNotFound:
		return fault(snapshot.FaultNoSuchHost)
	}
	return fault(snapshot.FaultDNS)
}

func ofCertificate(err error) *snapshot.Fault {
	if e, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return CertificateFault(e.Err, e.UnverifiedCertificates)
	}
	return CertificateFault(err, nil)
}

func ofTLS(err error) *snapshot.Fault {
	if e, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		if string(e.RecordHeader[:]) == "HTTP/" {
			return &snapshot.Fault{Kind: snapshot.FaultProtocol, Text: "the server answered in plain HTTP where HTTPS was asked for"}
		}
		return &snapshot.Fault{Kind: snapshot.FaultTLS, Text: "the server does not speak TLS on this port"}
	}
	alert, ok := errors.AsType[tls.AlertError](err)
	if ok {
		return &snapshot.Fault{Kind: snapshot.FaultTLS, Text: "the TLS handshake failed: " + strings.TrimPrefix(alert.Error(), "tls: ")}
	}
	text := err.Error()
	// Alerts that the server sent and most other errors of crypto/tls have no exported type.
	if _, rest, ok := strings.Cut(text, "tls: "); ok {
		return &snapshot.Fault{Kind: snapshot.FaultTLS, Text: "the TLS handshake failed: " + rest}
	}
	return nil
}

// socketFaults are the system's errors, by what they mean for a visitor.
var socketFaults = []struct {
	kind   snapshot.FaultKind
	errors []syscall.Errno
}{
	{snapshot.FaultRefused, []syscall.Errno{syscall.ECONNREFUSED}},
	{snapshot.FaultUnreachable, []syscall.Errno{syscall.EHOSTUNREACH, syscall.ENETUNREACH, syscall.ENETDOWN, syscall.EADDRNOTAVAIL, syscall.EAFNOSUPPORT}},
	{snapshot.FaultTimeout, []syscall.Errno{syscall.ETIMEDOUT}},
	{snapshot.FaultReset, []syscall.Errno{syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE}},
}

func ofSocket(err error) *snapshot.Fault {
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		for _, f := range socketFaults {
			if slices.Contains(f.errors, errno) {
				return fault(f.kind)
			}
		}
	}
	var timeout net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout() {
		return fault(snapshot.FaultTimeout)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) {
		return fault(snapshot.FaultReset)
	}
	return nil
}

// httpFaults are parts of messages of net/http, which has no types for them. Tests make the common ones happen; the codes of
// HTTP/2 (RFC 9113 §7) are taken from the standard.
var httpFaults = []struct {
	kind  snapshot.FaultKind
	parts []string
}{
	// A single field beyond the bound is a COMPRESSION_ERROR to HTTP/2, hence the text "or cannot be read"; many small ones far
	// beyond it are a PROTOCOL_ERROR, which cannot be told from others.
	{snapshot.FaultTooLarge, []string{"response headers exceeded", "header list larger than", "COMPRESSION_ERROR"}},
	{snapshot.FaultProtocol, []string{"malformed", "PROTOCOL_ERROR", "FRAME_SIZE_ERROR", "FLOW_CONTROL_ERROR", "chunk", "Content-Length", "transfer encoding", "line too long"}},
	// The last one wraps the others, so it comes last.
	{snapshot.FaultReset, []string{"server closed idle connection", "GOAWAY", "client connection lost", "CANCEL", "REFUSED_STREAM", "INTERNAL_ERROR", "transport connection broken", "stream error: ", "connection error: "}},
}

func ofHTTP(err error) *snapshot.Fault {
	if _, ok := errors.AsType[textproto.ProtocolError](err); ok {
		return fault(snapshot.FaultProtocol)
	}
	text := err.Error()
	for _, f := range httpFaults {
		for _, part := range f.parts {
			if strings.Contains(text, part) {
				return fault(f.kind)
			}
		}
	}
	return nil
}

// CertificateFault names why a certificate does not stand, or nil when err is no error of crypto/x509. chain is what the server
// sent, leaf first, and may be empty; with it the text says where an unknown chain breaks off.
func CertificateFault(err error, chain []*x509.Certificate) *snapshot.Fault {
	if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		return invalidFault(e, chain)
	}
	if e, ok := errors.AsType[x509.HostnameError](err); ok {
		return &snapshot.Fault{Kind: snapshot.FaultCertName, Text: "the certificate is not for the name " + e.Host}
	}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return &snapshot.Fault{Kind: snapshot.FaultCertUnknown, Text: brokenChain(chain), Self: selfSigned(chain)}
	}
	_, algorithm := errors.AsType[x509.InsecureAlgorithmError](err)
	_, roots := errors.AsType[x509.SystemRootsError](err)
	switch {
	case algorithm:
		return &snapshot.Fault{Kind: snapshot.FaultCertUnknown, Text: "the certificate is signed in a way that is no longer trusted"}
	case roots:
		return &snapshot.Fault{Kind: snapshot.FaultOther, Text: "this computer has no trusted root certificates to check against"}
	}
	return nil
}
