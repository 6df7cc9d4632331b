// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes files in a jar, where code names them, constants of the class that does: {@code
 * Bytes.ofResource(A.class, "b")}. To read one, java opens the jar and its own modules, and sets up
 * connections to URLs, which takes longer than to compile a short source.
 */
final class ResourceConstants {

  private static final String BYTES = "org/dtbind/source/Bytes";

  /** Longer ones do not fit into a class file as a text, each byte a character. */
  private static final int MOST = 65535;

  private ResourceConstants() {}

  /**
   * {@return a class with what it reads from its jar}
   *
   * @param content of the class
   * @param jar the entries by their names
   */
  static byte[] put(byte[] content, Map<String, byte[]> jar) {
    return MethodCode.changed(content, next -> new Putting(next, jar));
  }

  /** A class and a name that were just put on the stack stay there until it is known for what. */
  private static final class Putting extends MethodVisitor {

    private final Map<String, byte[]> jar;
    private String folder = "";
    private String name = "";

    Putting(MethodVisitor next, Map<String, byte[]> jar) {
      super(Opcodes.ASM9, next);
      this.jar = jar;
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof Type type && type.getSort() == Type.OBJECT) {
        String owner = type.getInternalName();
        folder = owner.substring(0, owner.lastIndexOf('/') + 1);
        name = "";
      } else {
        name = value instanceof String text ? text : "";
      }
      super.visitLdcInsn(value);
    }

    @Override
    public void visitVarInsn(int code, int variable) {
      name = "";
      super.visitVarInsn(code, variable);
    }

    @Override
    public void visitFieldInsn(int code, String owner, String field, String type) {
      name = "";
      super.visitFieldInsn(code, owner, field, type);
    }

    @Override
    public void visitMethodInsn(
        int call, String owner, String method, String type, boolean ofInterface) {
      byte[] file = name.isEmpty() ? null : jar.get(folder + name);
      if (owner.equals(BYTES) && method.equals("ofResource") && file != null && fits(file)) {
        super.visitInsn(Opcodes.POP2);
        super.visitLdcInsn(new String(file, StandardCharsets.ISO_8859_1));
        super.visitFieldInsn(
            Opcodes.GETSTATIC,
            "java/nio/charset/StandardCharsets",
            "ISO_8859_1",
            "Ljava/nio/charset/Charset;");
        super.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL,
            "java/lang/String",
            "getBytes",
            "(Ljava/nio/charset/Charset;)[B",
            false);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, BYTES, "wrap", "([B)L" + BYTES + ";", false);
      } else {
        super.visitMethodInsn(call, owner, method, type, ofInterface);
      }
      name = "";
    }

    private static boolean fits(byte[] file) {
      int length = 0;
      for (byte each : file) {
        // Class files write a zero in two bytes, too.
        length += each > 0 ? 1 : 2;
      }
      return length <= MOST;
    }
  }
}
