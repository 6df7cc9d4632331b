// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.source.Bytes;
import org.dtbind.validate.report.Baseline;

/** The options for baselines of known findings. Picocli fills them in. */
public final class BaselineOptions implements ArgumentGroup {

  private static final int MOST_ENTRIES = 20;

  private Optional<Path> known = Optional.empty();
  private Optional<Path> written = Optional.empty();

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
            use + " Create FILE with --write-baseline. In FILE, you can add remarks after '# '.")
        .value(Path.class, value -> known = Optional.of(value));
    arguments
        .option("--write-baseline")
        .label("FILE")
        .description(
            "Write all "
                + findings
                + " to FILE, for later use with --baseline. With --baseline, entries "
                + "keep their remarks.")
        .value(Path.class, value -> written = Optional.of(value));
  }

  /** {@return the known findings} */
  public Baseline read(Session session) throws IOException {
    if (known.isEmpty()) {
      return new Baseline();
    }
    String content = session.inputs().read(known.get()).utf8();
    Optional<Baseline> baseline = Baseline.read(content);
    if (baseline.isEmpty()) {
      throw new Rejected(
          ExitStatus.INPUT,
          ("%s:%d: this is not an entry of a baseline (code, file, node and property, with tabs "
                  + "between); create one with --write-baseline")
              .formatted(InputFiles.name(known.get()), Baseline.wrongLine(content)));
    }
    return baseline.get();
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
   * Says which entries have no finding any more, and writes a new baseline if there is an option
   * for that.
   *
   * @param found all findings of this run
   * @param isMade whether this run made the check of an entry, in a file that it could read
   */
  public void write(
      Session session, Baseline known, Baseline found, Predicate<Baseline.Entry> isMade)
      throws IOException {
    List<Baseline.Entry> unused = known.without(found, isMade);
    unused.stream()
        .limit(MOST_ENTRIES)
        .forEach(
            entry ->
                session
                    .messages()
                    .progress(
                        "the baseline has a finding that %s no longer has: %s %s %s"
                            .formatted(entry.file(), entry.code(), entry.node(), entry.property())
                            .stripTrailing()));
    if (unused.size() > MOST_ENTRIES) {
      session
          .messages()
          .progress("the baseline has %d more".formatted(unused.size() - MOST_ENTRIES));
    }
    if (written.isPresent()) {
      session.output().write(written.get(), Bytes.utf8(found.completedFrom(known, isMade).text()));
    }
  }
}
