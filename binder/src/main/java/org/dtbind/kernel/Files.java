// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * The regular files of a system: dtbind's state in {@code /run/dtbind}, configuration in {@code
 * /etc}, and lists such as those in {@code /lib/modules}. All paths are absolute in that system; an
 * implementation prepends the system's root directory.
 */
public interface Files {

  /** The largest file that is read, in bytes; the longest lists of modules have some megabytes. */
  int MAX_FILE = 1 << 25;

  /**
   * {@return the text of a file, at most {@link #MAX_FILE} bytes; empty if the file does not exist}
   *
   * @param path the absolute path
   */
  Attempt<Optional<String>> read(String path);

  /**
   * {@return the bytes of a file, at most {@link #MAX_FILE}; empty if the file does not exist}
   *
   * @param path the absolute path
   */
  Attempt<Optional<Bytes>> bytes(String path);

  /**
   * {@return the text of a symbolic link; empty if there is no such link}
   *
   * @param path the absolute path of the link
   */
  Optional<String> linked(String path);

  /**
   * {@return whether this user may write an existing file or directory}
   *
   * @param path the absolute path
   */
  boolean mayWrite(String path);

  /**
   * {@return the difference between the actual and the required owner, group and mode of a file, in
   * a few words; empty if there is none}
   *
   * @param path the absolute path; a symbolic link is followed
   * @param wanted the required owner, group and mode
   */
  Optional<String> difference(String path, Access wanted);

  /**
   * {@return whether a file has an access control list (ACL) that grants something else than its
   * mode, such as udev and logind give to the user at the screen (acl(5)); {@link
   * WritableFiles#give} removes it}
   *
   * @param path the absolute path; a symbolic link is followed
   */
  boolean hasAcl(String path);

  /** {@return whether two names or numbers are those of one user} */
  boolean isSameUser(String one, String other);

  /** {@return whether two names or numbers are those of one group} */
  boolean isSameGroup(String one, String other);

  /**
   * {@return the first of the accounts that does not exist on this system; empty if all exist}
   *
   * @param ownership the user and the group, by name or number
   */
  Optional<String> missingAccount(Access ownership);

  /**
   * {@return whether a killed run left a file that {@link WritableFiles#removeUnfinished} removes}
   *
   * @param path the absolute path of the file to be replaced
   */
  boolean hasUnfinished(String path);

  /**
   * {@return the owner of a file; empty if it cannot be read}
   *
   * @param path the absolute path
   */
  Optional<Owner> owner(String path);

  /**
   * {@return the names in a directory, sorted, without names that begin with a dot, which belong to
   * unfinished files; none if the directory does not exist}
   *
   * @param path the absolute path of the directory
   */
  Attempt<List<String>> list(String path);

  /**
   * {@return the names in a directory as {@link #list} returns them; none if the directory cannot
   * be read}
   *
   * @param path the absolute path of the directory
   */
  default List<String> names(String path) {
    return list(path).value().orElse(List.of());
  }
}
