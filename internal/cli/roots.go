package cli

import (
	"crypto/x509"
	"fmt"
	"os"
)

// maxPEM bounds a file of root certificates, bytes.
const maxPEM = 16 << 20

// roots returns the system's root certificates with those of a PEM file, or nil, which means the system's, when no file is named.
func roots(name string) (*x509.CertPool, error) {
	if name == "" {
		return nil, nil
	}
	data, err := readBounded(name, maxPEM)
	if err != nil {
		return nil, fmt.Errorf("--ca-file: %w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, fmt.Errorf("--ca-file: the system's root certificates cannot be read: %w", err)
	}
	if !pool.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("--ca-file: %s holds no certificate in PEM form (it starts with -----BEGIN CERTIFICATE-----)", name)
	}
	return pool, nil
}

// readBounded reads a file of at most limit bytes.
func readBounded(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, plain(err)
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s is a directory: name a file", name)
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("%s is larger than %d MB: is it the right file?", name, limit>>20)
	}
	data, err := os.ReadFile(name)
	return data, plain(err)
}
