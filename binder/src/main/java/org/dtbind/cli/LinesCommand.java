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
import org.dtbind.kernel.Failure;
import org.dtbind.linux.GpioTree;
import org.dtbind.report.Format;
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

  /**
   * What is looked through.
   *
   * @param rows the lines that there are
   * @param unreadable chips whose lines are not known
   * @param where they are, for messages
   */
  private record Lines(List<LineRow> rows, List<GpioChip> unreadable, String where) {

    /** What it means that a name is not among the lines: nothing, if not all could be read. */
    Exit absent() {
      boolean forbidden =
          unreadable.stream()
              .flatMap(chip -> chip.unreadable().stream())
              .anyMatch(Failure.Forbidden.class::isInstance);
      return unreadable.isEmpty() ? Exit.NOT_FOUND : forbidden ? Exit.PERMISSION : Exit.UNSUPPORTED;
    }
  }

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
      List<LineRow> rows =
          GpioTree.of(read.value().get()).lines().stream().map(LineRow::of).toList();
      return show(new Lines(rows, List.of(), "the tree"));
    }
    LiveGpio gpio = LiveGpio.read(target.open(session));
    if (gpio.chips().isEmpty()) {
      return session.fail(Exit.NOT_FOUND, "this system has no GPIO chip");
    }
    List<GpioChip> unreadable =
        gpio.chips().stream().filter(chip -> chip.unreadable().isPresent()).toList();
    for (GpioChip chip : unreadable) {
      String why = chip.unreadable().map(Failure::text).orElse("");
      session.messages().progress(chip.name() + " is left out: " + why);
    }
    Lines lines =
        new Lines(
            gpio.places().stream().map(LineRow::of).toList(),
            unreadable,
            unreadable.isEmpty() ? "this system" : "what can be read of this system");
    return unreadable.size() == gpio.chips().size()
        ? nothingRead(lines)
        : gpioinfo ? gpioinfo(gpio, lines) : show(lines);
  }

  private int nothingRead(Lines lines) throws IOException {
    if (!gpioinfo && target.format() != Format.TABLE) {
      LineRow.report(List.of(), lines.unreadable()).write(target.format(), session.out());
    }
    return session.fail(
        lines.absent(),
        "none of the %d GPIO chips of this system can be read: %s"
                .formatted(
                    lines.unreadable().size(),
                    lines.unreadable().get(0).unreadable().map(Failure::text).orElse(""))
            + "\n  help: run this as root, or as a member of the group that may read them");
  }

  private int gpioinfo(LiveGpio gpio, Lines lines) {
    Set<String> wanted = new LinkedHashSet<>();
    for (String pattern : patterns) {
      List<LineRow> found = matching(lines.rows(), pattern);
      if (found.isEmpty()) {
        return notFound(lines, pattern);
      }
      found.forEach(row -> wanted.add(row.chip()));
    }
    List<GpioChip> chips =
        gpio.chips().stream()
            .filter(chip -> chip.unreadable().isEmpty())
            .filter(chip -> patterns.isEmpty() || wanted.contains(chip.name()))
            .toList();
    session.out().writeBytes(GpioinfoForm.text(chips).toArray());
    return Exit.OK.code();
  }

  private int show(Lines lines) throws IOException {
    List<LineRow> shown = new ArrayList<>();
    int code = Exit.OK.code();
    if (patterns.isEmpty()) {
      lines.rows().stream().filter(row -> all || row.isNamedOrUsed()).forEach(shown::add);
    }
    for (String pattern : patterns) {
      List<LineRow> found = matching(lines.rows(), pattern);
      if (found.isEmpty()) {
        code = notFound(lines, pattern);
      }
      boolean name = found.stream().anyMatch(row -> row.name().equals(pattern));
      if (strict && name && found.size() > 1) {
        code =
            session.fail(
                Exit.NOT_FOUND,
                found.size() + " lines of " + lines.where() + " are called " + pattern);
      }
      shown.addAll(found);
    }
    if (!shown.isEmpty() || patterns.isEmpty()) {
      LineRow.report(shown, lines.unreadable()).write(target.format(), session.out());
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

  private int notFound(Lines lines, String pattern) {
    Set<String> names = new LinkedHashSet<>();
    lines.rows().forEach(row -> names.add(row.name()));
    lines.rows().forEach(row -> row.label().ifPresent(names::add));
    names.remove("");
    List<String> near = Nearest.to(pattern, names);
    String help = near.isEmpty() ? "" : "\n  help: did you mean " + String.join(", ", near) + "?";
    return session.fail(
        lines.absent(), "no line or chip of " + lines.where() + " is called " + pattern + help);
  }
}
