// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.source.Bytes;

/**
 * An open file.
 *
 * @param path the path without the root directory, for failures
 */
record Descriptor(int number, String path) implements AutoCloseable {

  /**
   * The size of the first chunk. JNA copies each chunk twice, and nearly all attributes are
   * shorter.
   */
  private static final int FIRST_CHUNK = 1 << 8;

  private static final int LARGEST_CHUNK = 1 << 16;

  private static final int SMALLEST_PAGE = 1 << 12;

  /**
   * Opens a file. Nothing is written, and no ioctl(2) is possible, on an architecture with other
   * numbers than {@link Libc} has.
   *
   * @param real the path with the root directory
   * @param path the path without the root directory
   * @param mode the mode of a file that is created
   */
  static Attempt<Descriptor> open(String real, String path, int flags, int mode) {
    if (!Libc.mayOpen(flags, Libc.ARCHITECTURE)) {
      return Attempt.failed(Failure.of(Operation.OPEN, path, Errno.EOPNOTSUPP));
    }
    int fd = Libc.open(Libc.path(real), flags | Libc.O_CLOEXEC, mode);
    return fd < 0
        ? Attempt.failed(Failure.of(Operation.OPEN, path, Libc.errno()))
        : Attempt.done(new Descriptor(fd, path));
  }

  /** {@return a function that applies {@code use} to a file and then closes the file} */
  static <T> Function<Descriptor, Attempt<T>> closing(Function<Descriptor, Attempt<T>> use) {
    return file -> {
      try (file) {
        return use.apply(file);
      }
    };
  }

  /** {@return the bytes from the current position to the end, at most {@code limit}} */
  Attempt<Bytes> readAll(int limit) {
    return readAll(limit, 0, false);
  }

  /**
   * {@return the bytes of an attribute in sysfs, at most {@code limit}. A short read marks the end,
   * which saves one more read(2): an attribute is either one record (fs/kernfs/file.c, {@code
   * kernfs_seq_start()}) or, for bytes such as a devicetree property, returned completely, a page
   * at a time ({@code kernfs_file_read_iter()})}
   */
  Attempt<Bytes> readAttribute(int limit) {
    return readAll(limit, SMALLEST_PAGE, false);
  }

  /** {@return the bytes of an attribute from its beginning, whatever the current position} */
  Attempt<Bytes> rereadAttribute(int limit) {
    return readAll(limit, SMALLEST_PAGE, true);
  }

  /**
   * Reads to the end, at most {@code limit} bytes.
   *
   * @param whole the largest chunk size up to which a short read marks the end
   * @param placed whether to read from the beginning of the file, not from the current position
   */
  private Attempt<Bytes> readAll(int limit, int whole, boolean placed) {
    byte[] all = new byte[0];
    byte[] chunk = new byte[Math.min(limit, FIRST_CHUNK)];
    while (all.length < limit) {
      NativeLong length = new NativeLong(chunk.length);
      int got =
          placed
              ? Libc.pread(number, chunk, length, new NativeLong(all.length))
              : Libc.read(number, chunk, length);
      if (got < 0) {
        Errno errno = Libc.errno();
        if (errno == Errno.EINTR) {
          continue;
        }
        return Attempt.failed(Failure.of(Operation.READ, path, errno));
      }
      if (got == 0) {
        break;
      }
      int taken = Math.min(got, limit - all.length);
      int before = all.length;
      all = Arrays.copyOf(all, before + taken);
      System.arraycopy(chunk, 0, all, before, taken);
      if (got < chunk.length && chunk.length <= whole) {
        break;
      }
      if (got == chunk.length && got < LARGEST_CHUNK) {
        chunk = new byte[got * 4];
      }
    }
    return Attempt.done(Bytes.wrap(all));
  }

  /** Calls write(2) only once, whatever the result, because a driver has received the bytes. */
  Attempt<Nothing> writeOnce(Bytes content) {
    byte[] bytes = content.toArray();
    int put = Libc.write(number, bytes, new NativeLong(bytes.length));
    if (put < 0) {
      return Attempt.failed(Failure.of(Operation.WRITE, path, Libc.errno()));
    }
    return put == bytes.length
        ? Attempt.done()
        : Attempt.failed(Failure.of(Operation.WRITE, path, Errno.EIO));
  }

  /**
   * Repeats write(2) until all bytes are stored or it fails: a partial write does not show the
   * error.
   */
  Attempt<Nothing> writeAll(Bytes content) {
    Bytes rest = content;
    while (!rest.isEmpty()) {
      byte[] bytes = rest.toArray();
      int put = Libc.write(number, bytes, new NativeLong(bytes.length));
      if (put < 0) {
        return Attempt.failed(Failure.of(Operation.WRITE, path, Libc.errno()));
      }
      rest = rest.slice(put, rest.length());
    }
    return Attempt.done();
  }

  /**
   * Calls ioctl(2).
   *
   * @param structure the argument, from {@link Uapi#structure}
   * @return the argument as the kernel leaves it
   */
  Attempt<ByteBuffer> ioctl(long request, ByteBuffer structure) {
    return Libc.ioctl(number, new NativeLong(request), structure) < 0
        ? Attempt.failed(Failure.of(Operation.IOCTL, path, Libc.errno()))
        : Attempt.done(structure);
  }

  @Override
  public void close() {
    // Nothing is buffered, so an error of close(2) does not lose data.
    Libc.close(number);
  }
}
