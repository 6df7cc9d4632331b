// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

/** Tests that the table-driven lexer produces the same tokens as the lexer of ANTLR. */
class DtsTokensTest {

  private static final Path CASES = Path.of("src/test/resources/cases");

  /** Fragments at which lexer modes or tokens begin and end. */
  private static final List<String> PIECES =
      List.of(
          "/dts-v1/",
          "/plugin/",
          "/memreserve/",
          "/bits/",
          "/incbin/",
          "/delete-property/",
          "/delete-node/",
          "/omit-if-no-ref/",
          "/delete-nod",
          "cpu0:",
          "cpu0",
          "cpu@0",
          "#a-cells",
          "\\name",
          "0x1fUL",
          "08",
          "12ab",
          "'a'",
          "'\\''",
          "'",
          "\"s\"",
          "\"a\\\"b\"",
          "\"",
          "\\",
          "&label",
          "&{/soc/a@0}",
          "&{}",
          "&{",
          "&",
          "{",
          "}",
          ";",
          "=",
          ",",
          "[",
          "]",
          "(",
          ")",
          "/",
          "?",
          ":",
          "<<",
          ">>",
          "<=",
          ">=",
          "<",
          ">",
          "==",
          "!=",
          "&&",
          "||",
          "|",
          "^",
          "+",
          "-",
          "*",
          "%",
          "~",
          "!",
          " ",
          "\t",
          "\n",
          "\f",
          "/* c */",
          "/*",
          "*/",
          "// c\n",
          "aB",
          "aBc",
          "f",
          "a1x",
          "_",
          "[ ab",
          "\u00e9",
          "\u0000",
          "\u00ff");

  private static List<String> antlrTokens(byte[] text) {
    String characters = new String(text, StandardCharsets.ISO_8859_1);
    DtsLexer lexer = new DtsLexer(CharStreams.fromString(characters));
    List<String> tokens = new ArrayList<>();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getType() == DtsLexer.WORD && lexer._mode == DtsLexer.BYTES) {
        bytesOf(token, tokens);
      } else {
        tokens.add(describe(token.getType(), token.getStartIndex(), token.getStopIndex()));
      }
    }
    return tokens;
  }

  /** Cuts a word between brackets into pairs of digits and single characters. */
  private static void bytesOf(Token word, List<String> tokens) {
    Matcher parts = Pattern.compile("[0-9a-fA-F]{2}|.").matcher(word.getText());
    while (parts.find()) {
      int type = parts.end() - parts.start() == 2 ? DtsLexer.BYTE : DtsLexer.STRAY;
      int offset = word.getStartIndex();
      tokens.add(describe(type, offset + parts.start(), offset + parts.end() - 1));
    }
  }

  private static List<String> tableTokens(byte[] text) {
    DtsTokens stream = new DtsTokens(text, text.length);
    List<String> tokens = new ArrayList<>();
    for (; stream.LA(1) != Token.EOF; stream.consume()) {
      tokens.add(describe(stream.LA(1), stream.getStartIndex(), stream.getStopIndex()));
    }
    return tokens;
  }

  private static String describe(int type, int first, int last) {
    return DtsLexer.VOCABULARY.getSymbolicName(type) + " " + first + "-" + last;
  }

  @Test
  void tokensOfSourcesMatchAntlr() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(CASES)) {
      sources = files.filter(file -> file.toString().endsWith(".dts")).toList();
    }
    assertThat(sources).hasSizeGreaterThan(20);
    for (Path source : sources) {
      byte[] text = Files.readAllBytes(source);
      assertThat(tableTokens(text)).as(source.toString()).isEqualTo(antlrTokens(text));
    }
  }

  @Test
  void tokensOfRandomTextMatchAntlr() {
    Random random = new Random(42);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n >= 0; n--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
      assertThat(tableTokens(bytes)).as(text.toString()).isEqualTo(antlrTokens(bytes));
    }
  }

  @Test
  void endOfFileIsAfterTheLastByte() {
    DtsTokens tokens = new DtsTokens("a ".getBytes(StandardCharsets.ISO_8859_1), 2);
    tokens.consume();
    assertThat(tokens.LA(1)).isEqualTo(Token.EOF);
    assertThat(tokens.getStartIndex()).isEqualTo(2);
    assertThat(tokens.getStopIndex()).isEqualTo(1);
  }

  /** After a change of the grammar, {@code -Dgolden.update=true} updates the table. */
  @Test
  void tableMatchesTheGrammar() throws IOException {
    Path table = Path.of("src/main/resources/org/dtbind/dts/grammar/DtsLexer.table");
    byte[] expected = LexerTableGenerator.bytes();
    if (Boolean.getBoolean("golden.update")) {
      Files.write(table, expected);
    }
    assertThat(table).hasBinaryContent(expected);
  }

  /** The stream keeps no text and a single token, which is all that the grammar needs. */
  @Test
  void lookaheadBeyondOneTokenIsUnsupported() {
    byte[] text = Bytes.latin1("/dts-v1/;").toArray();
    DtsTokens tokens = new DtsTokens(text, text.length);
    assertThat(tokens.index()).isEqualTo(tokens.getTokenIndex()).isZero();
    assertThat(tokens.getChannel()).isEqualTo(Token.DEFAULT_CHANNEL);
    assertThat(tokens.getSourceName()).isEmpty();
    tokens.release(tokens.mark());
    assertThat(tokens.index()).isZero();
    List<ThrowingCallable> refused =
        List.of(
            () -> tokens.LA(2),
            () -> tokens.LT(2),
            () -> tokens.seek(0),
            tokens::size,
            () -> tokens.get(0),
            tokens::getTokenSource,
            tokens::getInputStream,
            tokens::getLine,
            tokens::getCharPositionInLine,
            () -> tokens.getText(),
            () -> tokens.getText(Interval.of(0, 1)),
            () -> tokens.getText((RuleContext) ParserRuleContext.EMPTY),
            () -> tokens.getText(tokens, tokens));
    assertThat(refused)
        .allSatisfy(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("only the next token is known"));
  }
}
