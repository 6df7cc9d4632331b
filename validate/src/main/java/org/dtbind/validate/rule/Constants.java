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
    if (constant instanceof Boolean expected) {
      return expected && value instanceof Value.Flag;
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

  /**
   * Returns an object that equals that of another value if the values are equal. Numbers of
   * different widths can be equal.
   */
  static Object comparable(Value value) {
    if (value instanceof Value.Cell cell) {
      return List.of(cell.value(), cell.isHuge());
    }
    return value instanceof Value.Array array
        ? array.items().stream().map(Constants::comparable).toList()
        : value;
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
