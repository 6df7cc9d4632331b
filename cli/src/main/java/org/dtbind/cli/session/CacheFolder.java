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
 * The folder that keeps kernels and other slowly built files between runs. dtbind executes files
 * from it, so only this user and root may have write access to it and its contents. Not even the
 * user who called sudo(8) may, whatever the environment variables say.
 */
public final class CacheFolder {

  /** Names of folders that contain several built files, one of which is executed. */
  private static final String BUILT_KERNELS = "(um|arm64)-.*";

  private final TrustedUsers trusted;

  private CacheFolder(TrustedUsers trusted) {
    this.trusted = trusted;
  }

  /**
   * Returns {@code $XDG_CACHE_HOME/dtbind}, else {@code $HOME/.cache/dtbind}, else a folder in the
   * temporary folder to which only this user can write. Creates the folder if it does not exist.
   */
  public static Path of(Session session) throws IOException {
    Optional<Path> xdg = session.variable("XDG_CACHE_HOME").map(FileName::path);
    Optional<Path> home = session.variable("HOME").map(text -> FileName.path(text + "/.cache"));
    CacheFolder cache = new CacheFolder(new TrustedUsers(Set.of(CurrentUser.id())));
    for (Optional<Path> parent : List.of(xdg, home)) {
      if (parent.filter(Path::isAbsolute).isPresent()) {
        Optional<Path> folder = cache.made(parent.get().resolve("dtbind"));
        if (folder.isPresent()) {
          cache.check(folder.get());
          return folder.get();
        }
      }
    }
    Path folder = temporary();
    cache.check(folder);
    return folder;
  }

  /**
   * Creates a folder; returns empty if it cannot be written. Fails if other users could replace a
   * folder on the path.
   */
  private Optional<Path> made(Path folder) throws IOException {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      return Optional.empty();
    }
    // Check before creating anything: as root, dtbind must not follow another user's symbolic link.
    Optional<String> objection = trusted.objectionOnTheWay(there);
    if (objection.isPresent() && Files.isWritable(there)) {
      throw refused(folder, objection.get());
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
  }

  /** Fails if another user could have changed something in the folder. */
  private void check(Path folder) throws IOException {
    Optional<String> objection =
        trusted.objectionOnTheWay(folder).or(() -> objectionBelow(folder, 2));
    if (objection.isPresent()) {
      throw refused(folder, objection.get());
    }
  }

  private Optional<String> objectionBelow(Path folder, int levels) {
    try (Stream<Path> entries = Files.list(folder)) {
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
      return Optional.of(FileName.text(folder) + " cannot be examined");
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

  private static IOException refused(Path folder, String objection) {
    return new IOException(
        "the cache "
            + FileName.text(folder)
            + " is not used, because "
            + objection
            + ": dtbind runs programs from it\n  help: set XDG_CACHE_HOME to a folder that only you can write to, or correct its owner and mode (chown, chmod go-w)");
  }

  /**
   * Returns a folder in the temporary folder. Other users can also create folders there, even with
   * this name, to make dtbind execute their files; hence the check of the owner.
   */
  private static Path temporary() throws IOException {
    Path folder =
        Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "dtbind-" + CurrentUser.id());
    var mine = PosixFilePermissions.fromString("rwx------");
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(mine));
    }
    boolean safe =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                .equals(CurrentUser.id());
    if (!safe) {
      throw new IOException(
          "no folder for kernels: $HOME is not writable, and "
              + folder
              + " belongs to another user; set XDG_CACHE_HOME");
    }
    Files.setPosixFilePermissions(folder, mine);
    return folder;
  }
}
