// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Session;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Tests {@code -} and pipes for every argument that names an input or output file. Fails if such an
 * argument is not listed here.
 */
class StandardStreamsTest {

  @TempDir Path directory;

  private HostileFiles files = new HostileFiles(Path.of(""), "");

  /** Returns command lines by input argument. Braces enclose the tested file. */
  private static Map<String, String> inputs() {
    Map<String, String> all = new TreeMap<>();
    all.put("compile FILE", "{small.dts} -O dts");
    all.put("show --tree", "--tree {small.dts}");
    all.put("explain --tree", "--tree {base.dtb} door-plain-1");
    all.put("explain --overlay", "--tree @base.dtb --overlay {overlay.dtbo} door-plain-1");
    all.put("devices --overlay", "--tree @base.dtb --overlay {overlay.dtbo}");
    all.put("lines --overlay", "--tree @base.dtb --overlay {overlay.dtbo}");
    all.put("explain --config", "--tree @base.dtb --config {config} plain");
    all.put("explain --dmesg", "--tree @base.dtb --format json --dmesg {dmesg}");
    all.put("devices --tree", "--tree {base.dtb}");
    all.put("devices --compatibles", "--sysroot @sysroot --junit --compatibles {compatibles}");
    all.put("devices --baseline", "--sysroot @sysroot --junit --baseline {baseline}");
    all.put("devices --config", "--tree @base.dtb --config {config}");
    all.put("lines --tree", "--tree {base.dtb}");
    all.put("group list --config", "--tree @base.dtb --config {config}");
    all.put("group list --tree", "--tree {base.dtb}");
    all.put("overlay create --base", "--base {base.dtb} --spec @plain.yaml");
    all.put("overlay create --spec", "--base @base.dtb --spec {plain.yaml}");
    all.put("fmt FILE", "--check {small.dts}");
    all.put("check FILE", "--format json {base.dtb}");
    all.put("check --base", "--format json --base {base.dtb} @overlay.dtbo");
    all.put("check --config", "--format json --config {config} @base.dtb");
    all.put("check --config-txt", "--format json --base @base.dtb --config-txt {config.txt}");
    all.put("check --baseline", "--format json --baseline {baseline} @base.dtb");
    all.put("check --spec", "--together --base @base.dtb --spec {plain.yaml} @overlay.dtbo");
    all.put("overlay apply --base", "--base {base.dtb} @overlay.dtbo -O dts -o @o.dts");
    all.put("overlay apply OVERLAY", "--base @base.dtb {overlay.dtbo} -O dts -o @o.dts");
    all.put("overlay apply --config-txt", "--base @base.dtb --config-txt {config.txt} -o @o.dts");
    all.put("diff BASE", "{base.dtb} @changed.dtb -O dtso");
    all.put("diff CHANGED", "@base.dtb {changed.dtb} -O dtso");
    for (String export : List.of("target", "boot", "yocto", "qemu")) {
      String qemu = export.equals("qemu") ? " --sysroot @sysroot" : "";
      String spec = export.equals("qemu") ? "guest" : "plain";
      String rest = " -o @out --dry-run" + qemu;
      all.put("export " + export + " --base", "--base {base.dtb} --spec @" + spec + ".yaml" + rest);
      all.put("export " + export + " --spec", "--base @base.dtb --spec {" + spec + ".yaml}" + rest);
    }
    String patch = " -o @out --dry-run";
    all.put("export kernel-patch --spec", "--spec {plain.yaml} --release 6.1" + patch);
    all.put(
        "export kernel-patch --kernel-source",
        "--spec @plain.yaml --kernel-source {gpio-aggregator.c}" + patch);
    all.put("apply --spec", "--sysroot @sysroot --dry-run --spec {plain.yaml}");
    all.put("status --spec", "--sysroot @sysroot --spec {plain.yaml}");
    all.put("status --baseline", "--sysroot @sysroot --junit --baseline {baseline}");
    all.put("try FILE", "--kernel @none {base.dtb}");
    all.put("try --spec", "--kernel @none --spec {lost.yaml} @base.dtb");
    all.put("try --overlay", "--kernel @none --overlay {lost.yaml} @base.dtb");
    all.put("try --config", "--kernel @none --config {config} @base.dtb");
    return all;
  }

  /** Returns command lines by output argument. */
  private static Map<String, String> outputs() {
    Map<String, String> all = new TreeMap<>();
    all.put("compile -o", "@base.dtb -O dtb -o {o}");
    all.put("compile --deps", "@small.dts -O dts -o @o.dts --deps {o}");
    all.put("explain --html", "--tree @base.dtb plain --html {o}");
    all.put("overlay create -o", "--base @base.dtb --spec @plain.yaml -O dtbo -o {o}");
    all.put("check --html", "@base.dtb --html {o}");
    all.put("check --write-baseline", "@base.dtb --write-baseline {o}");
    all.put("overlay apply -o", "--base @base.dtb @overlay.dtbo -o {o}");
    all.put("diff -o", "@base.dtb @changed.dtb -O dtbo -o {o}");
    return all;
  }

  /** Returns the arguments that do not accept {@code -}, and why. */
  private static Map<String, String> unsupported() {
    Map<String, String> all = new TreeMap<>();
    all.put("devices --write-baseline", "standard output is for the report");
    all.put("status --write-baseline", "standard output is for the report");
    all.put("try -o", "standard output is for the report");
    all.put("review --html", "standard output is for the report");
    all.put("export yocto --tool", "a recipe needs the name of the archive");
    all.put("check --overlays", "a directory");
    all.put("overlay apply --overlays", "a directory");
    for (String command : List.of("check", "explain", "overlay create", "export yocto")) {
      all.put(command + " --schemas", "documents refer to each other by their files");
    }
    all.put("compile --out-dir", "a directory");
    all.put("compile --source-root", "a directory");
    return all;
  }

  @BeforeEach
  void createFiles() throws Exception {
    files = HostileFiles.in(directory, "plain-1");
    Files.writeString(
        directory.resolve("small.dts"),
        "/dts-v1/;\n/ { model = \"small\"; l: n { a = <1>; }; };\n");
    Files.writeString(
        directory.resolve("config"),
        "# Linux/arm64 6.1.0 Kernel Configuration\nCONFIG_OF=y\nCONFIG_GPIOLIB=y\n");
    Files.createDirectory(directory.resolve("bindings"));
    Files.writeString(
        directory.resolve("bindings/acme,door.yaml"),
        "$id: http://devicetree.org/schemas/acme,door.yaml#\n"
            + "$schema: http://devicetree.org/meta-schemas/core.yaml#\n"
            + "title: A door\nmaintainers: [ A <a@example.org> ]\n"
            + "properties: { compatible: { const: \"acme,door\" } }\n"
            + "additionalProperties: true\n");
    Files.writeString(directory.resolve("dmesg"), "[    1.000000] door-plain-1: no line\n");
    Files.writeString(directory.resolve("compatibles"), "acme,door\n");
    Files.writeString(directory.resolve("baseline"), "# known\n");
    Files.writeString(directory.resolve("config.txt"), "dtparam=audio=on\n[all]\nenable_uart=1\n");
    Files.delete(directory.resolve("sysroot/run/dtbind/journal"));
    Files.delete(directory.resolve("sysroot/run/dtbind/bindings/platform:plain-1"));
  }

  @Test
  void everyFileArgumentIsListed() {
    TreeSet<String> known = new TreeSet<>(inputs().keySet());
    known.addAll(outputs().keySet());
    known.addAll(unsupported().keySet());
    TreeSet<String> there = new TreeSet<>();
    for (CommandName name : CommandName.values()) {
      Session session =
          new Session(InputStream.nullInputStream(), System.out, System.err, Map.of());
      addFileArguments(there, name.typed(), name.create(session, List.of()));
    }
    assertThat(known).isEqualTo(there);
  }

  private static void addFileArguments(Set<String> there, String path, CommandLine line) {
    for (ArgSpec arg : line.getCommandSpec().args()) {
      boolean directories = List.of("DIR").contains(arg.paramLabel());
      if (StandardStreams.isFile(arg) && !(directories && isDirectory(arg))) {
        String name =
            arg instanceof OptionSpec option
                ? option.longestName().equals("-i") ? "--base" : option.longestName()
                : arg.paramLabel();
        there.add(path + " " + name);
      }
    }
    line.getSubcommands()
        .forEach((name, below) -> addFileArguments(there, path + " " + name, below));
  }

  /** Returns whether an argument names an output directory, a copied system or added files. */
  private static boolean isDirectory(ArgSpec arg) {
    return arg instanceof OptionSpec option
        && Arrays.stream(option.names()).anyMatch(List.of("-o", "--sysroot", "--files")::contains);
  }

  private record Result(int status, String out, String err, Bytes bytes) {}

  private Result run(InputStream in, String line) {
    List<String> args = new ArrayList<>();
    for (String word : line.split(" +", -1)) {
      args.add(word.startsWith("@") ? files.path(word.substring(1)) : word);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            args.toArray(String[]::new),
            in,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Map.of());
    return new Result(
        status,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        Bytes.wrap(out.toByteArray()));
  }

  private static String command(String key) {
    return key.substring(0, key.lastIndexOf(' '));
  }

  @Test
  void everyInputCanBeStandardInput() throws Exception {
    for (Map.Entry<String, String> one : inputs().entrySet()) {
      String line = command(one.getKey()) + " " + one.getValue();
      String name = line.substring(line.indexOf('{') + 1, line.indexOf('}'));
      byte[] content = Files.readAllBytes(directory.resolve(name));
      Result file = run(InputStream.nullInputStream(), line.replace("{" + name + "}", "@" + name));
      byte[] written = takeOutput();
      Result dash = run(new ByteArrayInputStream(content), line.replace("{" + name + "}", "-"));
      assertSame(line, file, written, dash, name, "<stdin>");
    }
  }

  @Test
  void declarationIsRecognizedInStandardInput() throws Exception {
    String line = "check --format json --base @base.dtb ";
    Result file = run(InputStream.nullInputStream(), line + "@plain.yaml");
    byte[] content = Files.readAllBytes(directory.resolve("plain.yaml"));
    Result dash = run(new ByteArrayInputStream(content), line + "-");
    assertThat(file.out()).contains("\"declaration\"");
    assertSame(line, file, takeOutput(), dash, "plain.yaml", "<stdin>");
  }

  @Test
  void baselineIsComparedInStandardInputAndWritten() throws Exception {
    byte[] content = Files.readAllBytes(directory.resolve("baseline"));
    Result dash =
        run(new ByteArrayInputStream(content), "check @base.dtb --baseline - --write-baseline -");
    assertThat(dash.status()).isEqualTo(ExitStatus.DONE.code());
    assertThat(dash.bytes().utf8()).contains("\t");
  }

  private byte[] takeOutput() throws Exception {
    Path file = directory.resolve("o.dts");
    byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    Files.deleteIfExists(file);
    return content;
  }

  private void assertSame(
      String line, Result file, byte[] written, Result other, String name, String shown)
      throws Exception {
    String path = files.path(name);
    assertThat(other.status()).as(line + "\n" + other.err()).isEqualTo(file.status());
    assertThat(other.status()).as(line).isNotEqualTo(ExitStatus.USAGE.code());
    assertThat(other.err()).as(line).doesNotContain("no such file", "Illegal seek");
    assertThat(withoutName(other.out(), shown)).as(line).isEqualTo(withoutName(file.out(), path));
    assertThat(withoutName(other.err(), shown)).as(line).isEqualTo(withoutName(file.err(), path));
    assertThat(takeOutput()).as(line).isEqualTo(written);
  }

  /** Removes the name of the input, which differs. */
  private static String withoutName(String text, String name) {
    return text.replace(name, "NAME").replaceAll("[ ─-]+", " ");
  }

  @Test
  void everyInputCanBeAPipe() throws Exception {
    for (Map.Entry<String, String> one : inputs().entrySet()) {
      String line = command(one.getKey()) + " " + one.getValue();
      String name = line.substring(line.indexOf('{') + 1, line.indexOf('}'));
      byte[] content = Files.readAllBytes(directory.resolve(name));
      Result file = run(InputStream.nullInputStream(), line.replace("{" + name + "}", "@" + name));
      byte[] written = takeOutput();
      Path pipe = directory.resolve("pipe");
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
      Thread writer = new Thread(() -> writePipe(pipe, content));
      writer.start();
      Result piped = run(InputStream.nullInputStream(), line.replace("{" + name + "}", "@pipe"));
      // If the command did not open the pipe, the writer still waits for a reader.
      try (RandomAccessFile any = new RandomAccessFile(pipe.toFile(), "rw")) {
        writer.join();
        assertThat(any.getFD().valid()).isTrue();
      }
      Files.delete(pipe);
      assertSame(line, file, written, piped, name, files.path("pipe"));
    }
  }

  private static void writePipe(Path pipe, byte[] content) {
    try {
      Files.write(pipe, content);
    } catch (java.io.IOException e) {
      // The command did not read all input, which its result shows.
    }
  }

  @Test
  void everyOutputCanBeStandardOutput() throws Exception {
    for (Map.Entry<String, String> one : outputs().entrySet()) {
      String line = command(one.getKey()) + " " + one.getValue();
      Result file = run(InputStream.nullInputStream(), line.replace("{o}", "@o"));
      byte[] content = Files.readAllBytes(directory.resolve("o"));
      Result dash = run(InputStream.nullInputStream(), line.replace("{o}", "-"));
      assertThat(dash.status()).as(line + dash.err()).isEqualTo(file.status()).isZero();
      assertThat(withoutCommand(dash.bytes()))
          .as(line)
          .isEqualTo(withoutCommand(Bytes.wrap(content)));
      assertThat(Path.of("-")).as(line).doesNotExist();
    }
  }

  /** Removes the date and the command from an HTML page. */
  private static Bytes withoutCommand(Bytes content) {
    String text = content.latin1();
    return text.startsWith("<!DOCTYPE html>")
        ? Bytes.latin1(text.replaceAll("<footer>.*</footer>", ""))
        : content;
  }

  @Test
  void diagnosticsCanBeStandardOutput() {
    String line = "compile @MISSING -O dts -o @o.dts --diagnostics json --diagnostics-file -";
    Result json =
        run(
            new ByteArrayInputStream("/ { a = <&none>; };".getBytes(StandardCharsets.US_ASCII)),
            line.replace("@MISSING", "-"));
    assertThat(json.status()).isEqualTo(ExitStatus.INPUT.code());
    assertThat(json.out()).startsWith("{").contains("\"<stdin>\"");
  }

  /** Standard output must not contain both a result and messages. */
  @Test
  void messagesDoNotMixWithResults() {
    for (String line :
        List.of(
            "compile @small.dts -O dts --diagnostics-file -",
            "--diagnostics-file - compile @small.dts -O dts",
            "compile @small.dts -O dts -o - --diagnostics-file -",
            "compile @small.dts -O dts --diagnostics json --diagnostics-file -",
            "compile @small.dts -O dts -o @o.dts --format json --diagnostics-file -",
            "lines --tree @base.dtb --format json --diagnostics-file -",
            "export target --base @base.dtb --spec @plain.yaml -o @out --dry-run"
                + " --diagnostics-file -",
            "try --kernel @none @base.dtb -o @o.dtb --diagnostics-file -")) {
      Result run = run(InputStream.nullInputStream(), line);
      assertThat(run.status()).as(line).isEqualTo(ExitStatus.USAGE.code());
      // The diagnostics contain the reason.
      assertThat(run.out()).as(line).doesNotContain("/dts-v1/", "gpio");
      assertThat(run.err()).as(line).contains("standard output");
    }
    assertThat(
            run(InputStream.nullInputStream(), "lines --tree @base.dtb --diagnostics-file -").err())
        .contains(
            "standard output is for the result: specify a file, or /dev/stderr, for"
                + " --diagnostics-file");
  }

  /** An input that fails once, when its first bytes are read. */
  private static final class Broken extends FilterInputStream {

    private boolean failed;

    Broken(byte[] rest) {
      super(new ByteArrayInputStream(rest));
    }

    @Override
    public int read(byte[] to, int at, int count) throws IOException {
      if (!failed) {
        failed = true;
        throw new IOException("Input/output error");
      }
      return super.read(to, at, count);
    }
  }

  @Test
  void restOfABrokenInputIsNotAnInputOfItsOwn() throws IOException {
    byte[] rest = Files.readAllBytes(Path.of(files.path("base.dtb")));
    for (String command : List.of("check -", "compile -I dtb -")) {
      Result run = run(new Broken(rest), command);
      assertThat(run.status()).as(command).isNotZero();
      assertThat(run.err()).as(command).contains("Input/output error");
    }
  }

  @Test
  void streamCanBeUsedForOnlyOneFile() {
    Result input = run(InputStream.nullInputStream(), "overlay create --base - --spec -");
    assertThat(input.status()).isEqualTo(ExitStatus.USAGE.code());
    assertThat(input.err())
        .contains("standard input, '-', can only be used for one of these: --base, --spec");
    Result output = run(InputStream.nullInputStream(), "compile @small.dts -o - --deps -");
    assertThat(output.err())
        .contains("standard output, '-', can only be used for one of these: -o, --deps");
    Result into = run(InputStream.nullInputStream(), "export target -o - --base @base.dtb");
    assertThat(into.err()).contains("-o requires a directory, not '-'");
    Result many = run(InputStream.nullInputStream(), "compile - --out-dir @out");
    assertThat(many.err()).contains("'-' is not allowed");
    Result page =
        run(
            InputStream.nullInputStream(),
            "check --together --base @base.dtb @overlay.dtbo --html - --format json");
    assertThat(page.err()).contains("write to standard output");
    Result tried = run(InputStream.nullInputStream(), "try @base.dtb -o -");
    assertThat(tried.err()).contains("standard output is for the report");
  }

  @Test
  void dashWithItsDirectoryNamesAFile() throws Exception {
    Path file = Path.of("./-");
    Files.writeString(file, "/dts-v1/;\n/ { model = \"dash\"; };\n");
    try {
      assertThat(run(InputStream.nullInputStream(), "compile ./- -O dts").out()).contains("dash");
    } finally {
      Files.delete(file);
    }
  }

  @Test
  @Tag("large")
  void streamsHaveTheSizeLimitOfFiles() {
    Result endless =
        run(
            new InputStream() {
              @Override
              public int read() {
                return ' ';
              }

              @Override
              public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) ' ');
                return length;
              }
            },
            "compile - -O dts");
    assertThat(endless.status()).isEqualTo(ExitStatus.FAILED.code());
    assertThat(endless.err())
        .isEqualTo(
            "dtbind: <stdin>: it is larger than %d MiB\n".formatted(Limit.FILE_BYTES.most() >> 20));
  }

  @Test
  void diagnosticsShowPlacesInStandardInput() {
    Bytes bad = Bytes.utf8("apiVersion: dtbind/v1\ndevices:\n  - grp: x\n");
    Result run =
        run(new ByteArrayInputStream(bad.toArray()), "overlay create --base @base.dtb --spec -");
    assertThat(run.err().toLowerCase(Locale.ROOT)).contains("<stdin>:3.5-8: error");
  }
}
