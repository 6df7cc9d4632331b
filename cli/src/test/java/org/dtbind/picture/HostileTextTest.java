// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.picture.Figure.Box;
import org.dtbind.picture.Figure.Chip;
import org.dtbind.picture.Figure.Pin;
import org.dtbind.picture.Figure.State;
import org.dtbind.picture.Figure.Use;
import org.dtbind.picture.Page.Exact;
import org.dtbind.picture.Page.Paragraph;
import org.dtbind.picture.Page.Picture;
import org.dtbind.picture.Page.Rows;
import org.dtbind.picture.Page.Section;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Tests that names with markup or characters that XML forbids appear as text everywhere. */
class HostileTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</title></style></pre><img src=x onerror=alert(1)>",
        "\" onload=\"alert(1)",
        "' onload='alert(1)",
        "&lt;b&gt; &amp; &#60;",
        "]]><![CDATA[",
        "--><!--",
        "\u0000\u0007\u001b[31m\u0085",
        "\ud800 alone, \udfff alone",
        "\uffff\ufffe",
        "left\u202eright\u2066\u200b",
        "\u00fcber \ud83d\ude00 \uac00",
        ""
      })
  void hostileTextDoesNotChangeTheDocument(String text) throws Exception {
    assertThat(structure(page(text))).isEqualTo(structure(page("a")));
    Document page = XmlDocuments.parsed(page(text));
    String printed = printable(text);
    assertThat(page.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(printed);
    assertThat(page.getElementsByTagName("pre").item(0).getTextContent()).isEqualTo(printed);
    assertThat(page.getElementsByTagName("td").item(0).getTextContent()).isEqualTo(printed);
    Element svg = (Element) page.getElementsByTagName("svg").item(0);
    assertThat(svg.getAttribute("aria-label")).isEqualTo(printed.replace('\n', ' '));
    assertThat(svg.getTextContent()).contains(printed);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 80, 100_000})
  void longNameIsWrappedNotTruncated(int length) throws Exception {
    String name = "n".repeat(length);
    Document page = XmlDocuments.parsed(page(name));
    assertThat(page.getElementsByTagName("svg").item(0).getTextContent().replaceAll("[^n]", ""))
        .hasSizeGreaterThanOrEqualTo(4 * length);
  }

  /** Returns the text as it is written: unprintable characters become question marks. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}]", "?");
  }

  private static Figure figure(String text) {
    return new Figure(
        text,
        List.of(new Box(text, State.THERE, List.of("first", "x" + text))),
        List.of(
            new Chip(
                List.of("chip " + text),
                State.PREDICTED,
                List.of(
                    new Pin(
                        Optional.empty(), "n" + text, Use.USED, "u" + text, Optional.empty())))));
  }

  private static String page(String text) {
    Rows rows = new Rows(List.of(text), List.of(List.of(text)));
    return new Page(
            text,
            text,
            List.of(
                new Section(
                    text,
                    List.of(
                        new Paragraph(text), new Exact(text), rows, new Picture(figure(text))))),
            text)
        .html();
  }

  /**
   * Returns the elements and the names of their attributes, in order, without the text elements of
   * drawings.
   */
  private static String structure(String page) throws Exception {
    StringBuilder out = new StringBuilder();
    XmlDocuments.walk(
        XmlDocuments.parsed(page).getDocumentElement(),
        element -> {
          if (!element.getTagName().equals("text")) {
            out.append(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
              out.append(' ').append(element.getAttributes().item(i).getNodeName());
            }
            out.append('\n');
          }
        });
    return out.toString();
  }
}
