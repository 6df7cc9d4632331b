// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Session;
import org.dtbind.dtc.DropIn;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Security review 1, 4, 11 and 13: runs every command and export with hostile names in trees,
 * declarations, files and processes. Fails if a command is not listed here.
 */
@Tag("acceptance")
@Tag("large")
class HostileNamesTest {

  /** Must not appear at the beginning of a line, or in a statement. */
  private static final String INJECTED = "INJECTED";

  @TempDir Path directory;

  /** Returns the names, one character for each byte. */
  static Stream<String> names() {
    return Stream.of(
        "x\nINJECTED==\"add\", RUN+=\"INJECTED\"\ny",
        "x\r\nINJECTED=1\r\ny",
        "a\"b",
        "a'b",
        "a\\b\\",
        "a{ INJECTED; };b",
        "};INJECTED{",
        "a$(INJECTED)`b`%i%%n",
        "a;b|c&d#e*f?g[h",
        "\u001b[2J\u001b]0;INJECTED\u0007\b\u007f",
        utf8("a\u009bINJECTED\u0085\u202eb\u2028c\u2066d\ufeff"),
        "a\u009b31m\u00ff\u00c0\u0080b",
        " \t a = b ",
        "::INJECTED::x");
  }

  private static String utf8(String text) {
    return Bytes.utf8(text).latin1();
  }

  private static final String ALL = names().reduce("", String::concat);

  /** Returns command lines by command. Words that begin with @ are files of the directory. */
  private static Map<String, List<String>> commands() {
    Map<String, List<String>> all = new TreeMap<>();
    all.put("compile", List.of("-O dts @base.dtb", "-O dtb -o @o.dtb @base.dtb", "-@ @MISTAKES"));
    all.put("fmt", List.of("--check @MISTAKES", "--rule hex-case @MISTAKES", "--check @out"));
    all.put("review", List.of("-C @sysroot", "-C @none NAME"));
    all.put(
        "show",
        List.of(
            "--tree @base.dtb",
            "--tree @base.dtb --origins",
            "--tree @base.dtb --depth 0",
            "--tree @base.dtb nowhere",
            "--tree @base.dtb /soc/door",
            "--tree @sysroot/sys/firmware/devicetree/base"));
    all.put(
        "explain",
        List.of(
            "--tree @base.dtb door",
            "--tree @base.dtb --html @o.html door",
            "@overlay.dtbo",
            "--tree @base.dtb doo",
            "--sysroot @sysroot door",
            "--sysroot @sysroot soc:door",
            "--sysroot @sysroot NAME"));
    all.put("overlay create", stacks("-o @o.dtso", "-o @o.dtbo", ""));
    all.put(
        "check",
        List.of(
            "@base.dtb",
            "@base.dtb @less.dtb --html @o.html",
            "--base @base.dtb @overlay.dtbo",
            "--base @base.dtb @plain.yaml",
            "--base @base.dtb @path.yaml",
            "--schemas @sysroot -W compatible_unknown @base.dtb",
            "--together --base @base.dtb @overlay.dtbo",
            "--together --base @base.dtb @overlay.dtbo --html @o.html",
            "--together --base @base.dtb @overlay.dtbo --boot rpi --spec @plain.yaml",
            "--together --base @base.dtb @overlay.dtbo --spec @path.yaml",
            "--together --base @base.dtb @overlay.dtbo @overlay.dtbo"));
    all.put(
        "diff",
        List.of(
            "@base.dtb @changed.dtb",
            "@less.dtb @base.dtb",
            "@base.dtb @less.dtb",
            "-O dtso @base.dtb @changed.dtb",
            "-O dtso @less.dtb @base.dtb",
            "-O dtso @base.dtb @less.dtb",
            "-O dtbo -o @o.dtbo @less.dtb @base.dtb"));
    all.put(
        "overlay apply",
        List.of(
            "--base @base.dtb @overlay.dtbo -o @o.dtb",
            "--base @base.dtb @overlay.dtbo -O dts -o @o.dts",
            "--base @less.dtb @overlay.dtbo -o @o.dtb"));
    all.put("export target", exports("@out"));
    all.put("export boot", exports("@out --name my-overlay"));
    all.put("export yocto", exports("@out --name my-layer"));
    all.put("export qemu", exports("@out --name guest --sysroot @sysroot"));
    all.put(
        "export kernel-patch",
        Stream.concat(
                declared("-o @out --release 6.1").stream(),
                declared("-o @out --kernel-source @gpio-aggregator.c").stream())
            .toList());
    all.put(
        "devices",
        List.of(
            "--tree @base.dtb",
            "--tree @less.dtb door",
            "--sysroot @sysroot",
            "--sysroot @sysroot NAME"));
    for (String command : List.of("bind", "unbind")) {
      all.put(
          command,
          List.of(
              "--sysroot @sysroot --dry-run door",
              "--sysroot @sysroot --dry-run plain",
              "--sysroot @sysroot --dry-run --persist door",
              "--sysroot @sysroot soc:doo",
              "--sysroot @sysroot --dry-run NAME"));
    }
    all.put("apply", specs("--sysroot @sysroot --dry-run"));
    all.put("recover", List.of("--sysroot @sysroot"));
    List<String> status = new ArrayList<>(specs("--sysroot @sysroot"));
    status.add("--sysroot @sysroot");
    all.put("status", status);
    all.put(
        "lines",
        List.of(
            "--tree @base.dtb",
            "--tree @base.dtb b",
            "--tree @base.dtb NAME",
            "--sysroot @sysroot",
            "--sysroot @sysroot --gpioinfo"));
    all.put(
        "aggregator create",
        List.of(
            "--sysroot @sysroot --dry-run relays b", "--sysroot @sysroot --dry-run relays NAME:1"));
    all.put("aggregator delete", List.of("--sysroot @sysroot --dry-run NAME"));
    all.put("aggregator list", List.of("--sysroot @sysroot"));
    all.put("group list", List.of("--sysroot @sysroot", "--tree @base.dtb"));
    all.put("group show", List.of("--sysroot @sysroot 1", "--sysroot @sysroot 2"));
    all.put(
        "group bind",
        List.of(
            "--sysroot @sysroot --dry-run --driver vfio-platform 1",
            "--sysroot @sysroot --dry-run --persist --owner root 1"));
    all.put("group release", List.of("--sysroot @sysroot --dry-run 1"));
    all.put("doctor", List.of("--sysroot @sysroot"));
    // Tests in it/ run commands in the kernel, which prints names as they are.
    all.put(
        "try", List.of("--kernel @none @base.dtb", "--kernel @none --spec @path.yaml @base.dtb"));
    all.put("demo", List.of("--kernel @none door"));
    all.put(
        "dtc",
        List.of(
            "-I dtb -O dts @base.dtb",
            "-I dtb -O yaml @base.dtb",
            "-I dtb -O asm @base.dtb",
            "-I fs -O dts @sysroot/sys/firmware/devicetree/base",
            "@MISTAKES"));
    all.put("dt-validate", List.of("-m -s @sysroot @base.dtb"));
    all.put("fdtoverlay", List.of("-v -i @base.dtb -o @o.dtb @overlay.dtbo"));
    return all;
  }

  private static List<String> specs(String options) {
    return Stream.of(HostileFiles.PATHS, HostileFiles.PLAIN, List.of("yaml"))
        .flatMap(List::stream)
        .map(spec -> options + " --spec @" + spec + ".yaml")
        .toList();
  }

  private static List<String> stacks(String... options) {
    return Stream.of(options).flatMap(one -> specs("--base @base.dtb " + one).stream()).toList();
  }

  private static List<String> declared(String options) {
    return specs(options).stream().map(line -> line.replace("--spec ", "--spec ")).toList();
  }

  private static List<String> exports(String options) {
    return specs("--base @base.dtb -o " + options);
  }

  /**
   * Returns whether a command writes names unchanged, for compatibility with the program it
   * replaces.
   */
  private static boolean isRaw(String command, String line) {
    return Stream.of(DropIn.values()).anyMatch(program -> program.typed().equals(command))
        || command.equals("compile") && line.contains("-O")
        || line.contains("--gpioinfo");
  }

  @Test
  void everyCommandIsCovered() {
    Set<String> known = new TreeSet<>();
    for (CommandName name : CommandName.values()) {
      addLeafCommands(known, name.typed(), command(name.typed()));
    }
    for (DropIn program : DropIn.values()) {
      known.add(program.typed());
    }
    assertThat(commands().keySet()).isEqualTo(known);
  }

  private static CommandLine command(String typed) {
    Session session = new Session(InputStream.nullInputStream(), System.out, System.err, Map.of());
    return CommandName.valueOf(typed.toUpperCase(java.util.Locale.ROOT)).create(session, List.of());
  }

  private static void addLeafCommands(Set<String> known, String path, CommandLine line) {
    if (line.getSubcommands().isEmpty()) {
      known.add(path);
    }
    line.getSubcommands()
        .forEach((name, below) -> addLeafCommands(known, path + " " + name, below));
  }

  /** Returns the output options to test with a command. */
  private static List<String> outputOptions(String command) {
    List<String> forms = new ArrayList<>(List.of(""));
    if (Stream.of(DropIn.values()).anyMatch(program -> program.typed().equals(command))) {
      return forms;
    }
    CommandLine line = command(command.split(" ", -1)[0]);
    for (String word : command.split(" ", -1)) {
      line = line.getSubcommands().getOrDefault(word, line);
    }
    if (line.getCommandSpec().findOption("--format") != null) {
      forms.add("--format json");
    }
    forms.add("--diagnostics json");
    forms.add("--diagnostics sarif");
    forms.add("--diagnostics snippet -vv");
    return forms;
  }

  @ParameterizedTest
  @MethodSource("names")
  void hostileNameInjectsNothing(String name) throws Exception {
    HostileFiles files = HostileFiles.in(directory, name);
    for (Map.Entry<String, List<String>> command : commands().entrySet()) {
      for (String line : command.getValue()) {
        run(files, command.getKey(), line, "");
      }
    }
  }

  @Test
  void hostileNamesInjectNothingIntoAnyOutputFormat() throws Exception {
    HostileFiles files = HostileFiles.in(directory, ALL);
    for (Map.Entry<String, List<String>> command : commands().entrySet()) {
      for (String form : outputOptions(command.getKey())) {
        for (String line : command.getValue()) {
          run(files, command.getKey(), line, form);
        }
      }
    }
  }

  /** Runs the programs that read the files, once for all names. */
  @AfterAll
  static void otherProgramsReadTheFiles(@TempDir Path temporary) throws Exception {
    Consumers.checkSpooled(temporary);
  }

  /** Returns the environment of a command. */
  private static Map<String, String> variables(
      HostileFiles files, String command, String line, String form) {
    if (command.equals("export qemu") && !(files.name().equals(ALL) && form.isEmpty())) {
      // QEMU's answers depend neither on names nor on formats, and take most of the time.
      return Map.of("PATH", "/nonexistent");
    }
    return isRaw(command, line) ? Map.of("DTBIND_TTY", "12") : Map.of();
  }

  private void run(HostileFiles files, String command, String line, String form) throws Exception {
    List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
    for (String word : (line + " " + form).trim().split(" +", -1)) {
      args.add(
          word.equals("@MISTAKES")
              ? FileName.text(files.mistakes())
              : word.startsWith("@")
                  ? files.path(word.substring(1))
                  : word.replace("NAME", files.text()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            args.toArray(String[]::new),
            InputStream.nullInputStream(),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            variables(files, command, line, form));
    String where = "%s %s %s: %d".formatted(command, line, form, status);
    assertThat(status).as(where + "\n" + err).isNotEqualTo(ExitStatus.BUG.code());
    // Source in dtc's format contains newlines of names unchanged.
    boolean nameIsArgument = line.contains("NAME") || isRaw(command, line);
    assertShown(where, out, nameIsArgument);
    assertShown(where, err, nameIsArgument);
    if (form.equals("--format json") && out.size() > 0 && !isRaw(command, line)) {
      assertJson(where, out.toString(StandardCharsets.UTF_8));
    }
    if ((form.endsWith(" json") || form.endsWith("sarif"))
        && form.startsWith("--diag")
        && err.toString(StandardCharsets.UTF_8).startsWith("{")) {
      String text = err.toString(StandardCharsets.UTF_8);
      assertJson(where, text.substring(0, text.lastIndexOf("\n}\n") + 3));
    }
    checkOutputFiles(files, where, status);
  }

  /** A message may contain a newline of a name that was an argument. */
  private static void assertShown(
      String where, ByteArrayOutputStream bytes, boolean nameIsArgument) {
    String text = FileName.text(Bytes.wrap(bytes.toByteArray()));
    String hidden =
        Shown.escaped(
            text.codePoints()
                .filter(c -> c != '\n' && c != '\t' && !Shown.isShown(c))
                .limit(8)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    assertThat(hidden).as(where + "\n" + Shown.escapedLines(text)).isEmpty();
    if (!nameIsArgument) {
      assertThat(text.lines().map(String::strip))
          .as(where)
          .noneMatch(line -> line.startsWith("::" + INJECTED));
      assertThat(text.lines().filter(line -> line.strip().startsWith(INJECTED)))
          .as(where + "\n" + text)
          .isEmpty();
    }
  }

  private static void assertJson(String where, String text) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      while (parser.nextToken() != null) {
        parser.getString();
      }
    } catch (RuntimeException e) {
      throw new AssertionError(where + "\n" + text, e);
    }
  }

  /** Returns the paths in a directory that commands write to. */
  private static List<Path> outputs(Path directory) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "{o.*,out}")) {
      List<Path> found = new ArrayList<>();
      all.forEach(found::add);
      return found;
    }
  }

  /** Checks the files that a command wrote, and deletes them. */
  private void checkOutputFiles(HostileFiles files, String where, int status) throws Exception {
    List<Path> made = new ArrayList<>();
    for (Path top : outputs(files.directory())) {
      try (Stream<Path> all = Files.walk(top)) {
        all.filter(Files::isRegularFile).forEach(made::add);
      }
    }
    for (Path file : made) {
      Consumers.check(where, file);
    }
    boolean report = where.contains("--html");
    assertThat(
            status == 0
                || made.isEmpty()
                || status == ExitStatus.DRIFT.code()
                || status == 1
                || report)
        .as(where + ": " + made)
        .isTrue();
    for (Path file : made) {
      Files.delete(file);
    }
    Path out = files.directory().resolve("out");
    if (Files.exists(out)) {
      try (Stream<Path> all = Files.walk(out)) {
        for (Path left : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(left);
        }
      }
    }
  }

  /** Security review 1 and 4: an unsupported name is refused with a code and a place. */
  @ParameterizedTest
  @MethodSource("names")
  void unsupportedNameIsRefused(String name) throws Exception {
    HostileFiles files = HostileFiles.in(directory, name);
    for (String export :
        List.of("target", "boot --name o", "yocto --name layer", "qemu --name g")) {
      List<String> args = new ArrayList<>(List.of("export"));
      args.addAll(List.of(export.split(" ", -1)));
      args.addAll(List.of("--base", files.path("base.dtb"), "-o", files.path("out")));
      for (String spec : List.of("path", "parent", "lost")) {
        List<String> all = new ArrayList<>(args);
        all.addAll(List.of("--spec", files.path(spec + ".yaml")));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.status()).as(all + run.err()).isEqualTo(ExitStatus.INPUT.code());
        assertThat(run.err())
            .contains(spec + ".yaml:")
            .containsPattern("\\((path_not_written|unusable_name|unknown_node|not_for_guests)\\)");
        assertThat(files.directory().resolve("out")).doesNotExist();
      }
    }
    for (String form : List.of("-O dtso", "-O dtbo")) {
      for (String spec : List.of("path", "parent", "lost")) {
        Run run =
            Run.of(
                "overlay",
                "create",
                "--base",
                files.path("base.dtb"),
                "--spec",
                files.path(spec + ".yaml"),
                "-o",
                files.path("o.dtbo"),
                "-O",
                form.substring(3));
        assertThat(run.status()).as(form + spec + run.err()).isEqualTo(ExitStatus.INPUT.code());
      }
    }
  }

  @Test
  void plainNameIsAccepted() throws IOException {
    HostileFiles files = HostileFiles.in(directory, "plain-1");
    for (String spec : List.of("path", "plain", "lines")) {
      Run run =
          Run.of(
              "export",
              "target",
              "--base",
              files.path("base.dtb"),
              "--spec",
              files.path(spec + ".yaml"),
              "-o",
              files.path("out-" + spec));
      assertThat(run.status()).as(run.err()).isZero();
    }
    Run run =
        Run.of(
            "overlay",
            "create",
            "--base",
            files.path("base.dtb"),
            "--spec",
            files.path("parent.yaml"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("path_not_written", "unusable_name", "unknown_node");
  }
}
