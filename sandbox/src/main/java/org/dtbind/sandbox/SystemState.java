// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a whole system that has booted, as {@link #PROGRAM} prints it.
 *
 * @param failed the names of the units that failed, or that systemd rejects because of an error in
 *     their files
 * @param errors the last 100 messages in the journal that have the priority {@code err} or higher,
 *     or are of a failed unit
 * @param nodes the device nodes that udev knows
 */
public record SystemState(List<String> failed, List<String> errors, List<Node> nodes) {

  /** The shell command that prints this state, followed by that of {@link SeenSystem}. */
  public static final String PROGRAM = ". \"$DTBIND_SANDBOX/" + Resources.LOOK_SYSTEM + "\"";

  public static final SystemState NONE = new SystemState(List.of(), List.of(), List.of());

  /**
   * A device node.
   *
   * @param path such as {@code /dev/gpiochip1}
   * @param device the directory of its device, without {@code /sys}
   * @param mode octal digits, such as {@code 0660}
   * @param links the links to the node that udev made
   */
  public record Node(
      String path, String device, String owner, String group, String mode, List<String> links) {

    public Node {
      links = List.copyOf(links);
    }
  }

  public SystemState {
    failed = List.copyOf(failed);
    errors = List.copyOf(errors);
    nodes = List.copyOf(nodes);
  }

  public static SystemState parse(String printed) {
    Map<String, List<String>> sections = SeenSystem.sections(printed);
    return new SystemState(
        sections.getOrDefault("failed", List.of()).stream()
            .filter(name -> !name.isEmpty())
            .toList(),
        sections.getOrDefault("errors", List.of()),
        nodes(sections.getOrDefault("nodes", List.of()), sections.getOrDefault("udev", List.of())));
  }

  private static List<Node> nodes(List<String> files, List<String> database) {
    Map<String, String[]> owners = new HashMap<>();
    for (String line : files) {
      String[] words = line.split("\t", 4);
      if (words.length == 4) {
        owners.put(words[0], words);
      }
    }
    List<Node> nodes = new ArrayList<>();
    for (UdevEntry entry : entries(database)) {
      String[] words = owners.get(entry.node);
      if (words != null) {
        String mode = "0".repeat(Math.max(0, 4 - words[3].length())) + words[3];
        nodes.add(new Node(entry.node, entry.device, words[1], words[2], mode, entry.links));
      }
    }
    nodes.sort(Comparator.comparing(Node::path));
    return nodes;
  }

  /** An entry of udev's database: lines with P, N and S, see udevadm(8). */
  private record UdevEntry(String device, String node, List<String> links) {}

  private static List<UdevEntry> entries(List<String> database) {
    List<UdevEntry> entries = new ArrayList<>();
    UdevEntry entry = new UdevEntry("", "", new ArrayList<>());
    for (String line : database) {
      String value = line.length() > 3 ? line.substring(3) : "";
      switch (line.isEmpty() ? ' ' : line.charAt(0)) {
        case 'P' -> entry = new UdevEntry(value, "", new ArrayList<>());
        case 'N' -> {
          entry = new UdevEntry(entry.device, "/dev/" + value, entry.links);
          entries.add(entry);
        }
        case 'S' -> entry.links.add("/dev/" + value);
        default -> {}
      }
    }
    return entries;
  }
}
