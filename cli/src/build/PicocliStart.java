// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Spares picocli what it sets up for each command and nobody here uses: a class of Groovy's, for
 * which java opens and reads every jar; converters to types of {@code java.time} and {@code
 * java.sql}; the regular expressions for options with a {@code no-} form, which are compiled when
 * somebody asks for them. The first regular expression of a process is also its first lambda, of
 * java's own, and sets up {@code java.lang.invoke}.
 */
final class PicocliStart {

  private static final String SPEC = "picocli/CommandLine$Model$CommandSpec";
  private static final String MAKER = "picocli/CommandLine$RegexTransformer";
  private static final String OF_NEGATABLE = "negatableOptionTransformer";
  private static final String TRANSFORMER = "Lpicocli/CommandLine$INegatableOptionTransformer;";

  /** Methods and what they give, in place of what they would find out. */
  private static final Map<String, Integer> ANSWERS =
      Map.of(
          // The class of closures, or null where there is none.
          "picocli/CommandLine$DefaultFactory.loadClosureClass", Opcodes.ACONST_NULL,
          // Whether a converter to a type of java's, by its name, is left out.
          "picocli/CommandLine$BuiltIn.excluded", Opcodes.ICONST_1);

  private PicocliStart() {}

  /**
   * {@return what the code of a method goes through}
   *
   * @param in the class
   * @param method its name
   * @param type its parameters and result
   * @param code where it goes
   */
  static MethodVisitor spared(String in, String method, String type, MethodVisitor code) {
    Integer answer = ANSWERS.get(in + "." + method);
    if (answer != null) {
      code.visitCode();
      code.visitInsn(answer);
      code.visitInsn(answer == Opcodes.ACONST_NULL ? Opcodes.ARETURN : Opcodes.IRETURN);
      code.visitMaxs(1, 1);
      code.visitEnd();
      // What was there goes nowhere.
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
      // Stack maps have the type that the other way leaves.
      super.visitTypeInsn(Opcodes.CHECKCAST, TRANSFORMER.substring(1, TRANSFORMER.length() - 1));
      super.visitLabel(known);
    }
  }
}
