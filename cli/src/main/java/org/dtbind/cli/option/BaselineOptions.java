// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.source.Bytes;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.FindingKey;

/** The options for baselines of known findings. Picocli fills them in. */
public final class BaselineOptions implements ArgumentGroup {

  private static final int MOST_ENTRIES = 20;

  private Optional<Path> known = Optional.empty();
  private Optional<Path> written = Optional.empty();
  private Optional<Path> last = Optional.empty();
  private Optional<Baseline> read = Optional.empty();
  private Optional<Baseline> before = Optional.empty();

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
    arguments
        .option("--compare")
        .label("LAST")
        .description(
            "Show which %s are new, and which are gone, since an earlier run wrote LAST with "
                    .formatted(findings)
                + "--write-baseline. Only new ones affect the exit code.")
        .value(Path.class, value -> last = Optional.of(value));
  }

  /** {@return the known findings} */
  public Baseline read(Session session) throws IOException {
    if (last.isPresent()
        && last.equals(written)
        && !InputFiles.isStandard(last.get())
        && Files.notExists(last.get())) {
      session
          .messages()
          .progress(InputFiles.name(last.get()) + " does not exist yet: this run is the first one");
    } else if (last.isPresent()) {
      before = Optional.of(read(session, last.get(), LocalDate.MIN));
    }
    if (known.isPresent()) {
      read = Optional.of(read(session, known.get(), LocalDate.now(ZoneOffset.UTC)));
    }
    return read.orElseGet(Baseline::empty);
  }

  private static Baseline read(Session session, Path path, LocalDate today) throws IOException {
    String content = new String(session.inputs().read(path).toArray(), StandardCharsets.UTF_8);
    Optional<Baseline> baseline = Baseline.read(content, today);
    if (baseline.isEmpty()) {
      int line = Baseline.wrongLine(content);
      throw new Rejected(
          ExitStatus.INPUT,
          InputFiles.name(path)
              + (line > 1
                  ? ": line %d is not an entry of a baseline; after an entry, write".formatted(line)
                      + " 'reason: TEXT' and 'until: YYYY-MM-DD', each after a tab"
                  : " is not a baseline; create one with --write-baseline"));
    }
    return baseline.get();
  }

  /**
   * {@return whether a finding decides the exit code: it is not known, and the earlier run with
   * which this one is compared did not have it}
   *
   * @param file the name of the file as given on the command line
   */
  public boolean isNew(String file, FindingKey finding) {
    return Stream.of(read, before)
        .flatMap(Optional::stream)
        .noneMatch(one -> one.contains(file, finding));
  }

  /**
   * Says which entries have expired, which have no finding, and what differs from an earlier run.
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
        known,
        old.expired(found),
        entry ->
            "expired on %s, so its finding is reported again%s"
                .formatted(
                    entry.until().orElseThrow(),
                    entry.reason().map(text -> " (" + text + ")").orElse("")));
    say(
        session,
        known,
        old.unused(found, files).stream().filter(entry -> isChecked.test(entry.key())).toList(),
        entry ->
            "unused: %s has no such finding with the options of this run".formatted(entry.file()));
    before.ifPresent(earlier -> compare(session, earlier, found, files, isChecked));
  }

  private void compare(
      Session session,
      Baseline earlier,
      Baseline found,
      Set<String> files,
      Predicate<FindingKey> isChecked) {
    List<Baseline.Entry> fresh = found.unused(earlier, files);
    List<Baseline.Entry> gone =
        earlier.unused(found, files).stream().filter(entry -> isChecked.test(entry.key())).toList();
    say(session, last, fresh, entry -> "new: " + entry.about());
    say(session, last, gone, entry -> "gone: " + entry.about());
    session
        .messages()
        .progress(
            "%s: %d new, %d gone"
                .formatted(last.map(InputFiles::name).orElse(""), fresh.size(), gone.size()));
  }

  private static void say(
      Session session,
      Optional<Path> baseline,
      List<Baseline.Entry> entries,
      Function<Baseline.Entry, String> what) {
    String file = baseline.map(InputFiles::name).orElse("");
    for (Baseline.Entry entry : entries.subList(0, Math.min(entries.size(), MOST_ENTRIES))) {
      String line = entry.line() == 0 ? "" : ":" + entry.line();
      session.messages().progress("%s%s: %s".formatted(file, line, what.apply(entry)));
    }
    if (entries.size() > MOST_ENTRIES) {
      session
          .messages()
          .progress("%s: %d more such entries".formatted(file, entries.size() - MOST_ENTRIES));
    }
  }

  /** Returns whether an option is used. */
  public boolean areGiven() {
    return known.isPresent() || written.isPresent() || last.isPresent();
  }

  /** Returns whether the baseline is written to standard output. */
  public boolean isStandard() {
    return written.filter(InputFiles::isStandard).isPresent();
  }

  /**
   * Writes the findings of this run, if there is an option for that; and, of other files, the known
   * ones and those of an earlier run.
   *
   * @param found all findings of this run
   * @param files the names of the files that were checked completely
   */
  public void write(
      Session session, Baseline found, Set<String> files, Predicate<FindingKey> isChecked)
      throws IOException {
    if (written.isPresent()) {
      Baseline all = found;
      // The last one counts: users annotate the known entries.
      for (Baseline other : Stream.of(before, read).flatMap(Optional::stream).toList()) {
        all = all.withEntriesOf(other, files, isChecked);
      }
      session.write(written.get(), Bytes.utf8(all.text()));
    }
  }
}
