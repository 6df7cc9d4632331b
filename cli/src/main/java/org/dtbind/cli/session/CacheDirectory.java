// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.compile.TrustedUsers;
import org.dtbind.source.FileName;

/**
 * The directory that keeps kernels and other slowly built files between runs. dtbind executes files
 * from it, so only this user and root may have write access to it and its contents. Not even the
 * user who called sudo(8) may, whatever the environment variables say.
 */
public final class CacheDirectory {

  /** Names of directories that contain several built files, one of which is executed. */
  private static final String BUILT_KERNELS = "(um|arm64)-.*";

  private final TrustedUsers trusted;

  private CacheDirectory(TrustedUsers trusted) {
    this.trusted = trusted;
  }

  /**
   * Returns {@code $XDG_CACHE_HOME/dtbind}, else {@code $HOME/.cache/dtbind}, else a directory in
   * the temporary directory to which only this user can write. Creates the directory if it does not
   * exist.
   */
  public static Path of(Environment environment) throws IOException {
    Optional<Path> xdg = environment.variable("XDG_CACHE_HOME").map(FileName::path);
    Optional<Path> home = environment.variable("HOME").map(text -> FileName.path(text + "/.cache"));
    CacheDirectory cache = new CacheDirectory(new TrustedUsers(Set.of(CurrentUser.id())));
    for (Optional<Path> parent : List.of(xdg, home)) {
      if (parent.filter(Path::isAbsolute).isPresent()) {
        Optional<Path> directory = cache.made(parent.get().resolve("dtbind"));
        if (directory.isPresent()) {
          cache.check(directory.get());
          return directory.get();
        }
      }
    }
    Path directory = temporary();
    cache.check(directory);
    return directory;
  }

  /**
   * Creates a directory; returns empty if it cannot be written. Fails if other users could replace
   * a directory on the path.
   */
  private Optional<Path> made(Path directory) throws IOException {
    Path existing = directory;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      return Optional.empty();
    }
    // Check before creating anything: as root, dtbind must not follow another user's symbolic link.
    Optional<String> objection = trusted.objectionOnTheWay(existing);
    if (objection.isPresent() && Files.isWritable(existing)) {
      throw refused(directory, objection.get());
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Files.isWritable(directory) ? Optional.of(directory) : Optional.empty();
  }

  /** Fails if another user could have changed something in the directory. */
  private void check(Path directory) throws IOException {
    Optional<String> objection =
        trusted.objectionOnTheWay(directory).or(() -> objectionBelow(directory, 2));
    if (objection.isPresent()) {
      throw refused(directory, objection.get());
    }
  }

  private Optional<String> objectionBelow(Path directory, int levels) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .flatMap(
              entry -> {
                Optional<String> own = objection(entry);
                boolean kernel = String.valueOf(entry.getFileName()).matches(BUILT_KERNELS);
                return own.isEmpty() && levels > 1 && kernel && Files.isDirectory(entry)
                    ? objectionBelow(entry, levels - 1).stream()
                    : own.stream();
              })
          .findFirst();
    } catch (IOException e) {
      return Optional.of(FileName.text(directory) + " cannot be examined");
    }
  }

  private Optional<String> objection(Path entry) {
    try {
      return trusted.objection(entry);
    } catch (IOException e) {
      // The entry is gone, or is a dangling link, so dtbind cannot execute it.
      return Optional.empty();
    }
  }

  private static IOException refused(Path directory, String objection) {
    return new IOException(
        "the cache "
            + FileName.text(directory)
            + ", from which dtbind runs programs, is not used, because "
            + objection
            + "; set XDG_CACHE_HOME to a directory that only you can write to, or correct the owner and mode (chown, chmod go-w)");
  }

  /**
   * Returns a directory in the temporary directory. Other users can also create directories there,
   * even with this name, to make dtbind execute their files; hence the check of the owner.
   */
  private static Path temporary() throws IOException {
    Path directory =
        Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "dtbind-" + CurrentUser.id());
    var permissions = PosixFilePermissions.fromString("rwx------");
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(permissions));
    }
    boolean safe =
        Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
            && Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                .equals(CurrentUser.id());
    if (!safe) {
      throw new IOException(
          "no directory for kernels: $HOME is not writable, and "
              + directory
              + " belongs to another user; set XDG_CACHE_HOME");
    }
    Files.setPosixFilePermissions(directory, permissions);
    return directory;
  }
}
