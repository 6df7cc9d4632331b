// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxKernel;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.testing.GivenKernels;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Tests an upgrade in a running kernel of User-mode Linux: this version takes over bound devices,
 * an aggregator and an interrupted run of an older version. Both are built from source. The older
 * version is the last tagged one or, until there is a tag, the first commit with all commands.
 */
@Tag("acceptance")
@Tag("long")
class UpgradeTest {

  /** The first commit that has all commands of {@link UpgradeGuest}. */
  private static final String FIRST = "997a9c03da7ac6558c150a370e91cd66b2bf92e4";

  private static final String BOARD =
      """
      /dts-v1/;
      / {
          sim {
              compatible = "gpio-simulator";
              bank: bank {
                  gpio-controller;
                  #gpio-cells = <2>;
                  ngpios = <16>;
                  gpio-sim,label = "bank";
              };
          };
      %s};
      """;

  private static final String DOOR =
      """
          %1$s: %1$s {
              compatible = "acme,door";
              gpios = <&bank %2$d 0>;
              gpio-line-names = "%1$s-open";
          };
      """;

  /** Creates directories outside of /tmp, which the sandbox hides. */
  static final class InTarget implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      Path target = Files.createDirectories(Checkout.ROOT.resolve("target"));
      return Files.createTempDirectory(target, "upgrade");
    }
  }

  @TempDir(factory = InTarget.class)
  private Path work;

  @Test
  void stateOfAnOlderVersionIsTakenOver() throws Exception {
    Path program = GivenKernels.userModeLinux("6.1").toAbsolutePath();
    Checkout.build();
    Path older = build(olderCommit());
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            UpgradeGuest.class.getName(),
            older.resolve("bin/dtbind").toString(),
            Checkout.app().resolve("bin/dtbind").toString(),
            declaration("first", "second").toString(),
            declaration("first").toString());
    SandboxKernel kernel = new SandboxKernel(program, "given", "given", Optional.empty());
    SandboxRequest request =
        SandboxRequest.of(new Machine.UserMode(kernel), command)
            .with(board())
            .within(Duration.ofMinutes(20));
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    SandboxResult result =
        new Sandbox(Path.of(System.getProperty("java.io.tmpdir")).toRealPath())
            .boot(request, console, console);
    String output = console.toString(StandardCharsets.UTF_8);
    assertThat(result).as(output).isInstanceOf(SandboxResult.Exited.class);
    assertThat(((SandboxResult.Exited) result).status()).as(output).isZero();
  }

  private static Program git(String... arguments) {
    return Program.of("git", "-C", Checkout.ROOT.toString()).and(arguments);
  }

  private static String olderCommit() throws IOException {
    Finished tag = git("describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD~").run();
    String commit = tag.status() == 0 ? tag.out().strip() : FIRST;
    assertThat(git("rev-parse", "-q", "--verify", commit + "^{commit}").run().status())
        .as("commit %s is missing: run git fetch --unshallow", commit)
        .isZero();
    return commit;
  }

  /** Builds the program of a commit, and returns its directory. */
  private Path build(String commit) throws IOException {
    Path olderCheckout = Files.createDirectory(work.resolve("before"));
    Path archive = work.resolve("before.tar");
    git("archive", "-o", archive.toString(), commit).run().succeeded();
    Program.of("tar", "-xf", archive.toString()).in(olderCheckout).run().succeeded();
    Program.of(olderCheckout.resolve("dtbind").toString(), "--version").run().succeeded();
    // Before there was a module cli, the program was in binder.
    Path app = olderCheckout.resolve("cli/target/dtbind");
    if (!Files.isExecutable(app.resolve("bin/dtbind"))) {
      app = olderCheckout.resolve("binder/target/dtbind");
    }
    assertThat(app.resolve("bin/dtbind")).isExecutable();
    return app;
  }

  private Bytes board() throws IOException {
    String doors =
        DOOR.formatted("first", 1)
            + DOOR.formatted("second", 2)
            + DOOR.formatted("third", 3)
            + DOOR.formatted("fourth", 4);
    Files.writeString(work.resolve("board.dts"), BOARD.formatted(doors));
    Program.of("dtc", "-q", "-@", "-I", "dts", "-O", "dtb", "-o", "board.dtb", "board.dts")
        .in(work)
        .run()
        .succeeded();
    return Bytes.wrap(Files.readAllBytes(work.resolve("board.dtb")));
  }

  /** Writes a declaration that binds these nodes. */
  private Path declaration(String... nodes) throws IOException {
    StringBuilder text = new StringBuilder("apiVersion: dtbind/v1\ndevices:\n");
    for (String node : nodes) {
      text.append("  - { node: /%s, bind: gpio-aggregator }%n".formatted(node));
    }
    return Files.writeString(work.resolve("doors-" + nodes.length + ".yaml"), text);
  }
}
