// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.List;
import java.util.Optional;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.edit.EditedProperty;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;

/**
 * Writes values into properties of one node, like {@code dtoverlay_override_one_target()}. If a
 * value is not acceptable, each method returns a description of acceptable ones.
 */
final class TargetWriter {

  private static final String NUMBER =
      "a number, or one of y, yes, on, true, down, n, no, off, false, up";

  private final EditedTree edited;
  private final EditedNode node;
  private final DtProperty override;

  TargetWriter(EditedTree edited, EditedNode node, DtProperty override) {
    this.edited = edited;
    this.node = node;
    this.override = override;
  }

  Optional<String> string(String property, GivenValue value) {
    Optional<String> text = (property.equals("status") ? value.status() : value).unescaped();
    if (text.isEmpty()) {
      return Optional.of("text, with escape sequences as in C");
    }
    Bytes before = node.property(property).map(p -> p.value().bytes()).orElse(Bytes.empty());
    boolean isText = text.get().indexOf('\0') < 0;
    if (property.equals("bootargs") && !before.isEmpty() && before.get(0) != 0) {
      String first = before.slice(0, before.length() - 1).latin1();
      set(property, PropertyValue.of(Bytes.latin1(first + " " + text.get() + "\0")));
    } else if (property.equals("name")) {
      if (text.get().isEmpty() || text.get().indexOf('/') >= 0 || !isText) {
        return Optional.of("a valid node name");
      }
      edited.rename(node, text.get());
    } else {
      set(
          property,
          isText
              ? PropertyValue.string(text.get())
              : PropertyValue.of(Bytes.latin1(text.get() + "\0")));
    }
    return Optional.empty();
  }

  Optional<String> bytes(String property, GivenValue value) {
    Optional<Bytes> bytes = value.bytes();
    bytes.ifPresent(known -> set(property, PropertyValue.of(known)));
    return bytes.isPresent()
        ? Optional.empty()
        : Optional.of("at most 32 pairs of hexadecimal digits");
  }

  Optional<String> flag(String property, GivenValue value, boolean when) {
    Optional<Long> number = value.number();
    if (number.isEmpty()) {
      return Optional.of(NUMBER);
    }
    if ((number.get() != 0) == when) {
      set(property, PropertyValue.EMPTY);
    } else {
      edited.remove(node, property);
    }
    return Optional.empty();
  }

  Optional<String> integer(ParameterTarget.Property target, GivenValue value) {
    Optional<Long> number = value.number();
    if (number.isEmpty()) {
      return Optional.of(NUMBER);
    }
    boolean isReg = target.property().equals("reg");
    PropertyValue before =
        node.property(target.property()).map(EditedProperty::value).orElse(PropertyValue.EMPTY);
    int length = before.bytes().length();
    int size = target.type().size();
    if (!isReg || target.place() + size <= length) {
      byte[] bytes = new byte[Math.max(length, target.place() + size)];
      before.bytes().copyTo(bytes, 0);
      for (int i = 0; i < size; i++) {
        bytes[target.place() + i] = (byte) (number.get() >> 8 * (size - 1 - i));
      }
      List<Marker> markers =
          bytes.length == length ? kept(before, target.place(), size) : List.of();
      set(target.property(), new PropertyValue(Bytes.wrap(bytes), markers));
    }
    String name = node.name();
    if (isReg && target.place() == 0 && name.indexOf('@') >= 0) {
      String address = Integer.toHexString(number.get().intValue());
      edited.rename(node, DtNode.baseName(name) + "@" + address);
    }
    return Optional.empty();
  }

  /** Returns the markers that still apply. A reference that the number overwrites does not. */
  private static List<Marker> kept(PropertyValue value, int at, int size) {
    return value.markers().stream()
        .filter(
            marker ->
                !(marker instanceof Marker.PhandleOf of
                    && of.offset() < at + size
                    && of.offset() + 4 > at))
        .filter(marker -> !(marker instanceof Marker.PathOf))
        .toList();
  }

  private void set(String name, PropertyValue value) {
    edited.set(node, name, value, override);
  }
}
