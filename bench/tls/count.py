"""Counts from outside what reaches port 443, by listening on loopback (needs CAP_NET_RAW): count.py FILE.

One line for each event: "syn ADDRESS" for a connection that is opened (a SYN sent again counts once), "hello ADDRESS NAME" for the first TLS message of
a connection, with the server name it asks for ("-" for none). Nothing stands between the tools and the servers.
"""
import socket
import struct
import sys

OUTGOING = 4  # loopback hands every packet over twice, going out and coming in


def name_of(hello):
    """The server name in a ClientHello, which starts at its record header."""
    try:
        at = 5 + 4 + 2 + 32
        at += 1 + hello[at]  # session id
        at += 2 + int.from_bytes(hello[at:at + 2], "big")  # suites
        at += 1 + hello[at]  # compression
        end = at + 2 + int.from_bytes(hello[at:at + 2], "big")
        at += 2
        while at + 4 <= min(end, len(hello)):
            kind, size = struct.unpack(">HH", hello[at:at + 4])
            if kind == 0:
                return hello[at + 9:at + 4 + size].decode("ascii", "replace") or "-"
            at += 4 + size
    except IndexError:
        pass
    return "-"


def packets():
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    s.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)  # SO_RCVBUFFORCE
    s.bind(("lo", 0))
    while True:
        data, where = s.recvfrom(4096)
        if where[2] != OUTGOING:
            continue
        if where[1] == 0x0800 and data[23] == 6:
            tcp = data[14 + 4 * (data[14] & 15):14 + int.from_bytes(data[16:18], "big")]
            yield data[26:30], data[30:34], tcp
        elif where[1] == 0x86DD and data[20] == 6:
            yield data[22:38], data[38:54], data[54:]


def main():
    out = open(sys.argv[1], "w", buffering=1)
    opened, waiting = set(), set()
    for source, to, tcp in packets():
        if tcp[2:4] != b"\x01\xbb":
            continue
        key = source + to + tcp[:2]
        address = socket.inet_ntop(socket.AF_INET if len(to) == 4 else socket.AF_INET6, to)
        if tcp[13] & 0x12 == 2:
            if (key, tcp[4:8]) not in opened:
                opened.add((key, tcp[4:8]))
                waiting.add(key)
                print("syn", address, file=out)
            continue
        payload = tcp[4 * (tcp[12] >> 4):]
        if payload and key in waiting:
            waiting.discard(key)
            if payload[0] == 0x16 or payload[0] & 0x80:  # TLS, or a hello in the form of SSL 2
                print("hello", address, name_of(payload), file=out)


main()
