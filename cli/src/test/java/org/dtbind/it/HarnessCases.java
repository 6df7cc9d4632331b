// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.dtbind.cli.Run;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/** Cases that fail, leave something behind or end the kernel, between others that do not. */
public final class HarnessCases {

  private static final AtomicReference<FileInputStream> OPEN = new AtomicReference<>();

  /** The cases that run only with {@code all}. */
  static final Set<String> LIKE_AN_OPEN_CHIP =
      Set.of("leavingADriver", "leavingAProcess", "leavingAMount");

  private HarnessCases() {}

  private static void sound() {
    assertThat(Run.of("bind", "door").status()).isZero();
    assertThat(Run.of("unbind", "door").status()).isZero();
  }

  private static void shell(String command) throws Exception {
    new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
  }

  /** Leaves the chip open in this process. */
  @SuppressWarnings({"StreamResourceLeak", "FileInputStreamLeak"}) // on purpose
  private static void openChip() throws Exception {
    assertThat(Run.of("bind", "door").status()).isZero();
    try (Stream<Path> files = Files.list(Path.of("/sys/devices/platform/door"))) {
      String chip =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("gpiochip"))
              .findFirst()
              .orElseThrow();
      OPEN.set(new FileInputStream("/dev/" + chip));
    }
    assertThat(Run.of("unbind", "--force", "door").status()).isZero();
  }

  /**
   * Runs the cases.
   *
   * @param args {@code all} to also run the cases that leave what {@link Traces} finds as it finds
   *     an open chip; each of them boots the kernel again
   */
  public static void main(String[] args) {
    List<Case> all =
        new ArrayList<>(
            List.of(
                new Case("first", HarnessCases::sound),
                new Case(
                    "failing",
                    () -> {
                      assertThat(Run.of("bind", "door").status()).isZero();
                      throw new AssertionError("on purpose");
                    }),
                new Case("afterFailing", HarnessCases::sound),
                new Case(
                    "leavingADriver", () -> assertThat(Run.of("bind", "door").status()).isZero()),
                new Case("leavingAProcess", () -> shell("sleep 1000 &")),
                new Case("leavingAMount", () -> shell("mount -t tmpfs left /mnt")),
                new Case("leavingAnOpenChip", HarnessCases::openChip),
                new Case(
                    "endingTheKernel", () -> shell("\"$DTBIND_SANDBOX/poweroff\"; sleep 1000")),
                new Case("last", HarnessCases::sound)));
    if (args.length == 0) {
      all.removeIf(one -> LIKE_AN_OPEN_CHIP.contains(one.name()));
    }
    Tap.run(LinuxKernel.open(Path.of("/"), Trace.NONE).sysfs(), all);
  }
}
