// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.testing.Program;

/**
 * Tests the shell completions of an installed package.
 *
 * @param system the system with the package
 * @param work a directory for temporary files
 */
record InstalledCompletions(BareSystem system, Path work) {

  private static final String BASH = "usr/share/bash-completion/completions/dtbind";

  private static final String COMPLETE =
      ". \"$1\" && COMP_WORDS=(\"${@:2}\") && COMP_CWORD=$(($# - 2)) && _complete_dtbind"
          + " && echo \"${COMPREPLY[@]}\"";

  private Program bash(String... words) {
    return Program.bash(COMPLETE, system.file(BASH).toString()).and(words);
  }

  /** Trials D8: bash completes values of options, and nodes of the tree that --tree names. */
  void bashCompletes() throws IOException {
    assertThat(bash("dtbind", "ov").output()).contains("overlay");
    assertThat(bash("dtbind", "check", "--together", "--boot", "").output())
        .isEqualTo("uboot rpi kernel-runtime\n");
    Path tree = system.file("root/door.dts");
    Files.writeString(tree, "/dts-v1/; / { gpio-sim { compatible = \"gpio-simulator\"; }; };");
    Program inside = system.inside("bash", "-c", COMPLETE, "-", "/" + BASH);
    assertThat(inside.and("dtbind", "explain", "--tree", "/root/door.dts", "/gpio").output())
        .contains("/gpio-sim");
    Files.delete(tree);
  }

  /** bash must not run a line name as a command. */
  void bashRunsNoNames() throws IOException {
    Path hostile = Files.createDirectory(work.resolve("hostile"));
    Path ran = hostile.resolve("ran");
    Path program =
        Files.writeString(
            hostile.resolve("dtbind"),
            """
            #!/bin/sh
            echo "LINE CHIP"
            echo '$(touch${IFS}%s) chip'
            echo 'open:1 chip'
            """
                .formatted(ran));
    Program.of("chmod", "755", program.toString()).output();
    Program lines = bash("dtbind", "lines", "--tree", "x.dtb", "");
    assertThat(lines.with("PATH", hostile + ":" + System.getenv("PATH")).output())
        .isEqualTo("open:1\n");
    assertThat(ran).doesNotExist();
  }

  void fishCompletes() throws IOException {
    Path file = system.file("usr/share/fish/vendor_completions.d/dtbind.fish");
    assertThat(fish(file, "dtbind ov")).contains("overlay");
    assertThat(fish(file, "dtbind overlay cr")).contains("create");
    assertThat(fish(file, "dtbind status --format ")).contains("json");
  }

  private static String fish(Path file, String line) throws IOException {
    String command = "source %s; complete -C '%s'".formatted(file, line);
    return Program.of("fish", "--no-config", "-c", command).output();
  }

  /** Runs zsh on a pseudo terminal, and presses the tab key. */
  void zshCompletes() throws IOException {
    Path directory = system.file("usr/share/zsh/vendor-completions");
    Program.of("zsh", "-n", directory.resolve("_dtbind").toString()).output();
    Path script =
        Files.writeString(
            work.resolve("complete.zsh"),
            """
            zmodload zsh/zpty
            zpty shell "TERM=dumb PS1='> ' zsh -f -i"
            zpty -w shell "fpath=($1 \\$fpath); autoload -U compinit; compinit -u -D; \
            zstyle ':completion:*' verbose yes; LISTMAX=1000; print ready"
            while zpty -r shell line; do [[ $line == ready* ]] && break; done
            zpty -w -n shell "dtbind overlay "$'\\t\\t'
            sleep 2
            zpty -r -t shell text; print -r -- $text
            while zpty -r -t shell text; do print -r -- $text; done
            zpty -d shell
            """);
    assertThat(
            Program.of("timeout", "20", "zsh", "-f", script.toString(), directory.toString())
                .output())
        .contains("create");
  }
}
