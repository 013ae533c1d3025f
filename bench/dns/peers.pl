# Prints what Mail::SPF and Mail::DMARC make of domains: perl peers.pl PORT DOMAIN...
use strict;
use warnings;
use Net::DNS::Resolver;
use Mail::SPF;
use Mail::DMARC::PurePerl;

my $port = shift;
my $resolver = Net::DNS::Resolver->new(nameservers => ['127.0.0.1'], port => $port, recurse => 1, udp_timeout => 5, tcp_timeout => 5, retry => 1);
for my $domain (@ARGV) {
    my $server  = Mail::SPF::Server->new(dns_resolver => $resolver);
    my $request = Mail::SPF::Request->new(scope => 'mfrom', identity => "hello\@$domain", ip_address => '198.51.100.77');
    my $result = eval { $server->process($request)->code } || 'error';
    print "$domain Mail::SPF $result\n";
    my $dmarc = Mail::DMARC::PurePerl->new();
    $dmarc->{header_from} = $domain;    # set past the check of its top-level domain, which knows no "test"
    $dmarc->set_resolver($resolver);
    my $policy = eval { $dmarc->discover_policy() };
    my $p = '-';
    if ($policy) {
        $p = $dmarc->is_subdomain && $policy->sp ? $policy->sp : $policy->p;
    }
    print "$domain Mail::DMARC ", ($p || '-'), "\n";
}
