// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.devices;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Subject;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origins;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Checks that the values of {@code status} that overlays set are those of the Devicetree
 * Specification v0.4, section 2.3.4. Linux enables a node with {@code okay} or {@code ok}, and
 * disables it with any other value (drivers/of/base.c, {@code __of_device_is_available()}).
 */
public record Statuses(Stack stack) {

  private static final String OKAY = "okay";
  private static final String DISABLED = "disabled";

  private static final List<String> KNOWN = List.of(OKAY, "ok", DISABLED, "reserved", "fail");

  private static final Set<String> ON =
      Set.of("enabled", "enable", "on", "yes", "true", "active", "up", "1", "<1>");

  private static final Set<String> OFF =
      Set.of("off", "no", "none", "false", "inactive", "down", "0", "<0>");

  private static final int MOST_NOTES = 5;

  /**
   * Returns diagnostics about values that are not known.
   *
   * @param checked the devices that overlays add or enable
   */
  List<Diagnostic> problems(Collection<CheckedDevice> checked) {
    List<Diagnostic> problems = new ArrayList<>();
    Map<NodePath, List<NodePath>> lost = new HashMap<>();
    for (CheckedDevice device : checked) {
      if (device.population().usual() instanceof None none && none.reason() == Reason.DISABLED) {
        lost.computeIfAbsent(none.cause(), path -> new ArrayList<>()).add(device.node());
      }
    }
    stack
        .merged()
        .nodes()
        .forEach(
            (path, node) ->
                node.property("status")
                    .filter(status -> !path.isTable() && stack.isWritten(path, status))
                    .flatMap(status -> problem(path, status, lost.getOrDefault(path, List.of())))
                    .ifPresent(problems::add));
    return problems;
  }

  /** Returns warnings about strings that are not known, in a tree that need not be a board. */
  public static List<Diagnostic> warnings(DeviceTree tree) {
    List<Diagnostic> warnings = new ArrayList<>();
    tree.forEach(
        (path, node) ->
            node.property("status")
                .filter(status -> !path.isTable() && status.value().string().isPresent())
                .filter(status -> !isKnown(word(status)))
                .ifPresent(status -> warnings.add(warning(tree.origins(), path, status))));
    return warnings;
  }

  private static Diagnostic warning(Origins origins, NodePath path, DtProperty status) {
    String word = word(status);
    Diagnostic problem =
        Diagnostic.warning(VerifyCode.STATUS_UNKNOWN, origins, status.span(), unknown(word));
    return helped(word, problem.about(Subject.of(path, "status")), meant(word));
  }

  private static boolean isKnown(String word) {
    return KNOWN.contains(word) || word.startsWith("fail");
  }

  private Optional<Diagnostic> problem(NodePath path, DtProperty status, List<NodePath> lost) {
    String word = word(status);
    if (isKnown(word)) {
      return Optional.empty();
    }
    Optional<String> meant = meant(word);
    // A device that nobody wants is off, as intended.
    return Optional.of(
        helped(
            word,
            meant.filter(OKAY::equals).isPresent()
                ? lost(path, status, word, lost)
                : stack.warning(
                    VerifyCode.STATUS_UNKNOWN,
                    status.span(),
                    Subject.of(path, "status"),
                    unknown(word)),
            meant));
  }

  private Diagnostic lost(NodePath path, DtProperty status, String word, List<NodePath> lost) {
    if (lost.isEmpty()) {
      return stack.error(
          VerifyCode.STATUS_UNKNOWN, status.span(), Subject.of(path, "status"), unknown(word));
    }
    List<NodePath> below = lost.stream().filter(node -> !node.equals(path)).toList();
    Diagnostic problem =
        stack.error(
            VerifyCode.NO_DEVICE,
            status.span(),
            Subject.of(below.isEmpty() ? path : below.get(0)),
            Message.of(
                "Linux creates no device for this node: {node} has status {status}",
                path,
                '"' + word + '"'));
    for (NodePath node : below.subList(0, Math.min(below.size(), MOST_NOTES))) {
      problem = problem.note(node + " is at", stack.merged().origin(stack.place(node)));
    }
    return problem;
  }

  private static Message unknown(String word) {
    return Message.of(
        "Linux disables this node, because {status} is not a status that it knows",
        '"' + word + '"');
  }

  private static Diagnostic helped(String word, Diagnostic problem, Optional<String> meant) {
    String known = "only \"okay\" and \"ok\" enable a node";
    if (meant.isEmpty()) {
      return problem.help(known);
    }
    String value = '"' + meant.get() + '"';
    return problem
        .help(known + "; did you mean " + value + "?")
        .fixWord(word.startsWith("<") ? word : '"' + word + '"', value, isCertain(word));
  }

  /**
   * Returns whether the word has one meaning. Texts with a known word may negate it: some authors
   * disable a node with {@code xokay}.
   */
  private static boolean isCertain(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    List<String> meanings = meanings(lower);
    return ON.contains(lower)
        || OFF.contains(lower)
        || meanings.size() == 1
            && lower.length() <= meanings.get(0).length()
            && (lower.equals(meanings.get(0)) || !lower.contains(meanings.get(0)));
  }

  private static List<String> meanings(String lower) {
    return Nearest.to(lower, KNOWN).stream()
        .map(near -> near.equals("ok") ? OKAY : near)
        .distinct()
        .toList();
  }

  /** Returns the value that a person means by a word. */
  private static Optional<String> meant(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    if (ON.contains(lower)) {
      return Optional.of(OKAY);
    }
    return OFF.contains(lower) ? Optional.of(DISABLED) : meanings(lower).stream().findFirst();
  }

  /** Returns the first string of the value, which is all that Linux compares; else its cells. */
  private static String word(DtProperty status) {
    PropertyValue value = status.value();
    return value
        .strings()
        .map(strings -> strings.get(0))
        .filter(first -> !first.isEmpty() || value.bytes().length() != Integer.BYTES)
        .or(() -> value.cell().map(cell -> "<" + Integer.toUnsignedString(cell) + ">"))
        .orElse("");
  }
}
