// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import org.dtbind.diag.Message;
import org.dtbind.dts.scan.Macro;
import org.dtbind.dts.scan.Part.Run;
import org.dtbind.dts.scan.Token;

/** Copies runs of text to the output and expands the macros in them. */
final class RunWriter {

  private final TextBuilder text;
  private final MacroTable macros;
  private final Expander expander;
  private final Problems problems;
  private final int limit;

  /** The last token of an expansion if the next one follows immediately. */
  private Token adjacent = Token.none();

  /**
   * Creates a writer for one source.
   *
   * @param limit greatest size of the output in bytes
   */
  RunWriter(TextBuilder text, MacroTable macros, Expander expander, Problems problems, int limit) {
    this.text = text;
    this.macros = macros;
    this.expander = expander;
    this.problems = problems;
    this.limit = limit;
  }

  /**
   * Copies a run from the cursor on, up to its end or to the end of a call that ends in a later
   * part, and moves the cursor there.
   */
  void write(Run run, FileCursor cursor) {
    byte[] source = cursor.text();
    int part = cursor.index();
    int start = cursor.offset();
    int[] names = run.names();
    int use = problems.use();
    int copied = start;
    adjacent = Token.none();
    boolean apart = start == run.end() || " \n".indexOf(source[start]) >= 0;
    if (!apart && text.last() != '\n' && text.last() != ' ') {
      text.append(' ');
    }
    for (int n = 0; n < names.length && !problems.stopped(); n += 3) {
      Macro macro = macros.get(names[n + 2]);
      if (macro == null || names[n] < copied) {
        continue;
      }
      problems.at(use, names[n], names[n + 1]);
      text.copy(use, source, copied, names[n]);
      copied = names[n + 1];
      int reading = macros.reading(macro);
      if (macro.replacement() == Macro.Replacement.COPY) {
        int before = text.length();
        int next = beginsMacro(names, n, copied) ? source.length : copied;
        emit(macro, reading, names[n], expander.expandConstant(macro), source, next);
        separate(before, source, next);
        continue;
      }
      cursor.moveTo(copied);
      Token name = new Token(Token.Kind.NAME, source, names[n], copied, names[n + 2], false, false);
      int before = text.length();
      List<Token> expansion = expander.expand(name, cursor);
      boolean here = cursor.index() == part;
      int next = here && beginsMacro(names, n, cursor.offset()) ? source.length : cursor.offset();
      emit(macro, reading, names[n], expansion, source, next);
      if (!here) {
        return;
      }
      separate(before, source, next);
      copied = cursor.offset();
    }
    text.copy(use, source, copied, run.end());
    cursor.nextPart();
    tooLarge();
  }

  /**
   * Whether a macro begins at an offset. Then its expansion, not its name, determines whether a
   * space is necessary before it.
   */
  private boolean beginsMacro(int[] names, int from, int offset) {
    int n = from;
    while (n < names.length && names[n] < offset) {
      n += 3;
    }
    return n < names.length && names[n] == offset && macros.get(names[n + 2]) != null;
  }

  /** Appends a space if an empty expansion would otherwise join two words. */
  private void separate(int before, byte[] source, int next) {
    if (text.length() == before
        && next < source.length
        && Spacing.neededBetween(text.last(), source[next])) {
      text.append(' ');
    }
  }

  private void emit(
      Macro macro, int reading, int offset, List<Token> tokens, byte[] source, int next) {
    text.expansion(problems.use(), offset, macro, reading);
    Token last = adjacent;
    adjacent = Token.none();
    for (int i = 0; i < tokens.size(); i++) {
      if (tooLarge()) {
        return;
      }
      Token token = tokens.get(i);
      boolean space =
          last.kind() == Token.Kind.END
              ? Spacing.neededAfter(text.last(), token)
              : token.space() || Spacing.needed(last, token);
      if (space) {
        text.append(' ');
      }
      text.append(token.array(), token.start(), token.end());
      last = token;
    }
    if (next == source.length) {
      adjacent = last;
    } else if (last.kind() != Token.Kind.END && Spacing.neededBefore(last, source[next])) {
      text.append(' ');
    }
  }

  private boolean tooLarge() {
    if (text.length() > limit) {
      problems.stop(
          PreprocessCode.TEXT_TOO_LARGE,
          Message.of("the preprocessed text exceeds {limit} MiB", limit >> 20));
    }
    return problems.stopped();
  }
}
