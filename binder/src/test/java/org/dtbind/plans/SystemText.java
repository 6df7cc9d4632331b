// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.kernel.ChipInfo;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.GpioChips;
import org.dtbind.kernel.LineInfo;
import org.dtbind.kernel.Owner;
import org.dtbind.plans.SystemTree.Directory;
import org.dtbind.plans.SystemTree.Entry;
import org.dtbind.plans.SystemTree.Failing;
import org.dtbind.plans.SystemTree.File;
import org.dtbind.plans.SystemTree.Link;
import org.dtbind.plans.SystemTree.Node;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;

/**
 * Reads the text of a system, one entry per line; README.md next to the texts describes the format.
 */
final class SystemText {

  private static final Pattern LINK = Pattern.compile("(/\\S*) -> (.*?)(?: c ([0-9]+):([0-9]+))?");
  private static final Pattern NODE =
      Pattern.compile(
          "(/\\S*) c ([0-9]+):([0-9]+) (\\S+):(\\S+) ([0-7]{4})( acl)?(?: ! (E[A-Z]+))?");
  private static final Pattern DIRECTORY =
      Pattern.compile("(/\\S*)/(?: inode ([0-9]+))?(?: (\\S+):(\\S+) ([0-7]{4}))?");
  private static final Pattern FILE = Pattern.compile("(/\\S*) =(?: (.*))?");
  private static final Pattern BLOCK = Pattern.compile("(/\\S*):");
  private static final Pattern FAILING = Pattern.compile("(/\\S*) ! (E[A-Z0-9]+)");
  private static final Pattern CHIP = Pattern.compile("(gpiochip[0-9]+) \"(.*)\" ([0-9]+) lines");
  private static final Pattern LINE =
      Pattern.compile("([0-9]+) \"(.*?)\"(?: used by \"(.*)\")?( used)?");
  private static final String TREE = "/sys/firmware/devicetree/base";
  private static final String INDENT = "  ";
  private static final long USED = 1;

  private final Map<String, Entry> entries;
  private final Map<String, GpioChips.Answer> chips;

  private SystemText(SystemTree base) {
    this.entries = new TreeMap<>(base.entries());
    this.chips = new HashMap<>(base.chips());
  }

  /** {@return a system changed by lines of text} */
  static SystemTree read(SystemTree base, List<String> lines) {
    SystemText text = new SystemText(base);
    for (int at = 0; at < lines.size(); at++) {
      List<String> block = new ArrayList<>();
      String line = lines.get(at);
      while (at + 1 < lines.size() && lines.get(at + 1).startsWith(INDENT)) {
        block.add(lines.get(++at).substring(INDENT.length()));
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        text.entry(line, block);
      }
    }
    return new SystemTree(text.entries, text.chips);
  }

  private void entry(String line, List<String> block) {
    Matcher chip = CHIP.matcher(line);
    Matcher file = BLOCK.matcher(line);
    if (line.startsWith("- ")) {
      remove(line.substring(2));
    } else if (line.equals("devicetree:")) {
      devicetree(String.join("\n", block));
    } else if (chip.matches()) {
      chips.put("/dev/" + chip.group(1), answer(chip, block));
    } else if (file.matches()) {
      String content = String.join("", block.stream().map(each -> each + "\n").toList());
      entries.put(file.group(1), new File(bytes(content), false));
    } else {
      entry(line);
    }
  }

  private void remove(String path) {
    entries.keySet().removeIf(at -> at.equals(path) || at.startsWith(path + "/"));
    chips.remove(path);
  }

  private void entry(String line) {
    Matcher link = LINK.matcher(line);
    Matcher node = NODE.matcher(line);
    Matcher directory = DIRECTORY.matcher(line);
    Matcher file = FILE.matcher(line);
    Matcher failing = FAILING.matcher(line);
    if (link.matches()) {
      OptionalLong device =
          link.group(3) == null
              ? OptionalLong.empty()
              : OptionalLong.of(number(link.group(3), link.group(4)));
      entries.put(link.group(1), new Link(link.group(2), device));
    } else if (node.matches()) {
      String mode = Owner.permissions(node.group(6));
      Owner owner = new Owner(node.group(4), node.group(5), mode);
      long number = number(node.group(2), node.group(3));
      Optional<Errno> refused = Optional.ofNullable(node.group(8)).map(Errno::valueOf);
      entries.put(node.group(1), new Node(number, owner, node.group(7) != null, refused));
    } else if (directory.matches()) {
      entries.put(directory.group(1), directory(directory));
    } else if (file.matches()) {
      Optional<String> text = Optional.ofNullable(file.group(2));
      // The value of a property of strings ends with a zero byte.
      String content = text.map(one -> one.endsWith("\\0") ? one : one + "\n").orElse("");
      entries.put(file.group(1), new File(bytes(content), false));
    } else if (failing.matches()) {
      entries.put(failing.group(1), new Failing(Errno.valueOf(failing.group(2))));
    } else {
      throw new IllegalArgumentException("not an entry of a system: " + line);
    }
  }

  private static Directory directory(Matcher text) {
    OptionalLong inode =
        text.group(2) == null
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(text.group(2)));
    Owner owner =
        text.group(3) == null
            ? SystemTree.ROOT
            : new Owner(text.group(3), text.group(4), Owner.permissions(text.group(5)));
    return new Directory(inode, owner);
  }

  private static long number(String major, String minor) {
    return Long.parseLong(major) << 8 | Long.parseLong(minor);
  }

  private static GpioChips.Answer answer(Matcher chip, List<String> block) {
    List<LineInfo> lines = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(chip.group(3)); i++) {
      lines.add(new LineInfo(i, Bytes.empty(), Bytes.empty(), 0));
    }
    for (String text : block) {
      Matcher line = LINE.matcher(text);
      if (!line.matches()) {
        throw new IllegalArgumentException("not a line of a chip: " + text);
      }
      Optional<String> consumer = Optional.ofNullable(line.group(3));
      boolean used = consumer.isPresent() || line.group(4) != null;
      int offset = Integer.parseInt(line.group(1));
      lines.set(
          offset,
          new LineInfo(offset, bytes(line.group(2)), bytes(consumer.orElse("")), used ? USED : 0));
    }
    return new GpioChips.Answer(new ChipInfo(chip.group(1), chip.group(2), lines.size()), lines);
  }

  /** Replaces the tree, in the layout of {@code /sys/firmware/devicetree/base}. */
  private void devicetree(String source) {
    Compiler compiler =
        new Compiler(
            new CompileOptions(List.of(), List.of(), true, true),
            path -> path.equals("system.dts") ? Optional.of(Bytes.utf8(source)) : Optional.empty());
    DeviceTree tree =
        compiler
            .build("system.dts")
            .value()
            .orElseThrow(() -> new IllegalArgumentException("not a devicetree:\n" + source));
    remove(TREE);
    tree.forEach(
        (path, node) -> {
          String directory = path.isRoot() ? TREE : TREE + path.text();
          entries.put(directory, Directory.PLAIN);
          node.properties()
              .forEach(
                  property ->
                      entries.put(
                          directory + "/" + property.name(),
                          new File(property.value().bytes(), false)));
        });
  }

  /** {@return text with the escapes of C} */
  private static Bytes bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher part = Pattern.compile("\\\\(?:x([0-9a-f]{2})|0|n|\\\\)|[^\\\\]+").matcher(text);
    while (part.find()) {
      byte[] bytes =
          switch (part.group()) {
            case "\\0" -> new byte[] {0};
            case "\\n" -> new byte[] {'\n'};
            case "\\\\" -> new byte[] {'\\'};
            default ->
                part.group(1) == null
                    ? part.group().getBytes(StandardCharsets.UTF_8)
                    : new byte[] {(byte) Integer.parseInt(part.group(1), 16)};
          };
      out.writeBytes(bytes);
    }
    return Bytes.wrap(out.toByteArray());
  }
}
