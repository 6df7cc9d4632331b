// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.Reversible;
import org.dtbind.change.ReversibleEntry;
import org.dtbind.change.journal.JournalBlock;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.journal.KeyValueText;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.KnownDriver;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * An aggregator that is made or deleted, in the journal. Folders and devices that are written to
 * are made of its names, each of which is one name of a file.
 *
 * @param name its name, or of its Linux device where nobody gave it one
 * @param next what becomes of it
 * @param backEnd by which one that is deleted was made; of one that is made, that is seen later
 * @param live whether one that is deleted had its device
 * @param lines that one that is deleted is made of again, in order
 * @param others devices of the driver that are not it
 * @param link below {@code /dev/gpio}, without that
 * @param recorded what was on record about it before; empty for nothing
 */
record AggregatorEntry(
    String name,
    Next next,
    BackEnd backEnd,
    boolean live,
    List<SourceLine> lines,
    List<String> others,
    String link,
    Optional<AggregatorRecord> recorded)
    implements ReversibleEntry {

  /** What the journal calls it. */
  static final String KIND = "aggregator";

  /** What the kernel calls the devices of {@code new_device} and configfs. */
  static final String DEVICE = KnownDriver.GPIO_AGGREGATOR.driver() + "\\.\\d{1,9}";

  private static final Set<String> KEYS = Set.of("aggregator", "next", "by", "live", "link");

  /** NAME_MAX of include/uapi/linux/limits.h. */
  private static final int LONGEST_NAME = 255;

  /** Copies the lists. */
  AggregatorEntry {
    lines = List.copyOf(lines);
    others = List.copyOf(others);
  }

  /** What becomes of it. */
  enum Next {
    /** It is made. */
    MADE("made"),
    /** It is deleted, and can be made again. */
    DELETED("deleted"),
    /** It is deleted, for good: nobody knows its lines, or the kernel cannot be told of them. */
    DELETED_FOR_GOOD("deleted-for-good"),
    /** It is not there, and what is remembered of it goes. */
    FORGOTTEN("forgotten");

    private final String word;

    Next(String word) {
      this.word = word;
    }
  }

  /** The same, where some of the devices that are not it go before. */
  AggregatorEntry without(Set<String> gone) {
    List<String> left = others.stream().filter(other -> !gone.contains(other)).toList();
    return new AggregatorEntry(name, next, backEnd, live, lines, left, link, recorded);
  }

  @Override
  public String text() {
    return "aggregator " + name;
  }

  @Override
  public List<String> keys() {
    return List.of((next == Next.MADE ? "made " : "deleted ") + name);
  }

  @Override
  public List<String> files() {
    return List.of(AggregatorRecords.path(name), NodeGrant.LINKS + link);
  }

  @Override
  public Reversible change(Kernel kernel, Duration timeout) {
    return new AggregatorReversal(kernel, this);
  }

  @Override
  public JournalBlock block() {
    KeyValueText block =
        new KeyValueText(KIND)
            .line("aggregator", name)
            .line("next", next.word)
            .line("by", backEnd.text())
            .line("live", live ? "yes" : "no")
            .line("link", link);
    lines.forEach(line -> block.words("line", line.recorded()));
    others.forEach(other -> block.line("other", other));
    return block.lines("record", recorded.map(AggregatorRecord::text)).block();
  }

  /** {@return what a block says, of which nothing is believed} */
  static AggregatorEntry read(JournalBlock block) throws JournalDamage {
    Map<String, String> values = block.values(KEYS, Set.of("line", "other", "record"));
    String name = values.getOrDefault("aggregator", "");
    String link = values.getOrDefault("link", "");
    if (!isFile(name) || !link.matches(Access.FILE)) {
      throw new JournalDamage("not the name of an aggregator or link", name + " " + link);
    }
    List<SourceLine> lines = new ArrayList<>();
    for (String line : lines(block, "line")) {
      lines.add(
          SourceLine.ofRecord(line)
              .orElseThrow(() -> new JournalDamage("not a line of an aggregator", line)));
    }
    List<String> others = lines(block, "other");
    for (String other : others) {
      if (!other.matches(DEVICE)) {
        throw new JournalDamage("not a device of an aggregator", other);
      }
    }
    return new AggregatorEntry(
        name,
        next(values.getOrDefault("next", "")),
        backEnd(values.getOrDefault("by", "")),
        JournalBlock.truth(values, "live"),
        lines,
        others,
        link,
        recorded(block, name));
  }

  private static List<String> lines(JournalBlock block, String key) {
    return block.text(key).map(text -> text.lines().toList()).orElse(List.of());
  }

  private static boolean isFile(String name) {
    return !name.isEmpty()
        && !name.contains("/")
        && !name.contains("\0")
        && !name.equals(".")
        && !name.equals("..")
        && Bytes.utf8(name).length() <= LONGEST_NAME;
  }

  private static Next next(String word) throws JournalDamage {
    for (Next next : Next.values()) {
      if (next.word.equals(word)) {
        return next;
      }
    }
    throw new JournalDamage("not a change of an aggregator", word);
  }

  private static BackEnd backEnd(String word) throws JournalDamage {
    for (BackEnd backEnd : BackEnd.values()) {
      if (backEnd.text().equals(word)) {
        return backEnd;
      }
    }
    throw new JournalDamage("not a way to create an aggregator", word);
  }

  private static Optional<AggregatorRecord> recorded(JournalBlock block, String name)
      throws JournalDamage {
    Optional<String> text = block.text("record");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        AggregatorRecord.parse(text.get())
            .filter(record -> record.name().equals(name))
            .orElseThrow(
                () ->
                    new JournalDamage(
                        "a record that is damaged, or belongs to another aggregator")));
  }
}
