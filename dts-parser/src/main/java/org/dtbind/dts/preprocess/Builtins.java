// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.Locale;
import org.dtbind.dts.preprocess.Token.Kind;
import org.dtbind.source.Bytes;

/** The macros that stand for something else at every use. One object serves one source. */
final class Builtins {

  /** Which. */
  enum Name {
    LINE,
    FILE,
    BASE_FILE,
    INCLUDE_LEVEL,
    COUNTER;

    /** Returns the macro's name. */
    String spelling() {
      return "__" + name().toUpperCase(Locale.ROOT) + "__";
    }
  }

  private final TextBuilder text;
  private final Problems problems;
  private int counter;

  Builtins(TextBuilder text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** Returns the token that a macro stands for at this moment. */
  Token token(Name macro) {
    return switch (macro) {
      case LINE -> number(problems.origin(problems.here()).line());
      case FILE -> string(text.file(problems.use()).name());
      case BASE_FILE -> string(text.file(0).name());
      case INCLUDE_LEVEL -> number(text.includeLevel(problems.use()));
      case COUNTER -> number(counter++);
    };
  }

  private static Token number(int value) {
    return token(Kind.NUMBER, Integer.toString(value));
  }

  private static Token string(String value) {
    return token(Kind.STRING, '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
  }

  private static Token token(Kind kind, String spelling) {
    byte[] bytes = Bytes.latin1(spelling).toArray();
    return new Token(kind, bytes, 0, bytes.length, -1, false, false);
  }
}
