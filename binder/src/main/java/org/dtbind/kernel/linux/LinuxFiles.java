// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Paths;
import org.dtbind.source.Bytes;

/**
 * Plain files: written beside, flushed, renamed.
 *
 * @param root put before every path; empty for the running system's own
 */
record LinuxFiles(String root) implements Files {

  @Override
  public Attempt<Optional<String>> read(String path) {
    Attempt<Optional<String>> content =
        new LinuxSysfs(root).read(path).map(bytes -> Optional.of(bytes.utf8()));
    return content.failure().filter(Failure.Missing.class::isInstance).isPresent()
        ? Attempt.done(Optional.empty())
        : content;
  }

  @Override
  public Attempt<Nothing> replace(String path, String content) {
    String beside = path + "." + ProcessHandle.current().pid();
    int flags = Libc.O_WRONLY | Libc.O_CREAT | Libc.O_TRUNC;
    return makeFolders(root, Paths.parent(path))
        .then(made -> Descriptor.open(root + beside, beside, flags))
        .then(
            file -> {
              try (file) {
                // Whatever the umask: what was done to a device is no secret.
                Libc.fchmod(file.number(), 0644);
                Bytes bytes = Bytes.wrap(content.getBytes(StandardCharsets.UTF_8));
                return file.writeOnce(bytes).then(done -> check(Libc.fsync(file.number()), path));
              }
            })
        .then(done -> check(Libc.rename(real(beside), real(path)), path));
  }

  @Override
  public Attempt<Nothing> remove(String path) {
    Attempt<Nothing> removed = check(Libc.unlink(real(path)), path);
    return removed.failure().map(Failure::errno).filter(Errno.ENOENT::equals).isPresent()
        ? Attempt.done()
        : removed;
  }

  @Override
  public Attempt<List<String>> list(String path) {
    Attempt<List<String>> names = new LinuxSysfs(root).list(path);
    return names.failure().filter(Failure.Missing.class::isInstance).isPresent()
        ? Attempt.done(List.of())
        : names;
  }

  private byte[] real(String path) {
    return Libc.path(root + path);
  }

  private static Attempt<Nothing> check(int result, String path) {
    return result < 0
        ? Attempt.failed(Failure.of(Operation.WRITE, path, Libc.errno()))
        : Attempt.done();
  }

  /**
   * Makes the folders that are missing.
   *
   * @param root put before the path
   * @param folder absolute, as on the target
   */
  static Attempt<Nothing> makeFolders(String root, String folder) {
    Attempt<Nothing> made = Attempt.done();
    for (int end = 1; end > 0 && made.failure().isEmpty(); ) {
      end = folder.indexOf('/', end + 1);
      made = makeFolder(root, end < 0 ? folder : folder.substring(0, end));
    }
    return made;
  }

  private static Attempt<Nothing> makeFolder(String root, String folder) {
    if (folder.isEmpty()) {
      return Attempt.done();
    }
    if (Libc.mkdir(Libc.path(root + folder), 0755) == 0) {
      // The umask took some of it, where root's is 077.
      return check(Libc.chmod(Libc.path(root + folder), 0755), folder);
    }
    Errno errno = Libc.errno();
    return errno == Errno.EEXIST
        ? Attempt.done()
        : Attempt.failed(Failure.of(Operation.MAKE, folder, errno));
  }
}
