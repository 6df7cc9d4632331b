// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.overlay.rpi.Parameter;

/**
 * Random settings of parameters.
 *
 * @param random the random generator
 */
record RpiSettings(Random random) {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]+");

  private static final List<String> VALUES =
      List.of(
          "0",
          "1",
          "2",
          "5",
          "0x1f",
          "017",
          "08",
          "-1",
          "4294967296",
          "",
          "true",
          "false",
          "on",
          "off",
          "yes",
          "n",
          "up",
          "down",
          "okay",
          "enable",
          "hello",
          "a\\x41\\n",
          "a\\q",
          "12:34 ab",
          "1234567",
          "'quoted'",
          "/soc/spi",
          "18446744073709551616");

  /** Returns a random setting of a parameter, often with a value that it accepts. */
  String of(Parameter parameter) {
    List<String> values = new ArrayList<>(VALUES);
    Matcher word = WORD.matcher(parameter.property().value().bytes().latin1());
    while (word.find()) {
      values.add(word.group());
    }
    values.add(Integer.toString(random.nextInt(60)));
    values.add("0x" + Long.toHexString(random.nextLong()));
    String value = values.get(random.nextInt(values.size()));
    return random.nextInt(10) == 0 ? parameter.name() : parameter.name() + "=" + value;
  }

  /** Returns a random setting of one of these parameters. */
  String ofAny(List<Parameter> parameters) {
    return of(parameters.get(random.nextInt(parameters.size())));
  }
}
