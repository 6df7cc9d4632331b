// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.diag.Code;

/** The kinds of problems that the preprocessor reports. */
public enum PreprocessCode implements Code {
  /** Also for {@code /include/}. */
  INCLUDE_NOT_FOUND("An included file was not found in any of the searched directories."),
  FILE_NOT_READABLE("A file exists but cannot be read."),
  /** Most often a file that includes itself. */
  INCLUDE_TOO_DEEP("Includes are nested too deeply."),
  /** The limit applies to the number of inclusions and to their total size. */
  INCLUDE_TOO_OFTEN(
      "A source includes more files than dtbind allows, or the included files are too large in total."),
  UNTERMINATED_COMMENT("A comment is not closed."),
  UNTERMINATED_CONDITIONAL("An #if, #ifdef or #ifndef has no #endif."),
  STRAY_CONDITIONAL("An #else, #elif or #endif has no matching #if."),
  BAD_DIRECTIVE("A directive is malformed."),
  BAD_CONDITION("The condition of an #if is not an integer expression."),
  ERROR_DIRECTIVE("The source reports an error with #error."),
  WARNING_DIRECTIVE("The source reports a warning with #warning."),
  MACRO_REDEFINED("A macro is redefined with a different meaning."),
  /** Also if the closing parenthesis of the call is missing. */
  MACRO_ARGUMENTS("A macro is called with the wrong number of arguments."),
  /** Also if calls are nested too deeply. */
  EXPANSION_TOO_LARGE(
      "Macros expand to too many tokens, or macro calls are nested too deeply in the arguments of"
          + " other macro calls."),
  TEXT_TOO_LARGE(
      "The text of a source is larger than dtbind allows, before or after preprocessing."),
  /** A note, not an error. */
  HEADERS_FOUND(
      "dtbind reads headers from a directory in the source's project, although no option specifies"
          + " that directory.");

  private final String meaning;

  PreprocessCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return switch (this) {
      case BAD_DIRECTIVE, WARNING_DIRECTIVE, MACRO_REDEFINED, HEADERS_FOUND ->
          Adjustable.UNLESS_ERROR;
      default -> Adjustable.NEVER;
    };
  }
}
