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
   * {@return the content, at most {@link #MAX_FILE} bytes; empty where there is no such file}
   *
   * @param path absolute, as on the target
   */
  Attempt<Optional<String>> read(String path);

  /**
   * {@return the content, at most {@link #MAX_FILE} bytes; empty where there is no such file}
   *
   * @param path absolute, as on the target
   */
  Attempt<Optional<Bytes>> bytes(String path);

  /**
   * Replaces a file as {@link #replace(String, Bytes, boolean)} does, for its owner alone until it
   * is whose it is to be.
   *
   * @param path absolute, as on the target
   * @param content all of it
   * @param owner whose it is to be: user, group and mode
   * @return done, or why not: ENOENT also where there is no such account
   */
  Attempt<Nothing> replace(String path, Bytes content, Access owner);

  /**
   * Replaces a file at once: a reader sees the old or the new content, never a part. Makes the
   * folders that are missing. Everybody may read it, whatever the umask. Its content is stored
   * then, and so are folders that were made; its name is once {@link #sync} was called.
   *
   * @param path absolute, as on the target
   * @param content all of it
   * @param executable whether it is a program
   * @return done, or why not
   */
  Attempt<Nothing> replace(String path, Bytes content, boolean executable);

  /**
   * Replaces a text file as {@link #replace(String, Bytes, boolean)} does, for its owner alone.
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
   * Makes a symbolic link at once, in place of what was there; and the folders that are missing.
   *
   * @param path absolute, as on the target
   * @param target its text
   * @return done, or why not
   */
  Attempt<Nothing> link(String path, String target);

  /**
   * {@return the text of a symbolic link; empty where there is none}
   *
   * @param path absolute, as on the target
   */
  Optional<String> linked(String path);

  /**
   * Says whose a device node is: what is empty stays as it is. Never for attributes of sysfs, whose
   * owners the kernel forgets.
   *
   * @param path absolute, as on the target
   * @param ownership what to set
   * @return done, or why not: ENOENT also where there is no such account
   */
  Attempt<Nothing> give(String path, Access ownership);

  /**
   * Gives a device node the label that the policy of SELinux has for it, by restorecon(8).
   *
   * @param path absolute, as on the target
   * @return done, also where there is no such program; or why not
   */
  Attempt<Nothing> restoreLabel(String path);

  /**
   * {@return whether this user may write a file or folder that is there}
   *
   * @param path absolute, as on the target
   */
  boolean mayWrite(String path);

  /**
   * {@return how a file's owner, group or mode differs from what is required, in a few words; empty
   * where it does not}
   *
   * @param path absolute, as on the target; a link is followed
   * @param wanted what it is compared with
   */
  Optional<String> difference(String path, Access wanted);

  /**
   * {@return the account of those named that this system does not have; empty where it has them}
   *
   * @param ownership user and group, by name or number
   */
  Optional<String> missingAccount(Access ownership);

  /**
   * Opens a file that is there to write at its end.
   *
   * @param path absolute, as on the target
   * @return the open file, or why not
   */
  Attempt<Appending> append(String path);

  /** A file that is written at its end. */
  interface Appending extends AutoCloseable {

    /**
     * Adds text. It outlives this program; that it outlives a loss of power is what {@link #sync}
     * is for.
     *
     * @param text UTF-8
     * @return done, or why not; a part of the text may be in the file then
     */
    Attempt<Nothing> add(String text);

    /**
     * Waits until all that was added is stored.
     *
     * @return done, or why not
     */
    Attempt<Nothing> sync();

    /** Closes the file. */
    @Override
    void close();
  }

  /**
   * Removes a file. That it stays away after a loss of power is what {@link #sync} is for.
   *
   * @param path absolute, as on the target
   * @return done, also where there was none, or why not
   */
  Attempt<Nothing> remove(String path);

  /**
   * Waits until the names in a folder are stored as they are now. Until then a loss of power may
   * take back any file or link that came, went or was replaced there.
   *
   * @param folder absolute, as on the target
   * @return done, also where there is no such folder; or why not
   */
  Attempt<Nothing> sync(String folder);

  /**
   * Removes what a run that was killed had begun to put at a path: it stands beside it, under a
   * name that begins with a dot, until it is whole. For who holds the lock.
   *
   * @param path absolute, as on the target
   * @return done, also where there was none, or why not
   */
  Attempt<Nothing> removeBegun(String path);

  /**
   * {@return whether a run that was killed has left what {@link #removeBegun} removes}
   *
   * @param path absolute, as on the target
   */
  boolean isBegun(String path);

  /**
   * {@return whom a file belongs to; empty where that cannot be known}
   *
   * @param path absolute, as on the target
   */
  Optional<Owner> owner(String path);

  /**
   * {@return the names in a folder, sorted, without those that begin with a dot, which are of files
   * not finished; none where it is missing}
   *
   * @param path absolute, as on the target
   */
  Attempt<List<String>> list(String path);

  /**
   * {@return the names in a folder, sorted; none where it cannot be read}
   *
   * @param path absolute, as on the target
   */
  default List<String> names(String path) {
    return list(path).value().orElse(List.of());
  }
}
