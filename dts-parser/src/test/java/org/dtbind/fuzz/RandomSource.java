// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Generates a source from the grammar, with macros, conditionals and references. */
final class RandomSource {

  private static final int MAX_LEVEL = 8;

  private final Decisions choices;
  private final StringBuilder out = new StringBuilder();
  private final List<String> labels = new ArrayList<>();
  private final List<String> paths = new ArrayList<>(List.of("/"));
  private boolean plugin;

  RandomSource(Decisions choices) {
    this.choices = choices;
  }

  /** Returns a header with macros. */
  String header() {
    StringBuilder text = new StringBuilder("#ifndef H\n#define H\n");
    text.append("#define A ").append(choices.of("1", "B(2)", "A", "(3 + 4)", "")).append('\n');
    text.append("#define B(x) ").append(choices.of("(x)", "((x) * 2)", "A x", "x x", "B(x)"));
    text.append("\n#define C(x, ...) ").append(choices.of("x", "x ## 1", "__VA_ARGS__", "(x)"));
    text.append("\n#define N(x) ").append(choices.of("n ## x { };", "x;", "#x", "m { p = #x; };"));
    return text.append("\n#endif\n").toString();
  }

  String source() {
    if (choices.oneIn(4)) {
      out.append("#include \"a.h\"\n");
    }
    out.append(choices.oneIn(64) ? "" : "/dts-v1/;\n");
    plugin = choices.oneIn(6);
    out.append(plugin ? "/plugin/;\n" : "");
    while (choices.oneIn(8)) {
      out.append("/memreserve/ ").append(primary()).append(' ').append(primary()).append(";\n");
    }
    out.append("#include \"a.h\"\n");
    out.append("/ {\n");
    members("", 1);
    out.append("};\n");
    while (choices.more(2)) {
      statement();
    }
    return out.toString();
  }

  private void statement() {
    switch (choices.below(8)) {
      case 0 -> directive();
      case 1 -> out.append("/delete-node/ ").append(reference()).append(";\n");
      case 2 -> out.append("/omit-if-no-ref/ ").append(reference()).append(";\n");
      case 3 -> out.append("/include/ \"b.dtsi\"\n");
      case 4 -> {
        out.append("/ {\n");
        members("", 1);
        out.append("};\n");
      }
      default -> {
        out.append(choices.oneIn(8) ? label() : "").append(reference()).append(" {\n");
        members("/n0", 2);
        out.append("};\n");
      }
    }
  }

  private void directive() {
    out.append('\n');
    switch (choices.below(7)) {
      case 0 -> out.append("#define A ").append(expression(2));
      case 1 -> out.append("#undef A");
      case 2 -> out.append("#if ").append(expression(3)).append("\n#endif");
      case 3 -> out.append("#ifdef A\n/ { a = <A>; };\n#else\n/ { };\n#endif");
      case 4 -> out.append("#line 7 \"other.dts\"");
      case 5 -> out.append("#pragma once");
      default -> out.append("#define D ").append(choices.of(SourceInput.WORDS).replace("\n", ""));
    }
    out.append('\n');
  }

  private void members(String path, int level) {
    while (choices.more(3)) {
      property();
    }
    if (level < MAX_LEVEL || choices.oneIn(4)) {
      while (choices.more(1)) {
        child(path, level);
      }
    }
  }

  private void property() {
    if (choices.oneIn(12)) {
      out.append("/delete-property/ p").append(choices.below(4)).append(";\n");
      return;
    }
    out.append(choices.oneIn(10) ? label() : "");
    out.append(
        choices.oneIn(6)
            ? choices.of("#address-cells", "reg", "name", "phandle", "linux,phandle", "status")
            : "p" + choices.below(4));
    if (!choices.oneIn(6)) {
      out.append(" = ");
      value();
    }
    out.append(";\n");
  }

  private void value() {
    do {
      out.append(choices.oneIn(16) ? label() : "");
      switch (choices.below(7)) {
        case 0 ->
            out.append('"')
                .append(choices.of("okay", "a\\tb", "", "\\x41\\0", "x\\\"y"))
                .append('"');
        case 1 -> out.append('[').append(choices.of("", "00 ff", "0123", "a:00")).append(']');
        case 2 -> out.append(reference());
        case 3 -> out.append(choices.of("/bits/ 8 <1 2>", "/bits/ 16 <0x1234>", "/bits/ 64 <1>"));
        case 4 -> out.append(choices.oneIn(8) ? "/incbin/(\"a.h\", 1, 2)" : "<>");
        default -> cells();
      }
      out.append(choices.oneIn(16) ? " " + label() : "");
    } while (choices.oneIn(3) && append(", "));
  }

  private boolean append(String text) {
    out.append(text);
    return true;
  }

  private void cells() {
    out.append('<');
    while (choices.more(4)) {
      switch (choices.below(6)) {
        case 0 -> out.append(reference());
        case 1 -> out.append(choices.oneIn(4) ? label() : "");
        case 2 ->
            out.append(choices.of("A", "B(1)", "B(A)", "C(1, 2)", "C(A,)", "'a'", "__LINE__"));
        default -> out.append(primary());
      }
      out.append(' ');
    }
    out.append('>');
  }

  private void child(String path, int level) {
    if (choices.oneIn(12)) {
      out.append("/delete-node/ n").append(choices.below(4)).append(";\n");
      return;
    }
    if (choices.oneIn(16)) {
      out.append("N(").append(choices.of("1", "q", "q { }", "p = <1>")).append(")\n");
      return;
    }
    out.append(choices.oneIn(12) ? "/omit-if-no-ref/ " : "");
    while (choices.oneIn(3)) {
      out.append(label());
    }
    String name = "n" + choices.below(4) + (choices.oneIn(4) ? "@" + choices.below(4) : "");
    out.append(name).append(" {\n");
    paths.add(path + "/" + name);
    members(path + "/" + name, level + 1);
    out.append("};\n");
  }

  private String label() {
    // A duplicate label is an error, so most labels are new.
    String label = "l" + (choices.oneIn(32) ? choices.below(4) : labels.size());
    labels.add(label);
    return label + ": ";
  }

  private String reference() {
    if (labels.isEmpty() || choices.oneIn(3)) {
      return "&{" + choices.of(paths) + choices.of("", "", "", "/", "//", "/n0") + "}";
    }
    if (choices.oneIn(16)) {
      return choices.of("&nowhere", "&{/not/there}", "&{l0/n0}", "&{l0/}", "&{}");
    }
    return "&" + choices.of(labels);
  }

  private String primary() {
    return choices.oneIn(3) ? "(" + expression(3) + ")" : number();
  }

  private String number() {
    return choices.of(
        "0",
        "1",
        "2",
        "0x10",
        "017",
        "0xffffffff",
        "4294967296",
        "0x8000000000000000",
        "10UL",
        "3");
  }

  private String expression(int depth) {
    if (depth == 0 || choices.oneIn(3)) {
      return choices.of("", "-", "~", "!") + number();
    }
    String left = expression(depth - 1);
    if (choices.oneIn(8)) {
      return left + " ? " + expression(depth - 1) + " : " + expression(depth - 1);
    }
    String operator =
        choices.of("+", "-", "*", "/", "%", "<<", ">>", "<", ">", "<=", ">=", "==", "!=", "&", "|")
            + choices.of(" ", " ", " ", " -");
    return "(" + left + ") " + operator + "(" + expression(depth - 1) + ")";
  }
}
