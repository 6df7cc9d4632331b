// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dtbind.cli.Run;
import org.dtbind.testing.Program;

/**
 * A git repository with three boards of one chip.
 *
 * @param top the directory of the work tree
 * @param temporary a directory for what is not part of the repository
 */
record Repository(Path top, Path temporary) {

  static final String SOC =
      """
      / {
      	#address-cells = <1>;
      	#size-cells = <1>;

      	soc {
      		compatible = "simple-bus";
      		#address-cells = <1>;
      		#size-cells = <1>;
      		ranges;

      		gpio: gpio@1000 {
      			compatible = "acme,gpio";
      			reg = <0x1000 0x100>;
      			gpio-controller;
      			#gpio-cells = <2>;
      			ngpios = <LINES>;
      		};

      		uart: serial@2000 {
      			compatible = "acme,uart";
      			reg = <0x2000 0x100>;
      			status = "disabled";
      		};
      	};
      };
      """;

  static Repository create(Path top, Path temporary, String... options) throws IOException {
    Repository repository = new Repository(top, temporary);
    repository.git("init", "-q").and(options).in(top).run().succeeded();
    repository
        .write("include/dt-bindings/chip.h", "#define LINES 8\n")
        .write("boards/chip.dtsi", "#include <dt-bindings/chip.h>\n\n" + SOC)
        .write("boards/one.dts", board("one", ""))
        .write("boards/two.dts", board("two", "\n&uart {\n\tstatus = \"okay\";\n};\n"))
        .write("boards/three.dts", board("three", ""))
        .commit("base");
    return repository;
  }

  static String board(String name, String rest) {
    return """
        /dts-v1/;
        #include "chip.dtsi"

        / {
        	model = "%s";
        	compatible = "acme,%1$s";
        };
        """
            .formatted(name)
        + rest;
  }

  /** Returns git for this repository, without settings of the user. */
  Program git(String... words) {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org"));
    command.addAll(List.of(words));
    return Program.of(command.toArray(String[]::new))
        .in(top)
        .with("GIT_CONFIG_GLOBAL", "/dev/null")
        .with("GIT_CONFIG_SYSTEM", "/dev/null");
  }

  Repository write(String name, String content) throws IOException {
    Path file = top.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  Repository replace(String name, String before, String after) throws IOException {
    String content = Files.readString(top.resolve(name));
    assertThat(content).contains(before);
    return write(name, content.replace(before, after));
  }

  /** Commits everything in the work tree. */
  Repository commit(String subject) throws IOException {
    git("add", "-A").run().succeeded();
    git("commit", "-q", "--allow-empty", "-m", subject).run().succeeded();
    return this;
  }

  /** Runs {@code dtbind review} in the work tree. */
  Run review(int status, String... arguments) {
    return in(top, status, arguments);
  }

  Run in(Path directory, int status, String... arguments) {
    List<String> words = new ArrayList<>(List.of("review", "-C", directory.toString()));
    words.addAll(Arrays.asList(arguments));
    Run run =
        Run.with(Map.of("XDG_CACHE_HOME", temporary.toString()), words.toArray(String[]::new));
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }
}
