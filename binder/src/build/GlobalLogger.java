// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Gives JNA, which logs nothing here, the one logger for which java does not set up logging. */
final class GlobalLogger {

  private static final String LOGGER = "java/util/logging/Logger";

  private GlobalLogger() {}

  /** {@return a class that says what it logs to the logger that is there, instead of one of its own} */
  static byte[] taken(byte[] content) {
    ClassReader reader = new ClassReader(content);
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassVisitor quiet =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String generic, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, type, generic, exceptions);
            return new MethodVisitor(Opcodes.ASM9, code) {
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
    reader.accept(quiet, 0);
    return writer.toByteArray();
  }
}
