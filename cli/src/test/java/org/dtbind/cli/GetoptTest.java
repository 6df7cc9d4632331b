// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.dtc.Getopt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares {@link Getopt} with results of {@code getopt_long} in the C library of Debian 12. */
final class GetoptTest {

  private static final List<Getopt.Option> OPTIONS =
      List.of(
          new Getopt.Option('q', "quiet", false),
          new Getopt.Option('I', "in-format", true),
          new Getopt.Option('i', "include", true),
          new Getopt.Option('o', "out", true),
          new Getopt.Option('O', "out-format", true));

  /**
   * Returns options with arguments after a colon, and operands after a bar, or the error message.
   */
  private static String parse(String line) {
    Getopt getopt = new Getopt("dtc", OPTIONS, List.of(line.split(" ", -1)));
    List<String> parsed = new ArrayList<>();
    try {
      List<String> operands =
          getopt.parse(
              (letter, argument) ->
                  parsed.add(letter + (argument.isEmpty() ? "" : ":" + argument)));
      return String.join(" ", parsed) + " | " + String.join(" ", operands);
    } catch (Getopt.Unusable e) {
      parsed.add(String.valueOf(e.getMessage()));
      return String.join(" ", parsed);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "-q a b ! q | a b",
        "a -q b ! q | a b",
        "-qqo x a ! q q o:x | a",
        "-qofile ! q o:file | ",
        "-o -q ! o:-q | ",
        "-O=dts ! O:=dts | ",
        "--out x ! o:x | ",
        "--out=x ! o:x | ",
        "--out-f=x ! O:x | ",
        "--inc x --q - ! i:x q | -",
        "-q -- -q a ! q | -q a",
      })
  void optionsAndOperandsAreParsed(String line, String expected) {
    assertThat(parse(line)).isEqualToIgnoringWhitespace(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "-qx ! q dtc: invalid option -- 'x'",
        "-qo ! q dtc: option requires an argument -- 'o'",
        "--out ! dtc: option '--out' requires an argument",
        "--q=1 ! dtc: option '--quiet' doesn't allow an argument",
        "--foo=1 ! dtc: unrecognized option '--foo=1'",
        "--in=3 ! dtc: option '--in=3' is ambiguous; possibilities: '--in-format' '--include'",
      })
  void errorsHaveTheWordingOfTheCLibrary(String line, String expected) {
    assertThat(parse(line)).isEqualTo(expected);
  }

  @Test
  void emptyArgumentIsAnOperand() {
    assertThat(parse("-q  a")).isEqualTo("q |  a");
  }
}
