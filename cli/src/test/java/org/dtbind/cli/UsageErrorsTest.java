// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Tests that messages about the command line name the error, and are not those of picocli. */
class UsageErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          overlay create --bse X            | unknown option '--bse'; did you mean '--base'?
          overlay create --bse=X            | unknown option '--bse'; did you mean '--base'?
          compile --out-dri d a.dts         | unknown option '--out-dri'; did you mean '--out-dir'
          bind --drivr d                    | unknown option '--drivr'; did you mean '--driver'?
          overlay crate                     | there is no command 'overlay crate'; did you mean 'create'?
          exprot target                     | there is no command 'exprot'; did you mean 'export'?
          explain a b                       | unexpected argument 'b': explain accepts NAME
          dtdiff a b                        | there is no command 'dtdiff'; use 'diff'
          validate a                        | there is no command 'validate'; use 'check'
          overlay check a                   | there is no command 'overlay check'; use 'check --base'
          recover now                       | unexpected argument 'now': recover accepts no arguments
          overlay create                    | --base B is missing
          compile                           | FILE is missing
          bind door --driver                | '--driver' needs a value: --driver D
          bind door --driver --force        | '--driver' needs a value: --driver D
          check --together --base              | '--base' needs a value: --base B
          check --together --boot efi x        | '--boot' accepts uboot, rpi or kernel-runtime, not 'efi'
          show --depth deep /               | '--depth' requires a number, not 'deep'
          devices --format xml              | '--format' accepts table or json, not 'xml'
          demo                              | door is missing
          devices --tree a --tree b         | '--tree' is specified twice
          unbind door --restore --none      | use only one of these: --restore, --none
          devices --tree a --release old    | '--release': expected a kernel release such as 6.1, not 'old'
          -q=yes lines                      | '--quiet' accepts no value: omit '=yes'
          unbind --force=yes door           | '--force' accepts no value: omit '=yes'
          check -j 99999999999 a.dts        | '-j': 99999999999 is out of range
          group show 99999999999            | N: 99999999999 is out of range
          """)
  void messageNamesTheError(String line, String message) {
    Run run = Run.of(line.strip().split(" +", -1));
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE.code());
    assertThat(run.err()).contains("dtbind: " + message.strip()).contains("\nsee dtbind ");
    assertNoPicocliMessage(line, run);
  }

  @Test
  void wordsForKindsOfFilesAreNoChoices() {
    assertThat(Run.of("show", "--tree", "a\0b").err()).contains("'--tree' cannot be 'a");
  }

  @Test
  void onlyOptionsThatExcludeEachOtherAreNamed() {
    assertThat(Run.of("unbind", "--restore", "--none", "--force", "door").err())
        .contains("use only one of these: --restore, --none\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          devices @                           | --tree replaces this system: omit --sysroot
          explain @ door                      | --tree replaces this system: omit --sysroot
          group list @                        | --tree replaces this system: omit --sysroot
          lines @                             | --tree replaces this system: omit --sysroot
          show @                              | --tree replaces this system: omit --sysroot
          compile --format json a.dts         | -j and --format require --out-dir DIR
          lines --all door                    | --all is for a list without PATTERN: omit --all
          devices -I include                  | -I, -D and --no-cpp are only for sources: omit them, or add --tree
          explain -D NAME door                | -I, -D and --no-cpp are only for sources: omit them
          group list --no-cpp                 | -I, -D and --no-cpp are only for sources: omit them
          lines --no-cpp                      | -I, -D and --no-cpp are only for sources: omit them
          show -I include                     | -I, -D and --no-cpp are only for sources: omit them
          devices --release 6.1               | --config and --release are only for predictions: omit them
          explain --config c door             | --config and --release are only for predictions: omit them
          group list --release 6.1            | --config and --release are only for predictions: omit them
          devices --overlay o                 | --overlay requires the devicetree of a board: add --tree
          explain --schemas s --config c reg  | --config and --release are only for predictions: omit them
          explain --schemas s -I include reg  | -I, -D and --no-cpp are only for sources: omit them
          explain --schemas s --sysroot d reg | omit --tree, --sysroot, --dmesg and --html
          export qemu -o d --group 7 --spec f | --group replaces the declaration: omit --spec
          export kernel-patch -o d --base b   | unknown option '--base'
          export kernel-patch -o d -I include | unknown option '-I'
          show --symbols door                 | -@ is only for sources: omit it, or add --tree
          fmt -I include a.dts                | -I, -D and --no-cpp are for compiling boards
          fmt --no-cpp --rule hex-case a.dts  | -I, -D and --no-cpp are for compiling boards
          check --config-txt c --base b --boot uboot | --config-txt uses the rules of the Raspberry Pi's
          export boot --base b -o d --chain extlinux --load 0x88000000 | --load and --arch are only for --chain fit
          try --format json a.dts -- true     | standard output is for COMMAND: omit --format
          check --together --style --base b o | omit --style, --fix, --diff, --baseline and --write-baseline
          check --spec s --diff --base b o    | omit --style, --fix, --diff, --baseline and --write-baseline
          apply --check --spec s              | --check requires --dry-run
          group bind 7 --wait 5               | --wait requires --owner
          try --setup a.dts                   | --setup boots nothing: omit FILE
          """)
  void optionWithoutEffectIsRefused(String line, String message) {
    String tree = "--sysroot nosuch --tree ../samples/door/door.dts";
    Run run = Run.ending(64, line.strip().replace("@", tree).split(" +", -1));
    assertThat(run.err()).contains(message.strip());
    assertThat(run.out()).isEmpty();
  }

  @Test
  void argumentsInAFileAreNamedToo(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "--restore\n--none\ndoor\n");
    assertThat(Run.ending(64, "unbind", "@" + file).err())
        .contains("use only one of these: --restore, --none\n");
    Files.writeString(file, "bind\ndoor\n--driver\n");
    assertThat(Run.ending(64, "@" + file).err()).contains("'--driver' needs a value: --driver D\n");
  }

  @Test
  void fileInPlaceOfANodeNeedsItsOption(@TempDir Path directory) throws IOException {
    String board =
        Files.writeString(directory.resolve("b.dts"), "/dts-v1/; / { a { }; };").toString();
    String help = "help: to read the tree in %s, use --tree %s".formatted(board, board);
    assertThat(Run.of("show", board, "a").err()).contains(help);
    assertThat(Run.of("show", "b", "a").err()).doesNotContain("help:");
    String named =
        "help: %s is a file: to read the tree in it, use --tree %s".formatted(board, board);
    for (String command : List.of("show", "explain", "devices")) {
      String[] arguments =
          command.equals("devices")
              ? new String[] {command, "--tree", compatible(directory), board}
              : new String[] {command, "--tree", board, board};
      assertThat(Run.of(arguments).err()).as(command).contains(named);
    }
  }

  private static String compatible(Path directory) throws IOException {
    String source = "/dts-v1/; / { a { compatible = \"x\"; }; b { compatible = \"y\"; }; };";
    return Files.writeString(directory.resolve("c.dts"), source).toString();
  }

  @Test
  void helpIsAlsoACommand() {
    assertThat(Run.of("help")).isEqualTo(Run.of("--help"));
    assertThat(Run.of("help", "overlay", "diff")).isEqualTo(Run.of("overlay", "diff", "--help"));
  }

  /** Runs each option of each command without a value, with a bad value, and misspelled. */
  @Test
  void picocliMessagesAreNotShown() {
    for (CommandName name : CommandName.values()) {
      Session session =
          new Session(InputStream.nullInputStream(), System.out, System.err, Map.of());
      checkAllOptions(name.typed(), name.create(session, List.of()));
    }
  }

  private static void checkAllOptions(String path, CommandLine line) {
    line.getSubcommands().forEach((name, below) -> checkAllOptions(path + " " + name, below));
    for (ArgSpec arg : line.getCommandSpec().args()) {
      if (arg instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()) {
        String name = option.longestName();
        assertUsageError(path, name + "x", "y");
        if (option.arity().max() > 0) {
          if (option.arity().min() > 0) {
            assertUsageError(path, name);
          }
          if (arg.type() != String.class && arg.paramLabel().contains("|")) {
            assertUsageError(path, name, "\u0001nonsense");
          }
        }
      }
    }
    assertUsageError(path, "a", "b", "c", "d", "--nonsense");
    assertUsageError(path, "--nonsense");
  }

  private static void assertUsageError(String path, String... more) {
    List<String> args = new ArrayList<>(List.of(path.split(" ", -1)));
    args.addAll(List.of(more));
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run.status())
        .as(args + run.err())
        .isNotIn(ExitStatus.DONE.code(), ExitStatus.BUG.code());
    assertNoPicocliMessage(args.toString(), run);
  }

  private static void assertNoPicocliMessage(String line, Run run) {
    assertThat(run.err())
        .as(line)
        .doesNotContain(
            "Unknown option",
            "Unmatched",
            "Missing required",
            "Invalid value",
            "should be specified",
            "Expected parameter",
            "expected one of",
            "mutually exclusive",
            "is not a",
            "null");
  }
}
