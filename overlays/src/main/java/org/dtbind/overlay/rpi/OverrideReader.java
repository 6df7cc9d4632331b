// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.rpi.ParameterTarget.Switch;
import org.dtbind.overlay.rpi.ParameterTarget.When;
import org.dtbind.overlay.rpi.TargetValue.TableEntry;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/**
 * Parses one property of {@code __overrides__}, like {@code dtoverlay_extract_override()}. Use one
 * instance per property.
 */
final class OverrideReader {

  private static final String SEPARATORS = ".;:#?![{=";
  private static final List<When> SWITCHES =
      List.of(When.ALWAYS, When.NEVER, When.TRUE, When.FALSE);

  /** A placeholder for a target node, whose label is only known to the fixup tables. */
  static final Reference TARGET = new Reference("", Span.NONE);

  /** Ends the parsing of a malformed property. */
  private static final class MalformedOverride extends Exception {

    private static final long serialVersionUID = 1;

    private final ParameterCode code;
    private final transient Message reason;

    MalformedOverride(ParameterCode code, Message reason) {
      super("malformed property", null, false, false);
      this.code = code;
      this.reason = reason;
    }

    MalformedOverride(Message reason) {
      this(ParameterCode.OVERRIDE_MALFORMED, reason);
    }
  }

  private final Bytes data;
  private final List<Marker> parts = new ArrayList<>();
  private int at;

  private OverrideReader(Bytes data) {
    this.data = data;
  }

  /** {@return the parameter that a property defines; absent if the property is malformed} */
  static Diagnosed<Parameter> read(DeviceTree tree, DtProperty property) {
    OverrideReader reader = new OverrideReader(property.value().bytes());
    try {
      return Diagnosed.of(new Parameter(property.name(), reader.targets(), property), List.of());
    } catch (MalformedOverride e) {
      // Programs read the arguments of the reason, so it is not an argument itself.
      Message place =
          Message.of("parameter '{parameter}', at byte {offset}: ", property.name(), reader.at);
      return Diagnosed.failed(
          List.of(
              Diagnostic.error(e.code, tree.origins(), property.span(), place.then(e.reason))
                  .about(Subject.of(Parameters.PATH, property.name()))));
    }
  }

  /** {@return the offsets of the cells and strings in a property; empty if it is malformed} */
  static List<Marker> parts(Bytes data) {
    OverrideReader reader = new OverrideReader(data);
    try {
      reader.targets();
      return reader.parts;
    } catch (MalformedOverride e) {
      return List.of();
    }
  }

  private List<ParameterTarget> targets() throws MalformedOverride {
    List<ParameterTarget> targets = new ArrayList<>();
    while (at < data.length()) {
      if (targets.size() == Limit.OVERRIDE_TARGETS.most()) {
        throw new MalformedOverride(
            ParameterCode.OVERRIDE_TOO_LARGE,
            Message.of("there are more than {limit} targets", Limit.OVERRIDE_TARGETS.most()));
      }
      targets.add(target());
    }
    return targets;
  }

  private ParameterTarget target() throws MalformedOverride {
    int start = at;
    if (data.length() - at < 6) {
      throw new MalformedOverride(Message.of("a target must consist of a phandle and a string"));
    }
    int phandle = data.cell(at);
    parts.add(new Marker.Typed(at, ValueType.UINT32));
    parts.add(new Marker.PhandleOf(at, TARGET));
    at += 4;
    parts.add(new Marker.Typed(at, ValueType.STRING));
    String text = text();
    if (phandle == 0) {
      return new ParameterTarget.Fragments(switches(text));
    }
    int nameEnd = span(text, 0, SEPARATORS);
    int targetEnd = span(text, 0, "={");
    if (nameEnd == 0) {
      throw new MalformedOverride(
          Message.of("the target '{target}' does not name a property", text));
    }
    if (nameEnd > Limit.OVERRIDE_TEXT.most()) {
      throw tooLong();
    }
    TargetType type = nameEnd < targetEnd ? TargetType.of(text.charAt(nameEnd)) : TargetType.STRING;
    int place = type.isInteger() ? place(text.substring(nameEnd + 1)) : 0;
    TargetValue value = new TargetValue.Given();
    if (targetEnd < text.length()) {
      value =
          text.charAt(targetEnd) == '='
              ? literal(type, text.substring(targetEnd + 1))
              : table(start + 4 + targetEnd + 1);
    }
    return new ParameterTarget.Property(
        phandle, start, text.substring(0, nameEnd), type, place, value);
  }

  /** Reads a string up to the next zero byte. */
  private String text() throws MalformedOverride {
    int end = data.indexOf(0, at);
    if (end < 0) {
      throw unended();
    }
    String text = data.slice(at, end).latin1();
    at = end + 1;
    return text;
  }

  private static int span(String text, int from, String stops) {
    int end = from;
    while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Parses an offset like C's {@code atoi()}: 0 if the text is not a number. */
  private static int place(String text) throws MalformedOverride {
    String digits = text.strip();
    int from = digits.startsWith("+") || digits.startsWith("-") ? 1 : 0;
    int end = from;
    long place = 0;
    while (end < digits.length() && Character.digit(digits.charAt(end), 10) >= 0) {
      place = Math.min(Integer.MAX_VALUE, 10 * place + Character.digit(digits.charAt(end), 10));
      end++;
    }
    if (place > Limit.OVERRIDE_OFFSET.most() || digits.startsWith("-") && place > 0) {
      throw new MalformedOverride(
          ParameterCode.OVERRIDE_TOO_LARGE,
          Message.of("an offset is not in the range 0 to {limit}", Limit.OVERRIDE_OFFSET.most()));
    }
    return (int) place;
  }

  private TargetValue literal(TargetType type, String text) throws MalformedOverride {
    if (text.length() > Limit.OVERRIDE_TEXT.most()) {
      throw tooLong();
    }
    if (!text.isEmpty() || type == TargetType.BYTES) {
      return new TargetValue.Literal(text);
    }
    if (type == TargetType.STRING) {
      parts.add(new Marker.Typed(at, ValueType.STRING));
      String next = at < data.length() ? text() : "";
      if (next.length() > Limit.OVERRIDE_TEXT.most()) {
        throw tooLong();
      }
      return new TargetValue.Literal(next);
    }
    return cell();
  }

  private TargetValue cell() throws MalformedOverride {
    if (data.length() - at < 4) {
      throw new MalformedOverride(
          Message.of("a cell is expected, but fewer than 4 bytes are left"));
    }
    parts.add(new Marker.Typed(at, ValueType.UINT32));
    at += 4;
    return new TargetValue.Cell(at - 4, data.cell(at - 4));
  }

  private static MalformedOverride tooLong() {
    return new MalformedOverride(
        ParameterCode.OVERRIDE_TOO_LARGE,
        Message.of("a string is longer than {limit} bytes", Limit.OVERRIDE_TEXT.most()));
  }

  private static MalformedOverride unended() {
    return new MalformedOverride(Message.of("the string does not end with a zero byte"));
  }

  /**
   * Reads a lookup table, like {@code dtoverlay_lookup_key()}. After each cell, the table continues
   * in a new string.
   */
  private TargetValue table(int from) throws MalformedOverride {
    List<TableEntry> entries = new ArrayList<>();
    at = from;
    while (at < data.length() && data.get(at) != 0 && data.get(at) != '}') {
      if (entries.size() == Limit.OVERRIDE_TARGETS.most()) {
        throw new MalformedOverride(
            ParameterCode.OVERRIDE_TOO_LARGE,
            Message.of("a table has more than {limit} entries", Limit.OVERRIDE_TARGETS.most()));
      }
      String key = until("=,}");
      int stop = data.get(at);
      if (stop == '=') {
        at++;
        entries.add(new TableEntry(key, Optional.of(entryValue())));
      } else {
        entries.add(new TableEntry(key, Optional.empty()));
        if (stop == ',') {
          at++;
        }
      }
    }
    if (at < data.length()) {
      if (data.get(at) == 0 || at + 1 == data.length() || data.get(at + 1) != 0) {
        throw new MalformedOverride(Message.of("a table does not end with '}' and a zero byte"));
      }
      at += 2;
    }
    return new TargetValue.Table(entries);
  }

  private TargetValue entryValue() throws MalformedOverride {
    if (at + 1 < data.length() && data.get(at) == 0) {
      at++;
      TargetValue cell = cell();
      parts.add(new Marker.Typed(at, ValueType.STRING));
      return cell;
    }
    boolean quoted = at < data.length() && data.get(at) == '\'';
    if (quoted) {
      at++;
    }
    String text = until(quoted ? "'" : ",}");
    if (text.length() > Limit.OVERRIDE_TEXT.most()) {
      throw tooLong();
    }
    if (quoted) {
      if (data.get(at) == 0) {
        throw new MalformedOverride(Message.of("the closing quote of a string is missing"));
      }
      at++;
    }
    if (at < data.length() && data.get(at) == ',') {
      at++;
    }
    return new TargetValue.Literal(text);
  }

  /** Reads up to one of the given characters, or to a zero byte. */
  private String until(String stops) throws MalformedOverride {
    int end = at;
    while (end < data.length() && data.get(end) != 0 && stops.indexOf(data.get(end)) < 0) {
      end++;
    }
    if (end == data.length()) {
      throw unended();
    }
    String text = data.slice(at, end).latin1();
    at = end;
    return text;
  }

  private static List<Switch> switches(String text) throws MalformedOverride {
    List<Switch> switches = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int kind = "+-=!".indexOf(text.charAt(from));
      if (kind < 0) {
        throw new MalformedOverride(
            Message.of("'{fragments}' does not consist of +N, -N, =N and !N", text));
      }
      if (switches.size() == Limit.OVERRIDE_TARGETS.most()) {
        throw new MalformedOverride(
            ParameterCode.OVERRIDE_TOO_LARGE,
            Message.of(
                "more than {limit} fragments are turned on or off", Limit.OVERRIDE_TARGETS.most()));
      }
      CNumber number = CNumber.read(text, from + 1);
      switches.add(new Switch(SWITCHES.get(kind), number.value() & 0xffffffffL));
      from = number.end();
    }
    return switches;
  }
}
