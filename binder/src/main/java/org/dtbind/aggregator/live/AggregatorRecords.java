// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.WritableFiles;

/**
 * The records of the aggregators that were created since the system started: one file for each in
 * {@code /run/dtbind/aggregators}. The script without Java writes these files, too.
 */
public record AggregatorRecords(Files files) {

  private static final String DIRECTORY = "/run/dtbind/aggregators";

  /** {@return all readable records, ordered by name} */
  public List<AggregatorRecord> all() {
    List<AggregatorRecord> records = new ArrayList<>();
    for (String name : files.names(DIRECTORY)) {
      named(name).ifPresent(records::add);
    }
    return records;
  }

  /**
   * {@return the absolute paths of the files that cannot be interpreted; the aggregators in them
   * are unknown}
   */
  public List<String> unclear() {
    return files.names(DIRECTORY).stream()
        .filter(name -> named(name).isEmpty())
        .map(AggregatorRecords::path)
        .toList();
  }

  /** {@return the record of an aggregator; empty if there is no readable one} */
  public Optional<AggregatorRecord> named(String name) {
    return files
        .read(path(name))
        .value()
        .flatMap(text -> text)
        .flatMap(AggregatorRecord::parse)
        .filter(record -> record.name().equals(name));
  }

  /**
   * Writes a record.
   *
   * @param record the record, which replaces an earlier one of the same aggregator
   * @return done, or the reason why not
   */
  public static Attempt<Nothing> remember(WritableFiles files, AggregatorRecord record) {
    // Lines of an aggregator that is still being created are readable only by the owner of the
    // file.
    return record.device().isEmpty()
        ? files.replacePrivately(path(record.name()), record.text())
        : files.replace(path(record.name()), record.text());
  }

  /**
   * Removes a record.
   *
   * @return done, or the reason why not
   */
  public static Attempt<Nothing> forget(WritableFiles files, String name) {
    return files.remove(path(name));
  }

  /** {@return the absolute path of a record} */
  public static String path(String name) {
    return DIRECTORY + "/" + name;
  }
}
