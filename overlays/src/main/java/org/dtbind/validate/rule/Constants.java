// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.dtbind.validate.value.Value;

/** Compares values with constants in schemas. */
final class Constants {

  private Constants() {}

  /** Returns whether a value equals a constant. Unlike in Python, numbers never equal Booleans. */
  static boolean equal(Object constant, Value value) {
    if (constant instanceof String string) {
      return value instanceof Value.Text text && text.text().equals(string);
    }
    if (constant instanceof Number number) {
      return value instanceof Value.Cell cell && compare(cell, number) == 0;
    }
    if (constant instanceof Boolean is) {
      return is && value instanceof Value.Flag;
    }
    if (constant instanceof List<?> list) {
      return value instanceof Value.Array array && equal(list, array.items());
    }
    return constant instanceof Map<?, ?> map
        && value instanceof Value.Node node
        && equal(map, node);
  }

  private static boolean equal(List<?> constants, List<Value> values) {
    if (constants.size() != values.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!equal((Object) constants.get(i), values.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(Map<?, ?> map, Value.Node node) {
    if (map.size() != node.members().size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Value value = node.members().get(entry.getKey());
      if (value == null || !equal((Object) entry.getValue(), value)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether two values are equal. Numbers of different widths can be equal. */
  static boolean same(Value one, Value two) {
    if (one instanceof Value.Cell a && two instanceof Value.Cell b) {
      return a.value() == b.value() && a.isHuge() == b.isHuge();
    }
    if (one instanceof Value.Array a && two instanceof Value.Array b) {
      if (a.items().size() != b.items().size()) {
        return false;
      }
      for (int i = 0; i < a.items().size(); i++) {
        if (!same(a.items().get(i), b.items().get(i))) {
          return false;
        }
      }
      return true;
    }
    return one.equals(two);
  }

  static int compare(Value.Cell cell, Number number) {
    if (number instanceof Long whole) {
      return cell.isHuge() ? 1 : Long.compare(cell.value(), whole);
    }
    return decimal(cell).compareTo(new BigDecimal(number.toString()));
  }

  static boolean isMultiple(Value.Cell cell, Number number) {
    if (number instanceof Long whole && !cell.isHuge()) {
      return whole != 0 && cell.value() % whole == 0;
    }
    BigDecimal divisor = new BigDecimal(number.toString());
    return divisor.signum() != 0 && decimal(cell).remainder(divisor).signum() == 0;
  }

  private static BigDecimal decimal(Value.Cell cell) {
    return cell.isHuge()
        ? new BigDecimal(new BigInteger(Long.toUnsignedString(cell.value())))
        : BigDecimal.valueOf(cell.value());
  }
}
