// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Stack;
import java.util.function.Supplier;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.InputOption;
import org.dtbind.cli.session.Session;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.Gpioinfo2Form;
import org.dtbind.gpio.GpioinfoForm;
import org.dtbind.gpio.LineHolders;
import org.dtbind.gpio.LineMatch;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.tree.DeviceTree;
import org.dtbind.view.Format;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code dtbind lines}, which finds GPIO lines. */
public final class LinesCommand implements Command {

  /** The output format: that of {@code gpioinfo} in libgpiod 1.x or 2.x. */
  enum Gpioinfo {
    /** That of libgpiod 1.x, as in Debian 12. */
    v1,
    /** That of libgpiod 2.x, as in Debian 13. */
    v2
  }

  /**
   * Accepts the version only after "=": in {@code --gpioinfo door}, the word {@code door} is a
   * pattern, while in {@code --gpioinfo=v2} the word {@code v2} is the version.
   */
  static final class AttachedOnly implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        args.push(Gpioinfo.v1.name());
      }
      return false;
    }
  }

  private final Session session;

  /** In a tree, no process holds a line. */
  private Supplier<LineHolders> holders = () -> new LineHolders(List.of());

  private final InputOption input = InputOption.withOverlays();
  private Optional<Gpioinfo> gpioinfo = Optional.empty();
  private boolean strict;
  private boolean all;
  private List<String> patterns = new ArrayList<>();

  public LinesCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "List GPIO lines, each with its name, chip, chip label, offset, direction, consumer and "
            + "devicetree node. Without PATTERN, list only lines that have a name or a consumer.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(input);
    arguments
        .option("--gpioinfo")
        .label("v1|v2")
        .withoutValue("")
        .preprocessor(new AttachedOnly())
        .description(
            "Print the same output as gpioinfo from libgpiod 1.x (v1, the default) or 2.x (v2). If "
                + "PATTERN matches lines, v1 shows the whole chips that contain these lines, and "
                + "v2 shows only these lines.")
        .value(Gpioinfo.class, value -> gpioinfo = Optional.of(value));
    arguments
        .option("--strict")
        .description("If several lines have the name that you specify, list them all and fail.")
        .flag(value -> strict = value);
    arguments
        .option("-a", "--all")
        .description("Without PATTERN: also list lines that have neither a name nor a consumer.")
        .flag(value -> all = value);
    arguments.add(input.source());
    arguments.add(input.target());
    arguments
        .parameter("PATTERN")
        .index("0..*")
        .arity("0..*")
        .description(
            "Name or consumer of a line; or label, name (gpiochipN) or node of a chip. The "
                + "wildcards are * and ?. You can also use LABEL:OFFSETS, such as soc:door:0-1.")
        .list(String.class, value -> patterns = value);
  }

  @Override
  public Optional<String> problem() {
    if (patterns.contains("")) {
      return Optional.of("a pattern cannot be empty");
    }
    if (all && !patterns.isEmpty()) {
      return Optional.of("--all is for a list without PATTERN: omit --all or PATTERN");
    }
    if (gpioinfo.isPresent() && input.target().format() != Format.TABLE) {
      return Optional.of("--gpioinfo has its own format: omit --format or --gpioinfo");
    }
    return gpioinfo.isPresent() && input.tree().isPresent()
        ? Optional.of("--gpioinfo is only for a running system: omit --gpioinfo or --tree")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    if (input.tree().isPresent()) {
      Optional<DeviceTree> read = input.read(session);
      if (read.isEmpty()) {
        return ExitStatus.INPUT.code();
      }
      List<LineRow> rows = GpioTree.of(read.get()).lines().stream().map(LineRow::of).toList();
      return show(LineSearch.of(rows));
    }
    Kernel kernel = input.target().open(session);
    LiveGpio gpio = LiveGpio.read(kernel);
    if (gpio.chips().isEmpty()) {
      return session.fail(ExitStatus.NOT_FOUND, "this system has no GPIO chip");
    }
    List<GpioChip> unreadable =
        gpio.chips().stream().filter(chip -> chip.unreadable().isPresent()).toList();
    for (GpioChip chip : unreadable) {
      String why = chip.unreadable().map(Failure::text).orElse("");
      session.messages().progress(chip.name() + " was skipped: " + why);
    }
    LineSearch lines = LineSearch.of(gpio, unreadable);
    if (unreadable.size() == gpio.chips().size()) {
      return nothingRead(lines, kernel);
    }
    if (gpioinfo.isPresent()) {
      return gpioinfo(gpio, lines, gpioinfo.get());
    }
    holders = () -> LineHolders.read(kernel.sysfs());
    return show(lines);
  }

  private int nothingRead(LineSearch lines, Kernel kernel) throws IOException {
    if (gpioinfo.isEmpty() && input.target().format() != Format.TABLE) {
      show(List.of(), lines);
    }
    return session.fail(
        lines.absent(),
        "none of the %d GPIO chips of this system can be read: %s"
            .formatted(
                lines.unreadable().size(),
                lines.unreadable().get(0).unreadable().map(Failure::text).orElse("")),
        Optional.of(lines.help(kernel)));
  }

  private int gpioinfo(LiveGpio gpio, LineSearch lines, Gpioinfo version) {
    List<LineRow> single = new ArrayList<>();
    Set<String> wanted = new LinkedHashSet<>();
    int code = ExitStatus.DONE.code();
    for (String pattern : patterns) {
      LineMatch<LineRow> match = lines.match(pattern);
      if (match.lines().isEmpty()) {
        return lines.notFound(session, pattern, match);
      }
      code = unclear(lines, match, code);
      boolean whole = version == Gpioinfo.v1 || match.by() == LineMatch.By.CHIP;
      match.lines().forEach(row -> wanted.add(whole ? row.chip() : ""));
      single.addAll(whole ? List.of() : match.lines());
    }
    List<GpioChip> chips =
        gpio.chips().stream()
            .filter(chip -> chip.unreadable().isEmpty())
            .filter(chip -> patterns.isEmpty() || wanted.contains(chip.name()))
            .toList();
    List<LiveGpio.Place> places =
        gpio.places().stream().filter(place -> single.contains(LineRow.of(place))).toList();
    session.output().stream()
        .writeBytes(
            version == Gpioinfo.v1
                ? GpioinfoForm.text(chips).toArray()
                : Gpioinfo2Form.chips(chips).toArray());
    session.output().stream().writeBytes(Gpioinfo2Form.lines(places).toArray());
    return code;
  }

  /**
   * With {@code --strict}, reports ambiguous names.
   *
   * @param code the exit code without ambiguous names
   */
  private int unclear(LineSearch lines, LineMatch<LineRow> match, int code) {
    int status = code;
    for (String problem : strict ? lines.ambiguities(match) : List.<String>of()) {
      status = session.fail(ExitStatus.NOT_FOUND, problem);
    }
    return status;
  }

  /**
   * Adds the processes that hold lines. Searching all processes is slow, and necessary only if a
   * line has a consumer.
   */
  private List<LineRow> held(List<LineRow> rows) {
    if (rows.stream().noneMatch(row -> row.consumer().isPresent())) {
      return rows;
    }
    LineHolders all = holders.get();
    return rows.stream().map(row -> row.heldBy(all)).toList();
  }

  private void show(List<LineRow> rows, LineSearch lines) throws IOException {
    session
        .output()
        .write(
            LineRow.LINES, new LineRow.Listed(rows, lines.unreadable()), input.target().format());
  }

  private int show(LineSearch lines) throws IOException {
    Set<LineRow> matching = new HashSet<>();
    int code = ExitStatus.DONE.code();
    for (String pattern : patterns) {
      LineMatch<LineRow> match = lines.match(pattern);
      code =
          match.lines().isEmpty()
              ? lines.notFound(session, pattern, match)
              : unclear(lines, match, code);
      matching.addAll(match.lines());
    }
    List<LineRow> shown =
        lines.rows().stream()
            .filter(row -> patterns.isEmpty() ? all || row.isNamedOrUsed() : matching.contains(row))
            .toList();
    if (shown.isEmpty() && patterns.isEmpty()) {
      session.messages().progress("no line has a name or a consumer; use --all to show all lines");
    }
    if (!shown.isEmpty() || patterns.isEmpty()) {
      show(held(shown), lines);
    }
    return code;
  }
}
