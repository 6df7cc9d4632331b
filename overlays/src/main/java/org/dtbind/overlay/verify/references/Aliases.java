// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.references;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * Checks the aliases that overlays set. Linux ignores an alias without a node (drivers/of/base.c,
 * {@code of_alias_scan()}), and looks for the number of a device only among the aliases of its kind
 * ({@code of_alias_get_id()}, for example in drivers/i2c/i2c-core-base.c and drivers/spi/spi.c).
 */
public record Aliases(Stack stack) {

  private static final NodePath PLACE = NodePath.ROOT.child("aliases");
  private static final NodePath CHOSEN = NodePath.ROOT.child("chosen");
  private static final String CONSOLE = "stdout-path";

  /** Generic names of nodes that are also names of aliases. */
  private static final Set<String> KINDS =
      Set.of("can", "ethernet", "gpio", "i2c", "mmc", "pwm", "rtc", "serial", "spi", "watchdog");

  public List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    Optional<DtNode> aliases = stack.merged().at(PLACE);
    for (DtProperty alias : aliases.map(DtNode::properties).orElse(List.of())) {
      Optional<NodePath> target = target(alias);
      if (target.isPresent() && stack.isWritten(PLACE, alias)) {
        problem(alias, target.get()).ifPresent(problems::add);
      }
    }
    stack
        .merged()
        .at(CHOSEN)
        .flatMap(node -> node.property(CONSOLE).or(() -> node.property("linux," + CONSOLE)))
        .filter(console -> stack.isWritten(CHOSEN, console))
        .flatMap(console -> problem(console, aliases))
        .ifPresent(problems::add);
    return problems;
  }

  /**
   * Reports a console that Linux does not find: the path, or the alias before it, ends at a colon
   * (drivers/of/base.c, {@code of_alias_scan()}, {@code of_find_node_opts_by_path()}).
   */
  private Optional<Diagnostic> problem(DtProperty console, Optional<DtNode> aliases) {
    String text = console.value().string().orElse("");
    String path = text.replaceFirst(":.*", "");
    String first = path.replaceFirst("/.*", "");
    Set<String> names = new TreeSet<>();
    aliases.ifPresent(node -> node.properties().forEach(alias -> names.add(alias.name())));
    if (path.isEmpty()
        || first.isEmpty() && NodePath.parse(path).flatMap(stack.merged()::at).isPresent()) {
      return Optional.empty();
    }
    if (!first.isEmpty() && names.contains(first)) {
      return Optional.empty();
    }
    Message message =
        first.isEmpty()
            ? Message.of(
                "Linux has no console from '{property}', because {node} does not exist",
                console.name(),
                path)
            : Message.of(
                "Linux has no console from '{property}', because there is no alias '{alias}'",
                console.name(),
                first);
    List<String> near = Nearest.to(first, names);
    return Optional.of(
        stack
            .warning(
                VerifyCode.ALIAS_TARGET,
                console.span(),
                Subject.of(CHOSEN, console.name()),
                message)
            .help(
                first.isEmpty()
                    ? "correct the path"
                    : near.isEmpty() ? "add the alias to /aliases" : Nearest.question(near)));
  }

  /** Returns the path in an alias; empty if it is none, such as another alias with a path. */
  private static Optional<NodePath> target(DtProperty alias) {
    return alias
        .value()
        .string()
        .map(text -> text.contains(":") ? text.substring(0, text.indexOf(':')) : text)
        .flatMap(NodePath::parse)
        .filter(path -> !path.isRoot());
  }

  private Optional<Diagnostic> problem(DtProperty alias, NodePath target) {
    String kind = alias.name().replaceFirst("[0-9]+$", "");
    String found = DtNode.baseName(target.name());
    Optional<NodePath> former =
        stack
            .base()
            .at(PLACE)
            .flatMap(node -> node.property(alias.name()))
            .flatMap(Aliases::target)
            .filter(path -> stack.merged().at(path).isPresent());
    if (stack.merged().at(target).isEmpty()) {
      Message message =
          Message.of("alias '{alias}' names {node}, which does not exist", alias.name(), target);
      return Optional.of(lost(warning(alias, message), former).help("correct the path"));
    } else if (KINDS.contains(found)
        && !kind.equals(found)
        && (KINDS.contains(kind) || !Nearest.slips(kind, List.of(found)).isEmpty())) {
      Message message =
          Message.of(
              "alias '{alias}' names {node}, but Linux numbers that device by an alias '{kind}N'",
              alias.name(),
              target,
              found);
      Origin place = stack.merged().origin(stack.place(target));
      return Optional.of(
          lost(warning(alias, message).note(target + " is at", place), former)
              .help("choose an alias %sN that no other node has".formatted(found)));
    }
    return Optional.empty();
  }

  private Diagnostic warning(DtProperty alias, Message message) {
    return stack.warning(
        VerifyCode.ALIAS_TARGET, alias.span(), Subject.of(PLACE, alias.name()), message);
  }

  private Diagnostic lost(Diagnostic problem, Optional<NodePath> former) {
    return former.isPresent()
        ? problem.note(
            former.get() + ", which loses this alias, is at",
            stack.merged().origin(stack.place(former.get())))
        : problem;
  }
}
