// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.GivenKernels;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the demo of the README and {@code dtbind try} in each kernel that DTBIND_KERNELS names. */
@Tag("acceptance")
@Tag("given")
@Tag("kernel")
class DemoTest {

  private static final String BOARD = "cli/src/it/try/banked.dts";

  @TempDir private static Path work;

  @BeforeAll
  static void build() throws IOException {
    Checkout.build();
  }

  static List<String> userModeLinux() throws IOException {
    return GivenKernels.versions();
  }

  static Stream<String> allKernels() throws IOException {
    return Stream.concat(GivenKernels.versions().stream(), GivenKernels.arm64().stream());
  }

  @ParameterizedTest
  @MethodSource("allKernels")
  void demoShowsTheDoorLines(String version) throws IOException {
    Finished demo =
        Checkout.dtbind("demo", "door", "--kernel", version)
            .in(Checkout.ROOT)
            .within(Duration.ofMinutes(40))
            .run()
            .succeeded();
    assertThat(demo.both())
        .contains("\"open\"", "\"lock\"")
        // The test system has gpioinfo, so the demo must have used it as the second program.
        .contains("read back by two programs")
        .doesNotContain(": Warning (");
  }

  @ParameterizedTest
  @MethodSource("userModeLinux")
  void tryAppliesDeclarationAndOverlay(String version) throws IOException {
    Path spec =
        Files.writeString(
            work.resolve("try.yaml"),
            """
            apiVersion: dtbind/v1
            devices:
              - { node: /door, bind: gpio-aggregator }
            aggregators:
              - { name: horn, lines: [siren] }
            """);
    Path overlay =
        Files.writeString(
            work.resolve("try.dtso"),
            """
            /dts-v1/;
            /plugin/;
            &{/} { bell { compatible = "acme,bell"; gpios = <&pio 1 4 0>; }; };
            """);
    Finished trial =
        Checkout.dtbind("try", "--kernel", version, "--spec", spec.toString())
            .and("--overlay", overlay.toString(), BOARD)
            .in(Checkout.ROOT)
            .run()
            .succeeded();
    assertThat(trial.both())
        .containsPattern("(?m)^door +platform +gpio-aggregator ")
        .containsPattern("(?m)^bell +platform +- ");
    if (!version.startsWith("6.")) {
      assertThat(trial.both())
          .containsPattern("(?m)^gpiochip[0-9]+ +gpio-aggregator\\.0 +1 +siren ");
    }
  }

  /** script(1) provides the terminal. */
  @ParameterizedTest
  @MethodSource("userModeLinux")
  void tryKeepOpensAShellOnTheTerminal(String version) throws Exception {
    Path screen = work.resolve("shown-" + version);
    String command =
        "exec %s try --kernel %s --keep %s"
            .formatted(Program.quoted(Checkout.ROOT.resolve("dtbind").toString()), version, BOARD);
    Process terminal =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .directory(Checkout.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile())
            .start();
    try (OutputStream keys = terminal.getOutputStream()) {
      for (int i = 0; i < 1200 && terminal.isAlive() && !hasPrompt(screen); i++) {
        Thread.sleep(100);
      }
      keys.write(
          "echo seven times six is $((7 * 6)) in $(uname -r); exit\n"
              .getBytes(StandardCharsets.UTF_8));
      keys.flush();
      assertThat(terminal.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      terminal.destroyForcibly();
    }
    String text = Files.readString(screen);
    assertThat(terminal.exitValue()).as(text).isZero();
    assertThat(text).containsPattern("(?m)^seven times six is 42 in " + version);
  }

  private static boolean hasPrompt(Path screen) throws IOException {
    return Files.readString(screen).contains("try# ");
  }
}
