// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dtbind.cli.session.ProcessArguments;
import org.dtbind.cli.session.StandardOutput;

/**
 * Runs commands that change nothing, one after the other. {@code make-archives} starts this program
 * to make a class-data archive of the classes that they load.
 */
public final class TypicalRuns {

  private static final String BOARD =
      """
      /dts-v1/;
      / {
          #address-cells = <1>;
          #size-cells = <1>;
          gpio: gpio@1000 {
              compatible = "acme,gpio";
              reg = <0x1000 0x100>;
              gpio-controller;
              #gpio-cells = <2>;
              ngpios = <8>;
          };
          door {
              compatible = "acme,door";
              gpios = <&gpio 2 0>;
          };
      };
      """;

  /** In them, {@code @} stands for a file with the board. */
  private static final List<String> COMMANDS =
      List.of(
          "--version",
          "--help",
          "compile -@ @ -o @.dtb",
          "dtc -q -o @.dtb @",
          "fdtoverlay -i @.dtb -o @.dtb @.dtb",
          "check @",
          "explain --tree @.dtb door",
          "devices",
          "lines",
          "status",
          "bind --dry-run door");

  private TypicalRuns() {}

  /**
   * Runs all of the commands.
   *
   * @param args a directory, in which files are written
   */
  public static void main(String[] args) throws IOException {
    String board = Files.writeString(Path.of(args[0], "board.dts"), BOARD).toString();
    PrintStream nowhere = new StandardOutput(OutputStream.nullOutputStream()).printer();
    for (String command : COMMANDS) {
      String[] words =
          command.replace("@.dtb", board + ".dtb").replace(" @", " " + board).split(" ");
      // Some of them fail, for example on a system without GPIO chips.
      Main.run(
          ProcessArguments.exact(words), InputStream.nullInputStream(), nowhere, nowhere, Map.of());
    }
  }
}
