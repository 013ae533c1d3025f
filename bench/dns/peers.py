"""Prints what pyspf makes of domains: python3 peers.py PORT DOMAIN..."""
import sys
import dns.resolver
import spf

resolver = dns.resolver.Resolver(configure=False)
resolver.nameservers, resolver.port, resolver.lifetime = ["127.0.0.1"], int(sys.argv[1]), 8
dns.resolver.default_resolver = resolver
for domain in sys.argv[2:]:
    result, _, _ = spf.query(i="198.51.100.77", s="hello@" + domain, h="mail.example").check()
    print(domain, "pyspf", result)
