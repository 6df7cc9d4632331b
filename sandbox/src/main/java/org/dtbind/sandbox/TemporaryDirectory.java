// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A directory for temporary files, which is deleted with its contents when it is closed. If a
 * signal ends this program before that, the thread that created the directory is interrupted, and
 * the program ends when the thread has closed the directory. The thread first kills the processes
 * that write there.
 *
 * <p>The directory is inside another one to which only this user has access. A program that may
 * write to the directory, such as root in a sandbox, can give everybody access to it, and leave
 * setuid programs and device nodes there, but cannot change the directory around it.
 */
public final class TemporaryDirectory implements AutoCloseable {

  private static final int LONGEST_SECONDS = 10;

  private static final String INSIDE = "inside";

  private final Path around;
  private final Ending ending;

  private TemporaryDirectory(Path around, Ending ending) {
    this.around = around;
    this.ending = ending;
  }

  /**
   * Creates a directory to which only this user has access.
   *
   * @param prefix the beginning of the name of the directory around it
   * @throws InterruptedException if a signal is ending this program
   */
  public static TemporaryDirectory in(Path parent, String prefix)
      throws IOException, InterruptedException {
    // Before the directory exists, so that no signal can come in between.
    Ending ending = Ending.awaited();
    try {
      Path around = Files.createTempDirectory(parent, prefix).toRealPath();
      var onlyThisUser = PosixFilePermissions.fromString("rwx------");
      Files.createDirectory(
          around.resolve(INSIDE), PosixFilePermissions.asFileAttribute(onlyThisUser));
      return new TemporaryDirectory(around, ending);
    } catch (IOException e) {
      ending.finish();
      throw e;
    }
  }

  /** {@return its absolute path, without symbolic links} */
  public Path path() {
    return around.resolve(INSIDE);
  }

  /** Deletes the directory. */
  @Override
  public void close() {
    try {
      delete();
    } finally {
      ending.finish();
    }
  }

  private void delete() {
    try {
      Files.walkFileTree(around, new Deletion());
    } catch (IOException e) {
      // The rest stays in the temporary directory, which the system cleans up.
      return;
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      // A directory that was copied from a user's may be read-only.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }

  /** The hook of the JVM that waits for a thread when a signal ends the program. */
  private record Ending(Thread hook, CountDownLatch done) {

    static Ending awaited() throws InterruptedException {
      Thread owner = Thread.currentThread();
      CountDownLatch done = new CountDownLatch(1);
      Thread hook = new Thread(() -> interrupt(owner, done), "temporary directory");
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException e) {
        throw new InterruptedException("this program is being terminated");
      }
      return new Ending(hook, done);
    }

    private static void interrupt(Thread owner, CountDownLatch done) {
      owner.interrupt();
      try {
        done.await(LONGEST_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void finish() {
      done.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The hook runs now, and ends.
        return;
      }
    }
  }
}
