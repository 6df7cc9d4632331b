// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dtbind.aggregator.AggregatorEntry.Next;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.change.journal.Journal;
import org.dtbind.change.journal.JournalBlock;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.journal.JournalReading;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the journal entries of aggregators. */
class AggregatorEntryTest {

  private static final List<SourceLine> LINES =
      List.of(
          SourceLine.at(Bytes.utf8("gpio 2"), 20, Bytes.utf8("k\n3")),
          SourceLine.named(Bytes.utf8("t\u00fcr=1")));

  private static AggregatorEntry entry(Next next, String name) {
    return new AggregatorEntry(
        name,
        next,
        BackEnd.SYSFS,
        true,
        LINES,
        List.of("gpio-aggregator.0", "gpio-aggregator.17"),
        "relays",
        Optional.of(
            new AggregatorRecord(
                name,
                BackEnd.SYSFS,
                Optional.empty(),
                Optional.empty(),
                LINES,
                Map.of(1, SafeState.INACTIVE),
                Access.NONE.orLink("relays"))));
  }

  private static Journal journal(AggregatorEntry entry) {
    return new Journal(
        "612",
        Optional.of("0b5a"),
        List.of(entry.block()),
        List.of(new Journal.Step(0, "make directory x")),
        false);
  }

  @Test
  void entryRoundTrips() throws JournalDamage {
    assertThat(entry(Next.DELETED, "relays").block().lines())
        .startsWith(
            "aggregator=relays",
            "next=deleted",
            "by=sysfs",
            "live=yes",
            "link=relays",
            "line=20 gpio\\x202 k\\x0a3",
            "line=- t\\xc3\\xbcr=1 t\\xc3\\xbcr=1",
            "other=gpio-aggregator.0",
            "other=gpio-aggregator.17",
            "record=dtbind-aggregator=1");
    for (Next next : Next.values()) {
      AggregatorEntry entry = entry(next, "relays");
      Journal journal = journal(entry);
      assertThat(JournalReading.read(journal.text())).isEqualTo(journal);
      assertThat(journal.entries(AggregatorEntry::read)).containsExactly(entry);
    }
  }

  @Test
  void invalidNamesAndValuesAreDamage() {
    for (String name : List.of("../x", "a/b", "..", ".", "", "a\\x2fb", "a\\x00")) {
      assertDamaged("aggregator=relays", "aggregator=" + name);
    }
    assertDamaged("other=gpio-aggregator.0", "other=../gpio-aggregator.0");
    assertDamaged("other=gpio-aggregator.0", "other=gpio-aggregator.");
    assertDamaged("link=relays", "link=../relays");
    assertDamaged("link=relays", "link=");
    assertDamaged("next=deleted", "next=moved");
    assertDamaged("by=sysfs", "by=hand");
    assertDamaged("live=yes", "live=perhaps");
    assertDamaged("live=yes", "lives=yes");
    assertDamaged("line=20 ", "line=20");
    assertDamaged("record=name=relays", "record=name=others");
    assertDamaged("record=end", "record=ende");
  }

  private static void assertDamaged(String from, String to) {
    JournalBlock block = entry(Next.DELETED, "relays").block();
    JournalBlock modified =
        new JournalBlock(
            block.kind(), block.lines().stream().map(line -> line.replace(from, to)).toList());
    assertThat(modified).as(to).isNotEqualTo(block);
    assertThatThrownBy(() -> AggregatorEntry.read(modified))
        .as(to)
        .isInstanceOf(JournalDamage.class);
  }

  /** No random change to the text may yield a name that points outside of its directory. */
  @Test
  @Tag("large")
  void damagedEntryNeverYieldsAnUnsafeName() {
    Random random = new Random(4711);
    String pieces = "/.=\n\\x2f\\x00ab next=made other= ..";
    String original = journal(entry(Next.MADE, "relays")).text();
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(original);
      for (int times = random.nextInt(3); times >= 0; times--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(12));
        int from = random.nextInt(pieces.length());
        text.replace(at, end, pieces.substring(from, Math.min(pieces.length(), from + 4)));
      }
      read += readsSafely(text.toString()) ? 1 : 0;
    }
    assertThat(read).isBetween(100, 19_900);
  }

  private static boolean readsSafely(String text) {
    try {
      JournalReading.read(text)
          .entries(AggregatorEntry::read)
          .forEach(
              entry -> {
                assertThat(entry.name()).doesNotContain("/", "\0").isNotIn("", ".", "..");
                assertThat(entry.link()).doesNotContain("/", "\0").isNotIn("", ".", "..");
                assertThat(entry.others())
                    .allMatch(name -> name.matches("gpio-aggregator\\.[0-9]+"));
              });
      return true;
    } catch (JournalDamage damage) {
      return false;
    }
  }
}
