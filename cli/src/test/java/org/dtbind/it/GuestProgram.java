// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;

/**
 * Boots kernels of DTBIND_KERNELS with the blob of {@code src/it/kernel/cases.dts}, runs a test
 * program there, and makes a test of each case that it reports.
 *
 * @param temporary a directory for its files
 */
record GuestProgram(Path temporary) {

  /**
   * Begins a script for a guest: its first parameter is the directory with the programs of libgpiod
   * 1, whose options and output the cases expect; empty if those of the system are used.
   */
  static final String WITH_GPIOD =
      """
      # Users of the guest may be unable to read the original.
      [ -z "$1" ] || { cp -R -- "${1%/bin}" /tmp/gpiod && PATH=/tmp/gpiod/bin:$PATH; }
      shift
      """;

  /** The first parameter of a script that begins with {@link #WITH_GPIOD}. */
  static final String GPIOD = Objects.requireNonNullElse(System.getenv("DTBIND_GPIOD"), "");

  private static final String AGENT = "-javaagent:";

  /** Starts a line with coverage data in base64. */
  private static final String COVERAGE = "# coverage ";

  /** Runs its parameters. */
  private static final String SCRIPT =
      WITH_GPIOD
          + """
      umask 077
      "$@"
      if [ -f /tmp/guest.exec ]; then printf '%s'; base64 -w 0 /tmp/guest.exec; echo; fi
      """
              .formatted(COVERAGE);

  /** The documentation, whose examples some cases run. */
  private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();

  /** {@return the blob of {@code src/it/kernel/cases.dts}} */
  static Bytes cases() throws IOException {
    return blob("cases");
  }

  /** {@return the blob of a source in {@code src/it/kernel}} */
  static Bytes blob(String name) throws IOException {
    return DtbWriter.write(
        new Compiler(new CompileOptions(List.of(), List.of(), true, true))
            .compile("src/it/kernel/" + name + ".dts")
            .value()
            .orElseThrow());
  }

  /** The cases of one kernel. */
  @FunctionalInterface
  interface Cases {
    /** {@return a test for each case} */
    List<DynamicTest> of(String version) throws Exception;
  }

  /** {@return the tests of the cases in several kernels} */
  static Stream<DynamicTest> inEach(List<String> versions, Cases cases) throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : versions) {
      tests.addAll(cases.of(version));
    }
    return tests.stream();
  }

  /** {@return the machine on which the kernel of a version runs} */
  Machine machine(String version) throws IOException, InterruptedException {
    Path cache = temporary.resolve("cache");
    Kernels kernels =
        new Kernels(GivenKernels.directory(), cache, new Sandbox(temporary), Redirect.DISCARD);
    return FoundKernels.found(kernels, version).machine();
  }

  /**
   * Runs a program in a kernel; its arguments, with spaces between, also appear in the names of the
   * tests.
   */
  List<DynamicTest> run(Machine machine, Class<?> program, String argument)
      throws IOException, InterruptedException {
    return run(machine, cases(), program, argument);
  }

  /** Runs a program with another blob. */
  List<DynamicTest> run(Machine machine, Bytes blob, Class<?> program, String argument)
      throws IOException, InterruptedException {
    String where = (machine.kernel().version() + " " + argument).strip();
    return TapOutput.tests(
        where,
        done -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          Optional<String> agent = agent(machine);
          List<String> command = command(agent, program, argument, done);
          SandboxResult result =
              Boots.counted(new Sandbox(temporary))
                  .boot(
                      SandboxRequest.of(machine, command)
                          .with(blob)
                          .showing(shown(agent))
                          .within(Boots.LONGEST),
                      out,
                      OutputStream.nullOutputStream());
          String output = out.toString(StandardCharsets.UTF_8);
          output
              .lines()
              .filter(line -> line.matches("# (seed |cases=).*"))
              .forEach(line -> System.out.println(line + " in " + where));
          storeCoverage(output, where + " " + done);
          return new TapOutput.Booted(
              output.replaceAll("(?m)^" + COVERAGE + ".*", ""), result.toString());
        });
  }

  private static void storeCoverage(String output, String where) throws IOException {
    int at = output.indexOf(COVERAGE);
    if (at >= 0) {
      String data = output.substring(at + COVERAGE.length()).lines().findFirst().orElse("");
      Files.write(
          Path.of("target", "jacoco-" + where.replaceAll("[^0-9A-Za-z.]+", "-") + ".exec"),
          Base64.getDecoder().decode(data));
    }
  }

  private static List<String> command(
      Optional<String> agent, Class<?> program, String argument, int done) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", GPIOD));
    command.addAll(JavaStarts.command(classPath()));
    agent.ifPresent(command::add);
    command.addAll(
        List.of(
            "-Ddtbind.docs=" + DOCS,
            "-Dcases=" + System.getProperty("cases", ".*"),
            "-Dcases.seed=" + System.getProperty("cases.seed", ""),
            "-Dcases.first=" + done,
            program.getName()));
    Stream.of(argument.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
    return command;
  }

  private static String classPath() {
    return System.getProperty("java.class.path", "");
  }

  /**
   * Returns the coverage agent of this process, which writes to another file. Of the kernels that
   * run the same cases, only the oldest has it, since it delays each start of Java there by more
   * than a second, and the newest runs the most cases.
   */
  private static Optional<String> agent(Machine machine) throws IOException {
    String version = machine.kernel().version();
    if (GivenKernels.versions().contains(version)
        && !GivenKernels.oldest().equals(Optional.of(version))) {
      return Optional.empty();
    }
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(AGENT) && argument.contains("jacoco"))
        .map(argument -> argument.replaceFirst("destfile=[^,]*", "destfile=/tmp/guest.exec"))
        .findFirst();
  }

  /** Returns what the program reads, which may be below a directory that is empty in a sandbox. */
  private static List<Path> shown(Optional<String> coverageAgent) {
    List<Path> paths =
        new ArrayList<>(
            Stream.of(classPath().split(File.pathSeparator, -1)).map(Path::of).toList());
    coverageAgent.ifPresent(
        agent -> paths.add(Path.of(agent.substring(AGENT.length(), agent.indexOf('=')))));
    paths.addAll(List.of(DOCS, DOCS.resolveSibling("samples")));
    return paths.stream().filter(Files::exists).toList();
  }
}
