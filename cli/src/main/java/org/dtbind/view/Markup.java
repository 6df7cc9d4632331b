// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.io.StringWriter;
import org.dtbind.source.Shown;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes values as JSON with Jackson's streaming generator. */
final class Markup {

  private Markup() {}

  /** {@return JSON without a newline at the end} */
  static String json(ReportValue value, boolean indented) {
    StringWriter out = new StringWriter();
    DefaultIndenter newline = new DefaultIndenter("  ", "\n");
    ObjectWriteContext context =
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter()
                .withArrayIndenter(newline)
                .withObjectIndenter(newline);
          }

          @Override
          public boolean hasPrettyPrinter() {
            return indented;
          }
        };
    try (JsonGenerator generator =
        new JsonFactory().createGenerator(indented ? context : ObjectWriteContext.empty(), out)) {
      write(generator, value);
    }
    return escaped(out.toString());
  }

  /**
   * Escapes characters that terminals cannot show, as in {@code \u009b}, and the beginning of a
   * command to the runner of a CI server ({@link Shown#COMMAND}). Both occur only inside strings,
   * where JSON allows the escape.
   */
  private static String escaped(String document) {
    StringBuilder out = new StringBuilder(document.length());
    document
        .chars()
        .forEach(
            c -> {
              boolean half = Character.isSurrogate((char) c);
              if (c == '\n' || half || Shown.isShown(c)) {
                out.append((char) c);
              } else {
                out.append("\\u%04x".formatted(c));
              }
            });
    return Shown.COMMAND.matcher(out).replaceAll("\\\\u0023#");
  }

  private static void write(JsonGenerator generator, ReportValue value) {
    if (value instanceof ReportValue.Text text) {
      generator.writeString(text.text());
    } else if (value instanceof ReportValue.Whole number) {
      generator.writeNumber(number.number());
    } else if (value instanceof ReportValue.Flag flag) {
      generator.writeBoolean(flag.set());
    } else if (value instanceof ReportValue.Items items) {
      generator.writeStartArray();
      items.items().forEach(item -> write(generator, item));
      generator.writeEndArray();
    } else if (value instanceof ReportValue.Fields fields) {
      generator.writeStartObject();
      for (ReportValue.Member member : fields.members()) {
        generator.writeName(member.name());
        write(generator, member.value());
      }
      generator.writeEndObject();
    } else {
      generator.writeNull();
    }
  }
}
