// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dtbind.cli.Run;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.TargetExport;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.fs.DeviceTreeDirectory;

/**
 * The script that dtbind exports for targets without Java. With busybox, it uses only the applets
 * of busybox.
 *
 * @param shell the command of a shell
 */
record TargetScript(List<String> shell) implements Implementation {

  static final TargetScript IN_DASH = new TargetScript(List.of("dash"));
  static final TargetScript IN_BUSYBOX = new TargetScript(List.of("busybox", "ash"));

  /** A directory with busybox applets for all programs that the script runs. */
  private static final String APPLETS = "/tmp/applets";

  /**
   * Returns the cases for each shell, or every second case for one shell and the others for the
   * other.
   */
  static List<Case> inShells(boolean isComplete, Function<TargetScript, List<Case>> of) {
    List<TargetScript> scripts = List.of(IN_DASH, IN_BUSYBOX);
    List<Case> all = new ArrayList<>();
    for (int shell = 0; shell < scripts.size(); shell++) {
      List<Case> cases = of.apply(scripts.get(shell));
      for (int index = 0; index < cases.size(); index++) {
        if (isComplete || index % scripts.size() == shell) {
          all.add(cases.get(index));
        }
      }
    }
    return all;
  }

  boolean usesBusybox() {
    return shell.contains("busybox");
  }

  /** {@return a directory in which the script looks for programs} */
  Path programs() {
    return Path.of(usesBusybox() ? APPLETS : "/usr/local/bin");
  }

  @Override
  public String name() {
    return "ScriptIn" + String.join("", shell);
  }

  @Override
  public boolean plans() {
    return false;
  }

  @Override
  public Run run(Action action, int seconds, String declaration) throws Exception {
    String timeout = Integer.toString(seconds);
    List<String> args =
        switch (action) {
          case PLAN -> List.of("-n", "start");
          case START -> List.of("-t", timeout, "start");
          case STOP -> List.of("-t", timeout, "stop");
          // With -t, it would wait.
          case VERIFY -> List.of("verify");
        };
    return run(conf(declaration), args.toArray(String[]::new));
  }

  @Override
  public ProcessBuilder starting(String declaration) throws Exception {
    return process(conf(declaration), "-t", "60", "start");
  }

  Run run(String conf, String... args) throws IOException, InterruptedException {
    return Run.ended(process(conf, args));
  }

  /** {@return a process of the script with the contents of target.conf} */
  ProcessBuilder process(String conf, String... args) throws IOException, InterruptedException {
    return running(text(), conf, args);
  }

  /**
   * {@return a process of the script with other lines}
   *
   * @param lines the new text of lines by the old text, which occurs once
   */
  ProcessBuilder changed(Map<String, String> lines, String conf, String... args)
      throws IOException, InterruptedException {
    String changed = "\n" + text();
    for (Map.Entry<String, String> line : lines.entrySet()) {
      String[] around = changed.split(Pattern.quote("\n" + line.getKey() + "\n"), -1);
      assertThat(around).as(line.getKey()).hasSize(2);
      changed = String.join("\n" + line.getValue() + "\n", around);
    }
    return running(changed.substring(1), conf, args);
  }

  private ProcessBuilder running(String script, String conf, String... args)
      throws IOException, InterruptedException {
    if (!usesBusybox()) {
      return with(script, conf, args);
    }
    Files.createDirectories(Path.of(APPLETS));
    Process install = new ProcessBuilder("busybox", "--install", "-s", APPLETS).start();
    assertThat(install.waitFor()).isZero();
    // Debian builds busybox without flock.
    Path flock = Path.of(APPLETS, "flock");
    if (!Files.exists(flock)) {
      Files.createSymbolicLink(flock, Path.of("/usr/bin/flock"));
    }
    return with(searching(APPLETS, script), conf, args);
  }

  /** {@return a process of the script, which looks for programs only in a directory} */
  ProcessBuilder withPrograms(String programs, String conf, String... args) throws IOException {
    return with(searching(programs, text()), conf, args);
  }

  private static String searching(String programs, String script) {
    String adapted = script.replaceFirst("(?m)^PATH=.*$", "PATH=" + programs);
    assertThat(adapted).isNotEqualTo(script);
    return adapted;
  }

  private ProcessBuilder with(String script, String conf, String... args) throws IOException {
    Path directory = Files.createTempDirectory("target");
    Path program = Files.writeString(directory.resolve("dtbind-target"), script);
    Files.writeString(directory.resolve("target.conf"), conf);
    List<String> command = new ArrayList<>(shell);
    command.add(program.toString());
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }

  private static String text() {
    return TargetExport.common().get(0).content().utf8();
  }

  /** Exports a declaration for this system. */
  private static String conf(String declaration) {
    Bytes text = Bytes.utf8("apiVersion: dtbind/v1\n" + declaration);
    Specification declared =
        SpecReader.read(new SourceFile("bindings.yaml", text)).value().orElseThrow();
    DeviceTree tree = DeviceTreeDirectory.read(Path.of("/proc/device-tree")).value().orElseThrow();
    return TargetExport.of(declared, tree).value().orElseThrow().files().stream()
        .filter(file -> file.path().endsWith("/target.conf"))
        .map(Artefact::content)
        .findFirst()
        .orElseThrow()
        .utf8()
        // No udevd runs, which would make them.
        .replaceAll("(?m)^link .*\\n", "");
  }
}
