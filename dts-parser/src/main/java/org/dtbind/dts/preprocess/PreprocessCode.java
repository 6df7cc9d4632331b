// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.diag.Code;

/** The kinds of problems that the preprocessor finds. */
public enum PreprocessCode implements Code {
  /** {@code #include} or {@code /include/} of a file that is in none of the folders. */
  INCLUDE_NOT_FOUND("An included file was not found in any of the searched folders."),
  /** A file that is there but gives an error when read. */
  FILE_NOT_READABLE("A file exists but cannot be read."),
  /** Includes too deep, mostly a file that includes itself. */
  INCLUDE_TOO_DEEP("Includes are nested too deeply."),
  /** More includes, or more bytes in them, than any source needs. */
  INCLUDE_TOO_OFTEN("A source includes more files than the limit allows."),
  /** <code>/*</code> without its end. */
  UNTERMINATED_COMMENT("A comment is not closed."),
  /** {@code #if} without {@code #endif}. */
  UNTERMINATED_CONDITIONAL("An #if, #ifdef or #ifndef has no #endif."),
  /** {@code #else}, {@code #elif} or {@code #endif} without {@code #if}. */
  STRAY_CONDITIONAL("An #else, #elif or #endif has no matching #if."),
  /** A directive that is not well formed. */
  BAD_DIRECTIVE("A directive is malformed."),
  /** The condition of {@code #if} is not an integer expression. */
  BAD_CONDITION("The condition of an #if is not an integer expression."),
  ERROR_DIRECTIVE("The source reports an error with #error."),
  WARNING_DIRECTIVE("The source prints a warning with #warning."),
  /** A macro defined again with another meaning. */
  MACRO_REDEFINED("A macro is redefined with a different meaning."),
  /** A macro called with the wrong number of arguments, or without the closing parenthesis. */
  MACRO_ARGUMENTS("A macro is called with the wrong number of arguments."),
  /** Macros that expand to more than the limit, or are nested too deep. */
  EXPANSION_TOO_LARGE("The expansion of macros exceeds the limit."),
  /** Text that grows past the limit. */
  TEXT_TOO_LARGE("The preprocessed text exceeds the limit."),
  /** A note: headers of the source's own project are used, and no option names their folder. */
  HEADERS_FOUND(
      "dtbind found headers in a folder above the source, and reads them although no option"
          + " specifies that folder.");

  private final String meaning;

  PreprocessCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
