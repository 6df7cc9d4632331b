// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableFiles;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.source.Bytes;

/**
 * Simulates a power loss for files. A created, removed or replaced name survives only if its
 * directory was synced afterwards, and appended text only if the file was synced. Of the unsynced
 * changes, all, every other one or none are reverted.
 */
final class PowerLoss {

  private static final String BOOT = "/proc/sys/kernel/random/boot_id";
  private static final String OTHER_BOOT = "01234567-89ab-cdef-0123-456789abcdef";

  /** The fate of unsynced changes. */
  enum Fate {
    KEPT,
    LOST,
    EVERY_OTHER_LOST
  }

  private final List<Unsynced> unsynced = new ArrayList<>();

  /** An unsynced change; {@code before} is empty if the path did not exist. */
  private record Unsynced(Path path, Optional<Content> before) {}

  /** The content of a link or a file. */
  private record Content(Optional<Path> link, Bytes bytes, boolean executable) {
    static Optional<Content> of(Path path) {
      try {
        if (java.nio.file.Files.isSymbolicLink(path)) {
          Path to = java.nio.file.Files.readSymbolicLink(path);
          return Optional.of(new Content(Optional.of(to), Bytes.utf8(""), false));
        }
        return java.nio.file.Files.exists(path)
            ? Optional.of(
                new Content(
                    Optional.empty(),
                    Bytes.wrap(java.nio.file.Files.readAllBytes(path)),
                    java.nio.file.Files.isExecutable(path)))
            : Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void put(Path path) throws IOException {
      if (link.isPresent()) {
        java.nio.file.Files.createSymbolicLink(path, link.get());
      } else {
        java.nio.file.Files.write(path, bytes.toArray());
        assertThat(path.toFile().setExecutable(executable, false)).isTrue();
      }
    }
  }

  /** Returns a kernel that records its unsynced changes here. */
  WritableKernel in(WritableKernel kernel) {
    return ReplacedPort.in(kernel, files(kernel.files()));
  }

  /** Returns the same system with another boot id. */
  static WritableKernel booted(WritableKernel kernel) {
    WritableSysfs sysfs =
        port(
            WritableSysfs.class,
            (method, args) -> {
              if (args.length > 0 && BOOT.equals(args[0])) {
                return method.getName().equals("text")
                    ? Optional.of(OTHER_BOOT)
                    : Attempt.done(Bytes.latin1(OTHER_BOOT + "\n"));
              }
              return call(kernel.sysfs(), method, args);
            });
    return ReplacedPort.in(kernel, sysfs);
  }

  private WritableFiles files(WritableFiles files) {
    return port(
        WritableFiles.class,
        (method, args) -> {
          String path = args.length > 0 && args[0] instanceof String first ? first : "";
          if (!Paths.lasts(path)) {
            return call(files, method, args);
          }
          switch (method.getName()) {
            case "replace", "link", "remove" -> recordBefore(Path.of(path));
            case "sync" -> unsynced.removeIf(one -> Path.of(path).equals(one.path().getParent()));
            default -> {}
          }
          Object result = call(files, method, args);
          return result instanceof Attempt.Done<?> done
                  && done.result() instanceof WritableFiles.Appending appending
              ? Attempt.done(appending(appending, Path.of(path)))
              : result;
        });
  }

  private void recordBefore(Path path) {
    unsynced.add(new Unsynced(path, Content.of(path)));
  }

  /** Records appended text as unsynced until the file is synced. */
  private WritableFiles.Appending appending(WritableFiles.Appending appending, Path path) {
    List<Unsynced> added = new ArrayList<>();
    return port(
        WritableFiles.Appending.class,
        (method, args) -> {
          if (method.getName().equals("add")) {
            added.add(new Unsynced(path, Content.of(path)));
            unsynced.add(added.get(added.size() - 1));
          } else if (method.getName().equals("sync")) {
            unsynced.removeAll(added);
          }
          return call(appending, method, args);
        });
  }

  /** Reverts unsynced changes as {@code fate} says. */
  void cut(Fate fate) {
    Set<Path> kept = new HashSet<>();
    for (int i = unsynced.size() - 1; i >= 0; i--) {
      Unsynced one = unsynced.get(i);
      boolean lost = fate == Fate.LOST || fate == Fate.EVERY_OTHER_LOST && i % 2 == 0;
      if (!lost) {
        kept.add(one.path());
      } else if (!kept.contains(one.path())) {
        revert(one);
      }
    }
    unsynced.clear();
  }

  private static void revert(Unsynced one) {
    try {
      java.nio.file.Files.deleteIfExists(one.path());
      if (one.before().isPresent()) {
        one.before().get().put(one.path());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Calls {
    Object call(Method method, Object[] args) throws Throwable;
  }

  private static <T> T port(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> calls.call(method, args == null ? new Object[0] : args)));
  }

  private static Object call(Object port, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(port, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
