// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LinuxKernelTest {

  @TempDir Path root;

  private WritableKernel kernel() {
    return LinuxKernel.open(root, Trace.NONE);
  }

  private Path file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Test
  void attributesAreReadAndWrittenBelowTheRoot() throws IOException {
    Path file = file("sys/a", "one\n");
    assertThat(kernel().sysfs().text("/sys/a")).hasValue("one");
    assertThat(kernel().sysfs().write("/sys/a", Bytes.latin1("two")).failure()).isEmpty();
    // The file must not be truncated: the rest of the old content remains.
    assertThat(file).hasContent("two\n");
  }

  @Test
  void attributeIsReadFromTheStartAfterWriting() throws IOException {
    file("sys/a", "one\n");
    file("sys/long", "x".repeat(5_000));
    assertThat(kernel().sysfs().writeAndRead("/sys/a", Bytes.latin1("two")).value())
        .hasValue(Bytes.latin1("two\n"));
    assertThat(kernel().sysfs().writeAndRead("/sys/long", Bytes.latin1("y")).value())
        .hasValue(Bytes.latin1("y" + "x".repeat(4_999)));
    assertThat(kernel().sysfs().writeAndRead("/sys/none", Bytes.latin1("x")).failure())
        .hasValue(Failure.of(Operation.OPEN, "/sys/none", Errno.ENOENT));
  }

  @Test
  void attributeLargerThanAPageIsReadCompletely() throws IOException {
    file("sys/big", "x".repeat(200_000));
    assertThat(kernel().sysfs().read("/sys/big").value().orElseThrow().length()).isEqualTo(200_000);
  }

  @Test
  void emptyWriteIsRejected() {
    assertThatThrownBy(() -> kernel().sysfs().write("/sys/a", Bytes.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failuresNameThePathOnTheTarget() throws IOException {
    file("sys/a", "");
    assertThat(kernel().sysfs().read("/sys/none").failure().orElseThrow().text())
        .isEqualTo("cannot open /sys/none: ENOENT (no such file or directory)");
    assertThat(kernel().sysfs().list("/sys/a").failure().orElseThrow().errno())
        .isEqualTo(Errno.ENOTDIR);
    assertThat(kernel().sysfs().target("/sys/a").failure().orElseThrow().errno())
        .isEqualTo(Errno.EINVAL);
    assertThat(kernel().sysfs().read("/sys").failure().orElseThrow().errno())
        .isEqualTo(Errno.EISDIR);
  }

  @Test
  void linksResolveToPathsOnTheTarget() throws IOException {
    file("sys/devices/door/x", "");
    Files.createDirectories(root.resolve("sys/bus"));
    Files.createSymbolicLink(root.resolve("sys/bus/door"), Path.of("../devices/door"));
    assertThat(kernel().sysfs().target("/sys/bus/door").value()).hasValue("/sys/devices/door");
  }

  @Test
  void everyRequestIsTraced() throws IOException {
    file("sys/a", "one\n");
    List<String> seen = new ArrayList<>();
    Trace trace =
        new Trace() {
          @Override
          public void decided(String text) {}

          @Override
          public void asked(
              Operation operation,
              String path,
              String content,
              Optional<Failure> failure,
              Duration took) {
            String why = failure.map(f -> f.errno().name()).orElse("");
            seen.add(operation.verb() + " " + path + " " + content + why);
            assertThat(took).isPositive();
          }
        };
    WritableKernel traced = LinuxKernel.open(root, trace);
    traced.sysfs().read("/sys/a");
    traced.sysfs().write("/sys/none", Bytes.latin1("x"));
    traced.sysfs().writeAndRead("/sys/a", Bytes.latin1("two"));
    assertThat(seen)
        .containsExactly(
            "read /sys/a one\\n",
            "write /sys/none ENOENT",
            "write /sys/a two",
            "read /sys/a two\\n");
  }

  @Test
  void filesAreReplacedAtomicallyAndRemoved() {
    WritableKernel kernel = kernel();
    assertThat(kernel.files().read("/run/dtbind/x").value()).hasValue(Optional.empty());
    assertThat(kernel.files().replace("/run/dtbind/x", "long text\n").failure()).isEmpty();
    assertThat(kernel.files().replace("/run/dtbind/x", "text\n").failure()).isEmpty();
    assertThat(kernel.files().read("/run/dtbind/x").value()).hasValue(Optional.of("text\n"));
    assertThat(kernel.files().names("/run/dtbind")).containsExactly("x");
    assertThat(kernel.files().remove("/run/dtbind/x").failure()).isEmpty();
    assertThat(kernel.files().remove("/run/dtbind/x").failure()).isEmpty();
    assertThat(kernel.files().names("/run/dtbind")).isEmpty();
  }

  @Test
  void directoryCreationFailureIsReported() throws IOException {
    file("run/dtbind", "a file");
    assertThat(kernel().files().replace("/run/dtbind/a/b", "x").failure().orElseThrow().text())
        .isEqualTo("cannot create /run/dtbind/a: ENOTDIR (not a directory)");
    assertThat(kernel().lock().take("/run/dtbind/a/b").failure().orElseThrow().operation())
        .isEqualTo(Operation.MAKE);
  }

  @Test
  void lockIsExclusiveAndNamesItsHolder() {
    WritableKernel kernel = kernel();
    try (Lock.Held held = kernel.lock().take("/run/dtbind/lock").value().orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(kernel.lock().take("/run/dtbind/lock").failure().orElseThrow())
          .isInstanceOf(Failure.Busy.class);
      assertThat(kernel.lock().holder("/run/dtbind/lock"))
          .isEqualTo("process " + ProcessHandle.current().pid());
    }
    assertThat(kernel.lock().take("/run/dtbind/lock").value()).isPresent();
  }

  @Test
  void lockUsesFlock() throws IOException, InterruptedException {
    WritableKernel kernel = kernel();
    try (Lock.Held held = kernel.lock().take("/lock").value().orElseThrow()) {
      assertThat(held).isNotNull();
      Process flock =
          new ProcessBuilder("flock", "--nonblock", root.resolve("lock").toString(), "true")
              .inheritIO()
              .start();
      assertThat(flock.waitFor()).isEqualTo(1);
    }
  }

  @Test
  void plainFileIsNotAChip() throws IOException {
    file("dev/gpiochip0", "");
    assertThat(kernel().chips().ask("/dev/gpiochip0").failure().orElseThrow().errno())
        .isEqualTo(Errno.ENOTTY);
  }

  @Test
  void linksCannotLeaveTheCopy() throws IOException {
    WritableKernel copy = LinuxKernel.open(root.resolve("copy"), Trace.NONE);
    Path outside = file("secrets/secret", "of this machine\n");
    file("copy/secret", "of the copy\n");
    link("copy/sys/absolute", outside);
    link("copy/sys/climbing", Path.of("../../../../../../../../../../.." + outside));
    link("copy/sys/own", Path.of("/secret"));
    link("copy/sys/directory", root.resolve("secrets"));
    assertThat(copy.sysfs().read("/sys/absolute").failure().orElseThrow().text())
        .isEqualTo("cannot open /sys/absolute: ENOENT (no such file or directory)");
    assertThat(copy.sysfs().text("/sys/climbing")).isEmpty();
    assertThat(copy.sysfs().text("/sys/own")).hasValue("of the copy");
    assertThat(copy.sysfs().names("/sys/directory")).isEmpty();
    assertThat(copy.sysfs().exists("/sys/directory/secret")).isFalse();
    assertThat(copy.sysfs().write("/sys/absolute", Bytes.latin1("x")).value()).isEmpty();
    assertThat(copy.files().replace("/sys/directory/secret", "x").failure()).isPresent();
    assertThat(outside).hasContent("of this machine\n");
  }

  private void link(String path, Path target) throws IOException {
    Path link = root.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, target);
  }

  @Test
  void circularLinksAreRejected() throws IOException {
    link("sys/a", Path.of("b"));
    link("sys/b", Path.of("a"));
    assertThat(kernel().sysfs().read("/sys/a").failure().orElseThrow().errno())
        .isEqualTo(Errno.ELOOP);
    assertThat(kernel().sysfs().target("/sys/a").value()).hasValue("/sys/b");
    assertThat(kernel().sysfs().exists("/sys/a")).isTrue();
    assertThat(kernel().sysfs().isDirectory("/sys/a/b")).isFalse();
  }

  @Test
  void absoluteLinksResolveWithinTheCopy() throws IOException {
    file("sys/firmware/devicetree/base/model", "the copy\0");
    link("proc/device-tree", Path.of("/sys/firmware/devicetree/base"));
    assertThat(kernel().sysfs().read("/proc/device-tree/model").value())
        .hasValue(Bytes.latin1("the copy\0"));
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipeInACopyDoesNotBlock() throws IOException, InterruptedException {
    file("sys/a", "");
    Path pipe = root.resolve("sys/pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(kernel().sysfs().read("/sys/pipe").failure().orElseThrow().errno())
        .isEqualTo(Errno.ENXIO);
  }

  @Test
  void failedReplaceLeavesNoTemporaryFile() throws IOException {
    file("run/dtbind/directory/x", "");
    assertThat(kernel().files().replace("/run/dtbind/directory", "x").failure()).isPresent();
    assertThat(names("run/dtbind")).containsExactly("directory");
  }

  @Test
  void leftoverTemporaryFileIsIgnoredAndReplaced() throws IOException {
    file("secret", "");
    link("run/dtbind/.x.new", Path.of("../../secret"));
    assertThat(kernel().files().names("/run/dtbind")).isEmpty();
    assertThat(kernel().files().replace("/run/dtbind/x", "text").failure()).isEmpty();
    assertThat(names("run/dtbind")).containsExactly("x");
    assertThat(root.resolve("secret")).isEmptyFile();
  }

  @Test
  void leftoverTemporaryFileIsRemoved() throws IOException {
    file("run/dtbind/x", "kept");
    file("run/dtbind/.x.new", "half");
    assertThat(kernel().files().removeUnfinished("/run/dtbind/x").failure()).isEmpty();
    assertThat(kernel().files().removeUnfinished("/run/dtbind/x").failure()).isEmpty();
    assertThat(kernel().files().removeUnfinished("/run/no/such/directory").failure()).isEmpty();
    assertThat(names("run/dtbind")).containsExactly("x");
  }

  private List<String> names(String directory) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(directory))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void lockFileIsPrivateAndEmptyAfterRelease() throws IOException {
    Path lock = file("run/dtbind/lock", "process 1\n");
    Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));
    try (Lock.Held held = kernel().lock().take("/run/dtbind/lock").value().orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
          .isEqualTo("rw-------");
    }
    assertThat(lock).isEmptyFile();
    assertThat(kernel().lock().holder("/run/dtbind/lock")).isEmpty();
  }

  @Test
  void symlinkAsLockFileIsRejected() throws IOException {
    file("secret", "kept");
    link("lock", Path.of("secret"));
    assertThat(kernel().lock().take("/lock").failure().orElseThrow().errno())
        .isEqualTo(Errno.ELOOP);
    assertThat(root.resolve("secret")).hasContent("kept");
  }

  @Test
  void noFollowFlagDependsOnTheArchitecture() {
    assertThat(Libc.noFollow("aarch64")).isEqualTo(0100000);
    assertThat(Libc.noFollow("arm")).isEqualTo(0100000);
    assertThat(Libc.noFollow("amd64")).isEqualTo(0400000);
    assertThat(Libc.noFollow("riscv64")).isEqualTo(0400000);
  }

  /** O_NOFOLLOW of other architectures is O_DIRECT on powerpc. */
  @Test
  void whereNumbersDifferOnlyReadingIsPossible() {
    for (String architecture : List.of("ppc64le", "ppc64", "mips64el", "sparcv9")) {
      assertThat(Libc.mayOpen(Libc.O_RDONLY, architecture)).isTrue();
      for (int flags : List.of(Libc.O_WRONLY, Libc.O_RDWR, Libc.O_NOFOLLOW, Libc.O_NONBLOCK)) {
        assertThat(Libc.mayOpen(flags, architecture)).as(architecture).isFalse();
      }
    }
    assertThat(Libc.mayOpen(Libc.O_RDWR | Libc.O_CREAT | Libc.O_NOFOLLOW, "riscv64")).isTrue();
  }
}
