// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Owner;
import org.dtbind.spec.Access;

/** Reads and changes owners of files, with the names of accounts. */
final class FileOwners {

  /** The extended attribute with a file's access control list (acl(5)). */
  private static final byte[] ACL = Libc.path("system.posix_acl_access");

  // Linux's include/uapi/linux/posix_acl_xattr.h: a version, then tag, permissions and id of each
  // entry, sorted by tag.
  private static final int ENTRY = 8;
  private static final int GROUP = 4 + ENTRY;
  private static final int MASK = GROUP + ENTRY;
  private static final int PLAIN = MASK + 2 * ENTRY;
  private static final short GROUP_OBJ = 4;
  private static final short MASK_ENTRY = 0x10;

  private FileOwners() {}

  static Optional<Owner> of(String real) {
    try {
      PosixFileAttributes file =
          java.nio.file.Files.readAttributes(Root.path(real), PosixFileAttributes.class);
      return Optional.of(
          new Owner(
              file.owner().getName(),
              file.group().getName(),
              PosixFilePermissions.toString(file.permissions())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Attempt<Nothing> give(String real, String path, Access ownership) {
    try {
      Path file = Root.path(real);
      PosixFileAttributeView view =
          java.nio.file.Files.getFileAttributeView(file, PosixFileAttributeView.class);
      UserPrincipalLookupService accounts = file.getFileSystem().getUserPrincipalLookupService();
      if (ownership.mode().isPresent()) {
        Libc.removexattr(Libc.path(real), ACL);
      }
      if (ownership.owner().isPresent()) {
        view.setOwner(accounts.lookupPrincipalByName(ownership.owner().get()));
      }
      if (ownership.group().isPresent()) {
        view.setGroup(accounts.lookupPrincipalByGroupName(ownership.group().get()));
      }
      if (ownership.mode().isPresent()) {
        String permissions = Owner.permissions(ownership.mode().get());
        view.setPermissions(PosixFilePermissions.fromString(permissions));
      }
      return Attempt.done();
    } catch (UserPrincipalNotFoundException e) {
      return Attempt.failed(Failure.of(Operation.GIVE, path, Errno.ENOENT));
    } catch (IOException e) {
      return Attempt.failed(Failure.of(Operation.GIVE, path, LinuxSysfs.errno(e)));
    }
  }

  static Optional<String> difference(String path, Access wanted) {
    try {
      Path file = Root.path(path);
      PosixFileAttributes actual =
          java.nio.file.Files.readAttributes(file, PosixFileAttributes.class);
      UserPrincipalLookupService accounts = file.getFileSystem().getUserPrincipalLookupService();
      Optional<String> user = wanted.owner();
      if (user.isPresent() && !accounts.lookupPrincipalByName(user.get()).equals(actual.owner())) {
        return Optional.of("its owner is %s, not %s".formatted(actual.owner(), user.get()));
      }
      Optional<String> group = wanted.group();
      if (group.isPresent()
          && !accounts.lookupPrincipalByGroupName(group.get()).equals(actual.group())) {
        return Optional.of("its group is %s, not %s".formatted(actual.group(), group.get()));
      }
      String mode = PosixFilePermissions.toString(actual.permissions());
      return wanted
          .mode()
          .map(Owner::permissions)
          .filter(permissions -> !permissions.equals(mode))
          .map(permissions -> "its mode is %s, not %s".formatted(mode, permissions))
          .or(
              () ->
                  wanted
                      .mode()
                      .filter(any -> hasAcl(path))
                      .map(any -> "it has an access control list (ACL)"));
    } catch (IOException e) {
      return Optional.of("it cannot be examined: " + LinuxSysfs.errno(e).meaning());
    }
  }

  /** {@return whether a file has an access control list; false where none is possible} */
  static boolean hasAcl(String real) {
    byte[] list = new byte[PLAIN];
    NativeLong length = new NativeLong(PLAIN);
    // With more entries, it does not fit.
    return Libc.getxattr(Libc.path(real), ACL, new byte[1], new NativeLong(0)) > 0
        && (Libc.getxattr(Libc.path(real), ACL, list, length) != PLAIN || !isLikeMode(list));
  }

  /**
   * Returns whether a list of the four entries that each list has, in the order user, group, mask
   * and others, grants what the mode of the file does. udev leaves such a list when it removes the
   * user at the screen from one.
   */
  static boolean isLikeMode(byte[] list) {
    ByteBuffer entries = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
    return entries.getShort(GROUP) == GROUP_OBJ
        && entries.getShort(MASK) == MASK_ENTRY
        && entries.getShort(GROUP + 2) == entries.getShort(MASK + 2);
  }

  static boolean isSameUser(String one, String other) {
    UserPrincipalLookupService accounts = FileSystems.getDefault().getUserPrincipalLookupService();
    try {
      return accounts.lookupPrincipalByName(one).equals(accounts.lookupPrincipalByName(other));
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isSameGroup(String one, String other) {
    UserPrincipalLookupService accounts = FileSystems.getDefault().getUserPrincipalLookupService();
    try {
      return accounts
          .lookupPrincipalByGroupName(one)
          .equals(accounts.lookupPrincipalByGroupName(other));
    } catch (IOException e) {
      return false;
    }
  }

  static Optional<String> missingAccount(Access ownership) {
    UserPrincipalLookupService accounts = FileSystems.getDefault().getUserPrincipalLookupService();
    return ownership
        .owner()
        .filter(name -> isMissing(() -> accounts.lookupPrincipalByName(name)))
        .map(name -> "user " + name)
        .or(
            () ->
                ownership
                    .group()
                    .filter(name -> isMissing(() -> accounts.lookupPrincipalByGroupName(name)))
                    .map(name -> "group " + name));
  }

  private static boolean isMissing(Callable<UserPrincipal> lookup) {
    try {
      lookup.call();
      return false;
    } catch (UserPrincipalNotFoundException e) {
      return true;
    } catch (Exception e) {
      // The lookup failed for another reason, so the account may exist.
      return false;
    }
  }
}
