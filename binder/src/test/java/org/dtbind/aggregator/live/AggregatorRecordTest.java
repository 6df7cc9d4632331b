// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;
import org.junit.jupiter.api.Test;

/** Tests the records in {@code /run/dtbind/aggregators}. */
class AggregatorRecordTest {

  private static final AggregatorRecord RECORD =
      new AggregatorRecord(
          "relays",
          BackEnd.SYSFS,
          Optional.of("gpio-aggregator.0"),
          Optional.of("0b5a:4711"),
          List.of(
              SourceLine.at(Bytes.latin1("gpio 2\n\u00fc\\x"), 3, Bytes.empty()),
              SourceLine.named(Bytes.latin1("eq=x"))),
          Map.of(0, SafeState.INACTIVE, 1, SafeState.ACTIVE),
          new Access(
              Optional.of("keeper"),
              Optional.empty(),
              Optional.of("0660"),
              Optional.of("relays"),
              Optional.empty()));

  @Test
  void recordRoundTrips() {
    assertThat(AggregatorRecord.parse(RECORD.text())).hasValue(RECORD);
    assertThat(RECORD.text().lines()).contains("line=3 gpio\\x202\\x0a\\xfc\\x5cx ");
  }

  @Test
  void recordWrittenByTheTargetScriptIsRead() {
    Optional<AggregatorRecord> record =
        AggregatorRecord.parse(
            "dtbind-aggregator=1\nname=a\nby=configfs\ndevice=gpio-aggregator.3\nend\n");
    assertThat(record.map(AggregatorRecord::backEnd)).hasValue(BackEnd.CONFIGFS);
    assertThat(record.flatMap(AggregatorRecord::device)).hasValue("gpio-aggregator.3");
    assertThat(record.map(AggregatorRecord::lines)).hasValue(List.of());
  }

  @Test
  void truncatedOrDamagedRecordIsRejected() {
    String text = RECORD.text();
    for (int end = 0; end < text.length(); end++) {
      assertThat(AggregatorRecord.parse(text.substring(0, end))).as("%d", end).isEmpty();
    }
    for (String damaged :
        List.of(
            text.replace("=1", "=2"),
            text.replace("by=sysfs", "by=magic"),
            text.replace("name=relays\n", ""),
            text.replace("link=relays", "link=../relays"),
            text.replace("line=3 ", "line=x "),
            text.replace("safe=0 inactive", "safe=0 open"),
            text.replace("safe=0 inactive", "safe=-1 inactive"),
            text.replace("safe=0 inactive", "safe=0 very inactive"),
            text.replace("line=3 ", "line=3"),
            text.replace("\\xfc", "\\xf"),
            text.replace("\\x20", "\\y20"))) {
      assertThat(AggregatorRecord.parse(damaged)).as(damaged).isEmpty();
    }
  }
}
