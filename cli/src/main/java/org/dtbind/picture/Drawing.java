// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import static org.dtbind.picture.Xml.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws figures as SVG 1.1 in an HTML page. Shapes and texts carry all information, so that a
 * drawing is complete without color.
 */
public final class Drawing {

  private static final int WIDTH = 860;
  private static final int LEFT = 96;
  private static final int PAD = 12;
  private static final int ROW = 19;
  private static final int GAP = 26;

  private static final int BODY = 104;
  private static final int STUB = 30;

  /** The width of the frame with the lines of source chips. */
  private static final int SOURCE = 200;

  /** The maximum number of columns for the names of lines. A longer name has a row to itself. */
  private static final int NAME = 28;

  /** The CSS rules of all drawings. A page with several drawings includes them once. */
  static final String STYLE =
      """
      .drawing{font:13px ui-monospace,"DejaVu Sans Mono","Liberation Mono",Consolas,monospace;\
      color:#1b1b1b}
      .drawing .ground{fill:#fff}
      .drawing text{fill:currentColor;white-space:pre}
      .drawing .first{font-weight:700}
      .drawing .kind{font-style:italic}
      .drawing .frame{fill:none;stroke:currentColor;stroke-width:1.5}
      .drawing .predicted{stroke-dasharray:7 4}
      .drawing .ends{stroke-dasharray:2 4;stroke-width:2.5}
      .drawing .arrow,.drawing .open{fill:none;stroke:currentColor;stroke-width:1.5}
      .drawing .solid{fill:currentColor;stroke:currentColor;stroke-width:1.5}
      .drawing .wrong{color:#a40000}
      @media (prefers-color-scheme:dark){.drawing{color:#ececec}.drawing .ground{fill:#1a1a1a}\
      .drawing .wrong{color:#ff9d94}}
      @media (forced-colors:active){.drawing,.drawing .wrong{color:CanvasText;\
      forced-color-adjust:none}.drawing .ground{fill:Canvas}}
      """;

  private final List<Xml> parts = new ArrayList<>();
  private int at;

  private Drawing() {}

  /** {@return a drawing; the page must include {@link #STYLE}} */
  static Xml inPage(Figure figure) {
    Drawing drawing = new Drawing();
    drawing.at = PAD;
    drawing.boxes(figure.boxes());
    for (Figure.Chip chip : figure.chips()) {
      drawing.chip(chip);
    }
    if (!figure.chips().isEmpty()) {
      drawing.legend();
    }
    int height = drawing.at + PAD;
    List<Xml> all = new ArrayList<>();
    all.add(element("title", figure.title()));
    all.add(rect(0, 0, WIDTH, height, "ground"));
    all.addAll(drawing.parts);
    return element("svg", all)
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("class", "drawing")
        .with("role", "img")
        .with("aria-label", figure.title())
        .with("width", WIDTH)
        .with("height", height)
        .with("viewBox", "0 0 " + WIDTH + " " + height);
  }

  private void boxes(List<Figure.Box> boxes) {
    boolean first = true;
    for (Figure.Box box : boxes) {
      if (!first) {
        link(box.state());
      }
      first = false;
      int top = at;
      at += PAD / 2;
      List<Xml> text = new ArrayList<>();
      for (String line : box.lines()) {
        for (String row : Monospace.wrapped(line, Monospace.columns(WIDTH - LEFT - 3 * PAD))) {
          at += ROW;
          text.add(text(LEFT + PAD, at - 5, row, text.isEmpty() ? "first" : ""));
        }
      }
      at += PAD / 2;
      String style = box.state().name().toLowerCase(Locale.ROOT);
      parts.add(rect(LEFT, top, WIDTH - LEFT - PAD, at - top, "frame " + style).with("rx", 4));
      parts.add(text(PAD, top + PAD / 2 + ROW - 5, box.kind(), "kind"));
      parts.addAll(text);
    }
    at += boxes.isEmpty() ? 0 : GAP;
  }

  private void link(Figure.State to) {
    int x = LEFT + 40;
    if (to == Figure.State.ASIDE) {
      at += PAD;
      return;
    }
    int end = at + GAP;
    if (to == Figure.State.ENDS) {
      parts.add(path("M%d %dV%dM%d %dH%d".formatted(x, at, at + 14, x - 9, at + 14, x + 9)));
    } else {
      parts.add(
          path(
              "M%d %dV%dM%d %dL%d %dL%d %d"
                  .formatted(x, at, end, x - 5, end - 8, x, end, x + 5, end - 8)));
    }
    at = end;
  }

  private void chip(Figure.Chip chip) {
    boolean first = true;
    for (String line : chip.lines()) {
      for (String row : Monospace.wrapped(line, Monospace.columns(WIDTH - 2 * PAD))) {
        at += ROW;
        parts.add(text(PAD, at - 5, row, first ? "first" : ""));
        first = false;
      }
    }
    at += PAD / 2;
    int top = at;
    int name =
        Math.min(
            NAME,
            chip.pins().stream().mapToInt(pin -> Monospace.width(pin.name())).max().orElse(0));
    at += PAD / 2;
    SourceFrame source = new SourceFrame();
    for (Figure.Pin pin : chip.pins()) {
      pin.source().ifPresent(source::begin);
      int end = pin(pin, name);
      pin.source().ifPresent(line -> source.join(line, end));
    }
    source.end();
    at += PAD / 2;
    String style = "frame " + chip.state().name().toLowerCase(Locale.ROOT);
    parts.add(rect(PAD, top, BODY, at - top, style).with("rx", 4));
    at += GAP;
  }

  /** Draws a frame on the right for each chip whose lines an aggregator's lines stand for. */
  private final class SourceFrame {

    private String chip = "";
    private int top;

    /**
     * Begins a frame under the name of the source chip, unless the previous line has the same chip.
     */
    void begin(Figure.Source source) {
      if (!source.chip().equals(chip)) {
        end();
        chip = source.chip();
        at += ROW;
        parts.add(text(WIDTH - PAD, at - 5, chip, "first").with("text-anchor", "end"));
        top = at;
      }
    }

    /**
     * Draws the text of the source line, and the stroke to it from the end of the line on the left.
     */
    void join(Figure.Source source, int from) {
      int left = WIDTH - PAD - SOURCE;
      if (from < left) {
        parts.add(path("M%d %dH%d".formatted(from, at - ROW / 2, left)));
      }
      parts.add(text(left + 8, at - 5, source.line(), ""));
    }

    void end() {
      if (!chip.isEmpty()) {
        parts.add(
            rect(WIDTH - PAD - SOURCE, top, SOURCE, at - top + 4, "frame there").with("rx", 4));
        at += 4;
      }
    }
  }

  /**
   * Draws a line of a chip: offset, shape for its use, name and text.
   *
   * @return the x coordinate of the end
   */
  private int pin(Figure.Pin pin, int most) {
    at += ROW;
    int middle = at - ROW / 2;
    String offsets = pin.offsets().map(Drawing::text).orElse("?");
    parts.add(text(PAD + BODY - 8, at - 5, offsets, "").with("text-anchor", "end"));
    int x = PAD + BODY;
    parts.add(path("M%d %dH%d".formatted(x, middle, x + STUB - 6)));
    mark(pin.use(), x + STUB, middle);
    int left = x + STUB + 14;
    String kind = pin.use() == Figure.Use.CONTESTED ? "wrong" : "";
    if (!pin.name().isEmpty()) {
      parts.add(text(left, at - 5, pin.name(), "first"));
    }
    if (Monospace.width(pin.name()) > most) {
      at += ROW;
    }
    int textLeft = left + (most == 0 ? 0 : Monospace.pixels(most + 2));
    boolean first = true;
    int end = textLeft;
    int room = WIDTH - PAD - textLeft - (pin.source().isPresent() ? SOURCE + GAP : 0);
    for (String row : Monospace.wrapped(pin.text(), Monospace.columns(room))) {
      at += first ? 0 : ROW;
      first = false;
      parts.add(text(textLeft, at - 5, row, kind));
      end = textLeft + Monospace.pixels(Monospace.width(row) + 1);
    }
    return end;
  }

  private static String text(Figure.Offsets offsets) {
    String first = Long.toString(offsets.first());
    return offsets.first() == offsets.last() ? first : first + "–" + offsets.last();
  }

  private void mark(Figure.Use use, int x, int y) {
    switch (use) {
      case FREE -> parts.add(circle(x, y, "open"));
      case USED -> parts.add(circle(x, y, "solid"));
      case HOG -> parts.add(rect(x - 5, y - 5, 10, 10, "solid"));
      case RESERVED ->
          parts.add(
              path(
                  "M%d %dL%d %dM%d %dL%d %d"
                      .formatted(x - 5, y - 5, x + 5, y + 5, x - 5, y + 5, x + 5, y - 5)));
      case CONTESTED ->
          parts.add(
              path("M%d %dL%d %dL%d %dZ".formatted(x, y - 6, x + 7, y + 6, x - 7, y + 6))
                  .with("class", "solid wrong"));
      case SEVERAL, MORE ->
          parts.add(path("M%d %dV%d".formatted(x, y - 7, y + 7)).with("stroke-dasharray", "2 4"));
    }
  }

  private void legend() {
    int x = PAD + 8;
    at += PAD;
    for (Figure.Use use : Figure.Use.values()) {
      String word =
          switch (use) {
            case FREE -> "free";
            case USED -> "in use";
            case HOG -> "hog";
            case RESERVED -> "reserved";
            case CONTESTED -> "requested by several";
            case SEVERAL, MORE -> "";
          };
      if (!word.isEmpty()) {
        mark(use, x, at);
        parts.add(text(x + 14, at + 5, word, "kind"));
        x += 14 + Monospace.pixels(Monospace.width(word) + 3);
      }
    }
    at += PAD;
  }

  private static Xml.Element text(int x, int y, String text, String style) {
    Xml.Element element = element("text", text).with("x", x).with("y", y);
    return style.isEmpty() ? element : element.with("class", style);
  }

  private static Xml.Element rect(int x, int y, int width, int height, String style) {
    return element("rect")
        .with("x", x)
        .with("y", y)
        .with("width", width)
        .with("height", height)
        .with("class", style);
  }

  private static Xml.Element circle(int x, int y, String style) {
    return element("circle").with("cx", x).with("cy", y).with("r", 5).with("class", style);
  }

  private static Xml.Element path(String data) {
    return element("path").with("class", "arrow").with("d", data);
  }
}
