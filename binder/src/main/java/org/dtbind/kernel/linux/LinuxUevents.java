// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Uevent;
import org.dtbind.kernel.Uevents;
import org.dtbind.source.Bytes;

/** Receives events by netlink(7), in the multicast group to which the kernel sends. */
record LinuxUevents() implements Uevents {

  private static final String NAME = "netlink:kobject-uevent";

  /** {@code struct sockaddr_nl}: family (2 bytes), padding (2), port (4), groups (4). */
  private static final int ADDRESS_SIZE = 12;

  private static final int GROUPS = 8;
  private static final int KERNEL_GROUP = 1;

  @Override
  public Attempt<Listener> listen() {
    int fd =
        Libc.socket(Libc.AF_NETLINK, Libc.SOCK_DGRAM | Libc.O_CLOEXEC, Libc.NETLINK_KOBJECT_UEVENT);
    if (fd < 0) {
      return Attempt.failed(Failure.of(Operation.LISTEN, NAME, Libc.errno()));
    }
    Descriptor socket = new Descriptor(fd, NAME);
    ByteBuffer address =
        Uapi.structure(ADDRESS_SIZE)
            .putShort(0, (short) Libc.AF_NETLINK)
            .putInt(GROUPS, KERNEL_GROUP);
    if (Libc.bind(fd, address, ADDRESS_SIZE) < 0) {
      Failure why = Failure.of(Operation.LISTEN, NAME, Libc.errno());
      socket.close();
      return Attempt.failed(why);
    }
    return Attempt.done(new Socket(socket));
  }

  /**
   * An open socket.
   *
   * @param socket bound to the kernel's multicast group
   */
  private record Socket(Descriptor socket) implements Listener {

    /** {@code struct pollfd}: descriptor (4 bytes), events (2), returned events (2). */
    private static final int POLL_SIZE = 8;

    private static final int POLL_EVENTS = 4;

    /** UEVENT_BUFFER_SIZE is 2048, and the header line precedes that buffer. */
    private static final int DATAGRAM = 8192;

    @Override
    public List<Uevent> await(Duration longest) {
      ByteBuffer poll =
          Uapi.structure(POLL_SIZE).putInt(0, socket.number()).putShort(POLL_EVENTS, Libc.POLLIN);
      int milliseconds = (int) Math.min(Integer.MAX_VALUE, Math.max(0, longest.toMillis()));
      if (Libc.poll(poll, new NativeLong(1), milliseconds) <= 0) {
        return List.of();
      }
      List<Uevent> events = new ArrayList<>();
      byte[] datagram = new byte[DATAGRAM];
      int got = receive(datagram);
      while (got > 0) {
        Uevent.fromDatagram(Bytes.wrap(Arrays.copyOf(datagram, got))).ifPresent(events::add);
        got = receive(datagram);
      }
      return events;
    }

    private int receive(byte[] datagram) {
      NativeLong size = new NativeLong(datagram.length);
      return Libc.recv(socket.number(), datagram, size, Libc.MSG_DONTWAIT);
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
