// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Removes unused work from the start of picocli: the lookup of a Groovy class, for which Java opens
 * every jar; converters to types of {@code java.time} and {@code java.sql}; and the regular
 * expressions for options with a {@code no-} form, which are now compiled on demand. The first
 * regular expression of a process also initializes {@code java.lang.invoke}, because the JDK uses a
 * lambda for it.
 */
final class PicocliStart {

  private static final String SPEC = "picocli/CommandLine$Model$CommandSpec";
  private static final String MAKER = "picocli/CommandLine$RegexTransformer";
  private static final String OF_NEGATABLE = "negatableOptionTransformer";
  private static final String TRANSFORMER = "Lpicocli/CommandLine$INegatableOptionTransformer;";

  /** Methods that are replaced by a constant result. */
  private static final Map<String, Integer> ANSWERS =
      Map.of(
          // The class of Groovy closures: null if Groovy is absent.
          "picocli/CommandLine$DefaultFactory.loadClosureClass", Opcodes.ACONST_NULL,
          // Whether to omit a converter to a type of the JDK.
          "picocli/CommandLine$BuiltIn.excluded", Opcodes.ICONST_1);

  private PicocliStart() {}

  /**
   * Returns the visitor that changes the code of a method.
   *
   * @param in the name of the class
   * @param type the descriptor of the method
   * @param code the visitor that writes the method
   */
  static MethodVisitor spared(String in, String method, String type, MethodVisitor code) {
    Integer answer = ANSWERS.get(in + "." + method);
    if (answer != null) {
      code.visitCode();
      code.visitInsn(answer);
      code.visitInsn(answer == Opcodes.ACONST_NULL ? Opcodes.ARETURN : Opcodes.IRETURN);
      code.visitMaxs(1, 1);
      code.visitEnd();
      // Discard the original code.
      return new MethodVisitor(Opcodes.ASM9) {};
    }
    if (in.equals(SPEC) && method.equals("<init>")) {
      return new WithoutTransformer(code);
    }
    return in.equals(SPEC) && method.equals(OF_NEGATABLE) && type.startsWith("()")
        ? new LateTransformer(code)
        : code;
  }

  private static final class WithoutTransformer extends MethodVisitor {

    WithoutTransformer(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int call, String owner, String method, String type, boolean ofInterface) {
      if (owner.equals(MAKER)) {
        super.visitInsn(Opcodes.ACONST_NULL);
      } else {
        super.visitMethodInsn(call, owner, method, type, ofInterface);
      }
    }
  }

  private static final class LateTransformer extends MethodVisitor {

    LateTransformer(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitFieldInsn(int code, String owner, String field, String type) {
      super.visitFieldInsn(code, owner, field, type);
      Label known = new Label();
      super.visitInsn(Opcodes.DUP);
      super.visitJumpInsn(Opcodes.IFNONNULL, known);
      super.visitInsn(Opcodes.POP);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, MAKER, "createDefault", "()L" + MAKER + ";", false);
      // The stack map expects the type that the other branch leaves.
      super.visitTypeInsn(Opcodes.CHECKCAST, TRANSFORMER.substring(1, TRANSFORMER.length() - 1));
      super.visitLabel(known);
    }
  }
}
