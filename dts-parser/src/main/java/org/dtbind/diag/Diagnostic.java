// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Shown;
import org.dtbind.source.Span;

/**
 * A problem in input.
 *
 * @param code the kind of problem
 * @param severity the severity
 * @param origin the place of the problem
 * @param subject the affected node or property
 * @param message a description of the problem
 * @param notes other relevant places, in the order of output
 * @param help what to do, in one line
 * @param fixes changes of the source, each of which solves the problem
 * @param position the position in the input, by which the diagnostics of a pass are sorted; empty
 *     if there is none
 */
public record Diagnostic(
    Code code,
    Severity severity,
    Origin origin,
    Optional<Subject> subject,
    Message message,
    List<Note> notes,
    Optional<String> help,
    List<Fix> fixes,
    OptionalInt position) {

  /** Copies the lists. */
  public Diagnostic {
    notes = List.copyOf(notes);
    fixes = List.copyOf(fixes);
  }

  /**
   * {@return the value of an argument of the message; empty if it has no argument with that name}
   *
   * @param name the name, such as {@code property}
   */
  public Optional<String> argument(String name) {
    return message.argument(name);
  }

  /**
   * Another relevant place.
   *
   * @param message a description of the place, such as {@code also defined at}
   * @param origin the place
   */
  public record Note(String message, Origin origin) {}

  /**
   * A change of the source that solves the problem.
   *
   * @param title what the change does, such as {@code insert ';'}
   * @param edits the changes of the text, at different places
   * @param safe whether this is certainly what the author meant, so that a program may apply it;
   *     otherwise, it is a suggestion
   */
  public record Fix(String title, List<Edit> edits, boolean safe) {
    /** Copies the list. */
    public Fix {
      edits = List.copyOf(edits);
    }
  }

  /**
   * A change of the text of a source.
   *
   * @param place the range that is replaced; if it is empty, the text is inserted there
   * @param text the new text
   */
  public record Edit(Origin.Source place, String text) {}

  /**
   * {@return an error}
   *
   * @param code the kind of problem
   * @param origin the place of the problem
   * @param message a description of the problem
   */
  public static Diagnostic error(Code code, Origin origin, Message message) {
    return of(code, Severity.ERROR, origin, message, OptionalInt.empty());
  }

  /**
   * {@return an error at a range of an input}
   *
   * @param code the kind of problem
   * @param origins the origins of the input
   * @param span the range
   * @param message a description of the problem
   */
  public static Diagnostic error(Code code, Origins origins, Span span, Message message) {
    return of(code, Severity.ERROR, origins.of(span), message, position(span));
  }

  /**
   * {@return a warning}
   *
   * @param code the kind of problem
   * @param origin the place of the problem
   * @param message a description of the problem
   */
  public static Diagnostic warning(Code code, Origin origin, Message message) {
    return of(code, Severity.WARNING, origin, message, OptionalInt.empty());
  }

  /**
   * {@return a warning at a range of an input}
   *
   * @param code the kind of problem
   * @param origins the origins of the input
   * @param span the range
   * @param message a description of the problem
   */
  public static Diagnostic warning(Code code, Origins origins, Span span, Message message) {
    return of(code, Severity.WARNING, origins.of(span), message, position(span));
  }

  /**
   * {@return whether any diagnostic in a list is an error}
   *
   * @param problems the diagnostics
   */
  public static boolean anyError(List<Diagnostic> problems) {
    for (Diagnostic problem : problems) {
      if (problem.severity() == Severity.ERROR) {
        return true;
      }
    }
    return false;
  }

  private static OptionalInt position(Span span) {
    return span.isKnown() ? OptionalInt.of(span.start()) : OptionalInt.empty();
  }

  private static Diagnostic of(
      Code code, Severity severity, Origin origin, Message message, OptionalInt position) {
    return new Diagnostic(
        code,
        severity,
        origin,
        Optional.empty(),
        message,
        List.of(),
        Optional.empty(),
        List.of(),
        position);
  }

  /**
   * {@return this diagnostic with another severity}
   *
   * @param level the severity
   */
  public Diagnostic as(Severity level) {
    return new Diagnostic(code, level, origin, subject, message, notes, help, fixes, position);
  }

  /**
   * {@return this diagnostic at another place}
   *
   * @param place the place
   */
  public Diagnostic at(Origin place) {
    return new Diagnostic(code, severity, place, subject, message, notes, help, fixes, position);
  }

  /**
   * {@return this diagnostic with a subject}
   *
   * @param what the affected node or property
   */
  public Diagnostic about(Subject what) {
    return new Diagnostic(
        code, severity, origin, Optional.of(what), message, notes, help, fixes, position);
  }

  /**
   * {@return this diagnostic with another relevant place}
   *
   * @param text a description of the place
   * @param place the place
   */
  public Diagnostic note(String text, Origin place) {
    List<Note> more = new ArrayList<>(notes);
    more.add(new Note(Shown.escaped(text), place));
    return new Diagnostic(code, severity, origin, subject, message, more, help, fixes, position);
  }

  /**
   * {@return this diagnostic with another problem as a relevant place}
   *
   * @param problem the message of the other problem
   * @param place its place
   */
  public Diagnostic note(Message problem, Origin place) {
    return note(problem.text(), place);
  }

  /**
   * {@return this diagnostic with other relevant places in place of its own}
   *
   * @param places the places, in the order of output
   */
  public Diagnostic notes(List<Note> places) {
    return new Diagnostic(code, severity, origin, subject, message, places, help, fixes, position);
  }

  /** {@return this diagnostic without fixes, which are for the place where it was found} */
  public Diagnostic withoutFixes() {
    return new Diagnostic(
        code, severity, origin, subject, message, notes, help, List.of(), position);
  }

  /**
   * {@return this diagnostic with help}
   *
   * @param text what to do, in one line
   */
  public Diagnostic help(String text) {
    return new Diagnostic(
        code,
        severity,
        origin,
        subject,
        message,
        notes,
        Optional.of(Shown.escaped(text)),
        fixes,
        position);
  }

  /**
   * {@return this diagnostic with a fix of a word in its place: the first one, if there are
   * several; without it under the conditions of {@link #fix(String, Origin, String, String)}}
   *
   * @param former the word
   * @param text the new text
   * @param safe whether this is certainly what the author meant
   */
  public Diagnostic fixWord(String former, String text, boolean safe) {
    if (!(origin instanceof Origin.Source source)) {
      return this;
    }
    String passage = source.text().latin1();
    Matcher word = Pattern.compile(Pattern.quote(former) + "(?![A-Za-z0-9_])").matcher(passage);
    return word.find()
        ? fix("replace with " + text, source.within(word.start(), word.end()), former, text, safe)
        : this;
  }

  /** {@return the fix that a program may apply; empty if there is none, or if there are several} */
  public Optional<Fix> safeFix() {
    return fixes.size() == 1 && fixes.get(0).safe() ? Optional.of(fixes.get(0)) : Optional.empty();
  }

  /**
   * {@return this diagnostic with a safe fix that replaces a range of a source; without it if the
   * range does not contain the former text, because it is in the expansion of a macro, whose other
   * uses may be right, or if line markers say that the source is in another file}
   *
   * @param title what the fix does
   * @param place the range that is replaced
   * @param former the former text
   * @param text the new text
   */
  public Diagnostic fix(String title, Origin place, String former, String text) {
    return fix(title, place, former, text, true);
  }

  /**
   * {@return this diagnostic with a fix, as by {@link #fix(String, Origin, String, String)}}
   *
   * @param title what the fix does
   * @param place the range that is replaced
   * @param former the former text
   * @param text the new text
   * @param safe whether this is certainly what the author meant
   */
  public Diagnostic fix(String title, Origin place, String former, String text, boolean safe) {
    if (!(place instanceof Origin.Source source)
        || source.expandedFrom().isPresent()
        || source.presumed().isPresent()
        || !source.text().utf8().equals(former)) {
      return this;
    }
    List<Fix> more = new ArrayList<>(fixes);
    more.add(
        new Fix(
            Shown.escaped(title), List.of(new Edit(source, text)), safe && FileName.isAscii(text)));
    return new Diagnostic(code, severity, origin, subject, message, notes, help, more, position);
  }
}
