// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.source.Bytes;

/**
 * Reports the operations on a {@link WritableSysfs} to a {@link Trace}.
 *
 * @param sysfs carries out the operations
 * @param trace receives the operations
 */
public record TracedSysfs(WritableSysfs sysfs, Trace trace) implements WritableSysfs {

  private static final int SHOWN = 120;

  @Override
  public Attempt<Bytes> read(String path) {
    return traced(Operation.READ, path, () -> sysfs.read(path), TracedSysfs::shown);
  }

  @Override
  public Attempt<Nothing> write(String path, Bytes content) {
    return traced(Operation.WRITE, path, () -> sysfs.write(path, content), done -> shown(content));
  }

  @Override
  public Attempt<Nothing> writeWithin(String path, Bytes content, Duration limit) {
    return traced(
        Operation.WRITE,
        path,
        () -> sysfs.writeWithin(path, content, limit),
        done -> shown(content));
  }

  @Override
  public Attempt<Bytes> writeAndRead(String path, Bytes content) {
    if (trace.listens()) {
      // Two separate operations, so that the trace receives both.
      return write(path, content).then(done -> read(path));
    }
    return sysfs.writeAndRead(path, content);
  }

  @Override
  public Attempt<Nothing> makeDirectory(String path) {
    return traced(Operation.MAKE, path, () -> sysfs.makeDirectory(path), done -> "");
  }

  @Override
  public Attempt<Nothing> removeDirectory(String path) {
    return traced(Operation.REMOVE, path, () -> sysfs.removeDirectory(path), done -> "");
  }

  @Override
  public Attempt<List<String>> list(String path) {
    return traced(Operation.LIST, path, () -> sysfs.list(path), names -> names.size() + " names");
  }

  @Override
  public Attempt<String> target(String path) {
    return traced(Operation.LINK, path, () -> sysfs.target(path), target -> target);
  }

  @Override
  public boolean exists(String path) {
    return sysfs.exists(path);
  }

  @Override
  public OptionalLong inode(String path) {
    return sysfs.inode(path);
  }

  @Override
  public boolean isDirectory(String path) {
    return sysfs.isDirectory(path);
  }

  private <T> Attempt<T> traced(
      Operation operation, String path, Supplier<Attempt<T>> request, Function<T, String> show) {
    if (!trace.listens()) {
      return request.get();
    }
    long start = System.nanoTime();
    Attempt<T> attempt = request.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    String content = attempt.value().map(show).orElse("");
    trace.asked(operation, path, content, attempt.failure(), took);
    return attempt;
  }

  /**
   * {@return bytes as one line, with {@code \n}, {@code \0} and {@code \xNN} for bytes that are not
   * printable ASCII characters}
   *
   * @param bytes the bytes, of which only the first 120 are shown, with an ellipsis
   */
  public static String shown(Bytes bytes) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length(), SHOWN); i++) {
      int c = bytes.get(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case 0 -> out.append("\\0");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c > '~') {
            out.append("\\x").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append((char) c);
          }
        }
      }
    }
    return bytes.length() > SHOWN ? out + "…" : out.toString();
  }
}
