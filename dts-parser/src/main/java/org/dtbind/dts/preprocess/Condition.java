// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dtbind.diag.Message;
import org.dtbind.dts.scan.Malformed;
import org.dtbind.dts.scan.Token;
import org.dtbind.dts.scan.Token.Kind;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;

/**
 * Evaluates the condition of an {@code #if}: 64-bit integers, unsigned if an operand is, as ISO C
 * 6.10.1 specifies. Identifiers that remain after expansion have the value 0.
 */
final class Condition {

  /** Limit for nested parentheses, unary operators and conditional operators. */
  private static final int MAX_DEPTH = Limit.CONDITION_DEPTH.most();

  /** Limit for the bytes of a token: a macro may repeat a long one often. */
  private static final int LONGEST = 200;

  /** The suffixes of integers, in lower case; both Ls must be in one case (ISO C 6.4.4.1). */
  private static final Set<String> SUFFIXES = Set.of("", "u", "l", "ul", "lu", "ll", "ull", "llu");

  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("||", 1),
          Map.entry("&&", 2),
          Map.entry("|", 3),
          Map.entry("^", 4),
          Map.entry("&", 5),
          Map.entry("==", 6),
          Map.entry("!=", 6),
          Map.entry("<", 7),
          Map.entry(">", 7),
          Map.entry("<=", 7),
          Map.entry(">=", 7),
          Map.entry("<<", 8),
          Map.entry(">>", 8),
          Map.entry("+", 9),
          Map.entry("-", 9),
          Map.entry("*", 10),
          Map.entry("/", 10),
          Map.entry("%", 10));

  private record Value(long bits, boolean unsigned) {
    static Value of(boolean truth) {
      return new Value(truth ? 1 : 0, false);
    }

    boolean isTrue() {
      return bits != 0;
    }
  }

  private final List<Token> tokens;
  private int next;
  private int depth;

  private Condition(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * Whether a condition is true.
   *
   * @param tokens the condition after macro expansion, with {@code defined} replaced by 0 or 1
   * @throws Malformed if the condition is not an integer expression
   */
  static boolean holds(List<Token> tokens) throws Malformed {
    Condition condition = new Condition(tokens);
    if (tokens.isEmpty()) {
      throw new Malformed(Message.of("#if with no expression"));
    }
    Value value = condition.comma(true);
    if (condition.next < tokens.size()) {
      throw new Malformed(
          Message.of("unexpected '{found}' in the condition", shown(condition.peek())));
    }
    return value.isTrue();
  }

  private Token peek() {
    return next < tokens.size() ? tokens.get(next) : Token.none();
  }

  private boolean take(char operator) {
    boolean found = peek().is(operator);
    next += found ? 1 : 0;
    return found;
  }

  private Value comma(boolean live) throws Malformed {
    Value value = conditional(live);
    while (take(',')) {
      value = conditional(live);
    }
    return value;
  }

  /**
   * Parses a conditional expression.
   *
   * @param live whether the value is used; if not, division by zero is no error
   */
  private Value conditional(boolean live) throws Malformed {
    Value left = binary(1, live);
    if (!take('?')) {
      return left;
    }
    enter();
    Value yes = comma(live && left.isTrue());
    if (!take(':')) {
      throw new Malformed(Message.of("'?' without ':' in the condition"));
    }
    Value no = conditional(live && !left.isTrue());
    depth--;
    Value chosen = left.isTrue() ? yes : no;
    return new Value(chosen.bits, yes.unsigned || no.unsigned);
  }

  private Value binary(int lowest, boolean live) throws Malformed {
    Value left = unary(live);
    while (peek().kind() == Kind.OTHER) {
      String operator = peek().text();
      int precedence = PRECEDENCE.getOrDefault(operator, 0);
      if (precedence < lowest) {
        break;
      }
      next++;
      boolean matters =
          live
              && !(operator.equals("&&") && !left.isTrue())
              && !(operator.equals("||") && left.isTrue());
      Value right = binary(precedence + 1, matters);
      left = apply(operator, left, right, matters);
    }
    return left;
  }

  private static Value apply(String operator, Value a, Value b, boolean live) throws Malformed {
    boolean unsigned = a.unsigned || b.unsigned;
    long x = a.bits;
    long y = b.bits;
    int order = unsigned ? Long.compareUnsigned(x, y) : Long.compare(x, y);
    return switch (operator) {
      case "||" -> Value.of(a.isTrue() || b.isTrue());
      case "&&" -> Value.of(a.isTrue() && b.isTrue());
      case "|" -> new Value(x | y, unsigned);
      case "^" -> new Value(x ^ y, unsigned);
      case "&" -> new Value(x & y, unsigned);
      case "==" -> Value.of(x == y);
      case "!=" -> Value.of(x != y);
      case "<" -> Value.of(order < 0);
      case ">" -> Value.of(order > 0);
      case "<=" -> Value.of(order <= 0);
      case ">=" -> Value.of(order >= 0);
      case "<<" -> shift(a, b, true);
      case ">>" -> shift(a, b, false);
      case "+" -> new Value(x + y, unsigned);
      case "-" -> new Value(x - y, unsigned);
      case "*" -> new Value(x * y, unsigned);
      default -> divide(operator, x, y, unsigned, live);
    };
  }

  private static Value shift(Value a, Value b, boolean left) {
    boolean negative = !b.unsigned && b.bits < 0;
    long count = negative ? -b.bits : b.bits;
    boolean far = Long.compareUnsigned(count, 63) > 0;
    if (left != negative) {
      return new Value(far ? 0 : a.bits << count, a.unsigned);
    }
    if (a.unsigned) {
      return new Value(far ? 0 : a.bits >>> count, true);
    }
    return new Value(a.bits >> (far ? 63 : count), false);
  }

  private static Value divide(String operator, long x, long y, boolean unsigned, boolean live)
      throws Malformed {
    if (y == 0) {
      if (live) {
        throw new Malformed(Message.of("division by zero in the condition"));
      }
      return new Value(0, unsigned);
    }
    if (operator.equals("/")) {
      return new Value(unsigned ? Long.divideUnsigned(x, y) : x / y, unsigned);
    }
    return new Value(unsigned ? Long.remainderUnsigned(x, y) : x % y, unsigned);
  }

  private Value unary(boolean live) throws Malformed {
    enter();
    try {
      if (take('-')) {
        Value value = unary(live);
        return new Value(-value.bits, value.unsigned);
      }
      if (take('+')) {
        return unary(live);
      }
      if (take('~')) {
        Value value = unary(live);
        return new Value(~value.bits, value.unsigned);
      }
      if (take('!')) {
        return Value.of(!unary(live).isTrue());
      }
      return primary(live);
    } finally {
      depth--;
    }
  }

  private void enter() throws Malformed {
    if (++depth > MAX_DEPTH) {
      throw new Malformed(
          Message.of("the condition is nested more than {limit} levels deep", MAX_DEPTH));
    }
  }

  private Value primary(boolean live) throws Malformed {
    if (take('(')) {
      Value value = comma(live);
      if (!take(')')) {
        throw new Malformed(Message.of("missing ')' in the condition"));
      }
      return value;
    }
    Token token = peek();
    next++;
    if (token.kind() != Kind.NAME && isLong(token)) {
      throw notAnInteger(shown(token));
    }
    return switch (token.kind()) {
      case NAME -> new Value(0, false);
      case NUMBER -> number(token.text());
      case CHARACTER -> new Value(CharacterConstant.value(token.text()), false);
      case END -> throw new Malformed(Message.of("the condition ends prematurely"));
      default -> throw notAnInteger(token.text());
    };
  }

  private static boolean isLong(Token token) {
    return token.end() - token.start() > LONGEST;
  }

  private static String shown(Token token) {
    return isLong(token)
        ? Bytes.wrap(token.array()).slice(token.start(), token.start() + LONGEST).latin1() + "…"
        : token.text();
  }

  private static Malformed notAnInteger(String text) {
    return new Malformed(Message.of("'{literal}' is not an integer", text));
  }

  private static Value number(String text) throws Malformed {
    String digits = text.toLowerCase(Locale.ROOT);
    int end = digits.length();
    while (end > 1 && "ul".indexOf(digits.charAt(end - 1)) >= 0) {
      end--;
    }
    String suffix = digits.substring(end);
    boolean mixed = text.contains("lL") || text.contains("Ll");
    if (!SUFFIXES.contains(suffix) || mixed) {
      throw notAnInteger(text);
    }
    boolean unsigned = suffix.contains("u");
    digits = digits.substring(0, end);
    int radix = 10;
    if (digits.startsWith("0x")) {
      radix = 16;
      digits = digits.substring(2);
    } else if (digits.startsWith("0b")) {
      radix = 2;
      digits = digits.substring(2);
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      radix = 8;
    }
    try {
      long bits = Long.parseUnsignedLong(digits, radix);
      return new Value(bits, unsigned || bits < 0);
    } catch (NumberFormatException e) {
      throw notAnInteger(text);
    }
  }
}
