// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.Streams;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.config.OverlayMap;
import org.dtbind.overlay.config.Platform;
import org.dtbind.overlay.prepare.UnmergedOverlay;
import org.dtbind.overlay.rpi.OverlayHelp;
import org.dtbind.overlay.rpi.ParameterPass;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;

/**
 * The programs {@code dtoverlay} and {@code dtparam}, without the functions that change a running
 * system (raspberrypi/utils, dtoverlay_main.c).
 */
final class DtoverlayProgram extends RpiProgram {

  private static final String OUT = "dry_run.dtbo";
  private static final String END = ".dtbo";
  private static final String BASE = "dtparam";

  private static final String NO_CHANGE =
      "%s does not change a running system: use -D to write the overlay that dtoverlay would "
          + "load, and 'dtbind overlay check --boot kernel-runtime' to check it";

  private enum Task {
    ADD,
    REMOVE,
    LIST,
    ALL,
    HELP
  }

  private final String name;
  private final boolean ofBase;
  private final RunningPi running;
  private final Path here;
  private Task task = Task.ADD;
  private boolean dry;
  private Optional<String> directory = Optional.empty();
  private Optional<String> platform = Optional.empty();
  private int at;

  /**
   * Creates the program.
   *
   * @param name {@code dtoverlay} or {@code dtparam}
   * @param root the root directory of the system, {@code /} except in tests
   * @param here the directory for the output file
   */
  DtoverlayProgram(Streams streams, String name, Path root, Path here) {
    super(streams);
    this.name = name;
    this.ofBase = name.equals(BASE);
    this.running = new RunningPi(root);
    this.here = here;
  }

  @Override
  int perform(List<String> arguments) throws Stop, IOException {
    options(arguments);
    Optional<String> overlay = operand(arguments);
    List<String> rest = arguments.subList(at, arguments.size());
    if (task != Task.ADD && task != Task.HELP && !rest.isEmpty()) {
      throw misused();
    }
    Optional<String> overlays = directory.or(running::overlays);
    if (overlays.isEmpty()) {
      return fail("Failed to find overlays directory");
    }
    return switch (task) {
      case HELP -> help(overlays.get(), overlay.orElse(BASE), rest);
      case ADD -> dry ? add(overlays.get(), overlay.orElse(BASE), rest) : unchanged();
      case REMOVE -> unchanged();
      case LIST -> list();
      case ALL -> listAll(overlays.get());
    };
  }

  private Stop misused() {
    print(DtoverlayUsage.text(name));
    return new Stop(FAILED);
  }

  private void options(List<String> arguments) throws Stop {
    while (at < arguments.size() && arguments.get(at).startsWith("-")) {
      String option = arguments.get(at++);
      switch (option) {
        case "-r", "-R" -> set(Task.REMOVE);
        case "-D" -> {
          set(Task.ADD);
          dry = true;
        }
        case "-l", "--list" -> set(Task.LIST);
        case "-a", "--listall", "--all" -> set(Task.ALL);
        case "-d" -> directory = Optional.of(argument(arguments));
        case "-p" -> platform = Optional.of(argument(arguments));
        case "-v" -> enableDebug();
        case "-h" -> task = Task.HELP;
        default -> {
          printError("* unknown option '" + option + "'\n");
          throw misused();
        }
      }
    }
  }

  private void set(Task wanted) throws Stop {
    if (task != Task.ADD) {
      throw misused();
    }
    task = wanted;
  }

  private String argument(List<String> arguments) throws Stop {
    if (at == arguments.size()) {
      throw misused();
    }
    return arguments.get(at++);
  }

  private Optional<String> operand(List<String> arguments) throws Stop {
    if (task == Task.LIST || task == Task.ALL) {
      return Optional.empty();
    }
    boolean none = at == arguments.size();
    if (none && (task == Task.HELP || task == Task.ADD && !ofBase)) {
      throw misused();
    }
    if (none && task == Task.ADD) {
      task = Task.HELP;
    }
    return ofBase && task != Task.REMOVE || none
        ? Optional.empty()
        : Optional.of(arguments.get(at++));
  }

  private int fail(String text) {
    printError("* " + text + "\n");
    return FAILED;
  }

  private int unchanged() {
    return fail(NO_CHANGE.formatted("dtbind " + name));
  }

  private int help(String from, String overlay, List<String> parameters) {
    Optional<Bytes> readme = found(from + "/README");
    if (readme.isEmpty()) {
      return fail("Help file not found");
    }
    OverlayHelp help = new OverlayHelp(readme.get());
    String entry = overlay.equals(BASE) ? "<The base DTB>" : FileName.bytes(overlay).latin1();
    if (!help.find(entry)) {
      return fail("No help found for overlay '" + (overlay.equals(BASE) ? entry : overlay) + "'");
    }
    List<String> missing =
        new ArrayList<>(parameters.stream().map(p -> FileName.bytes(p).latin1()).toList());
    Optional<String> described = missing.isEmpty() ? Optional.empty() : help.parameters(missing);
    if (described.isPresent()) {
      print(FileName.text(Bytes.latin1(described.get())));
      return missing.isEmpty()
          ? 0
          : fail("Unknown parameter '" + FileName.text(Bytes.latin1(missing.get(0))) + "'");
    }
    print(FileName.text(Bytes.latin1(help.entry(entry))));
    return 0;
  }

  private int add(String from, String overlay, List<String> arguments) throws IOException {
    if (overlay.equals(BASE)) {
      return fail(
          "dtbind does not turn parameters of the running tree into an overlay: for a base, use "
              + "'dtbind overlay diff BASE --param NAME=VALUE -o OUT.dtbo'");
    }
    Optional<List<String>> names = platform.map(List::of).or(running::compatible);
    Optional<OverlayMap> map =
        names.isPresent() ? map(from, Platform.of(names.get())) : Optional.empty();
    List<String> given = new ArrayList<>();
    String file = overlay;
    if (!overlay.endsWith(END) || overlay.length() == END.length()) {
      int comma = overlay.indexOf(',');
      boolean more = comma >= 0 && comma + 1 < overlay.length();
      String name = more ? overlay.substring(0, comma) : overlay;
      String chip = names.flatMap(Platform::of).orElse("");
      Optional<String> mapped = remap(map, name, chip);
      if (mapped.isEmpty()) {
        return fail("Failed to load '" + name + "'");
      }
      if (!mapped.get().equals(name)) {
        debug("mapped overlay '" + name + "' to '" + mapped.get() + "'");
      }
      String[] parts = mapped.get().split(",", 2);
      if (parts.length > 1 && !parts[1].isEmpty()) {
        given.addAll(Arrays.asList(parts[1].split(",", -1)));
      }
      if (more) {
        given.addAll(Arrays.asList(overlay.substring(comma + 1).split(",", -1)));
      }
      file = from + "/" + parts[0] + END;
    }
    given.addAll(arguments);
    debug("loading file '" + file + "'");
    Optional<Blob> blob = load(file, 0);
    return blob.isEmpty() ? fail("Failed to read '" + file + "'") : add(file, blob.get(), given);
  }

  private int add(String file, Blob blob, List<String> given) throws IOException {
    Diagnosed<Overlay> read = OverlayReader.read(file, blob.tree());
    if (read.value().isEmpty()) {
      printError(DtcNotes.of(read.diagnostics()));
      return fail("Failed to apply intra-overlay fragments");
    }
    Overlay overlay = read.value().get();
    List<ParameterSetting> all =
        given.stream().map(text -> ParameterSetting.of(FileName.bytes(text).latin1())).toList();
    List<ParameterSetting> settings =
        all.stream()
            .takeWhile(
                parameterSetting ->
                    Parameters.property(blob.tree(), parameterSetting.name()).isPresent())
            .toList();
    Diagnosed<DeviceTree> made = UnmergedOverlay.prepare(overlay, settings);
    Optional<Diagnostic> problem =
        made.diagnostics().stream().filter(DtovlError::isParameter).findFirst();
    if (problem.isPresent()) {
      // If each value can be set alone, all of them together are the problem.
      ParameterPass.Refused together =
          new ParameterPass.Refused(settings.get(settings.size() - 1), made.diagnostics());
      return fail(
          problem.get(), ParameterPass.firstRefused(overlay.tree(), settings).orElse(together));
    }
    if (settings.size() < all.size()) {
      String unknown = all.get(settings.size()).name();
      return fail("Unknown parameter '" + FileName.text(Bytes.latin1(unknown)) + "'");
    }
    if (made.value().isEmpty()) {
      printError(DtcNotes.of(made.diagnostics()));
      return fail("Failed to apply intra-overlay fragments");
    }
    StringBuilder set = new StringBuilder();
    settings.forEach(setting -> set.append(' ').append(setting.text()));
    Bytes tree = written(file, blob, made.value().get());
    Bytes trailer = set.isEmpty() ? blob.trailer() : Bytes.latin1(set.append('\0').toString());
    OutputFile.write(here.resolve(OUT), whole(tree, trailer));
    debug("wrote " + tree.length() + " bytes to './" + OUT + "'");
    return 0;
  }

  /** Reports a parameter that cannot be set. */
  private int fail(Diagnostic problem, ParameterPass.Refused refused) {
    ParameterSetting setting = refused.setting();
    DtovlError.ofParameter(problem, setting.name(), setting.value()).lines().forEach(this::error);
    printError(DtcNotes.of(refused.problems()));
    return fail("Failed to set " + FileName.text(Bytes.latin1(setting.text())));
  }

  private static Bytes written(String file, Blob blob, DeviceTree tree) {
    List<String> more = new ArrayList<>();
    tree.forEach((path, node) -> node.properties().forEach(p -> more.add(p.name())));
    return DtbWriter.write(
        tree, DtbWriter.names(blob.names(file), more.stream().distinct().toList()));
  }

  private int list() {
    Optional<String> text = running.list();
    text.ifPresent(this::print);
    return text.isPresent()
        ? 0
        : fail("configfs overlays directory not found - incompatible kernel");
  }

  private int listAll(String from) throws IOException {
    print(running.listAll(FileName.path(from)));
    return 0;
  }
}
