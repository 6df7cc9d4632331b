// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Has the ends of streams that java carries out with lambdas of its own carried out by {@code
 * org.dtbind.start.Streams}, which has none. The first lambda of a process sets up {@code
 * java.lang.invoke}; java's own come from the archive no faster, and some of them not at all.
 */
final class StreamCalls {

  private static final String OBJECTS = "java/util/stream/Stream";
  private static final String NUMBERS = "java/util/stream/IntStream";

  private static final Set<String> ENDS =
      Set.of("anyMatch", "allMatch", "noneMatch", "findFirst", "toList");

  private StreamCalls() {}

  /** {@return a class that ends streams so} */
  static byte[] replaced(byte[] content) {
    return MethodCode.changed(content, Replacing::new);
  }

  private static final class Replacing extends MethodVisitor {

    Replacing(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int call, String owner, String method, String type, boolean ofInterface) {
      boolean ends =
          owner.equals(OBJECTS) && ENDS.contains(method)
              || owner.equals(NUMBERS) && method.endsWith("Match");
      if (ends) {
        String with = type.replace("(", "(L" + owner + ";");
        super.visitMethodInsn(Opcodes.INVOKESTATIC, "org/dtbind/start/Streams", method, with, false);
      } else {
        super.visitMethodInsn(call, owner, method, type, ofInterface);
      }
    }
  }
}
