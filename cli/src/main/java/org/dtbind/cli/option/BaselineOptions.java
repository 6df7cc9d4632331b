// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.source.Bytes;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.FindingKey;

/** The options for baselines of known findings. Picocli fills them in. */
public final class BaselineOptions implements ArgumentGroup {

  private static final int MOST_ENTRIES = 20;

  private Optional<Path> known = Optional.empty();
  private Optional<Path> written = Optional.empty();
  private Optional<Baseline> read = Optional.empty();
  private int wrongLine;

  private final String use;
  private final String findings;

  /** Creates the options of a command that omits known findings. */
  public BaselineOptions() {
    this("Report only findings that are not in FILE.", "findings");
  }

  /**
   * Creates the options.
   *
   * @param use what the command does with known findings
   * @param findings what the file contains
   */
  public BaselineOptions(String use, String findings) {
    this.use = use;
    this.findings = findings;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--baseline")
        .label("FILE")
        .description(
            use
                + " Create FILE with --write-baseline. You can "
                + "add a reason and an end date to an entry.")
        .value(Path.class, value -> known = Optional.of(value));
    arguments
        .option("--write-baseline")
        .label("FILE")
        .description(
            "Write all "
                + findings
                + " to FILE, for later use with --baseline. With --baseline, entries "
                + "keep their reasons and end dates.")
        .value(Path.class, value -> written = Optional.of(value));
  }

  /** {@return the known findings; empty if the file is not a baseline} */
  public Optional<Baseline> read(Session session) throws IOException {
    if (known.isEmpty()) {
      return Optional.of(Baseline.empty());
    }
    String content =
        new String(session.inputs().read(known.get()).toArray(), StandardCharsets.UTF_8);
    wrongLine = Baseline.wrongLine(content);
    read = Baseline.read(content, LocalDate.now(ZoneOffset.UTC));
    return read;
  }

  /** {@return the message about a file that is not a baseline} */
  public String unread() {
    String file = known.map(InputFiles::name).orElse("");
    return wrongLine > 1
        ? "%s: line %d is not an entry of a baseline".formatted(file, wrongLine)
            + "\n  help: after the entry, write 'reason: TEXT' and 'until: YYYY-MM-DD', each after a"
            + " tab"
        : file + ": is not a baseline; create one with --write-baseline";
  }

  /**
   * Says which entries have expired, and which have no finding.
   *
   * @param found all findings of this run
   * @param files the names of the files that were checked completely
   * @param isChecked whether this run makes the check of an entry
   */
  public void report(
      Session session, Baseline found, Set<String> files, Predicate<FindingKey> isChecked) {
    Baseline old = read.orElse(Baseline.empty());
    say(
        session,
        old.expired(found),
        entry ->
            "expired on %s, so its finding is reported again%s"
                .formatted(
                    entry.until().orElseThrow(),
                    entry.reason().map(text -> " (" + text + ")").orElse("")));
    say(
        session,
        old.unused(found, files).stream().filter(entry -> isChecked.test(entry.key())).toList(),
        entry ->
            "unused: %s has no such finding with the options of this run".formatted(entry.file()));
  }

  private void say(
      Session session, List<Baseline.Entry> entries, Function<Baseline.Entry, String> what) {
    String file = known.map(InputFiles::name).orElse("");
    for (Baseline.Entry entry : entries.subList(0, Math.min(entries.size(), MOST_ENTRIES))) {
      session.messages().progress("%s:%d: %s".formatted(file, entry.line(), what.apply(entry)));
    }
    if (entries.size() > MOST_ENTRIES) {
      session
          .messages()
          .progress("%s: %d more such entries".formatted(file, entries.size() - MOST_ENTRIES));
    }
  }

  /** Returns whether an option is used. */
  public boolean areGiven() {
    return known.isPresent() || written.isPresent();
  }

  /** Returns whether the baseline is written to standard output. */
  public boolean isStandard() {
    return written.filter(InputFiles::isStandard).isPresent();
  }

  /**
   * Writes the findings of this run, if there is an option for that; and the known ones of other
   * files.
   *
   * @param found all findings of this run
   * @param files the names of the files that were checked completely
   */
  public void write(Session session, Baseline found, Set<String> files) throws IOException {
    if (written.isPresent()) {
      Baseline all = found.withEntriesOf(read.orElse(Baseline.empty()), files);
      session.write(written.get(), Bytes.utf8(all.text()));
    }
  }
}
