// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Changes the code of a class's methods, and nothing else of it. */
final class MethodCode {

  private MethodCode() {}

  /**
   * {@return a class with other code}
   *
   * @param content of the class
   * @param change gives what code goes through, on its way to the visitor it is given
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

  /** {@return a writer that works out stack maps, with the classes that are named in there} */
  static ClassWriter framing(ClassLoader classes) {
    return new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
      @Override
      protected ClassLoader getClassLoader() {
        return classes;
      }
    };
  }
}
