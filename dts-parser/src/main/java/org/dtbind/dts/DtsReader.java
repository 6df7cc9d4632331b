// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.ProblemList;
import org.dtbind.dts.grammar.DtsLexer;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.dts.grammar.DtsParserBase.NestingException;
import org.dtbind.dts.grammar.DtsTokens;
import org.dtbind.dts.preprocess.PreprocessedText;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;

/** Parses the preprocessed text of a devicetree source. */
public final class DtsReader {

  /**
   * Limit for the bytes that all {@code /incbin/} of a source read together. A blob cannot exceed 2
   * GiB.
   */
  private static final long MAX_BINARY = Limit.BINARY_BYTES.most();

  private final PreprocessedText source;
  private final FileSearch files;
  private final boolean part;
  private final Origins origins;
  private long binaryBytes;

  private final ProblemList problems = new ProblemList();

  private DtsReader(PreprocessedText source, FileSearch files, boolean part) {
    this.source = source;
    this.files = files;
    this.part = part;
    this.origins = source.origins();
  }

  /**
   * Parses a source. If it has syntax errors, the result lacks the parts that cannot be parsed, so
   * that later stages can report further problems. The result is absent if no part can be parsed.
   *
   * @param files finds the files that {@code /incbin/} names
   */
  public static Diagnosed<DtsFile> read(PreprocessedText source, FileSearch files) {
    return read(source, files, false);
  }

  /**
   * Parses a source as {@link #read(PreprocessedText, FileSearch)} does.
   *
   * @param files finds the files that {@code /incbin/} names
   * @param part whether a source without a header is an overlay, and not an error
   */
  public static Diagnosed<DtsFile> read(PreprocessedText source, FileSearch files, boolean part) {
    return new DtsReader(source, files, part).read();
  }

  private Diagnosed<DtsFile> read() {
    byte[] text = source.text().lent();
    DtsTokens tokens = new DtsTokens(text, source.text().length());
    SyntaxBuilder builder = new SyntaxBuilder(text, this::add, this::incbin);
    DtsParser parser = new DtsParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new FirstMistake());
    parser.setSink(builder);
    Optional<DtsFile> file = Optional.empty();
    try {
      if (!part && tokens.getType() != DtsLexer.DTS_V1) {
        throw new ParseCancellationException();
      }
      parser.file();
      file = Optional.of(builder.build(origins, Optional.empty()));
      if (builder.headersDiffer()) {
        add(
            SyntaxCode.HEADER_MISMATCH,
            new Span(0, 1),
            Message.of("only some of the /dts-v1/ headers contain /plugin/"));
      }
      if (file.get().statements().isEmpty()) {
        add(SyntaxCode.SYNTAX, end(), Message.of("the source contains no nodes"));
      }
    } catch (NestingException e) {
      tooDeep(e);
    } catch (ParseCancellationException e) {
      problems.clear();
      binaryBytes = 0;
      file = explain();
    }
    return new Diagnosed<>(file, problems.all());
  }

  private Span end() {
    return new Span(source.text().length(), source.text().length());
  }

  /**
   * Stops the parse at the first error without a message; {@link DtsReader#explain} then parses
   * again for messages.
   */
  private static final class FirstMistake extends BailErrorStrategy {
    @Override
    public void reportError(Parser recognizer, RecognitionException e) {}
  }

  /**
   * Parses again with error recovery, which is slower, to report each syntax error and its place.
   */
  private Optional<DtsFile> explain() {
    byte[] text = source.text().lent();
    KeptTokens tokens = new KeptTokens(source.text());
    SyntaxBuilder builder = new SyntaxBuilder(text, this::add, this::incbin);
    DtsParser parser = new DtsParser(tokens);
    parser.removeErrorListeners();
    Explanations explanations = new Explanations(this::add, files, () -> labels(tokens));
    parser.setErrorHandler(
        new ErrorRecovery(tokens, explanations, text, part, token -> file(Literals.span(token))));
    parser.setSink(builder);
    try {
      parser.file();
      return Optional.of(builder.build(origins, Optional.of(labels(tokens))));
    } catch (NestingException e) {
      tooDeep(e);
    } catch (ParseCancellationException | RecognitionException e) {
      // The diagnostics already contain the cause.
    }
    return Optional.empty();
  }

  /** Returns the name of the file of a place; empty if it is not in a file. */
  private String file(Span span) {
    return origins.of(span) instanceof Origin.Source place ? place.file().name() : "";
  }

  private static Set<String> labels(KeptTokens tokens) {
    Set<String> labels = new HashSet<>();
    for (Token token : tokens.getTokens()) {
      if (token.getType() == DtsLexer.LABEL) {
        labels.add(token.getText().substring(0, token.getText().length() - 1));
      }
    }
    return labels;
  }

  private void tooDeep(NestingException e) {
    add(SyntaxCode.NESTING_TOO_DEEP, new Span(e.from(), e.to()), e.why());
  }

  private Optional<Bytes> incbin(String name, Span span) {
    if (binaryBytes > MAX_BINARY) {
      return Optional.empty(); // The limit was reported when it was exceeded.
    }
    FileSearch.Outcome<Bytes> outcome = files.binary(name, file(span));
    if (outcome instanceof FileSearch.Found<Bytes> found) {
      binaryBytes += found.content().length();
      if (binaryBytes <= MAX_BINARY) {
        return Optional.of(found.content());
      }
      add(
          SyntaxCode.INCBIN,
          span,
          Message.of(
              "the files that /incbin/ includes are larger than {limit} MiB in total",
              MAX_BINARY >> 20));
    } else if (outcome instanceof FileSearch.Unreadable<Bytes> bad) {
      add(SyntaxCode.INCBIN, span, Message.of(FileSearch.UNREADABLE, bad.path(), bad.reason()));
    } else if (outcome instanceof FileSearch.Missing<Bytes> missing) {
      Message message = Message.of(FileSearch.MISSING, name);
      problems.add(
          Diagnostic.error(SyntaxCode.INCBIN, origins, span, message).help(missing.help()));
    }
    return Optional.empty();
  }

  private void add(SyntaxCode code, Span span, Message message) {
    problems.add(
        code == SyntaxCode.VALUE_TRUNCATED
            ? Diagnostic.warning(code, origins, span, message)
            : Diagnostic.error(code, origins, span, message));
  }

  private void add(SyntaxCode code, Span span, Message message, Optional<Explanations.Hint> hint) {
    Diagnostic diagnostic = Diagnostic.error(code, origins, span, message);
    if (hint.isPresent()) {
      Optional<Span> place = hint.get().place();
      String text = hint.get().text();
      String missing = hint.get().missing();
      diagnostic =
          place.isPresent()
              ? diagnostic.note(text, origins.of(place.get()))
              : diagnostic.help(text);
      if (!missing.isEmpty() && diagnostic.origin() instanceof Origin.Source source) {
        diagnostic =
            diagnostic.fix(
                "insert '" + missing + "'", source.after(), "", missing, hint.get().certain());
      }
    }
    problems.add(diagnostic);
  }
}
