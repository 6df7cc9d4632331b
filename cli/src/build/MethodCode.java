// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Changes the code of methods in a class, and nothing else. */
final class MethodCode {

  private MethodCode() {}

  /**
   * {@return a class with changed methods}
   *
   * @param content the class file
   * @param change wraps the visitor that writes the code of a method
   */
  static byte[] changed(byte[] content, UnaryOperator<MethodVisitor> change) {
    ClassReader reader = new ClassReader(content);
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassVisitor changing =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String generic, String[] exceptions) {
            return change.apply(super.visitMethod(access, name, type, generic, exceptions));
          }
        };
    reader.accept(changing, 0);
    return writer.toByteArray();
  }
}
