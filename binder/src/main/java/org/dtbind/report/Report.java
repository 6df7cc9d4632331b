// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a command.
 *
 * @param schema {@code dtbind.<command>/<number>}; the shape of the content never changes within a
 *     number, members may be added
 * @param content for scripts
 * @param table for people
 */
public record Report(String schema, Value.Fields content, Table table) {

  /**
   * Writes it in UTF-8, with a newline at the end. The stream is flushed, not closed.
   *
   * @param format in which form
   * @param out where to
   * @throws IOException where the stream does
   */
  public void write(Format format, OutputStream out) throws IOException {
    write(format, out, Terminal.NONE);
  }

  /**
   * Writes it in UTF-8, with a newline at the end. The stream is flushed, not closed.
   *
   * @param format in which form
   * @param out where to
   * @param terminal what a table is shown on
   * @throws IOException where the stream does
   */
  public void write(Format format, OutputStream out, Terminal terminal) throws IOException {
    String text =
        switch (format) {
          case TABLE -> table.text(terminal);
          case JSON -> json();
          case YAML -> Markup.yaml(document());
        };
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** {@return it as JSON, with a newline at the end} */
  public String json() {
    return Markup.json(document(), true) + "\n";
  }

  private Value.Fields document() {
    List<Value.Member> members = new ArrayList<>();
    members.add(Value.member("schema", Value.of(schema)));
    members.addAll(content.members());
    return new Value.Fields(members);
  }
}
