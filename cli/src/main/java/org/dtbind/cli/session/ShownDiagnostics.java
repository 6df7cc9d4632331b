// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.check.Levels;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;

/**
 * The diagnostics that a run shows: at the levels that the user set, on standard error or in a
 * file.
 */
public final class ShownDiagnostics {

  private final DiagnosticOutput output;
  private final GlobalOptions options;
  private final InputFiles inputs;
  private final OutputFiles outputs;
  private final List<Diagnostic> seen = new ArrayList<>();
  private boolean remembers;
  private Optional<Levels> levels = Optional.empty();

  ShownDiagnostics(
      DiagnosticOutput output, GlobalOptions options, InputFiles inputs, OutputFiles outputs) {
    this.output = output;
    this.options = options;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** Sets what distinguishes a log of this run from logs of other runs. */
  public void setCategory(String text) {
    output.setCategory(text);
  }

  /** Sets the levels of all diagnostics that are shown. */
  public void setLevels(Levels wanted) {
    levels = Optional.of(wanted);
  }

  public <T> Diagnosed<T> leveled(Diagnosed<T> result) {
    return levels.isPresent() ? levels.get().of(result) : result;
  }

  /** Shows diagnostics at their levels; returns the result, unless one of them is an error. */
  public <T> Optional<T> shown(Diagnosed<T> found) {
    return show(found) ? Optional.empty() : found.value();
  }

  /** Shows diagnostics at their levels; returns whether one is an error. */
  public boolean show(List<Diagnostic> found) {
    return show(Diagnosed.failed(found));
  }

  /** Shows diagnostics at their levels; returns whether one is an error. */
  public boolean show(Diagnosed<?> found) {
    Diagnosed<?> diagnosed = leveled(found);
    if (remembers) {
      seen.addAll(diagnosed.diagnostics());
    }
    output.show(shown(diagnosed.diagnostics()));
    return diagnosed.hasErrors();
  }

  private List<Diagnostic> shown(List<Diagnostic> all) {
    return options.quiet() && options.diagnosticsFile().isEmpty()
        ? all.stream().filter(d -> d.severity() == Severity.ERROR).toList()
        : all;
  }

  /** Returns whether diagnostics are for programs: in a file, or in one document. */
  public boolean areDocument() {
    return output.isLater();
  }

  /**
   * Stores diagnostics from now on. This is not the default, since diagnostics reference the text
   * of their sources.
   */
  public void remember() {
    remembers = true;
  }

  /** Returns whether diagnostics are stored. */
  public boolean remembers() {
    return remembers;
  }

  /**
   * Returns the diagnostics since {@link #remember}, including those that {@code -q} suppresses.
   */
  public List<Diagnostic> seen() {
    return List.copyOf(seen);
  }

  /** Fails if diagnostics cannot be written to their file; then nothing is written to files. */
  public void checkFile() throws IOException {
    Optional<Path> file = options.diagnosticsFile();
    if (file.isEmpty() || InputFiles.isStandard(file.get())) {
      return;
    }
    try {
      OutputFile.check(file.get());
    } catch (IOException e) {
      options.discardFile();
      throw OutputFile.notWritten(file.get(), e);
    }
  }

  /** Writes the document of diagnostics, if there is one, at the end of a run. */
  void finish(int code) throws IOException {
    try {
      Optional<Path> file = options.diagnosticsFile();
      if (file.isPresent() && outputs.isRejected(file.get())) {
        output.giveUp();
        return;
      }
      if (file.isPresent()) {
        outputs.checkLast(inputs.used(), file.get());
      }
      output.finish(code);
    } catch (IOException e) {
      output.giveUp();
      throw e;
    }
  }
}
