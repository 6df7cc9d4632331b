// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;

/** Collects diagnostics at places of a declaration. Use in one thread. */
public final class DeclarationProblems {

  private final Origins origins;
  private final List<Diagnostic> all = new ArrayList<>();

  /**
   * Creates an empty collection.
   *
   * @param origins the places of the declaration
   */
  public DeclarationProblems(Origins origins) {
    this.origins = origins;
  }

  /** {@return the diagnostics so far} */
  public List<Diagnostic> all() {
    return List.copyOf(all);
  }

  /** {@return the places of the declaration} */
  public Origins origins() {
    return origins;
  }

  /** Adds a diagnostic with parts that no other method has. */
  public void add(Diagnostic problem) {
    all.add(problem);
  }

  /** Adds an error. */
  public void fail(Code code, Span span, Message message) {
    all.add(Diagnostic.error(code, origins, span, message));
  }

  /** Adds an error with a help line. */
  public void fail(Code code, Span span, Message message, String help) {
    all.add(Diagnostic.error(code, origins, span, message).help(help));
  }

  /** Adds an error with a note about another place of the declaration. */
  public void fail(Code code, Span span, Message message, String note, Span other) {
    all.add(Diagnostic.error(code, origins, span, message).note(note, origins.of(other)));
  }

  /** Adds an error about an unknown name, and suggests similar names. */
  public void unknown(
      Code code, Span span, Message message, String given, Collection<String> known) {
    List<String> near = Nearest.to(given, known);
    Diagnostic problem = Diagnostic.error(code, origins, span, message);
    all.add(near.isEmpty() ? problem : problem.help(Nearest.question(near)));
  }

  /** Adds a warning with a help line. */
  public void warn(Code code, Span span, Message message, String help) {
    all.add(Diagnostic.warning(code, origins, span, message).help(help));
  }
}
