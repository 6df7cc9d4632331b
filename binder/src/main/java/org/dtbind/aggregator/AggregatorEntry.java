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
import org.dtbind.kernel.WritableKernel;
import org.dtbind.linux.GenericDriver;
import org.dtbind.source.FileName;
import org.dtbind.spec.Access;

/**
 * The creation or deletion of an aggregator in a journal. Recovery builds the paths of directories
 * and devices from the names, so each must be a single valid file name.
 *
 * @param name the name of the aggregator, or of its Linux device if it has no name
 * @param next the change
 * @param backEnd the interface that created the aggregator; for a creation, the interface that
 *     existed before the driver was loaded, which may not be the one that is used
 * @param live for a deletion, whether the aggregator had its device
 * @param lines for a deletion, the lines to create the aggregator from again, in order
 * @param others the devices of the driver that neither belong to this aggregator nor are deleted in
 *     the same run: the kernel may reuse the numbers of deleted devices
 * @param link the name of the link, relative to {@code /dev/gpio}
 * @param recorded the record before the change; empty if there was none
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

  static final String KIND = "aggregator";

  /** Matches the names of devices that were created through {@code new_device} or configfs. */
  static final String DEVICE = GenericDriver.GPIO_AGGREGATOR.driver() + "\\.\\d{1,9}";

  private static final Set<String> KEYS = Set.of("aggregator", "next", "by", "live", "link");

  AggregatorEntry {
    lines = List.copyOf(lines);
    others = List.copyOf(others);
  }

  /** The change to the aggregator. */
  enum Next {
    /**
     * The aggregator is created. If it existed before and is only set up again, the journal has no
     * step of this entry, so that a rollback does not delete it.
     */
    MADE("made"),
    /** The aggregator is deleted, and can be created again. */
    DELETED("deleted"),
    /**
     * The aggregator is deleted and cannot be created again: the order of its lines is unknown, or
     * the lines cannot be addressed.
     */
    DELETED_FOR_GOOD("deleted-for-good"),
    /** The aggregator does not exist, and only its record and files are deleted. */
    FORGOTTEN("forgotten");

    private final String word;

    Next(String word) {
      this.word = word;
    }
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

  /** {@return the link to the chip, to be removed with the aggregator} */
  AggregatorLink chipLink(WritableKernel kernel) {
    return new AggregatorLink(kernel, name, link, next == Next.FORGOTTEN && recorded.isPresent());
  }

  @Override
  public Reversible change(WritableKernel kernel, Duration timeout) {
    return new ReversibleAggregator(kernel, this);
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

  /** {@return the entry in a block, after each value is checked: the journal is not trusted} */
  static AggregatorEntry read(JournalBlock block) throws JournalDamage {
    Map<String, String> values = block.values(KEYS, Set.of("line", "other", "record"));
    String name = values.getOrDefault("aggregator", "");
    String link = values.getOrDefault("link", "");
    if (!FileName.isSingle(name) || !link.matches(Access.FILE)) {
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
