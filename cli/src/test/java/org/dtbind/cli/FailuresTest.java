// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int report(Throwable failure) {
    return report(failure, "compile", "x.dts");
  }

  private int report(Throwable failure, String... args) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Session session = new Session(InputStream.nullInputStream(), stream, stream, Map.of());
    return Failures.report(session, failure, args);
  }

  private String stderr() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void missingPermissionHasItsOwnExitCode() {
    assertThat(report(new AccessDeniedException("/etc/shadow"))).isEqualTo(77);
    assertThat(stderr()).isEqualTo("dtbind: /etc/shadow: permission denied\n");
  }

  @Test
  void missingDefaultDeclarationGetsHelp() {
    assertThat(report(SpecOption.missing("/etc/dtbind/bindings.yaml")))
        .isEqualTo(ExitStatus.NOT_FOUND.code());
    assertThat(stderr())
        .isEqualTo(
            "dtbind: /etc/dtbind/bindings.yaml: no such file or directory\n"
                + "  help: declare devices in that file, or specify another file with --spec F\n");
    err.reset();
    assertThat(report(SpecOption.missing("mine.yaml"))).isEqualTo(ExitStatus.NOT_FOUND.code());
    assertThat(stderr()).isEqualTo("dtbind: mine.yaml: no such file or directory\n");
  }

  @Test
  void unreadableInputIsAMissingPermission() {
    IOException failure = new IOException("permission denied", new AccessDeniedException("x"));
    assertThat(report(InputFiles.named(Path.of("b.yaml"), failure))).isEqualTo(77);
    assertThat(stderr()).isEqualTo("dtbind: b.yaml: permission denied\n");
  }

  @Test
  void fileInLockedDirectoryIsNotCalledMissing(@TempDir Path directory) throws Exception {
    Path locked = Files.createDirectory(directory.resolve("locked"));
    assumeTrue(
        !Files.getAttribute(locked, "unix:uid").equals(0),
        "ordinary-user: root can search every directory");
    Path file = Files.writeString(locked.resolve("a.dts"), "/dts-v1/;\n/ { };\n");
    Files.setPosixFilePermissions(locked, Set.of());
    try {
      for (String[] command :
          List.of(
              new String[] {"compile", file.toString()},
              new String[] {"compile", "--out-dir", directory + "/out", file.toString()},
              new String[] {
                "apply", "--dry-run", "--spec", file.toString(), "--sysroot", directory.toString()
              })) {
        assertThat(Run.of(command))
            .isEqualTo(new Run(77, "", "dtbind: " + file + ": permission denied\n"));
      }
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void directoryAsInputHasTheExitCodeOfInputWithErrors(@TempDir Path directory) {
    String name = directory.toString();
    for (String[] command :
        List.of(
            new String[] {"compile", name},
            new String[] {"compile", "--out-dir", name + "/out", name},
            new String[] {"apply", "--dry-run", "--spec", name, "--sysroot", name})) {
      Run run = Run.of(command);
      assertThat(run.status()).as(run.toString()).isEqualTo(2);
      assertThat(run.err()).startsWith("dtbind: " + name + ": is a directory");
    }
  }

  @Test
  void dropInsFailWithTheirOwnExitCodes(@TempDir Path directory) {
    Run merged = Run.of("fdtoverlay", "-i", directory + "/none", "-o", "-", "x.dtbo");
    assertThat(merged)
        .isEqualTo(new Run(1, "", "dtbind: " + directory + "/none: no such file or directory\n"));
    Run list = Run.of("dt-validate", "@" + directory + "/none");
    assertThat(list.status()).isEqualTo(2);
    assertThat(list.err())
        .startsWith("usage: dt-validate ")
        .endsWith("dt-validate: error: " + directory + "/none: no such file or directory\n");
    assertThat(report(new AccessDeniedException("x.dtb"), "dt-validate", "x.dtb")).isEqualTo(1);
  }

  @Test
  void systemErrorMessageIsShown() {
    assertThat(report(new FileSystemException("a.dtb", null, "No space left on device")))
        .isEqualTo(1);
    assertThat(stderr()).isEqualTo("dtbind: a.dtb: No space left on device\n");
  }

  @Test
  void uncheckedIoExceptionIsNotABug() {
    assertThat(report(new UncheckedIOException(new IOException("gone")))).isEqualTo(1);
    assertThat(stderr()).isEqualTo("dtbind: gone\n");
  }

  @Test
  void bugReportNamesItsFileAndHidesTheStackTrace() throws Exception {
    assertThat(report(new IllegalStateException("never"))).isEqualTo(70);
    assertThat(stderr())
        .startsWith("dtbind: this is a bug in dtbind, not in your input: ")
        .doesNotContain("\tat ");
    Matcher file = Pattern.compile("send the file (\\S+) to").matcher(stderr());
    assertThat(file.find()).isTrue();
    Path report = Path.of(file.group(1));
    try {
      assertThat(Files.readString(report))
          .contains("arguments: [compile, x.dts]")
          .contains("IllegalStateException: never\n\tat org.dtbind.cli.FailuresTest");
    } finally {
      Files.delete(report);
    }
  }

  @Test
  void unloadableNativeLibraryGetsHelp() {
    assertThat(report(new UnsatisfiedLinkError("/tmp/jna1.tmp: failed to map segment\nmore")))
        .isEqualTo(69);
    assertThat(stderr())
        .startsWith("dtbind: cannot load JNA's native library: /tmp/jna1.tmp: failed to map")
        .contains("\n  help: ", "-Djna.tmpdir=DIR")
        .doesNotContain("more");
  }
}
