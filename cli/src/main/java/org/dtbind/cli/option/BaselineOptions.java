// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.source.Bytes;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.Baselines;

/** The options for baselines of known findings. Picocli fills them in. */
public final class BaselineOptions implements ArgumentGroup {

  private Optional<Path> known = Optional.empty();
  private Optional<Path> written = Optional.empty();
  private Optional<Path> last = Optional.empty();

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

  /** {@return the known findings, and those of the earlier run} */
  public Baselines read(Session session) throws IOException {
    Optional<Baseline> before = Optional.empty();
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
    return new Baselines(
        known.isPresent()
            ? read(session, known.get(), LocalDate.now(ZoneOffset.UTC))
            : Baseline.empty(),
        before);
  }

  private static Baseline read(Session session, Path path, LocalDate today) throws IOException {
    String name = InputFiles.name(path);
    String content = session.inputs().read(path).utf8();
    Optional<Baseline> baseline = Baseline.read(name, content, today);
    if (baseline.isEmpty()) {
      int line = Baseline.wrongLine(content);
      throw new Rejected(
          ExitStatus.INPUT,
          name
              + (line > 1
                  ? ": line %d is not an entry of a baseline; after an entry, write".formatted(line)
                      + " 'reason: TEXT' and 'until: YYYY-MM-DD', each after a tab"
                  : " is not a baseline; create one with --write-baseline"));
    }
    return baseline.get();
  }

  /** Returns whether an option is used. */
  public boolean areGiven() {
    return known.isPresent() || written.isPresent() || last.isPresent();
  }

  /** Returns whether the baseline is written to standard output. */
  public boolean isStandard() {
    return written.filter(InputFiles::isStandard).isPresent();
  }

  /** Says what differs, and writes the next baseline if there is an option for that. */
  public void write(Session session, Baselines.Comparison result) throws IOException {
    result.lines().forEach(session.messages()::progress);
    if (written.isPresent()) {
      session.output().write(written.get(), Bytes.utf8(result.next().text()));
    }
  }
}
