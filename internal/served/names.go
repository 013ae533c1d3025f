package served

import (
	"context"
	"math/rand/v2"
	"net"
	"strconv"
	"strings"

	"github.com/miekg/dns"
)

// QuietPort finds a port that stays free while nobody listens there: below those that the system gives to connections.
func QuietPort(ctx context.Context) (address string, err error) {
	for range 100 {
		address = "127.0.0.1:" + strconv.Itoa(20_000+rand.IntN(10_000))
		var l net.Listener
		if l, err = new(net.ListenConfig).Listen(ctx, "tcp", address); err == nil {
			return address, l.Close()
		}
	}
	return "", err
}

// Names serves the names below .test: all are this computer, and take mail. It returns the address of the name server.
func Names(ctx context.Context) (*dns.Server, string, error) {
	conn, err := new(net.ListenConfig).ListenPacket(ctx, "udp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	s := &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		r := new(dns.Msg)
		r.SetReply(q)
		for _, x := range q.Question {
			head := dns.RR_Header{Name: x.Name, Rrtype: x.Qtype, Class: dns.ClassINET, Ttl: 60}
			switch under := strings.HasSuffix(strings.ToLower(x.Name), ".test."); {
			case under && x.Qtype == dns.TypeA:
				r.Answer = append(r.Answer, &dns.A{Hdr: head, A: net.IPv4(127, 0, 0, 1)})
			case under && x.Qtype == dns.TypeMX:
				r.Answer = append(r.Answer, &dns.MX{Hdr: head, Preference: 10, Mx: "mail.test."})
			}
		}
		_ = w.WriteMsg(r)
	})}
	go s.ActivateAndServe() // ends with Shutdown
	return s, conn.LocalAddr().String(), nil
}
