// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.ProblemList;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;

/** The diagnostics of a source, and the current place in it. */
final class Problems {

  /** Limit for the characters of an argument, which can be a name or number that macros repeat. */
  private static final int LONGEST = 4000;

  private final TextBuilder text;
  private final ProblemList found = new ProblemList();
  private int use;
  private int from;
  private int to;
  private boolean stopped;

  Problems(TextBuilder text) {
    this.text = text;
  }

  /** Sets the current place. */
  void at(int reading, int start, int end) {
    use = reading;
    from = start;
    to = end;
  }

  void at(Place place) {
    at(place.use(), place.from(), place.to());
  }

  Place here() {
    return new Place(use, from, to, text.length());
  }

  int use() {
    return use;
  }

  void error(PreprocessCode code, Message message) {
    found.add(error(code, here(), message));
  }

  Diagnostic error(PreprocessCode code, Place place, Message message) {
    return Diagnostic.error(code, span -> origin(place), position(place), shown(message));
  }

  Diagnostic warning(PreprocessCode code, Message message) {
    Place place = here();
    return Diagnostic.warning(code, span -> origin(place), position(place), shown(message));
  }

  private static Message shown(Message message) {
    return message.withValues(Problems::shown);
  }

  private static String shown(String value) {
    return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
  }

  void add(Diagnostic problem) {
    found.add(problem);
  }

  /**
   * Reports that a limit is exceeded, and stops the preprocessor. Only the first call has an
   * effect.
   */
  void stop(PreprocessCode code, Message message) {
    if (!stopped) {
      stopped = true;
      error(code, message);
    }
  }

  boolean stopped() {
    return stopped;
  }

  Origin.Source origin(Place place) {
    return text.origin(place);
  }

  List<Diagnostic> found() {
    return found.all();
  }

  private static Span position(Place place) {
    return new Span(place.position(), place.position());
  }
}
