// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Modules.Loading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests running the program that loads modules. */
class LinuxModulesTest {

  private static final int MANY = 300_000;

  @TempDir Path directory;

  private Path loader(String script) throws IOException {
    Path loader = Files.writeString(directory.resolve("loader"), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(loader, PosixFilePermissions.fromString("rwx------"));
  }

  private static Loading load(Path loader, Duration longest) {
    Attempt<Loading> loading = new LinuxModules(new Root("")).load(loader.toString(), "m", longest);
    return ((Attempt.Done<Loading>) loading).result();
  }

  /** Prints what the program in the first argument prints, and its exit code. */
  public static void main(String... args) {
    Loading loading = load(Path.of(args[0]), Duration.ofSeconds(10));
    System.out.print(loading.status() + " " + loading.output());
  }

  /** Small systems have a read-only /tmp. */
  @Test
  void noDirectoryForTemporaryFilesIsNeeded() throws Exception {
    Path loader = loader("echo \"$@\"; exit 3");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Djava.io.tmpdir=/proc/none",
                "-cp",
                System.getProperty("java.class.path", ""),
                LinuxModulesTest.class.getName(),
                loader.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).endsWith("3 -b -- m");
  }

  @Test
  void programWithMuchOutputEnds() throws IOException {
    Loading loading =
        load(loader("head -c " + MANY + " /dev/zero | tr '\\0' x"), Duration.ofSeconds(10));
    assertThat(loading.status()).isZero();
    assertThat(loading.output()).hasSize(MANY);
  }

  @Test
  void whatTheProgramLeavesBehindIsNotWaitedFor() throws IOException {
    long begin = System.nanoTime();
    Loading loading = load(loader("echo said; sleep 30 & exit 0"), Duration.ofSeconds(20));
    assertThat(loading).isEqualTo(new Loading(0, "said"));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    Loading slow = load(loader("echo said; exec sleep 30"), Duration.ofSeconds(1));
    assertThat(slow).isEqualTo(new Loading(-1, "said"));
  }
}
