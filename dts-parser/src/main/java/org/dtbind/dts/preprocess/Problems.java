// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.ProblemList;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;

/** Where a source is being read, and what is found wrong there. */
final class Problems {

  private final TextBuilder text;
  private final ProblemList found = new ProblemList();
  private int use;
  private int from;
  private int to;
  private boolean stopped;

  Problems(TextBuilder text) {
    this.text = text;
  }

  /** Says what is being read from now on. */
  void at(int reading, int start, int end) {
    use = reading;
    from = start;
    to = end;
  }

  /** Goes back to a place. */
  void at(Place place) {
    at(place.use(), place.from(), place.to());
  }

  Place here() {
    return new Place(use, from, to, text.length());
  }

  /** Returns the index of the reading that is going on. */
  int use() {
    return use;
  }

  void error(PreprocessCode code, String message) {
    found.add(error(code, here(), message));
  }

  Diagnostic error(PreprocessCode code, Place place, String message) {
    return Diagnostic.error(code, span -> origin(place), position(place), message);
  }

  Diagnostic warning(PreprocessCode code, String message) {
    Place place = here();
    return Diagnostic.warning(code, span -> origin(place), position(place), message);
  }

  void add(Diagnostic problem) {
    found.add(problem);
  }

  /** Reports what uses up a limit: nothing is read after it. */
  void stop(PreprocessCode code, String message) {
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
