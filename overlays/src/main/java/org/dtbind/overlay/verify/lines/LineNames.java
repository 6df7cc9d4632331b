// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioController.ChipKind;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.claims.Claim;
import org.dtbind.overlay.claims.LineClaims.Line;
import org.dtbind.overlay.claims.TreeIndex;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks that there are not more line names than lines, and that the names are unique, because a
 * request by name could get any of several lines. Linux allows duplicates (drivers/gpio/gpiolib.c,
 * {@code gpiochip_set_desc_names()} only warns about names of other chips).
 */
public record LineNames(Stack stack, LineCounts counts) {

  private static final String PROPERTY = "gpio-line-names";

  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

  /** The fewest neighbors of one name that are a group of lines. */
  private static final int RUN = 3;

  /** Names of unconnected or reserved lines in boards' trees, without punctuation. */
  private static final Set<String> FILLERS =
      Set.of(
          "nc",
          "na",
          "none",
          "unused",
          "notused",
          "notconnected",
          "noconnect",
          "reserved",
          "rsvd",
          "unknown",
          "free",
          "spare",
          "empty",
          "gnd",
          "dnc",
          "tp");

  public List<Diagnostic> problems() {
    List<Diagnostic> problems =
        new ArrayList<>(stack.atEnabledNodes((path, node) -> surplus(path, node).stream()));
    repeated(problems);
    return problems;
  }

  /** Reports names for more lines than a controller has: Linux ignores them without a message. */
  private Optional<Diagnostic> surplus(NodePath path, DtNode node) {
    List<String> names = node.strings(PROPERTY);
    Optional<LineCounts.Count> count =
        names.isEmpty() || !LineUses.countsFromZero(node) ? Optional.empty() : counts.of(node);
    boolean surplus =
        names.stream()
            .skip(count.map(LineCounts.Count::lines).orElse(names.size()))
            .anyMatch(name -> !name.isEmpty());
    if (!surplus || count.isEmpty() || !stack.isNew(path, List.of(PROPERTY))) {
      return Optional.empty();
    }
    Message message =
        Message.of(
            "{property} has {names} names, but the number of lines of {controller} is {lines}",
            PROPERTY,
            names.size(),
            path,
            count.get().lines());
    Diagnostic problem =
        stack.warning(
            VerifyCode.LINE_OUT_OF_RANGE,
            stack.place(path, PROPERTY),
            Subject.of(path, PROPERTY),
            message);
    return Optional.of(
        LineOffsets.explained(stack, problem, path, count.get())
            .help(
                "remove the last names, which Linux ignores, or those that are there by mistake"));
  }

  /** Reports names that overlays add although another line already has them. */
  private void repeated(List<Diagnostic> problems) {
    Map<String, Set<LineRef>> before = stack.checkedBase().names();
    named(stack.merged())
        .forEach(
            (name, lines) -> {
              Set<LineRef> old = before.getOrDefault(name, Set.of());
              List<LineRef> fresh = lines.stream().filter(line -> !old.contains(line)).toList();
              if (lines.size() > 1 && !fresh.isEmpty()) {
                LineRef last = fresh.get(fresh.size() - 1);
                LineRef first =
                    lines.stream().filter(line -> !line.equals(last)).findFirst().orElseThrow();
                problems.add(repeated(name, first, last));
              }
            });
  }

  private Diagnostic repeated(String name, LineRef first, LineRef last) {
    String shown = Bytes.latin1(name).utf8();
    Message message =
        Message.of(
            Line.TEXT
                + " is named \"{"
                + VerifyCode.NAME
                + "}\", which is also the name of line"
                + " {"
                + VerifyCode.OTHER_LINE
                + "} of {otherController}",
            last.offset().orElseThrow(),
            last.controller(),
            shown,
            first.offset().orElseThrow(),
            first.controller());
    Subject subject = Subject.of(last.controller(), PROPERTY);
    return stack
        .error(VerifyCode.LINE_NAME_TWICE, stack.cause(claim(last)), subject, message)
        .at(place(last, stack.cause(claim(last))))
        .note("the name of the other line is at", place(first, claim(first).place()))
        .help("choose another name, because a request by name " + found(first, last));
  }

  /** Returns the place of a line's name, if it is at a place that is a list of names. */
  private Origin place(LineRef line, Span list) {
    Origin origin = stack.merged().origin(list);
    List<String> names = names(stack.merged(), line.controller());
    if (!(origin instanceof Origin.Source source)
        || !list.equals(stack.place(line.controller(), PROPERTY))) {
      return origin;
    }
    List<MatchResult> strings = STRING.matcher(source.text().latin1()).results().toList();
    int offset = line.offset().orElseThrow();
    return strings.size() == names.size() && strings.get(offset).group(1).equals(names.get(offset))
        ? source.within(strings.get(offset).start(), strings.get(offset).end())
        : origin;
  }

  /** Returns which of two lines Linux finds by their name: in a chip, the first one. */
  private static String found(LineRef one, LineRef other) {
    return one.controller().equals(other.controller())
        ? "always returns line "
            + Math.min(one.offset().orElseThrow(), other.offset().orElseThrow())
        : "could return either line";
  }

  private Claim claim(LineRef line) {
    return new Claim(line.controller(), PROPERTY, stack.place(line.controller(), PROPERTY));
  }

  /**
   * Returns lines by name, without fillers. A line that an aggregator forwards under its original
   * name counts once.
   */
  public static Map<String, Set<LineRef>> named(TreeIndex index) {
    Map<String, Set<LineRef>> named = new LinkedHashMap<>();
    List<GpioController> controllers = GpioTree.controllersOf(index.tree());
    Map<LineRef, LineRef> sources = sources(index);
    Map<NodePath, List<String>> names = new HashMap<>();
    for (GpioController controller : controllers) {
      for (int offset = 0; offset < controller.names().size(); offset++) {
        String name = controller.name(offset);
        if (!isFiller(name) && !isInRun(controller.names(), offset)) {
          Set<LineRef> lines = named.computeIfAbsent(name, key -> new LinkedHashSet<>());
          LineRef line = new LineRef(controller.node(), Optional.of(offset));
          Optional<LineRef> source =
              controller.kind() == ChipKind.AGGREGATOR
                  ? Optional.ofNullable(sources.get(line))
                  : Optional.empty();
          boolean forwarded =
              source.isPresent()
                  && isNamed(
                      names.computeIfAbsent(source.get().controller(), node -> names(index, node)),
                      source.get(),
                      name);
          if (!forwarded) {
            lines.add(line);
          }
        }
      }
    }
    return named;
  }

  /** Whether neighboring lines have the same name, so that it names a group of lines. */
  private static boolean isInRun(List<String> names, int offset) {
    String name = names.get(offset);
    int last = Math.min(offset, names.size() - RUN);
    for (int first = Math.max(0, offset - RUN + 1); first <= last; first++) {
      if (names.subList(first, first + RUN).stream().allMatch(name::equals)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFiller(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    // The 96Boards specification puts names of lines without GPIO function in brackets:
    // "[UART0_TX]".
    return plain.isEmpty() || FILLERS.contains(plain) || name.startsWith("[");
  }

  /** Returns the lines of other chips that an aggregator would forward, by its own line. */
  private static Map<LineRef, LineRef> sources(TreeIndex index) {
    Map<LineRef, LineRef> sources = new HashMap<>();
    for (LineUse use : index.lineUses()) {
      if (use.aggregated()) {
        sources.put(new LineRef(use.node(), Optional.of(use.index())), use.line());
      }
    }
    return sources;
  }

  /** Returns the names of the lines of a controller, each character as one byte. */
  static List<String> names(TreeIndex index, NodePath controller) {
    return index
        .at(controller)
        .flatMap(node -> node.value(PROPERTY))
        .flatMap(value -> value.strings())
        .orElse(List.of());
  }

  private static boolean isNamed(List<String> names, LineRef line, String name) {
    return line.offset().filter(at -> at < names.size() && names.get(at).equals(name)).isPresent();
  }
}
