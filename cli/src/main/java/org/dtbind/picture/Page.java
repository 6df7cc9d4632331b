// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import static org.dtbind.picture.Xml.element;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An HTML page in one file, which XML parsers can also read. It has no scripts and loads nothing;
 * its Content Security Policy keeps browsers from loading anything.
 *
 * @param summary one line below the title
 * @param made the name and version of the program, such as {@code dtbind 1.0}
 */
public record Page(String title, String summary, List<Section> sections, String made) {

  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:16px/1.5 system-ui,"DejaVu Sans",sans-serif;margin:1.5rem auto;max-width:62rem;\
      padding:0 1rem;color:#1b1b1b;background:#fff}
      h1{font-size:1.5rem;overflow-wrap:anywhere}
      h2{font-size:1.15rem;margin-top:2rem}
      .scroll{overflow-x:auto}
      table{border-collapse:collapse}
      th,td{border:1px solid #8a8a8a;padding:.25rem .6rem;text-align:left;vertical-align:top}
      p{overflow-wrap:anywhere}
      td{overflow-wrap:anywhere;min-width:5rem;font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.85rem}
      article{margin:1.5rem 0;padding-left:.8rem;border-left:.4rem solid #b3261e}
      article.warning{border-left-color:#c77700}
      article p{margin:.4rem 0}
      h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
      .about{font-size:.85rem}
      .about b{text-transform:uppercase}
      a{color:inherit}
      pre{overflow-x:auto;border:1px solid #8a8a8a;padding:.6rem;font-size:.85rem;margin:.5rem 0}
      footer{margin-top:2rem;font-size:.85rem}
      @media print{body{margin:0;max-width:none}article{break-inside:avoid}\
      pre{white-space:pre-wrap;overflow-wrap:anywhere}.scroll{overflow-x:visible}}
      @media (prefers-color-scheme:dark){body{color:#ececec;background:#1a1a1a}}
      """;

  public Page {
    sections = List.copyOf(sections);
  }

  /**
   * A part of the page.
   *
   * @param id its anchor; empty for none
   */
  public record Section(String heading, String id, List<Block> blocks) {
    public Section(String heading, List<Block> blocks) {
      this(heading, "", blocks);
    }

    public Section {
      blocks = List.copyOf(blocks);
    }
  }

  public sealed interface Block {}

  public record Paragraph(String text) implements Block {}

  /**
   * Something that is wrong.
   *
   * @param id its anchor
   * @param kind {@link #ERROR} or {@link #WARNING}
   * @param place where it is
   * @param message what is wrong
   * @param details what follows
   */
  public record Finding(
      String id, String kind, String code, String place, String message, List<Block> details)
      implements Block {
    public static final String ERROR = "error";
    public static final String WARNING = "warning";

    public Finding {
      details = List.copyOf(details);
    }
  }

  /** Preformatted text. */
  public record Exact(String text) implements Block {}

  /**
   * A table.
   *
   * @param rows with one cell per heading
   */
  public record Rows(List<String> headings, List<List<String>> rows) implements Block {
    public Rows {
      headings = List.copyOf(headings);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  public record Picture(Figure figure) implements Block {}

  /** {@return the file, with a newline at the end} */
  public String html() {
    String style = STYLE + Drawing.STYLE;
    String policy =
        "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
            .formatted(sha256(style));
    List<Xml> body = new ArrayList<>();
    body.add(element("h1", title));
    body.add(element("p", summary));
    for (Section section : sections) {
      List<Xml> blocks = new ArrayList<>();
      blocks.add(element("h2", section.heading()));
      section.blocks().forEach(block -> blocks.add(block(block)));
      Xml.Element one = element("section", blocks);
      body.add(section.id().isEmpty() ? one : one.with("id", section.id()));
    }
    body.add(element("footer", "Made by " + made + "."));
    Xml head =
        element(
            "head",
            element("meta").with("charset", "utf-8"),
            element("meta").with("http-equiv", "Content-Security-Policy").with("content", policy),
            element("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            element("title", title),
            new Xml.Element("style", Map.of(), List.of(new Xml.Style(style))));
    Xml root =
        element("html", head, element("body", body))
            .with("xmlns", "http://www.w3.org/1999/xhtml")
            .with("lang", "en");
    return "<!DOCTYPE html>\n" + Xml.text(root);
  }

  private static Xml block(Block block) {
    if (block instanceof Exact exact) {
      return element("pre", exact.text()).with("tabindex", "0");
    }
    if (block instanceof Rows rows) {
      Xml headings =
          element(
              "tr",
              rows.headings().stream().map(h -> element("th", h).with("scope", "col")).toList());
      List<Xml> all = new ArrayList<>();
      for (List<String> row : rows.rows()) {
        all.add(element("tr", row.stream().map(cell -> element("td", cell)).toList()));
      }
      return element("div", element("table", element("thead", headings), element("tbody", all)))
          .with("class", "scroll");
    }
    if (block instanceof Finding finding) {
      return finding(finding);
    }
    if (block instanceof Picture picture) {
      return element("div", Drawing.inPage(picture.figure())).with("class", "scroll");
    }
    return element("p", block instanceof Paragraph paragraph ? paragraph.text() : "");
  }

  private static Xml finding(Finding finding) {
    List<Xml> blocks = new ArrayList<>();
    blocks.add(element("h3", finding.message()));
    Xml link = element("a", finding.place()).with("href", "#" + finding.id());
    blocks.add(
        element(
                "p",
                element("b", finding.kind()),
                new Xml.Text(" at "),
                link,
                new Xml.Text(" (" + finding.code() + ")"))
            .with("class", "about"));
    finding.details().forEach(block -> blocks.add(block(block)));
    return element("article", blocks).with("class", finding.kind()).with("id", finding.id());
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
