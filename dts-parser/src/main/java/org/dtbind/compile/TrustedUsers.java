// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.source.FileName;

/**
 * The users whose files dtbind uses even if no option names them: root, and the user who runs the
 * program. Files that others own or can write are not used.
 *
 * @param ids the user ids; 0, that of root, is always included
 */
public record TrustedUsers(Set<Integer> ids) {

  private static final int STICKY = 01000;
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  /** Adds root. */
  public TrustedUsers {
    Set<Integer> all = new HashSet<>(ids);
    all.add(0);
    ids = Set.copyOf(all);
  }

  /**
   * {@return the reason why another user may have changed a file, or the entries of a directory;
   * empty if no other user can, and on systems without file owners}
   *
   * <p>The group may have write permission if it is the owner's private group: it has the name of
   * the owner and no other members.
   *
   * @param path the file or directory; symbolic links are followed
   * @throws IOException if the path does not exist or cannot be examined
   */
  public Optional<String> objection(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,mode");
    int mode = (Integer) attributes.getOrDefault("mode", 0);
    Object uid = attributes.getOrDefault("uid", -1);
    if (!ids.contains(uid)) {
      return Optional.of(FileName.text(path) + " belongs to uid " + uid);
    }
    if ((mode & OTHERS_WRITE) != 0) {
      return Optional.of("everyone can write to " + FileName.text(path));
    }
    return (mode & GROUP_WRITES) == 0 || hasPrivateGroup(path)
        ? Optional.empty()
        : Optional.of("a group can write to " + FileName.text(path));
  }

  /**
   * {@return the reason why another user may have changed or replaced a file: the objection to the
   * file, or to a directory on its path; empty if there is none. A sticky directory of a trusted
   * user, such as {@code /tmp}, is no objection, because users can replace only files that belong
   * to them there}
   *
   * @param path the file or directory; symbolic links are followed
   * @throws IOException if the path does not exist or cannot be examined
   */
  public Optional<String> objectionOnTheWay(Path path) throws IOException {
    Path real = path.toRealPath();
    Optional<String> found = objection(real);
    for (Path up = real.getParent(); up != null && found.isEmpty(); up = up.getParent()) {
      found = isSticky(up) ? Optional.empty() : objection(up);
    }
    return found;
  }

  private boolean isSticky(Path directory) throws IOException {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false;
    }
    Map<String, Object> attributes = Files.readAttributes(directory, "unix:uid,mode");
    return ids.contains(attributes.getOrDefault("uid", -1))
        && ((Integer) attributes.getOrDefault("mode", 0) & STICKY) != 0;
  }

  private static boolean hasPrivateGroup(Path path) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    String owner = attributes.owner().getName();
    Path groups = Path.of("/etc/group");
    if (owner.equals("root")
        || !owner.equals(attributes.group().getName())
        || !Files.isReadable(groups)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(groups, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(owner + ":"))
          .map(line -> line.substring(line.lastIndexOf(':') + 1))
          .anyMatch(members -> members.isBlank() || members.equals(owner));
    }
  }
}
