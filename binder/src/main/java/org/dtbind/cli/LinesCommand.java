// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Nearest;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioinfoForm;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.linux.GpioTree;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dtbind lines}: where the GPIO line of a name is. */
@Command(
    name = "lines",
    description =
        "Shows GPIO lines: name, chip, label, offset, direction, consumer and devicetree node."
            + " Without PATTERN, those that have a name or a consumer.",
    sortOptions = false)
final class LinesCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--tree",
      paramLabel = "FILE|DIR",
      description = "Foretell it for a tree: source, a blob or a folder like /proc/device-tree.")
  private Optional<Path> tree = Optional.empty();

  @Option(names = "--gpioinfo", description = "Print whole chips, in the form of gpioinfo 1.x.")
  private boolean gpioinfo;

  @Option(
      names = "--strict",
      description = "A name that several lines have is an error, with all of them listed.")
  private boolean strict;

  @Option(
      names = {"-a", "--all"},
      description = "Also lines that have neither name nor consumer.")
  private boolean all;

  @Mixin private SourceOptions source = new SourceOptions();

  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "PATTERN",
      description =
          "Name of a line, or label, gpiochipN or node of a chip; * and ? stand for others.")
  private List<String> patterns = new ArrayList<>();

  /**
   * Creates it.
   *
   * @param session what it works with
   */
  LinesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (tree.isPresent()) {
      if (gpioinfo) {
        return session.fail(Exit.USAGE, "--gpioinfo is of a running system, not of a tree");
      }
      Diagnosed<DeviceTree> read = TreeInput.read(tree.get(), source.compile(tree.get(), true));
      if (session.show(read) || read.value().isEmpty()) {
        return Exit.INPUT.code();
      }
      return show(
          GpioTree.of(read.value().get()).lines().stream().map(LineRow::of).toList(), "the tree");
    }
    LiveGpio gpio = LiveGpio.read(target.open(session));
    for (GpioChip chip : gpio.chips()) {
      chip.unreadable()
          .ifPresent(
              why -> session.messages().progress(chip.name() + " is left out: " + why.text()));
    }
    if (gpio.chips().isEmpty()) {
      return session.fail(Exit.NOT_FOUND, "this system has no GPIO chip");
    }
    List<LineRow> rows = gpio.places().stream().map(LineRow::of).toList();
    return gpioinfo ? gpioinfo(gpio, rows) : show(rows, "this system");
  }

  private int gpioinfo(LiveGpio gpio, List<LineRow> rows) {
    Set<String> wanted = new LinkedHashSet<>();
    for (String pattern : patterns) {
      List<LineRow> found = matching(rows, pattern);
      if (found.isEmpty()) {
        return notFound(rows, pattern, "this system");
      }
      found.forEach(row -> wanted.add(row.chip()));
    }
    List<GpioChip> chips =
        gpio.chips().stream()
            .filter(chip -> chip.unreadable().isEmpty())
            .filter(chip -> patterns.isEmpty() || wanted.contains(chip.name()))
            .toList();
    session.out().print(GpioinfoForm.text(chips));
    return chips.isEmpty() ? Exit.PERMISSION.code() : Exit.OK.code();
  }

  private int show(List<LineRow> rows, String where) throws IOException {
    List<LineRow> shown = new ArrayList<>();
    int code = Exit.OK.code();
    if (patterns.isEmpty()) {
      rows.stream().filter(row -> all || row.isNamedOrUsed()).forEach(shown::add);
    }
    for (String pattern : patterns) {
      List<LineRow> found = matching(rows, pattern);
      if (found.isEmpty()) {
        code = notFound(rows, pattern, where);
      }
      boolean name = found.stream().anyMatch(row -> row.name().equals(pattern));
      if (strict && name && found.size() > 1) {
        code =
            session.fail(
                Exit.NOT_FOUND, found.size() + " lines of " + where + " are called " + pattern);
      }
      shown.addAll(found);
    }
    if (!shown.isEmpty() || patterns.isEmpty()) {
      LineRow.report(shown).write(target.format(), session.out());
    }
    return code;
  }

  /** Returns the lines of that name; where there are none, those of the chip of that name. */
  private static List<LineRow> matching(List<LineRow> rows, String pattern) {
    Glob glob = new Glob(pattern);
    List<LineRow> named = rows.stream().filter(row -> !row.name().isEmpty()).toList();
    List<LineRow> found = named.stream().filter(row -> glob.matches(row.name())).toList();
    return found.isEmpty() ? rows.stream().filter(row -> row.isOn(glob)).toList() : found;
  }

  private int notFound(List<LineRow> rows, String pattern, String where) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.add(row.name()));
    rows.forEach(row -> row.label().ifPresent(names::add));
    names.remove("");
    List<String> near = Nearest.to(pattern, names);
    String help = near.isEmpty() ? "" : "\n  help: did you mean " + String.join(", ", near) + "?";
    return session.fail(
        Exit.NOT_FOUND, "no line or chip of " + where + " is called " + pattern + help);
  }
}
