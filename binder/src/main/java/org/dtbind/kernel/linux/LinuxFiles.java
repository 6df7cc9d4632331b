// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.WritableFiles;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.spec.Access;

/**
 * Replaces regular files atomically: writes a temporary file in the same directory, stores it, and
 * renames it.
 *
 * @param root the root directory of the system
 */
record LinuxFiles(Root root) implements WritableFiles {

  /** The mode of state files, so that {@code status} works for every user. */
  private static final int READABLE = 0644;

  private static final int SEARCHABLE = LinuxDirectories.SEARCHABLE;

  private static final int PRIVATE = 0600;

  /** O_SYNC makes write(2) return only after the data is stored, which saves a call of fsync(2). */
  private static final int WHOLE =
      Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL | Libc.O_NOFOLLOW | Libc.O_SYNC;

  @Override
  public Attempt<Optional<String>> read(String path) {
    return bytes(path).map(content -> content.map(FileName::text));
  }

  @Override
  public Attempt<Optional<Bytes>> bytes(String path) {
    Attempt<Optional<Bytes>> content =
        root.open(path, Libc.O_RDONLY)
            .then(Descriptor.closing(file -> file.readAll(MAX_FILE)))
            .map(Optional::of);
    return content.failure().filter(Failure.Missing.class::isInstance).isPresent()
        ? Attempt.done(Optional.empty())
        : content;
  }

  @Override
  public Attempt<Nothing> replace(String path, Bytes content, boolean executable) {
    return replace(path, content, executable ? SEARCHABLE : READABLE);
  }

  @Override
  public Attempt<Nothing> replacePrivately(String path, String content) {
    return replace(path, FileName.bytes(content), PRIVATE);
  }

  private Attempt<Nothing> replace(String path, Bytes content, int mode) {
    return replace(
        path,
        temporary ->
            Descriptor.open(temporary, path, WHOLE, mode).then(file -> write(file, content, mode)));
  }

  @Override
  public Attempt<Nothing> replace(String path, Bytes content, Access owner) {
    // The synchronous write comes after the change of owner, and stores it, too.
    return replace(
        path,
        temporary ->
            Descriptor.open(temporary, path, WHOLE, PRIVATE)
                .then(
                    Descriptor.closing(
                        file ->
                            FileOwners.give(temporary, path, owner)
                                .then(given -> file.writeAll(content)))));
  }

  @Override
  public Attempt<Nothing> link(String path, String target) {
    return replace(
        path, temporary -> check(Libc.symlink(Libc.path(target), Libc.path(temporary)), path));
  }

  /** Creates a file or link under a temporary name, and renames it. */
  private Attempt<Nothing> replace(String path, Function<String, Attempt<Nothing>> make) {
    String directory = Paths.parent(path);
    Attempt<Nothing> replaced =
        root.real(directory)
            .then(
                real -> replace(real + "/" + Paths.name(path), temporary(real, path), make, path));
    // Directories are created only after a failure, because they nearly always exist.
    return failed(replaced, Errno.ENOENT) || failed(replaced, Errno.ENOTDIR)
        ? LinuxDirectories.make(root, directory)
            .then(made -> root.real(directory))
            .then(real -> replace(real + "/" + Paths.name(path), temporary(real, path), make, path))
        : replaced;
  }

  /**
   * {@return the path of the temporary file. Its name begins with a dot, unlike the names of
   * devices and of dtbind's files. The lock keeps other writers away, and the next run removes a
   * file that a killed run left}
   */
  private static String temporary(String directory, String path) {
    return directory + "/." + Paths.name(path) + ".new";
  }

  static boolean failed(Attempt<Nothing> attempt, Errno errno) {
    return attempt.failure().map(Failure::errno).filter(errno::equals).isPresent();
  }

  private static Attempt<Nothing> replace(
      String real, String temporary, Function<String, Attempt<Nothing>> make, String path) {
    Attempt<Nothing> made = make.apply(temporary);
    if (failed(made, Errno.EEXIST)) {
      // A killed run left this file.
      Libc.unlink(Libc.path(temporary));
      made = make.apply(temporary);
    }
    Attempt<Nothing> replaced =
        made.then(done -> check(Libc.rename(Libc.path(temporary), Libc.path(real)), path));
    if (replaced.failure().isPresent()) {
      Libc.unlink(Libc.path(temporary));
    }
    return replaced;
  }

  @Override
  public Optional<String> linked(String path) {
    return root.realLink(path).then(real -> LinuxSysfs.linkText(real, path)).value();
  }

  @Override
  public Optional<Owner> owner(String path) {
    return root.real(path).value().flatMap(FileOwners::of);
  }

  @Override
  public Attempt<Nothing> give(String path, Access ownership) {
    return root.isLive()
        ? FileOwners.give(path, path, ownership)
        : Attempt.failed(Failure.of(Operation.GIVE, path, Errno.EROFS));
  }

  @Override
  public Optional<String> difference(String path, Access wanted) {
    return FileOwners.difference(path, wanted);
  }

  @Override
  public boolean hasAcl(String path) {
    return root.isLive() && FileOwners.hasAcl(path);
  }

  @Override
  public boolean isSameUser(String one, String other) {
    return FileOwners.isSameUser(one, other);
  }

  @Override
  public boolean isSameGroup(String one, String other) {
    return FileOwners.isSameGroup(one, other);
  }

  @Override
  public Optional<String> missingAccount(Access ownership) {
    return FileOwners.missingAccount(ownership);
  }

  @Override
  public Attempt<Nothing> restoreLabel(String path) {
    return SystemProgram.find("restorecon")
        .map(program -> program.run(path))
        .orElseGet(Attempt::done);
  }

  @Override
  public boolean mayWrite(String path) {
    try {
      return root.isLive() && java.nio.file.Files.isWritable(Root.path(path));
    } catch (IOException e) {
      return false;
    }
  }

  private static Attempt<Nothing> write(Descriptor file, Bytes bytes, int mode) {
    try (file) {
      return check(Libc.fchmod(file.number(), mode), file.path())
          .then(done -> file.writeAll(bytes));
    }
  }

  @Override
  public Attempt<Appending> append(String path) {
    int flags = Libc.O_WRONLY | Libc.O_APPEND | Libc.O_NOFOLLOW;
    return root.real(path)
        .then(real -> Descriptor.open(real, path, flags, 0))
        .map(LinuxFiles::appending);
  }

  private static Appending appending(Descriptor file) {
    return new Appending() {
      @Override
      public Attempt<Nothing> add(String text) {
        return file.writeAll(Bytes.utf8(text));
      }

      @Override
      public Attempt<Nothing> sync() {
        return check(Libc.fdatasync(file.number()), file.path());
      }

      @Override
      public void close() {
        file.close();
      }
    };
  }

  @Override
  public Attempt<Nothing> sync(String directory) {
    Attempt<Nothing> synced =
        root.real(directory).then(real -> LinuxDirectories.sync(real, directory));
    return failed(synced, Errno.ENOENT) ? Attempt.done() : synced;
  }

  @Override
  public Attempt<Nothing> remove(String path) {
    Attempt<Nothing> removed =
        root.realLink(path).then(real -> check(Libc.unlink(Libc.path(real)), path));
    return failed(removed, Errno.ENOENT) ? Attempt.done() : removed;
  }

  @Override
  public Attempt<Nothing> removeUnfinished(String path) {
    Attempt<Nothing> removed =
        root.real(Paths.parent(path)).then(real -> removeIfThere(temporary(real, path), path));
    return failed(removed, Errno.ENOENT) || failed(removed, Errno.ENOTDIR)
        ? Attempt.done()
        : removed;
  }

  @Override
  public boolean hasUnfinished(String path) {
    try {
      Optional<String> real = root.real(Paths.parent(path)).value().map(in -> temporary(in, path));
      return real.isPresent()
          && java.nio.file.Files.exists(Root.path(real.get()), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Checks first whether the file exists, because on a read-only file system unlink(2) fails even
   * if it does not.
   */
  private static Attempt<Nothing> removeIfThere(String real, String path) {
    try {
      return java.nio.file.Files.exists(Root.path(real), LinkOption.NOFOLLOW_LINKS)
          ? check(Libc.unlink(Libc.path(real)), path)
          : Attempt.done();
    } catch (IOException e) {
      return Attempt.failed(Failure.of(Operation.WRITE, path, LinuxSysfs.errno(e)));
    }
  }

  @Override
  public Attempt<List<String>> list(String path) {
    Attempt<List<String>> names = new LinuxSysfs(root).list(path);
    return names.failure().filter(Failure.Missing.class::isInstance).isPresent()
        ? Attempt.done(List.of())
        : names.map(all -> all.stream().filter(name -> !name.startsWith(".")).toList());
  }

  static Attempt<Nothing> check(int result, String path) {
    return result < 0
        ? Attempt.failed(Failure.of(Operation.WRITE, path, Libc.errno()))
        : Attempt.done();
  }
}
