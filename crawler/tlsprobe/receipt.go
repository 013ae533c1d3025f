package tlsprobe

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"time"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/crypto/ocsp"

	"github.com/shopvet/shopvet/snapshot"
)

// maxSCTs bounds how many timestamps are kept; certificates carry two to five.
const maxSCTs = 20

var (
	oidSCTs     = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 2} // in a certificate (RFC 6962 §3.3)
	oidOCSPSCTs = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 5} // in an OCSP answer
)

// receipts collects the signed certificate timestamps of a handshake, from the three places where they may stand.
func receipts(state tls.ConnectionState, chain []*x509.Certificate) []snapshot.SCT {
	var list []snapshot.SCT
	if len(chain) > 0 {
		for _, e := range chain[0].Extensions {
			if e.Id.Equal(oidSCTs) {
				list = append(list, sctList(e.Value, "certificate")...)
			}
		}
	}
	for _, raw := range state.SignedCertificateTimestamps {
		list = appendSCT(list, raw, "handshake")
	}
	if r, err := ocsp.ParseResponse(state.OCSPResponse, nil); err == nil {
		for _, e := range r.Extensions {
			if e.Id.Equal(oidOCSPSCTs) {
				list = append(list, sctList(e.Value, "ocsp")...)
			}
		}
	}
	return list[:min(len(list), maxSCTs)]
}

// sctList reads a SignedCertificateTimestampList (RFC 6962 §3.3) wrapped in an OCTET STRING.
func sctList(value []byte, from string) []snapshot.SCT {
	s := cryptobyte.String(value)
	var octets, all cryptobyte.String
	if !s.ReadASN1(&octets, casn1.OCTET_STRING) || !octets.ReadUint16LengthPrefixed(&all) {
		return nil
	}
	var list []snapshot.SCT
	for !all.Empty() && len(list) < maxSCTs {
		var one cryptobyte.String
		if !all.ReadUint16LengthPrefixed(&one) {
			return list
		}
		list = appendSCT(list, one, from)
	}
	return list
}

// appendSCT reads one timestamp of version 1: version, id of the log, milliseconds since 1970.
func appendSCT(list []snapshot.SCT, raw []byte, from string) []snapshot.SCT {
	s := cryptobyte.String(raw)
	var version uint8
	var log []byte
	var ms uint64
	if !s.ReadUint8(&version) || version != 0 || !s.ReadBytes(&log, 32) || !s.ReadUint64(&ms) || ms > 1<<52 {
		return list
	}
	return append(list, snapshot.SCT{Log: hex.EncodeToString(log), Time: time.UnixMilli(int64(ms)).UTC(), From: from})
}
