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
import org.dtbind.kernel.WritableKernel;
import org.dtbind.linux.GenericDriver;
import org.dtbind.spec.Access;

/**
 * The journal entry of device nodes that change owner.
 *
 * @param nodes the device nodes, each with its former owner
 */
public record NodesEntry(List<GivenNode> nodes) implements ReversibleEntry {

  /** The word for such a change in a journal. */
  public static final String KIND = "nodes";

  /** Matches the device node of a VFIO device, for iommufd. */
  private static final Pattern VFIO_DEVICE =
      Pattern.compile("/dev/vfio/devices/(noiommu-)?vfio[0-9]{1,9}");

  private static final Pattern BEFORE = Pattern.compile("([^:]+):([^:]+):([0-7]{4})");

  /** Copies the list. */
  public NodesEntry {
    nodes = List.copyOf(nodes);
  }

  @Override
  public String text() {
    return nodes.size() + " device nodes";
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
  public Reversible change(WritableKernel kernel, Duration timeout) {
    return new NodesChange(kernel, this);
  }

  @Override
  public JournalBlock block() {
    KeyValueText block = new KeyValueText(KIND);
    for (GivenNode node : nodes) {
      Access former = node.before();
      block
          .line("node", node.path())
          .line(
              "was",
              "%s:%s:%s"
                  .formatted(
                      former.owner().orElseThrow(),
                      former.group().orElseThrow(),
                      former.mode().orElseThrow()));
    }
    return block.block();
  }

  /**
   * {@return the entry in a block, after each value is checked}
   *
   * @param block a block of the kind {@link #KIND}
   * @throws JournalDamage if the block contains another file, or lacks a former owner
   */
  public static NodesEntry read(JournalBlock block) throws JournalDamage {
    List<GivenNode> nodes = new ArrayList<>();
    List<String> lines = block.lines();
    for (int at = 0; at < lines.size(); at += 2) {
      String path = JournalBlock.read(lines.get(at));
      if (!JournalBlock.key(lines.get(at)).equals("node") || !isGiven(path)) {
        throw new JournalDamage("not a node that dtbind gives", lines.get(at));
      }
      String owner = at + 1 < lines.size() ? lines.get(at + 1) : "";
      Matcher before = BEFORE.matcher(JournalBlock.read(owner));
      if (!JournalBlock.key(owner).equals("was") || !before.matches()) {
        throw new JournalDamage("not its former owner", owner);
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

  /** Whether dtbind gives a node to users; recovery must not change the owner of any other file. */
  private static boolean isGiven(String path) {
    return GenericDriver.ofNode(path).isPresent() || VFIO_DEVICE.matcher(path).matches();
  }

  /** Makes udev set up all nodes again, by its current rules, and waits for that. */
  public void announce(WritableKernel kernel) {
    for (GivenNode node : nodes) {
      new NodeGrant(kernel, node.path(), node.before(), Optional.empty()).announce(kernel);
    }
    if (kernel.udev().runs()) {
      // Only a reload waits for udev.
      kernel.udev().reload();
    }
  }

  /**
   * Restores the former owners of all nodes that still exist.
   *
   * @return the failures, one per line
   */
  public List<String> undo(WritableKernel kernel) {
    List<String> left = new ArrayList<>();
    for (GivenNode node : nodes) {
      if (kernel.files().owner(node.path()).isPresent()
          && kernel.files().difference(node.path(), node.before()).isPresent()) {
        kernel.trace().decided("restore the owner of " + node.path());
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
   * A device node that changes owner.
   *
   * @param path the absolute path, such as {@code /dev/vfio/7}
   * @param before the former owner, group and mode
   */
  public record GivenNode(String path, Access before) {}
}
