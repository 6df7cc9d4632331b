// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.diag.Message;
import org.dtbind.dts.scan.Macro;
import org.dtbind.dts.scan.Token;
import org.dtbind.dts.scan.Token.Kind;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/**
 * Evaluates the predefined macros whose value depends on the place or time of use. One object
 * serves one source.
 */
final class Builtins {

  /** {@code __DATE__} has English names in every locale (ISO C 6.10.8.1). */
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  /**
   * The effect of a {@code #line} directive.
   *
   * @param added the difference between the presumed and the real line number
   * @param file the presumed file name as a quoted string; empty if no directive named one
   */
  private record Presumed(int added, Optional<String> file) {}

  private final TextBuilder text;
  private final Problems problems;
  private final Runnable once;
  private final Function<String, Optional<Instant>> changed;

  /** The key is the index of the reading of a file. */
  private final Map<Integer, Presumed> presumed = new HashMap<>();

  private Optional<LocalDateTime> now = Optional.empty();
  private int counter;

  /**
   * Creates the macros of a source.
   *
   * @param once executes {@code #pragma once}
   * @param changed returns the time of a file's last modification
   */
  Builtins(
      TextBuilder text,
      Problems problems,
      Runnable once,
      Function<String, Optional<Instant>> changed) {
    this.text = text;
    this.problems = problems;
    this.once = once;
    this.changed = changed;
  }

  /**
   * Executes {@code #line}: sets the number of the following line, and the file name if {@code
   * file} is a string.
   */
  void line(int number, Token file) {
    Optional<String> before = presumed().file();
    int next = text.line(problems.here()) + 1;
    boolean named = file.kind() == Kind.STRING;
    presumed.put(
        problems.use(), new Presumed(number - next, named ? Optional.of(file.text()) : before));
  }

  /** Executes {@code _Pragma}. */
  void pragma(List<Token> operand) {
    int last = operand.size() - 1;
    boolean wide = last == 1 && operand.get(0).text().equals("L") && !operand.get(1).space();
    if (last != 0 && !wide || operand.get(last).kind() != Kind.STRING) {
      problems.error(PreprocessCode.MACRO_ARGUMENTS, Message.of("_Pragma needs (\"TEXT\")"));
    } else if (unquoted(operand.get(last).text()).strip().equals("once")) {
      once.run();
    }
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1);
  }

  private Presumed presumed() {
    return presumed.getOrDefault(problems.use(), new Presumed(0, Optional.empty()));
  }

  /** Returns the value of a macro at the current place. */
  Token token(Macro.Builtin macro) {
    return switch (macro) {
      case LINE -> number(text.line(problems.here()) + presumed().added());
      case FILE -> token(Kind.STRING, file());
      case FILE_NAME -> {
        String file = file();
        int slash = file.lastIndexOf('/');
        yield token(Kind.STRING, slash < 0 ? file : '"' + file.substring(slash + 1));
      }
      case BASE_FILE -> token(Kind.STRING, quotedFile(text.file(0).name()));
      case INCLUDE_LEVEL -> number(text.includeLevel(problems.use()));
      case COUNTER -> number(counter++);
      case DATE -> {
        LocalDateTime day = now();
        String month = MONTHS.get(day.getMonthValue() - 1);
        String shown = "%s %2d %d".formatted(month, day.getDayOfMonth(), day.getYear());
        yield token(Kind.STRING, quoted(shown));
      }
      case TIME -> {
        LocalDateTime time = now();
        String shown =
            "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
        yield token(Kind.STRING, quoted(shown));
      }
      case TIMESTAMP -> token(Kind.STRING, quoted(timestamp()));
      case PRAGMA -> throw new IllegalStateException("has an operand");
    };
  }

  /** Returns the name of the current file in quotes. */
  private String file() {
    return presumed().file().orElseGet(() -> quotedFile(text.file(problems.use()).name()));
  }

  /** Returns the modification time of the current file in cpp's format. */
  private String timestamp() {
    Optional<LocalDateTime> when =
        changed
            .apply(text.file(problems.use()).name())
            .map(moment -> LocalDateTime.ofInstant(moment, ZoneId.systemDefault()));
    if (when.isEmpty()) {
      return "??? ??? ?? ??:??:?? ????";
    }
    LocalDateTime time = when.get();
    return "%s %s %2d %02d:%02d:%02d %d"
        .formatted(
            DAYS.get(time.getDayOfWeek().getValue() - 1),
            MONTHS.get(time.getMonthValue() - 1),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond(),
            time.getYear());
  }

  /** Returns the time of the first call, so that all uses in a source agree. */
  private LocalDateTime now() {
    now = Optional.of(now.orElseGet(() -> LocalDateTime.now(ZoneId.systemDefault())));
    return now.get();
  }

  private static Token number(int value) {
    return token(Kind.NUMBER, Integer.toString(value));
  }

  /** Returns a file name in quotes, with one character for each byte of the name. */
  private static String quotedFile(String name) {
    return quoted(FileName.bytes(name).latin1());
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static Token token(Kind kind, String spelling) {
    byte[] bytes = Bytes.latin1(spelling).toArray();
    return new Token(kind, bytes, 0, bytes.length, -1, false, false);
  }
}
