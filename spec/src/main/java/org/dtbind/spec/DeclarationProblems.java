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

  /**
   * Adds a diagnostic with parts that no other method has.
   *
   * @param problem the diagnostic
   */
  public void add(Diagnostic problem) {
    all.add(problem);
  }

  /**
   * Adds an error.
   *
   * @param code its code
   * @param span the place in the declaration
   * @param message what is wrong
   */
  public void fail(Code code, Span span, Message message) {
    all.add(Diagnostic.error(code, origins, span, message));
  }

  /**
   * Adds an error with a help line.
   *
   * @param code its code
   * @param span the place in the declaration
   * @param message what is wrong
   * @param help what to do
   */
  public void fail(Code code, Span span, Message message, String help) {
    all.add(Diagnostic.error(code, origins, span, message).help(help));
  }

  /**
   * Adds an error with a note about another place of the declaration.
   *
   * @param code its code
   * @param span the place in the declaration
   * @param message what is wrong
   * @param note what the other place has to do with it
   * @param other the other place
   */
  public void fail(Code code, Span span, Message message, String note, Span other) {
    all.add(Diagnostic.error(code, origins, span, message).note(note, origins.of(other)));
  }

  /**
   * Adds an error about an unknown name, and suggests similar names.
   *
   * @param code its code
   * @param span the place in the declaration
   * @param message what is wrong
   * @param given the unknown name
   * @param known the names that are known
   */
  public void unknown(
      Code code, Span span, Message message, String given, Collection<String> known) {
    List<String> near = Nearest.to(given, known);
    Diagnostic problem = Diagnostic.error(code, origins, span, message);
    all.add(near.isEmpty() ? problem : problem.help(Nearest.question(near)));
  }

  /**
   * Adds a warning with a help line.
   *
   * @param code its code
   * @param span the place in the declaration
   * @param message what may be wrong
   * @param help what to do
   */
  public void warn(Code code, Span span, Message message, String help) {
    all.add(Diagnostic.warning(code, origins, span, message).help(help));
  }
}
