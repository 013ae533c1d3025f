"""Peers that no server program gives: peer.py MODE ADDRESS PORT [further arguments].

delay ADDRESS PORT TO SECONDS: hands everything on to port TO of the same address, and what comes back only after so many seconds.
silent: takes connections and says nothing. full: takes no connection, its queue being full. smtp: greets as a mail server does.
close, reset: ends the connection when the ClientHello has come. garbage: answers a ClientHello with what is no TLS.
"""
import asyncio
import socket
import struct
import sys
import time

mode, address, port = sys.argv[1], sys.argv[2], int(sys.argv[3])


async def delay(reader, writer):
    to, seconds = int(sys.argv[4]), float(sys.argv[5])
    up_reader, up_writer = await asyncio.open_connection(address, to)
    queue = asyncio.Queue()

    async def read():
        try:
            while data := await up_reader.read(65536):
                await queue.put((time.monotonic() + seconds, data))
        except OSError:
            pass
        await queue.put((time.monotonic() + seconds, b""))

    async def give():
        while True:
            due, data = await queue.get()
            await asyncio.sleep(max(0, due - time.monotonic()))
            if not data:
                break
            writer.write(data)
            await writer.drain()
        writer.close()

    tasks = [asyncio.create_task(read()), asyncio.create_task(give())]
    try:
        while data := await reader.read(65536):
            up_writer.write(data)
            await up_writer.drain()
        up_writer.write_eof()
        await asyncio.gather(*tasks)
    except OSError:
        pass
    finally:
        for t in tasks:
            t.cancel()
        up_writer.close()
        writer.close()


async def misbehave(reader, writer):
    try:
        if mode == "silent":
            while await reader.read(65536):
                pass
        elif mode == "smtp":
            writer.write(b"220 mail.smtp.test ESMTP ready\r\n")
            while line := await reader.readline():
                writer.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"500 command not recognised\r\n")
                await writer.drain()
        else:
            await reader.read(65536)
            if mode == "reset":
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if mode == "garbage":
                writer.write(bytes(range(256)) * 64)
                await writer.drain()
    except (OSError, ValueError):
        pass
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(delay if mode == "delay" else misbehave, address, port)
    await server.serve_forever()


if mode == "full":
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen(0)
    held = []
    for _ in range(8):  # the kernel answers no further SYN once these wait to be accepted
        s = socket.socket()
        s.setblocking(False)
        s.connect_ex((address, port))
        held.append(s)
    while True:
        time.sleep(3600)
asyncio.run(main())
