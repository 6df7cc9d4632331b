// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Replaces reads of resources in a jar, {@code Bytes.ofResource(A.class, "b")}, with constants in
 * the calling class. To read a resource, Java opens the jar and its modules and initializes URL
 * handlers, which takes longer than compiling a short source.
 */
final class ResourceConstants {

  private static final String BYTES = "org/dtbind/source/Bytes";

  /**
   * The maximum size of a string constant in a class file, in bytes. Each byte of a resource
   * becomes a character.
   */
  private static final int MOST = 65535;

  private ResourceConstants() {}

  /**
   * {@return a class that contains the resources that it reads}
   *
   * @param content the class file
   * @param jar the entries of the jar by name
   */
  static byte[] put(byte[] content, Map<String, byte[]> jar) {
    return MethodCode.changed(content, next -> new Putting(next, jar));
  }

  /**
   * Finds calls with a constant class and a constant name. Both constants stay on the stack until
   * the next instruction shows whether such a call uses them.
   */
  private static final class Putting extends MethodVisitor {

    private final Map<String, byte[]> jar;
    private String directory = "";
    private String name = "";

    Putting(MethodVisitor next, Map<String, byte[]> jar) {
      super(Opcodes.ASM9, next);
      this.jar = jar;
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof Type type && type.getSort() == Type.OBJECT) {
        String owner = type.getInternalName();
        directory = owner.substring(0, owner.lastIndexOf('/') + 1);
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
      byte[] file = name.isEmpty() ? null : jar.get(directory + name);
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
        // Class files encode zero, and bytes above 127, in two bytes.
        length += each > 0 ? 1 : 2;
      }
      return length <= MOST;
    }
  }
}
