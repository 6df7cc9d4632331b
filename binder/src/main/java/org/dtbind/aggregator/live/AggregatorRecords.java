// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Files;

/**
 * The aggregators that were created since the system started: a file for each in {@code
 * /run/dtbind/aggregators}, where the script that needs no Java also writes them.
 *
 * @param files the system's files
 */
public record AggregatorRecords(Files files) {

  private static final String FOLDER = "/run/dtbind/aggregators";

  /** {@return all readable records, by name} */
  public List<AggregatorRecord> all() {
    List<AggregatorRecord> records = new ArrayList<>();
    for (String name : files.names(FOLDER)) {
      named(name).ifPresent(records::add);
    }
    return records;
  }

  /** {@return the files that cannot be interpreted: draw no conclusions about them} */
  public List<String> unclear() {
    return files.names(FOLDER).stream()
        .filter(name -> named(name).isEmpty())
        .map(AggregatorRecords::path)
        .toList();
  }

  /**
   * {@return the record of an aggregator; empty if there is no readable one}
   *
   * @param name of the aggregator
   */
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
   * @param record of an aggregator
   * @return done, or why not
   */
  public Attempt<Nothing> remember(AggregatorRecord record) {
    // Until it is known which device it is, nobody need know which lines it is to have.
    return record.device().isEmpty()
        ? files.replacePrivately(path(record.name()), record.text())
        : files.replace(path(record.name()), record.text());
  }

  /**
   * Removes a record.
   *
   * @param name of the aggregator
   * @return done, or why not
   */
  public Attempt<Nothing> forget(String name) {
    return files.remove(path(name));
  }

  /**
   * {@return the absolute path of a record}
   *
   * @param name of the aggregator
   */
  public static String path(String name) {
    return FOLDER + "/" + name;
  }
}
