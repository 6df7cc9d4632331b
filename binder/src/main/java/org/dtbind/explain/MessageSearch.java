// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.linux.Population;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * Finds the nodes that the messages of a kernel are about, by the names of nodes and devices in the
 * messages.
 *
 * @param names the nodes by name: names of devices and chips, and paths of nodes
 */
public record MessageSearch(Map<String, NodePath> names) {

  /** The text before a message, in the formats of dmesg, {@code journalctl -k} and /dev/kmsg. */
  private static final Pattern HEAD =
      Pattern.compile(
          "^(?:<\\d+>)?(?:\\[ *(\\d+\\.\\d+|[A-Z][^\\]]*\\d{4})\\](?:\\[ *[TC]\\d+\\])? "
              + "|.{10,40}? kernel: (?:\\[ *(\\d+\\.\\d+)\\] )?|\\d+,\\d+,(\\d+),[^;]*;)?");

  private static final Pattern WORD = Pattern.compile("[^\\s()<>\"',;=\\[\\]]+");

  /**
   * A name of only letters or only digits, which is also an ordinary word or number: it counts only
   * in a position in which drivers write the device.
   */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z]*|\\d*");

  /**
   * A message about a node.
   *
   * @param line the number of the line in the log, from 1
   * @param time the time as in the log; empty if the log has none
   * @param nodes the nodes whose names the message contains, at least one
   */
  public record Message(int line, Optional<String> time, String text, List<NodePath> nodes) {
    /** Copies the list. */
    public Message {
      nodes = List.copyOf(nodes);
    }
  }

  /** Copies the map. */
  public MessageSearch {
    names = Map.copyOf(names);
  }

  /** {@return the names of the nodes and devices of a system} */
  public static MessageSearch of(LiveSystem system) {
    Map<String, NodePath> names = paths(system.tree());
    for (LinuxDevice device : system.snapshot().devices()) {
      device.node().filter(system::has).ifPresent(node -> names.putIfAbsent(device.name(), node));
    }
    for (GpioChip chip : system.gpio().chips()) {
      chip.node().filter(system::has).ifPresent(node -> names.putIfAbsent(chip.name(), node));
    }
    return new MessageSearch(names);
  }

  /** {@return the names of the nodes of a tree, and of the devices predicted for them} */
  public static MessageSearch of(DeviceTree tree, Map<NodePath, Population> populations) {
    Map<String, NodePath> names = paths(tree);
    populations.forEach(
        (node, population) ->
            NodeChain.devices(population)
                .forEach(device -> names.putIfAbsent(device.name(), node)));
    return new MessageSearch(names);
  }

  private static Map<String, NodePath> paths(DeviceTree tree) {
    Map<String, NodePath> names = new HashMap<>();
    tree.forEach(
        (path, node) -> {
          if (!path.isRoot()) {
            names.put(path.text(), path);
          }
        });
    return names;
  }

  /**
   * {@return the messages that contain names of nodes, in the order of the log}
   *
   * @param log the log in the format of dmesg(1), journalctl(1) or /dev/kmsg
   */
  public List<Message> messages(String log) {
    List<Message> messages = new ArrayList<>();
    int line = 0;
    for (String text : log.lines().toList()) {
      line++;
      Matcher head = HEAD.matcher(text);
      String message = head.lookingAt() ? text.substring(head.end()) : text;
      Set<NodePath> nodes = nodes(message);
      if (!nodes.isEmpty()) {
        messages.add(new Message(line, time(head), message, List.copyOf(nodes)));
      }
    }
    return messages;
  }

  private static Optional<String> time(Matcher head) {
    for (int group = 1; group <= head.groupCount(); group++) {
      if (head.group(group) != null) {
        return Optional.of(head.group(group));
      }
    }
    return Optional.empty();
  }

  private Set<NodePath> nodes(String message) {
    Set<NodePath> nodes = new LinkedHashSet<>();
    Matcher words = WORD.matcher(message);
    String before = "";
    for (int place = 0; words.find(); place++) {
      String word = words.group();
      // "DRIVER DEVICE: …", as dev_err() writes it, or "probe of DEVICE failed".
      boolean device = place == 1 && word.endsWith(":") || before.equals("probe of");
      Optional<NodePath> node = node(word);
      if (node.isPresent() && (device || !PLAIN.matcher(stripped(word)).matches())) {
        nodes.add(node.get());
      }
      before = before.substring(before.lastIndexOf(' ') + 1) + " " + word;
    }
    return nodes;
  }

  private Optional<NodePath> node(String word) {
    return Optional.ofNullable(names.get(word))
        .or(() -> Optional.ofNullable(names.get(stripped(word))));
  }

  private static String stripped(String word) {
    int end = word.length();
    while (end > 0 && ":.!?".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.substring(0, end);
  }
}
