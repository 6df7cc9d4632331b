// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A back end for one {@code vhost-user-gpio}, as small as it can be: the protocol
 * (docs/interop/vhost-user.rst of QEMU), the request queue of virtio's GPIO device (Virtual I/O
 * Device 1.2, section 5.18), no interrupts. It serves one connection, and ends with it.
 */
final class VhostUserGpio implements AutoCloseable {

  /** What it serves. */
  interface Lines {
    /** Returns their names, empty for none: as many as there are lines. */
    List<String> names();

    /** Returns a line's direction: 0 none, 1 out, 2 in. */
    int direction(int line);

    /** Sets it; returns whether that can be. */
    boolean direct(int line, int direction);

    /** Returns a line's value, 0 or 1. */
    int value(int line);

    /** Sets it; returns whether that can be. */
    boolean set(int line, int value);
  }

  /** The C library, as far as Java does not have it. */
  private static final class C {
    static final int AF_UNIX = 1;
    static final int SOCK_STREAM = 1;
    static final short POLLIN = 1;
    static final int PROT_READ_WRITE = 3;
    static final int MAP_SHARED = 1;
    static final int SOL_SOCKET = 1;
    static final int SCM_RIGHTS = 1;

    static {
      Native.register(C.class, NativeLibrary.getProcess());
    }

    private C() {}

    static native int socket(int family, int type, int protocol);

    static native int bind(int fd, Memory address, int length);

    static native int listen(int fd, int backlog);

    static native int accept(int fd, Pointer address, Pointer length);

    static native int close(int fd);

    static native NativeLong read(int fd, Pointer buffer, NativeLong count);

    static native NativeLong write(int fd, Pointer buffer, NativeLong count);

    static native NativeLong recvmsg(int fd, Memory message, int flags);

    static native int poll(Memory descriptors, NativeLong count, int milliseconds);

    static native Pointer mmap(
        Pointer at, NativeLong length, int protection, int flags, int fd, NativeLong offset);
  }

  private static final int GET_FEATURES = 1;
  private static final int SET_MEM_TABLE = 5;
  private static final int SET_VRING_NUM = 8;
  private static final int SET_VRING_ADDR = 9;
  private static final int SET_VRING_BASE = 10;
  private static final int GET_VRING_BASE = 11;
  private static final int SET_VRING_KICK = 12;
  private static final int SET_VRING_CALL = 13;
  private static final int SET_VRING_ERR = 14;
  private static final int GET_PROTOCOL_FEATURES = 15;
  private static final int GET_QUEUE_NUM = 17;
  private static final int GET_CONFIG = 24;

  /** VIRTIO_F_VERSION_1, VHOST_USER_F_PROTOCOL_FEATURES. */
  private static final long FEATURES = 1L << 32 | 1L << 30;

  /** VHOST_USER_PROTOCOL_F_MQ, VHOST_USER_PROTOCOL_F_CONFIG. */
  private static final long PROTOCOL = 1L | 1L << 9;

  private static final int HEADER = 12;
  private static final int MOST = 4096;

  /** Memory of the guest, as it is here. */
  private record Region(long guest, long size, long user, Pointer here) {}

  /** A virtqueue of the guest's. Confined to the thread. */
  private static final class Queue {
    private int size;
    private long descriptors;
    private long used;
    private long available;
    private int next;
    private int kick = -1;
    private int call = -1;
  }

  private final Lines lines;
  private final int listener;
  private final Thread thread;
  private final List<Integer> requests = new CopyOnWriteArrayList<>();
  private final List<Integer> served = new CopyOnWriteArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private final Queue[] queues = {new Queue(), new Queue()};
  private volatile String failure = "";
  private volatile boolean closing;

  /**
   * Begins to listen.
   *
   * @param socket path of a socket that is not there yet
   * @param lines to serve
   */
  VhostUserGpio(Path socket, Lines lines) throws IOException {
    this.lines = lines;
    this.listener = C.socket(C.AF_UNIX, C.SOCK_STREAM, 0);
    byte[] name = socket.toString().getBytes(StandardCharsets.UTF_8);
    Memory address = new Memory(110);
    address.clear();
    address.setShort(0, (short) C.AF_UNIX);
    address.write(2, name, 0, name.length);
    if (name.length > 107 || C.bind(listener, address, 110) != 0 || C.listen(listener, 1) != 0) {
      throw new IOException("no socket " + socket);
    }
    this.thread = new Thread(this::serve, "vhost-user-gpio");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the numbers of the messages that came, in order. */
  List<Integer> requests() {
    return List.copyOf(requests);
  }

  /** Returns the types of the virtio requests that were served, in order. */
  List<Integer> served() {
    return List.copyOf(served);
  }

  /** Returns why it ended too early; empty where it did not. */
  String failure() {
    return failure;
  }

  @Override
  public void close() {
    closing = true;
    C.close(listener);
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    int connection = -1;
    try {
      while (!readable(listener, -1)[0]) {
        if (closing) {
          return;
        }
      }
      connection = C.accept(listener, Pointer.NULL, Pointer.NULL);
      boolean open = true;
      while (open && !closing) {
        boolean[] ready = readable(connection, queues[0].kick);
        if (ready[1]) {
          C.read(queues[0].kick, new Memory(8), new NativeLong(8));
          run(queues[0]);
        }
        open = !ready[0] || message(connection);
      }
    } catch (IllegalStateException | IndexOutOfBoundsException e) {
      failure = e.toString();
    } finally {
      C.close(connection);
    }
  }

  /** Waits for one of two descriptors, half a second at the longest. */
  private static boolean[] readable(int first, int second) {
    Memory polled = new Memory(16);
    polled.clear();
    polled.setInt(0, first);
    polled.setShort(4, C.POLLIN);
    polled.setInt(8, second);
    polled.setShort(12, C.POLLIN);
    C.poll(polled, new NativeLong(2), 500);
    return new boolean[] {polled.getShort(6) != 0, polled.getShort(14) != 0};
  }

  /** Answers a message; returns whether there was one. */
  private boolean message(int connection) {
    Memory data = new Memory(MOST);
    List<Integer> files = new ArrayList<>();
    if (receive(connection, data, HEADER, files) != HEADER) {
      return false;
    }
    int request = data.getInt(0);
    int size = data.getInt(8);
    Memory payload = new Memory(MOST);
    payload.clear();
    if (size > MOST || size > 0 && receive(connection, payload, size, files) != size) {
      throw new IllegalStateException("message " + request + " of " + size + " bytes");
    }
    requests.add(request);
    switch (request) {
      case GET_FEATURES -> answer(connection, request, FEATURES);
      case GET_PROTOCOL_FEATURES -> answer(connection, request, PROTOCOL);
      case GET_QUEUE_NUM -> answer(connection, request, queues.length);
      case SET_MEM_TABLE -> memory(payload, files);
      case SET_VRING_NUM -> queue(payload).size = payload.getInt(4);
      case SET_VRING_BASE -> queue(payload).next = payload.getInt(4);
      case SET_VRING_ADDR -> {
        queue(payload).descriptors = payload.getLong(8);
        queue(payload).used = payload.getLong(16);
        queue(payload).available = payload.getLong(24);
      }
      case GET_VRING_BASE -> {
        int index = payload.getInt(0);
        Queue queue = queue(payload);
        queue.kick = -1;
        answer(connection, request, (long) queue.next << 32 | index);
      }
      case SET_VRING_KICK -> queue(payload).kick = files.isEmpty() ? -1 : files.get(0);
      case SET_VRING_CALL -> queue(payload).call = files.isEmpty() ? -1 : files.get(0);
      case SET_VRING_ERR -> {}
      case GET_CONFIG -> config(connection, payload, size);
      default -> {} // SET_OWNER, SET_FEATURES and the like want nothing.
    }
    return true;
  }

  private Queue queue(Memory payload) {
    return queues[payload.getInt(0) & 0xff];
  }

  private static int receive(int connection, Memory data, int size, List<Integer> files) {
    Memory vector = new Memory(16);
    vector.setPointer(0, data);
    vector.setLong(8, size);
    Memory control = new Memory(256);
    control.clear();
    Memory message = new Memory(56);
    message.clear();
    message.setPointer(16, vector);
    message.setLong(24, 1);
    message.setPointer(32, control);
    message.setLong(40, 256);
    int got = C.recvmsg(connection, message, 0).intValue();
    // One struct cmsghdr: length, level, type, descriptors.
    boolean rights =
        message.getLong(40) >= 16
            && control.getInt(8) == C.SOL_SOCKET
            && control.getInt(12) == C.SCM_RIGHTS;
    for (int at = 16; rights && at < control.getLong(0); at += 4) {
      files.add(control.getInt(at));
    }
    return got;
  }

  private static void answer(int connection, int request, long value) {
    Memory payload = new Memory(8);
    payload.setLong(0, value);
    answer(connection, request, payload, 8);
  }

  private static void answer(int connection, int request, Memory payload, int size) {
    Memory out = new Memory(HEADER + (long) size);
    out.setInt(0, request);
    out.setInt(4, 1 | 4); // version 1, a reply
    out.setInt(8, size);
    out.write(HEADER, payload.getByteArray(0, size), 0, size);
    C.write(connection, out, new NativeLong(HEADER + size));
  }

  /** {@code struct virtio_gpio_config}: lines, padding, bytes of all names. */
  private void config(int connection, Memory payload, int size) {
    int offset = payload.getInt(0);
    int length = payload.getInt(4);
    Memory config = new Memory(8);
    config.clear();
    config.setShort(0, (short) lines.names().size());
    config.setInt(4, names().length);
    if (offset + length > 8 || size != 12 + length) {
      throw new IllegalStateException("config at " + offset + ", " + length + " bytes");
    }
    payload.write(12, config.getByteArray(offset, length), 0, length);
    answer(connection, GET_CONFIG, payload, size);
  }

  /** All names, a zero behind each; none where no line has one. */
  private byte[] names() {
    return lines.names().stream().allMatch(String::isEmpty)
        ? new byte[0]
        : (String.join("\0", lines.names()) + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private void memory(Memory payload, List<Integer> files) {
    regions.clear();
    for (int i = 0; i < payload.getInt(0); i++) {
      long at = 8 + 32L * i;
      long size = payload.getLong(at + 8);
      long offset = payload.getLong(at + 24);
      Pointer here =
          C.mmap(
              Pointer.NULL,
              new NativeLong(size + offset),
              C.PROT_READ_WRITE,
              C.MAP_SHARED,
              files.get(i),
              new NativeLong(0));
      regions.add(
          new Region(payload.getLong(at), size, payload.getLong(at + 16), here.share(offset)));
    }
  }

  /** An address of QEMU's, or of the guest's. */
  private Pointer at(long address, boolean guests) {
    for (Region region : regions) {
      long start = guests ? region.guest() : region.user();
      if (address >= start && address < start + region.size()) {
        return region.here().share(address - start);
      }
    }
    throw new IllegalStateException("no memory at 0x" + Long.toHexString(address));
  }

  /** Serves what the guest has put into its queue: descriptors of a request and of a response. */
  private void run(Queue queue) {
    Pointer available = at(queue.available, false);
    Pointer used = at(queue.used, false);
    while ((queue.next & 0xffff) != (available.getShort(2) & 0xffff)) {
      int head = available.getShort(4 + 2L * (queue.next % queue.size)) & 0xffff;
      Pointer first = at(queue.descriptors, false).share(16L * head);
      Pointer second = at(queue.descriptors, false).share(16L * (first.getShort(14) & 0xffff));
      Pointer request = at(first.getLong(0), true);
      byte[] response = response(request);
      int length = Math.min(response.length, second.getInt(8));
      at(second.getLong(0), true).write(0, response, 0, length);
      int index = used.getShort(2) & 0xffff;
      used.setInt(4 + 8L * (index % queue.size), head);
      used.setInt(8 + 8L * (index % queue.size), length);
      used.setShort(2, (short) (index + 1));
      queue.next = queue.next + 1 & 0xffff;
    }
    if (queue.call >= 0) {
      Memory one = new Memory(8);
      one.setLong(0, 1);
      C.write(queue.call, one, new NativeLong(8));
    }
  }

  private byte[] response(Pointer request) {
    int type = request.getShort(0) & 0xffff;
    int line = request.getShort(2) & 0xffff;
    int value = request.getInt(4);
    served.add(type);
    byte[] names = names();
    if (type == 1) {
      byte[] all = new byte[1 + names.length];
      System.arraycopy(names, 0, all, 1, names.length);
      return all;
    }
    if (line >= lines.names().size()) {
      return new byte[] {1, 0};
    }
    return switch (type) {
      case 2 -> new byte[] {0, (byte) lines.direction(line)};
      case 3 -> new byte[] {(byte) (lines.direct(line, value) ? 0 : 1), 0};
      case 4 -> new byte[] {0, (byte) lines.value(line)};
      case 5 -> new byte[] {(byte) (lines.set(line, value) ? 0 : 1), 0};
      default -> new byte[] {1, 0};
    };
  }
}
