// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.dtbind.it.DrawnSystem.Chip;

/**
 * Random arguments for an aggregator, and the result predicted from the drawn values by the rules
 * of the command line and of the kernel.
 *
 * @param texts the arguments
 * @param lines that the arguments name, in order
 * @param exits the allowed exit statuses; 0 if the aggregator must be created
 */
record DrawnAggregator(List<String> texts, List<Line> lines, List<Integer> exits) {

  /** A line of a chip. */
  record Line(Chip chip, int offset) {
    String name() {
      return chip.names().get(offset);
    }
  }

  /** A write to new_device holds about this many bytes; near the limit, either result is right. */
  private static final int NEARLY_A_PAGE = 3600;

  static DrawnAggregator draw(DrawnSystem system, Random random, boolean configfs, int most) {
    List<Line> all = new ArrayList<>();
    // With more chips, it is more likely that one of them cannot be expressed.
    List<Chip> chips = new ArrayList<>(system.chips());
    Collections.shuffle(chips, random);
    for (Chip chip : chips.subList(0, random.nextInt(3) == 0 ? chips.size() : 1)) {
      for (int i = 0; i < chip.names().size(); i++) {
        // Draw lines in use rarely, since each makes the whole request fail.
        if (!chip.hogs().contains(i) || random.nextInt(40) == 0) {
          all.add(new Line(chip, i));
        }
      }
    }
    boolean large = random.nextInt(6) == 0;
    int count = large ? 1 + random.nextInt(most) : 1 + random.nextInt(10);
    int from = large ? 0 : random.nextInt(Math.max(1, all.size() - count));
    List<Line> some = all.subList(from, Math.min(all.size(), from + count));
    List<Line> wanted = new ArrayList<>(some);
    if (!large) {
      Collections.shuffle(wanted, random);
    }
    if (random.nextInt(20) == 0) {
      wanted.add(wanted.get(0));
    }
    return new Expectation(system, configfs).of(wanted, random);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Makes arguments that name lines, and predicts the result. */
  private record Expectation(DrawnSystem system, boolean configfs) {

    DrawnAggregator of(List<Line> wanted, Random random) {
      List<String> texts = new ArrayList<>();
      boolean found = true;
      for (int at = 0; at < wanted.size(); ) {
        Line line = wanted.get(at);
        int end = at + 1;
        boolean named = !line.name().isEmpty() && wanted.size() < 20 && random.nextBoolean();
        if (named) {
          texts.add(line.name());
          found &= isNamedOnce(line.name());
        } else {
          int most = random.nextInt(3) == 0 ? 1 : wanted.size();
          while (end < wanted.size() && end - at < most && sameChip(line, wanted.get(end))) {
            end++;
          }
          boolean number = random.nextBoolean();
          texts.add(text(number ? line.chip().name() : line.chip().label(), wanted, at, end));
          found &= number || isLabelledOnce(line.chip().label());
        }
        at = end;
      }
      return new DrawnAggregator(texts, wanted, found ? exits(wanted) : List.of(3));
    }

    private static boolean sameChip(Line one, Line other) {
      return one.chip().equals(other.chip());
    }

    private static String text(String chip, List<Line> wanted, int from, int to) {
      List<String> offsets = new ArrayList<>();
      for (int at = from; at < to; ) {
        int first = wanted.get(at).offset();
        int last = first;
        at++;
        while (at < to && wanted.get(at).offset() == last + 1) {
          last++;
          at++;
        }
        offsets.add(last > first ? first + "-" + last : "" + first);
      }
      return chip + ":" + String.join(",", offsets);
    }

    private List<Integer> exits(List<Line> wanted) {
      boolean duplicate = new HashSet<>(wanted).size() < wanted.size();
      if (duplicate
          || wanted.stream().anyMatch(line -> line.chip().hogs().contains(line.offset()))) {
        return List.of(1);
      }
      int length = 0;
      boolean afterName = false;
      for (Line line : wanted) {
        boolean label = byLabel(line);
        if (!label && !byName(line)) {
          return List.of(69);
        }
        String key = label ? line.chip().label() : line.name();
        // After a name, the kernel takes text that looks like numbers for offsets.
        if (!configfs && afterName && key.matches("[0-9x-]+")) {
          return List.of(69);
        }
        afterName = !label;
        length += bytes(key) + 7;
      }
      return configfs || length < NEARLY_A_PAGE ? List.of(0) : List.of(0, 69);
    }

    private boolean byLabel(Line line) {
      String label = line.chip().label();
      return bytes(label) < DrawnSystem.MAX_SHOWN && isLabelledOnce(label) && canExpress(label);
    }

    private boolean byName(Line line) {
      String name = line.name();
      return !name.isEmpty()
          && bytes(name) < DrawnSystem.MAX_SHOWN
          && isNamedOnce(name)
          && canExpress(name);
    }

    private boolean canExpress(String text) {
      return configfs || !text.contains("=") && !text.contains("\"");
    }

    /** The label gpio2 also belongs to a chip of the tree. */
    private boolean isLabelledOnce(String label) {
      long same = system.chips().stream().filter(chip -> chip.label().equals(label)).count();
      return bytes(label) <= DrawnSystem.MAX_SHOWN && same == 1 && !label.equals("gpio2");
    }

    private boolean isNamedOnce(String name) {
      long same =
          system.chips().stream()
              .flatMap(chip -> chip.names().stream())
              .filter(name::equals)
              .count();
      return bytes(name) <= DrawnSystem.MAX_SHOWN && same == 1;
    }
  }
}
