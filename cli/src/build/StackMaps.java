// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Adds stack maps to the classes of picocli, which are compiled for Java 5. Without stack maps, Java
 * verifies such classes at each start by type inference, even if they come from a class-data
 * archive; with stack maps, it verifies them only when the archive is created.
 */
final class StackMaps {

  /**
   * The first class file version that requires stack maps (JVM Specification, Java SE 17 Edition,
   * section 4.10).
   */
  static final int VERSION = Opcodes.V1_7;

  private StackMaps() {}

  /**
   * {@return a class with stack maps}
   *
   * @param content a class file of an older version
   * @param classes a class loader for the classes in the code
   */
  static byte[] added(byte[] content, ClassLoader classes) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes;
          }
        };
    ClassVisitor newer =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version, int access, String name, String generic, String above, String[] types) {
            super.visit(VERSION, access, name, generic, above, types);
          }
        };
    new ClassReader(content).accept(newer, 0);
    return writer.toByteArray();
  }
}
