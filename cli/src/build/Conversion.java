// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates the conversions between types that LambdaMetafactory specifies for arguments and
 * results.
 */
final class Conversion {

  private static final List<Type> PRIMITIVES =
      List.of(
          Type.BOOLEAN_TYPE,
          Type.CHAR_TYPE,
          Type.BYTE_TYPE,
          Type.SHORT_TYPE,
          Type.INT_TYPE,
          Type.FLOAT_TYPE,
          Type.LONG_TYPE,
          Type.DOUBLE_TYPE);

  private Conversion() {}

  /** {@return whether a type is primitive} */
  static boolean primitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  /** Generates code that converts the value on top of the stack. */
  static void convert(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (primitive(from) && primitive(to)) {
      widen(code, from, to);
    } else if (primitive(from)) {
      Type box = box(from);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          box.getInternalName(),
          "valueOf",
          Type.getMethodDescriptor(box, from),
          false);
    } else if (primitive(to)) {
      Type inside = unboxed(from, to);
      Type box = box(inside);
      convert(code, from, box);
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          box.getInternalName(),
          inside.getClassName() + "Value",
          Type.getMethodDescriptor(inside),
          false);
      convert(code, inside, to);
    } else if (!to.getInternalName().equals("java/lang/Object")) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  /**
   * Returns the primitive type in a box. If the static type is not a box, such as Object, returns
   * the required type.
   */
  private static Type unboxed(Type from, Type to) {
    return PRIMITIVES.stream().filter(each -> box(each).equals(from)).findFirst().orElse(to);
  }

  /** {@return the box class of a primitive type} */
  static Type box(Type primitive) {
    String name =
        switch (primitive.getSort()) {
          case Type.INT -> "Integer";
          case Type.CHAR -> "Character";
          default -> {
            String plain = primitive.getClassName();
            yield Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
          }
        };
    return Type.getObjectType("java/lang/" + name);
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    switch (from.getSort() + " " + to.getSort()) {
      case Type.LONG + " " + Type.FLOAT -> code.visitInsn(Opcodes.L2F);
      case Type.LONG + " " + Type.DOUBLE -> code.visitInsn(Opcodes.L2D);
      case Type.FLOAT + " " + Type.DOUBLE -> code.visitInsn(Opcodes.F2D);
      default -> {
        // On the stack, all smaller types are already int.
        switch (to.getSort()) {
          case Type.LONG -> code.visitInsn(Opcodes.I2L);
          case Type.FLOAT -> code.visitInsn(Opcodes.I2F);
          case Type.DOUBLE -> code.visitInsn(Opcodes.I2D);
          default -> {}
        }
      }
    }
  }
}
