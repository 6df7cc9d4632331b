// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.NativeLong;
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
 * @param number of the descriptor
 * @param path as on the target, for failures
 */
record Descriptor(int number, String path) implements AutoCloseable {

  /** Nearly all attributes are shorter; each chunk is copied to and from the library. */
  private static final int FIRST_CHUNK = 1 << 8;

  private static final int LARGEST_CHUNK = 1 << 16;

  private static final int SMALLEST_PAGE = 1 << 12;

  /**
   * Opens a file.
   *
   * @param real path with the root before it
   * @param path as on the target
   * @param flags of open(2)
   * @param mode of a file that is made
   */
  static Attempt<Descriptor> open(String real, String path, int flags, int mode) {
    int fd = Libc.open(Libc.path(real), flags | Libc.O_CLOEXEC, mode);
    return fd < 0
        ? Attempt.failed(Failure.of(Operation.OPEN, path, Libc.errno()))
        : Attempt.done(new Descriptor(fd, path));
  }

  /**
   * {@return a use of a file that closes it}
   *
   * @param use what is done with it before
   * @param <T> what comes of that
   */
  static <T> Function<Descriptor, Attempt<T>> closing(Function<Descriptor, Attempt<T>> use) {
    return file -> {
      try (file) {
        return use.apply(file);
      }
    };
  }

  /** {@return all bytes from here to the end, at most {@code limit}} */
  Attempt<Bytes> readAll(int limit) {
    return readAll(limit, 0, false);
  }

  /**
   * {@return the same of an attribute of sysfs, which has come to its end where it gives less than
   * is asked for: it is one record (fs/kernfs/file.c, {@code kernfs_seq_start()}), or, where it is
   * bytes such as a property of the devicetree, given as a whole, a page at a time ({@code
   * kernfs_file_read_iter()})}
   */
  Attempt<Bytes> readAttribute(int limit) {
    return readAll(limit, SMALLEST_PAGE, false);
  }

  /** {@return the same from its beginning, wherever this descriptor is} */
  Attempt<Bytes> rereadAttribute(int limit) {
    return readAll(limit, SMALLEST_PAGE, true);
  }

  /**
   * Takes a read of less than a chunk for the end, where the chunk is at most so long.
   *
   * @param placed whether to read where it is told, not where the descriptor is
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

  /** One write(2), not repeated whatever it gives: a driver has seen it. */
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

  /** As many write(2) as it takes: one that stores a part does not say why. */
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

  @Override
  public void close() {
    // Nothing was buffered, so nothing can be lost here.
    Libc.close(number);
  }
}
