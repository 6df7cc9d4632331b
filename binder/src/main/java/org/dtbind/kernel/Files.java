// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/** Text files: dtbind's own in {@code /run/dtbind}, and lists such as those in /lib/modules. */
public interface Files {

  /** Longest file that is read: the longest list of modules has some megabytes. */
  int MAX_FILE = 1 << 25;

  /**
   * {@return the content, at most {@link #MAX_FILE} bytes; empty if there is no such file}
   *
   * @param path absolute, as on the target
   */
  Attempt<Optional<String>> read(String path);

  /**
   * {@return the content, at most {@link #MAX_FILE} bytes; empty if there is no such file}
   *
   * @param path absolute, as on the target
   */
  Attempt<Optional<Bytes>> bytes(String path);

  /**
   * Replaces a file as {@link #replace(String, Bytes, boolean)} does, readable only by its owner
   * until its final owner is set.
   *
   * @param path absolute, as on the target
   * @param content the complete content
   * @param owner the final user, group and mode
   * @return done, or why not: ENOENT also if there is no such account
   */
  Attempt<Nothing> replace(String path, Bytes content, Access owner);

  /**
   * Replaces a file atomically: a reader sees the old or the new content, never a part. Creates
   * missing folders. The file is readable by all, whatever the umask. Its content and new folders
   * are synchronized when this returns; its name is after {@link #sync}.
   *
   * @param path absolute, as on the target
   * @param content the complete content
   * @param executable whether it is a program
   * @return done, or why not
   */
  Attempt<Nothing> replace(String path, Bytes content, boolean executable);

  /**
   * Replaces a text file as {@link #replace(String, Bytes, boolean)} does, readable only by its
   * owner.
   *
   * @param path absolute, as on the target
   * @param content is written in UTF-8
   * @return done, or why not
   */
  Attempt<Nothing> replacePrivately(String path, String content);

  /**
   * Replaces a text file as {@link #replace(String, Bytes, boolean)} does.
   *
   * @param path absolute, as on the target
   * @param content is written in UTF-8
   * @return done, or why not
   */
  default Attempt<Nothing> replace(String path, String content) {
    return replace(path, Bytes.utf8(content), false);
  }

  /**
   * Creates a symbolic link atomically, replacing what exists, and missing folders.
   *
   * @param path absolute, as on the target
   * @param target its text
   * @return done, or why not
   */
  Attempt<Nothing> link(String path, String target);

  /**
   * {@return the text of a symbolic link; empty if there is none}
   *
   * @param path absolute, as on the target
   */
  Optional<String> linked(String path);

  /**
   * Sets the owner of a device node; empty parts stay unchanged. Never use it for attributes of
   * sysfs, whose owners the kernel forgets.
   *
   * @param path absolute, as on the target
   * @param ownership what to set
   * @return done, or why not: ENOENT also if there is no such account
   */
  Attempt<Nothing> give(String path, Access ownership);

  /**
   * Sets the label of a device node according to the SELinux policy, with restorecon(8).
   *
   * @param path absolute, as on the target
   * @return done, even if there is no such program; or why not
   */
  Attempt<Nothing> restoreLabel(String path);

  /**
   * {@return whether this user may write an existing file or folder}
   *
   * @param path absolute, as on the target
   */
  boolean mayWrite(String path);

  /**
   * {@return how a file's owner, group or mode differs from what is required, in a few words; empty
   * if it does not}
   *
   * @param path absolute, as on the target; a link is followed
   * @param wanted what is required
   */
  Optional<String> difference(String path, Access wanted);

  /**
   * {@return the first of the accounts that this system does not have; empty if it has them}
   *
   * @param ownership user and group, by name or number
   */
  Optional<String> missingAccount(Access ownership);

  /**
   * Opens an existing file for appending.
   *
   * @param path absolute, as on the target
   * @return the open file, or why not
   */
  Attempt<Appending> append(String path);

  /** A file that is open for appending. */
  interface Appending extends AutoCloseable {

    /**
     * Appends text. It outlives this program; {@link #sync} makes it outlive a loss of power.
     *
     * @param text UTF-8
     * @return done, or why not; the file may then contain a part of the text
     */
    Attempt<Nothing> add(String text);

    /**
     * Waits until everything that was appended is synchronized.
     *
     * @return done, or why not
     */
    Attempt<Nothing> sync();

    /** Closes the file. */
    @Override
    void close();
  }

  /**
   * Removes a file. {@link #sync} makes the removal outlive a loss of power.
   *
   * @param path absolute, as on the target
   * @return done, even if it did not exist; or why not
   */
  Attempt<Nothing> remove(String path);

  /**
   * Waits until the names in a folder are synchronized. Until then, a loss of power may undo the
   * creation, removal or replacement of any file or link in it.
   *
   * @param folder absolute, as on the target
   * @return done, even if there is no such folder; or why not
   */
  Attempt<Nothing> sync(String folder);

  /**
   * Removes the unfinished file that a killed run left: it is beside its final path, under a name
   * that begins with a dot. Call this only while holding the lock.
   *
   * @param path absolute, as on the target
   * @return done, even if there was none; or why not
   */
  Attempt<Nothing> removeBegun(String path);

  /**
   * {@return whether a killed run left a file that {@link #removeBegun} removes}
   *
   * @param path absolute, as on the target
   */
  boolean isBegun(String path);

  /**
   * {@return the owner of a file; empty if not known}
   *
   * @param path absolute, as on the target
   */
  Optional<Owner> owner(String path);

  /**
   * {@return the names in a folder, sorted, without those that begin with a dot, which are of files
   * not finished; none if it is missing}
   *
   * @param path absolute, as on the target
   */
  Attempt<List<String>> list(String path);

  /**
   * {@return the names in a folder, sorted; none if it cannot be read}
   *
   * @param path absolute, as on the target
   */
  default List<String> names(String path) {
    return list(path).value().orElse(List.of());
  }
}
