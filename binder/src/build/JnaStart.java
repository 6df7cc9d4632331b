// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Spares JNA what it sets up when it starts and nobody here uses: a logger of its own, for which java
 * sets up logging, and a second way to find out who calls it, for where java has no stack walker, for
 * which java looks through all its modules.
 */
final class JnaStart {

  private static final String LOGGER = "java/util/logging/Logger";
  private static final String SECOND_WAY = "com.sun.jna.SecurityManagerExposer";

  private JnaStart() {}

  /**
   * {@return a class that logs to the logger that is there, and for the second way is given a class
   * that has none, which it takes for java not having it}
   */
  static byte[] spared(byte[] content) {
    ClassReader reader = new ClassReader(content);
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassVisitor spared =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String generic, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, type, generic, exceptions);
            return new MethodVisitor(Opcodes.ASM9, code) {
              @Override
              public void visitLdcInsn(Object value) {
                super.visitLdcInsn(value.equals(SECOND_WAY) ? "java.lang.Void" : value);
              }

              @Override
              public void visitMethodInsn(
                  int call, String owner, String method, String type, boolean ofInterface) {
                if (owner.equals(LOGGER) && method.equals("getLogger")) {
                  super.visitInsn(Opcodes.POP);
                  super.visitFieldInsn(Opcodes.GETSTATIC, LOGGER, "global", "L" + LOGGER + ";");
                } else {
                  super.visitMethodInsn(call, owner, method, type, ofInterface);
                }
              }
            };
          }
        };
    reader.accept(spared, 0);
    return writer.toByteArray();
  }
}
