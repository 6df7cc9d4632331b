#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Connections to sshd over one serial line: many streams, each with an end.

   streams.py board KERNEL SOCKET ARGUMENT...   boots User-mode Linux, accepts connections on SOCKET
   streams.py guest TTY PORT                    in there: passes them on to that port
   streams.py connect SOCKET                    the ProxyCommand of ssh

A vector network device stalled with eight kernels on one machine; a serial line
does not. A frame is a type, the number of its stream, a length, and data.
"""

import os
import socket
import struct
import subprocess
import sys
import termios
import threading
import time
import tty

HEAD = struct.Struct(">cIH")
READY = b"\ndtbind streams 1\n"
OPEN, DATA, END, RESET, TAKEN = b"O", b"D", b"E", b"R", b"T"
# A terminal takes 4096 bytes; where more are under way, User-mode Linux loses some.
WINDOW = 3500


def read_exactly(descriptor, size):
    parts = []
    while size:
        part = os.read(descriptor, size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Line:
    """A serial line with streams in it."""

    def __init__(self, source, target, window=0):
        self.source = source
        self.target = target
        self.sending = threading.Lock()
        self.taken = threading.Condition()
        self.window = window
        self.counts = [0, 0, 0]
        self.under_way = 0
        self.streams = {}

    def send(self, kind, number, data=b""):
        left = memoryview(HEAD.pack(kind, number, len(data)) + data)
        with self.sending:
            if self.window:
                with self.taken:
                    self.taken.wait_for(lambda: self.under_way + len(left) <= self.window)
                    self.under_way += len(left)
            while left:
                left = left[os.write(self.target, left):]

    def add(self, number, peer):
        self.streams[number] = peer
        threading.Thread(target=self.pump, args=(number, peer), daemon=True).start()

    def pump(self, number, peer):
        """From a connection to the line."""
        try:
            while True:
                data = peer.recv(1700)
                if not data:
                    break
                self.counts[0] += len(data)
                self.send(DATA, number, data)
            self.send(END, number)
        except OSError:
            self.send(RESET, number)

    def serve(self, opened):
        """From the line to the connections."""
        while True:
            head = read_exactly(self.source, HEAD.size)
            if head == READY[:HEAD.size]:
                # The first to open a terminal while the system boots may be hung up, and starts again.
                read_exactly(self.source, len(READY) - HEAD.size)
                for number in list(self.streams):
                    self.drop(number)
                with self.taken:
                    self.under_way = 0
                    self.taken.notify()
                continue
            kind, number, size = HEAD.unpack(head)
            data = read_exactly(self.source, size) if size else b""
            if kind == TAKEN:
                with self.taken:
                    self.under_way -= number
                    self.taken.notify()
                continue
            if not self.window:
                self.send(TAKEN, HEAD.size + size)
            if kind == OPEN:
                opened(number)
                continue
            peer = self.streams.get(number)
            if peer is None:
                continue
            try:
                if kind == DATA:
                    self.counts[1] += size
                    peer.sendall(data)
                elif kind == END:
                    peer.shutdown(socket.SHUT_WR)
                else:
                    self.drop(number)
            except OSError:
                self.drop(number)
                self.send(RESET, number)

    def drop(self, number):
        peer = self.streams.pop(number, None)
        if peer is not None:
            try:
                peer.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            peer.close()


def await_ready(descriptor):
    """What a kernel says while it boots is not for us."""
    seen = b""
    while not seen.endswith(READY):
        seen = (seen + read_exactly(descriptor, 1))[-len(READY):]


def board(kernel, path, *arguments):
    its_input, target = os.pipe()
    source, its_output = os.pipe()
    line = Line(source, target, WINDOW)
    process = subprocess.Popen(
        [kernel, "con7=fd:%d,fd:%d" % (its_input, its_output)] + list(arguments),
        stdin=subprocess.DEVNULL, pass_fds=[its_input, its_output])
    os.close(its_input)
    os.close(its_output)
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)

    def accept():
        await_ready(line.source)
        threading.Thread(target=line.serve, args=(lambda opened: None,), daemon=True).start()
        server.listen(16)
        number = 0
        while True:
            peer, _ = server.accept()
            number += 1
            line.counts[2] = number
            line.send(OPEN, number)
            line.add(number, peer)

    def count():
        """Bytes to the board and from it, and connections."""
        while True:
            time.sleep(0.5)
            with open(path + ".new", "w") as file:
                file.write("%d %d %d\n" % tuple(line.counts))
            os.rename(path + ".new", path + ".counts")

    threading.Thread(target=count, daemon=True).start()
    threading.Thread(target=accept, daemon=True).start()
    return process.wait()


def connected(port):
    peer = socket.socket()
    peer.connect(("127.0.0.1", port))
    return peer


def guest(name, port):
    descriptor = os.open(name, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(descriptor)
    termios.tcflush(descriptor, termios.TCIOFLUSH)
    line = Line(descriptor, descriptor)

    def opened(number):
        try:
            line.add(number, connected(int(port)))
        except OSError:
            line.send(RESET, number)

    with line.sending:
        os.write(descriptor, READY)
    line.serve(opened)


def connect(path):
    peer = socket.socket(socket.AF_UNIX)
    peer.connect(path)

    def upwards():
        while True:
            data = os.read(0, 65536)
            if not data:
                break
            peer.sendall(data)
        peer.shutdown(socket.SHUT_WR)

    threading.Thread(target=upwards, daemon=True).start()
    while True:
        data = peer.recv(65536)
        if not data:
            break
        while data:
            data = data[os.write(1, data):]


if __name__ == "__main__":
    sys.exit({"board": board, "guest": guest, "connect": connect}[sys.argv[1]](*sys.argv[2:]))
