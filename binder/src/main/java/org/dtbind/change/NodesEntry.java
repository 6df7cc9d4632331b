// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.change.journal.JournalBlock;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.journal.KeyValueText;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Access;

/**
 * Device nodes that get an owner.
 *
 * @param nodes each with its former owner
 */
public record NodesEntry(List<GivenNode> nodes) implements ReversibleEntry {

  /** What the journal calls it. */
  public static final String KIND = "nodes";

  /** A journal may name no other nodes than those that generic drivers make. */
  private static final Pattern OURS =
      Pattern.compile(
          "/dev/(vfio/(noiommu-|devices/(noiommu-)?vfio)?|gpiochip|uio|spidev[0-9]{1,9}\\.)[0-9]{1,9}");

  private static final Pattern BEFORE = Pattern.compile("([^:]+):([^:]+):([0-7]{4})");

  /** Copies the list. */
  public NodesEntry {
    nodes = List.copyOf(nodes);
  }

  @Override
  public String text() {
    return nodes.size() + " nodes";
  }

  @Override
  public List<String> keys() {
    return nodes.stream().map(GivenNode::path).toList();
  }

  @Override
  public List<String> files() {
    return List.of();
  }

  @Override
  public Reversible change(Kernel kernel, Duration timeout) {
    return new NodesChange(kernel, this);
  }

  @Override
  public JournalBlock block() {
    KeyValueText block = new KeyValueText(KIND);
    for (GivenNode node : nodes) {
      Access was = node.before();
      block
          .line("node", node.path())
          .line(
              "was",
              "%s:%s:%s"
                  .formatted(
                      was.owner().orElseThrow(),
                      was.group().orElseThrow(),
                      was.mode().orElseThrow()));
    }
    return block.block();
  }

  /**
   * {@return the entry that a block describes}
   *
   * @param block of this kind
   * @throws JournalDamage if it names another file, or does not specify the former owner
   */
  public static NodesEntry read(JournalBlock block) throws JournalDamage {
    List<GivenNode> nodes = new ArrayList<>();
    List<String> lines = block.lines();
    for (int at = 0; at < lines.size(); at += 2) {
      String path = JournalBlock.read(lines.get(at));
      if (!JournalBlock.key(lines.get(at)).equals("node") || !OURS.matcher(path).matches()) {
        throw new JournalDamage("not a node that dtbind gives", lines.get(at));
      }
      String was = at + 1 < lines.size() ? lines.get(at + 1) : "";
      Matcher before = BEFORE.matcher(JournalBlock.read(was));
      if (!JournalBlock.key(was).equals("was") || !before.matches()) {
        throw new JournalDamage("not its former owner", was);
      }
      nodes.add(
          new GivenNode(
              path,
              Access.owned(
                  Optional.of(before.group(1)),
                  Optional.of(before.group(2)),
                  Optional.of(before.group(3)))));
    }
    return new NodesEntry(nodes);
  }

  /**
   * Triggers udev to set up all nodes again, by the current rules.
   *
   * @param kernel the system's kernel
   */
  public void announce(Kernel kernel) {
    for (GivenNode node : nodes) {
      new NodeGrant(kernel, node.path(), node.before(), Optional.empty()).announce();
    }
  }

  /**
   * Restores all former owners.
   *
   * @param kernel the system's kernel
   * @return what is not restored, one per line
   */
  public List<String> undo(Kernel kernel) {
    List<String> left = new ArrayList<>();
    for (GivenNode node : nodes) {
      if (kernel.files().owner(node.path()).isPresent()
          && kernel.files().difference(node.path(), node.before()).isPresent()) {
        kernel.trace().decided("give back " + node.path());
        kernel
            .files()
            .give(node.path(), node.before())
            .failure()
            .ifPresent(why -> left.add(why.text()));
      }
    }
    return left;
  }

  /**
   * A node in {@code /dev} whose owner changes.
   *
   * @param path such as {@code /dev/vfio/7}
   * @param before the former user, group and mode
   */
  public record GivenNode(String path, Access before) {}
}
