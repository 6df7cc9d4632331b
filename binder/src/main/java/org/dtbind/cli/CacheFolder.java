// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Where kernels and other things that are slow to make are kept between runs. */
final class CacheFolder {

  private CacheFolder() {}

  /**
   * {@return {@code $XDG_CACHE_HOME/dtbind}, else {@code $HOME/.cache/dtbind}, else a folder below
   * the temporary one that only this user can write; made where it is not there}
   *
   * @param session has the environment
   * @throws IOException where no folder can be had
   */
  static Path of(Session session) throws IOException {
    Optional<Path> xdg = session.variable("XDG_CACHE_HOME").map(Path::of);
    Optional<Path> home = session.variable("HOME").map(text -> Path.of(text, ".cache"));
    for (Optional<Path> parent : List.of(xdg, home)) {
      Optional<Path> folder = parent.filter(Path::isAbsolute).flatMap(CacheFolder::made);
      if (folder.isPresent()) {
        return folder.get();
      }
    }
    return temporary();
  }

  private static Optional<Path> made(Path parent) {
    Path folder = parent.resolve("dtbind");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
  }

  /** Others can write there too, and could have made ours first to have us run their files. */
  private static Path temporary() throws IOException {
    Path probe = Files.createTempFile("dtbind-", "");
    Object user;
    try {
      user = Files.getAttribute(probe, "unix:uid");
    } finally {
      Files.deleteIfExists(probe);
    }
    Path folder = probe.resolveSibling("dtbind-" + user);
    var mine = PosixFilePermissions.fromString("rwx------");
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(mine));
    }
    boolean safe =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(user);
    if (!safe) {
      throw new IOException(
          "no folder for kernels: $HOME cannot be written, and "
              + folder
              + " is somebody else's; set XDG_CACHE_HOME");
    }
    Files.setPosixFilePermissions(folder, mine);
    return folder;
  }
}
