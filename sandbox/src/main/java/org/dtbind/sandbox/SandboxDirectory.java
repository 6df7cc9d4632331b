// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the files in the directory of a boot. The sandbox reads them and writes its results there;
 * {@code init.sh} lists all files.
 */
record SandboxDirectory(Path directory, SandboxRequest request) {

  /** The file of a whole system that keeps what it writes. */
  static final String KEPT = "kept.tar";

  /**
   * Directories of this machine that are not visible under User-mode Linux, unlike the rest of its
   * root file system.
   */
  private static final List<String> HIDDEN = List.of("/tmp", "/run", "/dev/shm");

  /** The names under which {@link Resources#LINE} runs. */
  private static final List<String> LINE_PROGRAMS = List.of("press", "level");

  /** Links in /dev that udev or systemd create on other systems. */
  private static final Map<String, String> DEVICE_LINKS =
      Map.of("fd", "/proc/self/fd", "stdin", "fd/0", "stdout", "fd/1", "stderr", "fd/2");

  /**
   * Writes the files that the sandbox reads.
   *
   * @throws IOException if a file cannot be written, or a path to be shown does not exist
   * @throws InterruptedException if this thread is interrupted
   */
  void fill() throws IOException, InterruptedException {
    Machine machine = request.machine();
    for (Resources resource : Resources.SANDBOX) {
      resource.unpack(directory);
    }
    Path programs = Files.createDirectory(directory.resolve("bin"));
    for (String name : LINE_PROGRAMS) {
      Files.createSymbolicLink(programs.resolve(name), Path.of("..", Resources.LINE.toString()));
    }
    if (!machine.isEmulated()) {
      Resources.setMode(Files.write(directory.resolve("poweroff"), PowerOff.program()), true);
    }
    if (machine.hasOwnRoot()) {
      write("output", "");
    }
    List<Path> shown = shown();
    Optional<Machine.WholeSystem> system = machine.system();
    if (system.isPresent()) {
      addFiles(system.get().files());
      system.get().added().copy(directory.resolve("files"));
      write("mounts", mounts(machine, shown));
      write("presets", lines(system.get().added().units().stream()));
      if (system.get().kept().isPresent()) {
        write("keep", "");
        Files.copy(system.get().kept().get(), directory.resolve(KEPT));
      }
    } else {
      write("fstab", FileSystems.of(machine, directory, shown));
      // init.sh creates the mount points of files and directories in different ways.
      write("files", lines(shown.stream().filter(path -> !Files.isDirectory(path))));
      Path links = Files.createDirectory(directory.resolve("dev"));
      for (Map.Entry<String, String> link : DEVICE_LINKS.entrySet()) {
        Files.createSymbolicLink(links.resolve(link.getKey()), Path.of(link.getValue()));
      }
    }
    write("command", command());
    if (request.interactive()) {
      write("interactive", "");
    }
    if (request.blob().isPresent()) {
      Files.write(directory.resolve("tree.dtb"), request.blob().get().toArray());
    }
  }

  /**
   * {@return the requested paths that must be mounted, because the machine cannot see them
   * otherwise}
   */
  private List<Path> shown() throws IOException {
    boolean ownRoot = request.machine().hasOwnRoot();
    List<Path> shown = new ArrayList<>();
    for (Path path : request.shown()) {
      Path real = path.toRealPath();
      if (real.toString().indexOf('\n') >= 0) {
        throw new IOException("a path with a newline cannot be used in the sandbox: " + real);
      }
      if (ownRoot || HIDDEN.stream().anyMatch(real::startsWith)) {
        shown.add(real);
      }
    }
    return shown;
  }

  private static String mounts(Machine machine, List<Path> shown) throws IOException {
    List<String> mounts = new ArrayList<>();
    shown.forEach(path -> mounts.add("ro " + path));
    Optional<Path> modules = machine.kernel().modules();
    if (modules.isPresent()) {
      mounts.add("modules " + modules.get().toRealPath());
    }
    return lines(mounts.stream());
  }

  private void addFiles(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve("files" + file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
      boolean program = file.getValue().startsWith("#!");
      // Other users in the sandbox also read the files, so this user's umask must not apply.
      Path at = directory;
      for (Path name : directory.relativize(path)) {
        at = at.resolve(name);
        Resources.setMode(at, program || Files.isDirectory(at));
      }
    }
  }

  /**
   * {@return the shell command that replaces the script by the requested command, with the script's
   * parameters as variables}
   */
  private String command() {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, String> variable : request.environment().entrySet()) {
      words.add(variable.getKey() + "=" + variable.getValue());
    }
    if (request.command().get(0).contains("=")) {
      // env(1) would take the name of this program as a variable.
      words.addAll(List.of("sh", "-c", "exec \"$@\"", "sh"));
    }
    words.addAll(request.command());
    return words.stream()
        .map(SandboxDirectory::quoted)
        .collect(joining(" ", "exec env -i \"$@\" ", "\n"));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static String lines(Stream<?> lines) {
    return lines.map(line -> line + "\n").collect(joining());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }
}
