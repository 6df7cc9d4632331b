// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates one class for all lambdas and method references of another class. One class loads
 * faster than many small ones. Each object has the number of its lambda, and fields that suffice
 * for the captured values of any lambda.
 */
final class LambdaClass {

  private static final String WHICH = "which";

  private final String name;
  private final List<Lambda> lambdas = new ArrayList<>();

  /**
   * The lambdas that each method of the class implements, by name and erased type of the method.
   */
  private final Map<String, List<Lambda>> methods = new LinkedHashMap<>();

  LambdaClass(String name) {
    this.name = name;
  }

  /**
   * A lambda or method reference.
   *
   * @param which the number among the lambdas with the same method
   * @param factory the method that replaces the call site
   * @param siteType the type of the call site: from captured values to the interface
   * @param site the name of the interface method
   * @param erased the erased type of the interface method
   * @param target the method that the lambda calls
   * @param exact the type of the interface method at this call site
   */
  private record Lambda(
      int which,
      String factory,
      String siteType,
      String site,
      Type erased,
      Handle target,
      Type exact) {

    Type[] captured() {
      return Type.getArgumentTypes(siteType);
    }

    /**
     * Returns the fields for the captured values. Each field type has as many fields as there are
     * captured values of that type.
     */
    List<Field> fields() {
      List<Field> fields = new ArrayList<>();
      for (Type captured : captured()) {
        String type = kind(captured).getDescriptor();
        long before = fields.stream().filter(each -> each.type().equals(type)).count();
        fields.add(new Field((type.length() > 1 ? "a" : type) + before, type));
      }
      return fields;
    }

    /**
     * Returns the field type for a captured value. All references share one type, as do all types
     * that are int on the stack.
     */
    private static Type kind(Type captured) {
      return switch (captured.getSort()) {
        case Type.BOOLEAN, Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> Type.INT_TYPE;
        case Type.FLOAT, Type.LONG, Type.DOUBLE -> captured;
        default -> Type.getObjectType("java/lang/Object");
      };
    }
  }

  private record Field(String name, String type) {}

  String name() {
    return name;
  }

  /** Adds a lambda; returns the name of the method that replaces its call site. */
  String add(String site, String siteType, Type erased, Handle target, Type exact) {
    List<Lambda> same =
        methods.computeIfAbsent(site + erased.getDescriptor(), none -> new ArrayList<>());
    Lambda lambda =
        new Lambda(same.size(), "of" + lambdas.size(), siteType, site, erased, target, exact);
    lambdas.add(lambda);
    same.add(lambda);
    return lambda.factory();
  }

  /** {@return the class, as a member of the nest of a host} */
  byte[] content(int version, String host) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    Set<String> interfaces = new LinkedHashSet<>();
    Set<Field> fields = new LinkedHashSet<>();
    for (Lambda lambda : lambdas) {
      interfaces.add(Type.getReturnType(lambda.siteType()).getInternalName());
      fields.addAll(lambda.fields());
    }
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    writer.visit(
        version, access, name, null, "java/lang/Object", interfaces.toArray(String[]::new));
    writer.visitNestHost(host);
    constructor(writer, fields);
    singles(writer, fields);
    lambdas.forEach(lambda -> factory(writer, lambda, fields));
    methods.values().forEach(same -> method(writer, same));
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String constructorType(Collection<Field> fields) {
    StringBuilder type = new StringBuilder("(I");
    fields.forEach(field -> type.append(field.type()));
    return type + ")V";
  }

  private void constructor(ClassWriter writer, Set<Field> fields) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    writer.visitField(access, WHICH, "I", null, null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructorType(fields), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitFieldInsn(Opcodes.PUTFIELD, name, WHICH, "I");
    int local = 2;
    for (Field field : fields) {
      writer.visitField(access, field.name(), field.type(), null, null);
      Type type = Type.getType(field.type());
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, field.name(), field.type());
      local += type.getSize();
    }
    end(code, Type.VOID_TYPE);
  }

  /** Generates one static object for each lambda that captures nothing. */
  private void singles(ClassWriter writer, Set<Field> fields) {
    List<Lambda> single = lambdas.stream().filter(each -> each.captured().length == 0).toList();
    if (single.isEmpty()) {
      return;
    }
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    for (Lambda lambda : single) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      writer.visitField(access, lambda.factory(), "L" + name + ";", null, null);
      made(code, lambda, fields);
      code.visitFieldInsn(Opcodes.PUTSTATIC, name, lambda.factory(), "L" + name + ";");
    }
    end(code, Type.VOID_TYPE);
  }

  private void factory(ClassWriter writer, Lambda lambda, Set<Field> fields) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_STATIC, lambda.factory(), lambda.siteType(), null, null);
    code.visitCode();
    if (lambda.captured().length == 0) {
      code.visitFieldInsn(Opcodes.GETSTATIC, name, lambda.factory(), "L" + name + ";");
    } else {
      made(code, lambda, fields);
    }
    end(code, Type.getReturnType(lambda.siteType()));
  }

  /** Generates code that creates the object of a lambda from the arguments of its factory. */
  private void made(MethodVisitor code, Lambda lambda, Set<Field> fields) {
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    number(code, lambda.which());
    for (Field field : fields) {
      int at = lambda.fields().indexOf(field);
      Type type = Type.getType(field.type());
      if (at < 0) {
        code.visitInsn(
            switch (type.getSort()) {
              case Type.INT -> Opcodes.ICONST_0;
              case Type.LONG -> Opcodes.LCONST_0;
              case Type.FLOAT -> Opcodes.FCONST_0;
              case Type.DOUBLE -> Opcodes.DCONST_0;
              default -> Opcodes.ACONST_NULL;
            });
        continue;
      }
      int local = 0;
      for (int i = 0; i < at; i++) {
        local += lambda.captured()[i].getSize();
      }
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", constructorType(fields), false);
  }

  private static void number(MethodVisitor code, int number) {
    code.visitIntInsn(number > Byte.MAX_VALUE ? Opcodes.SIPUSH : Opcodes.BIPUSH, number);
  }

  /**
   * Generates a method of one or more interfaces. The number in the object selects which lambda it
   * calls.
   */
  private void method(ClassWriter writer, List<Lambda> same) {
    Lambda first = same.get(0);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC, first.site(), first.erased().getDescriptor(), null, null);
    code.visitCode();
    if (same.size() == 1) {
      call(code, first);
    } else {
      Label[] labels = same.stream().map(each -> new Label()).toArray(Label[]::new);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, WHICH, "I");
      code.visitTableSwitchInsn(0, labels.length - 1, labels[0], labels);
      for (Lambda lambda : same) {
        code.visitLabel(labels[lambda.which()]);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        call(code, lambda);
      }
    }
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /**
   * Generates the call of the target and the return, with the conversions that LambdaMetafactory
   * specifies.
   */
  private void call(MethodVisitor code, Lambda lambda) {
    Handle target = lambda.target();
    boolean made = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (made) {
      code.visitTypeInsn(Opcodes.NEW, target.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    List<Type> wanted = new ArrayList<>();
    if (!made && target.getTag() != Opcodes.H_INVOKESTATIC) {
      wanted.add(Type.getObjectType(target.getOwner()));
    }
    wanted.addAll(List.of(Type.getArgumentTypes(target.getDesc())));
    Type[] captured = lambda.captured();
    for (int i = 0; i < captured.length; i++) {
      Field field = lambda.fields().get(i);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, field.name(), field.type());
      if (!Conversion.primitive(captured[i])) {
        Conversion.convert(code, Type.getType(field.type()), captured[i]);
      }
      Conversion.convert(code, captured[i], wanted.get(i));
    }
    int local = 1;
    Type[] given = lambda.erased().getArgumentTypes();
    for (int i = 0; i < given.length; i++) {
      Type known = lambda.exact().getArgumentTypes()[i];
      code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
      Conversion.convert(code, given[i], known);
      Conversion.convert(code, known, wanted.get(captured.length + i));
      local += given[i].getSize();
    }
    int call =
        switch (target.getTag()) {
          case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
          case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
          case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
          // This also covers private methods of the nest, which these instructions call without
          // searching subclasses.
          default -> target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    code.visitMethodInsn(
        call, target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
    Type got =
        made ? Type.getObjectType(target.getOwner()) : Type.getReturnType(target.getDesc());
    Type result = lambda.erased().getReturnType();
    if (result.getSort() == Type.VOID && got.getSort() != Type.VOID) {
      code.visitInsn(got.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    } else if (result.getSort() != Type.VOID) {
      Conversion.convert(code, got, lambda.exact().getReturnType());
      Conversion.convert(code, lambda.exact().getReturnType(), result);
    }
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }

  private static void end(MethodVisitor code, Type result) {
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
