// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A back end for {@code vhost-user-gpio}: gives a guest all lines of one GPIO chip, and no others.
 * QEMU's docs/interop/vhost-user.rst defines the protocol, and virtio's GPIO device (Virtual I/O
 * Device 1.2, section 5.18) the queue; interrupts are not supported. The program serves one guest
 * at a time; when a guest disconnects, its lines are free.
 */
public final class VhostDeviceGpio implements Closeable {

  /** The lines that it serves. */
  public interface Lines {
    /** Returns one name for each line; a line without a name has an empty string. */
    List<String> names();

    /** Returns a line's direction: 0 none, 1 out, 2 in. */
    int direction(int line);

    /** Sets the direction; returns whether this is possible. */
    boolean direct(int line, int direction);

    /** Returns a line's value, 0 or 1. */
    int value(int line);

    /** Sets the value; returns whether this is possible. */
    boolean set(int line, int value);

    /** Releases all lines after the guest has disconnected. */
    void release();
  }

  /** Functions of the C library that Java lacks. */
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

    static native int open(byte[] path, int flags);

    static native int ioctl(int fd, NativeLong request, Pointer argument);

    static native int munmap(Pointer at, NativeLong length);

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

  /** A region of the guest's memory, mapped into this process. */
  private record Region(
      long guest, long size, long user, Pointer here, Pointer start, long mapped) {}

  /** One of the guest's virtqueues. Used by one thread only. */
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
   * Starts to listen.
   *
   * @param socket path of a socket that does not exist yet
   * @param lines to serve
   */
  public VhostDeviceGpio(Path socket, Lines lines) throws IOException {
    this.lines = lines;
    this.listener = C.socket(C.AF_UNIX, C.SOCK_STREAM, 0);
    byte[] name = socket.toString().getBytes(StandardCharsets.UTF_8);
    Memory address = new Memory(110);
    address.clear();
    address.setShort(0, (short) C.AF_UNIX);
    address.write(2, name, 0, name.length);
    if (name.length > 107 || C.bind(listener, address, 110) != 0 || C.listen(listener, 1) != 0) {
      throw new IOException("cannot listen at " + socket);
    }
    this.thread = new Thread(this::serve, "vhost-user-gpio");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the numbers of the received messages, in order. */
  public List<Integer> requests() {
    return List.copyOf(requests);
  }

  /** Returns the types of the virtio requests that were served, in order. */
  public List<Integer> served() {
    return List.copyOf(served);
  }

  /** Returns why it ended too early, or an empty string. */
  public String failure() {
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
    while (!closing) {
      if (readable(listener, -1)[0] && !closing) {
        serve(C.accept(listener, Pointer.NULL, Pointer.NULL));
      }
    }
  }

  /** Serves one guest until it disconnects. */
  private void serve(int connection) {
    try {
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
      // A guest is not trusted. If it sends invalid data, only its own connection ends.
      failure = e.toString();
      System.err.println("vhost-device-gpio: " + failure);
    } finally {
      C.close(connection);
      forget();
    }
  }

  /** Releases everything that belonged to the guest. */
  private void forget() {
    lines.release();
    unmap();
    for (int i = 0; i < queues.length; i++) {
      closeAll(queues[i].kick, queues[i].call);
      queues[i] = new Queue();
    }
  }

  private void unmap() {
    regions.forEach(region -> C.munmap(region.start(), new NativeLong(region.mapped())));
    regions.clear();
  }

  private static void closeAll(int... files) {
    for (int file : files) {
      if (file >= 0) {
        C.close(file);
      }
    }
  }

  /** Waits for one of two descriptors, for at most half a second. */
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
        closeAll(queue.kick);
        queue.kick = -1;
        answer(connection, request, (long) queue.next << 32 | index);
      }
      case SET_VRING_KICK -> {
        closeAll(queue(payload).kick);
        queue(payload).kick = files.isEmpty() ? -1 : files.get(0);
      }
      case SET_VRING_CALL -> {
        closeAll(queue(payload).call);
        queue(payload).call = files.isEmpty() ? -1 : files.get(0);
      }
      case SET_VRING_ERR -> {}
      case GET_CONFIG -> config(connection, payload, size);
      default -> {} // SET_OWNER, SET_FEATURES and similar need no action.
    }
    return true;
  }

  private Queue queue(Memory payload) {
    return queues[(payload.getInt(0) & 0xff) % queues.length];
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

  /** All names, each followed by a zero byte; empty if no line has a name. */
  private byte[] names() {
    return lines.names().stream().allMatch(String::isEmpty)
        ? new byte[0]
        : (String.join("\0", lines.names()) + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private void memory(Memory payload, List<Integer> files) {
    unmap();
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
          new Region(
              payload.getLong(at),
              size,
              payload.getLong(at + 16),
              here.share(offset),
              here,
              size + offset));
      C.close(files.get(i));
    }
  }

  /** Translates an address of QEMU or of the guest; all bytes must be in the guest's memory. */
  private Pointer at(long address, long bytes, boolean guests) {
    for (Region region : regions) {
      long at = address - (guests ? region.guest() : region.user());
      if (at >= 0 && at <= region.size() - bytes) {
        return region.here().share(at);
      }
    }
    throw new IllegalStateException("no memory at 0x" + Long.toHexString(address));
  }

  /** Serves the requests in the guest's queue: a descriptor each for request and response. */
  private void run(Queue queue) {
    if (queue.size < 1 || queue.size > MOST) {
      throw new IllegalStateException("a queue of " + queue.size);
    }
    Pointer available = at(queue.available, 4 + 2L * queue.size, false);
    Pointer used = at(queue.used, 4 + 8L * queue.size, false);
    Pointer descriptors = at(queue.descriptors, 16L * queue.size, false);
    while ((queue.next & 0xffff) != (available.getShort(2) & 0xffff)) {
      int head = available.getShort(4 + 2L * (queue.next % queue.size)) & 0xffff;
      if (head >= queue.size) {
        throw new IllegalStateException("descriptor " + head + " of " + queue.size);
      }
      Pointer first = descriptors.share(16L * head);
      int then = first.getShort(14) & 0xffff;
      if (then >= queue.size || first.getInt(8) < 8) {
        throw new IllegalStateException("a request of " + first.getInt(8) + " bytes");
      }
      Pointer second = descriptors.share(16L * then);
      byte[] response = response(at(first.getLong(0), 8, true));
      int length = Math.min(response.length, Math.max(0, second.getInt(8)));
      at(second.getLong(0), length, true).write(0, response, 0, length);
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

  /** All lines of a chip of the host, through the kernel's uAPI (include/uapi/linux/gpio.h). */
  static final class Chip implements Lines, Closeable {
    private static final long GET_CHIPINFO = 0x8044B401L;
    private static final long GET_LINEINFO = 0xC100B405L;
    private static final long GET_LINE = 0xC250B407L;
    private static final long GET_VALUES = 0xC010B40EL;
    private static final long SET_VALUES = 0xC010B40FL;
    private static final long INPUT = 1 << 2;
    private static final long OUTPUT = 1 << 3;
    private static final int OUTPUT_VALUES = 2;
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 02000000;
    private static final int NONE = 0;
    private static final int OUT = 1;
    private static final int IN = 2;

    private final int chip;
    private final List<String> names = new ArrayList<>();

    /** The descriptor of each line that the guest uses; -1 for the others. */
    private final int[] files;

    private final int[] directions;
    private final int[] values;

    Chip(String path) throws IOException {
      chip = C.open((path + "\0").getBytes(StandardCharsets.UTF_8), O_RDWR | O_CLOEXEC);
      Memory info = cleared(68);
      if (chip < 0 || !call(chip, GET_CHIPINFO, info)) {
        throw new IOException("no GPIO chip that this user may open: " + path);
      }
      int lines = info.getInt(64);
      files = new int[lines];
      directions = new int[lines];
      values = new int[lines];
      for (int line = 0; line < lines; line++) {
        files[line] = -1;
        names.add(info(line).getString(0));
      }
    }

    @Override
    public List<String> names() {
      return names;
    }

    @Override
    public int direction(int line) {
      return files[line] >= 0
          ? directions[line]
          : (info(line).getLong(72) & OUTPUT) != 0 ? OUT : IN;
    }

    @Override
    public boolean direct(int line, int direction) {
      closeAll(files[line]);
      files[line] = -1;
      if (direction != OUT && direction != IN) {
        return direction == NONE;
      }
      Memory request = cleared(592);
      request.setInt(0, line);
      request.setString(256, "guest");
      request.setLong(288, direction == OUT ? OUTPUT : INPUT);
      if (direction == OUT) {
        request.setInt(296, 1);
        request.setInt(320, OUTPUT_VALUES);
        request.setLong(328, values[line]);
        request.setLong(336, 1);
      }
      request.setInt(560, 1);
      boolean got = call(chip, GET_LINE, request);
      files[line] = got ? request.getInt(588) : -1;
      directions[line] = direction;
      return got;
    }

    @Override
    public int value(int line) {
      Memory bits = cleared(16);
      bits.setLong(8, 1);
      return files[line] >= 0 && call(files[line], GET_VALUES, bits)
          ? (int) (bits.getLong(0) & 1)
          : values[line];
    }

    @Override
    public boolean set(int line, int value) {
      values[line] = value & 1;
      if (files[line] < 0 || directions[line] != OUT) {
        return true;
      }
      Memory bits = cleared(16);
      bits.setLong(0, values[line]);
      bits.setLong(8, 1);
      return call(files[line], SET_VALUES, bits);
    }

    @Override
    public void release() {
      for (int line = 0; line < files.length; line++) {
        direct(line, NONE);
      }
    }

    @Override
    public void close() {
      release();
      C.close(chip);
    }

    private Memory info(int line) {
      Memory info = cleared(256);
      info.setInt(64, line);
      call(chip, GET_LINEINFO, info);
      return info;
    }

    private static Memory cleared(int size) {
      Memory memory = new Memory(size);
      memory.clear();
      return memory;
    }

    private static boolean call(int file, long request, Memory argument) {
      return C.ioctl(file, new NativeLong(request), argument) >= 0;
    }
  }

  /**
   * Serves a chip. The arguments are those of rust-vmm's {@code vhost-device-gpio}.
   *
   * @param args {@code --socket-path=PATH --socket-count=1 --device-list=N}: at PATH0, gpiochipN
   */
  public static void main(String[] args) throws Exception {
    String socket = "";
    String chip = "";
    for (String arg : args) {
      if (arg.startsWith("--socket-path=")) {
        socket = arg.substring(arg.indexOf('=') + 1);
      } else if (arg.startsWith("--device-list=")) {
        chip = arg.substring(arg.indexOf('=') + 1);
      } else if (!arg.equals("--socket-count=1")) {
        chip = "no";
      }
    }
    if (socket.isEmpty() || !chip.matches("[0-9]{1,5}")) {
      System.err.println(
          "usage: vhost-device-gpio --socket-path=PATH --socket-count=1 --device-list=N");
      System.exit(64);
    }
    try (Chip lines = new Chip("/dev/gpiochip" + chip)) {
      // The socket of a process that was killed.
      Files.deleteIfExists(Path.of(socket + "0"));
      new VhostDeviceGpio(Path.of(socket + "0"), lines).thread.join();
    } catch (IOException e) {
      System.err.println("vhost-device-gpio: " + e.getMessage());
      System.exit(1);
    }
  }
}
