// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Spares JNA what it sets up when it starts and nobody here uses: loggers and levels, for which java
 * sets up logging, and a second way to find out who calls it, for where java has no stack walker, for
 * which java looks through all its modules.
 */
final class JnaStart {

  private static final String LOGGER = "java/util/logging/Logger";
  private static final String LEVEL = "java/util/logging/Level";
  private static final String SECOND_WAY = "com.sun.jna.SecurityManagerExposer";

  private JnaStart() {}

  /**
   * {@return a class that logs nothing, and for the second way is given a class that has none, which
   * it takes for java not having it}
   */
  static byte[] spared(byte[] content) {
    return MethodCode.changed(content, Spared::new);
  }

  private static final class Spared extends MethodVisitor {

    Spared(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitLdcInsn(Object value) {
      super.visitLdcInsn(value.equals(SECOND_WAY) ? "java.lang.Void" : value);
    }

    @Override
    public void visitMethodInsn(
        int call, String owner, String method, String type, boolean ofInterface) {
      if (!owner.equals(LOGGER)) {
        super.visitMethodInsn(call, owner, method, type, ofInterface);
        return;
      }
      for (Type each : Type.getArgumentTypes(type)) {
        super.visitInsn(each.getSize() == 1 ? Opcodes.POP : Opcodes.POP2);
      }
      if (call != Opcodes.INVOKESTATIC) {
        super.visitInsn(Opcodes.POP);
      }
      switch (Type.getReturnType(type).getSort()) {
        case Type.VOID -> {}
        case Type.BOOLEAN -> super.visitInsn(Opcodes.ICONST_0);
        case Type.OBJECT -> super.visitInsn(Opcodes.ACONST_NULL);
        default -> throw new IllegalStateException(method + type);
      }
    }

    @Override
    public void visitFieldInsn(int code, String owner, String field, String type) {
      if (owner.equals(LEVEL)) {
        super.visitInsn(Opcodes.ACONST_NULL);
      } else {
        super.visitFieldInsn(code, owner, field, type);
      }
    }
  }
}
