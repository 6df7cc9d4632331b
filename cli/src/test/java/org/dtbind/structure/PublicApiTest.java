// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Checks the public API of the library: the public types of its packages. */
class PublicApiTest {

  private static final Set<String> LIBRARY = LibraryPackages.names();

  private static final JavaClasses CLASSES = ProgramClasses.ALL;

  private static List<JavaClass> types() {
    return CLASSES.stream()
        .filter(type -> LIBRARY.contains(type.getPackageName()))
        .filter(PublicApiTest::isPublic)
        .toList();
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(PublicApiTest::isPublic).orElse(true);
  }

  @Test
  void publicSignaturesUseOnlyLibraryAndJavaTypes() {
    List<String> leaks = new ArrayList<>();
    for (JavaClass type : types()) {
      Set<JavaClass> referenced = new java.util.HashSet<>(type.getRawInterfaces());
      type.getRawSuperclass().ifPresent(referenced::add);
      for (JavaMember member : type.getMembers()) {
        if (member.getModifiers().contains(JavaModifier.PUBLIC)
            || member.getModifiers().contains(JavaModifier.PROTECTED)) {
          referenced.addAll(signature(member));
        }
      }
      for (JavaClass other : referenced) {
        JavaClass base = other.getBaseComponentType();
        boolean isJavaType = base.isPrimitive() || base.getPackageName().startsWith("java.");
        boolean isLibraryType = LIBRARY.contains(base.getPackageName()) && isPublic(base);
        if (!isJavaType && !isLibraryType) {
          leaks.add(type.getName() + " shows " + base.getName());
        }
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(types()).hasSizeGreaterThan(100);
  }

  private static Set<JavaClass> signature(JavaMember member) {
    Set<JavaClass> referenced = new java.util.HashSet<>();
    if (member instanceof JavaField field) {
      referenced.addAll(field.getType().getAllInvolvedRawTypes());
    } else if (member instanceof JavaCodeUnit unit) {
      referenced.addAll(unit.getReturnType().getAllInvolvedRawTypes());
      for (JavaType parameter : unit.getParameterTypes()) {
        referenced.addAll(parameter.getAllInvolvedRawTypes());
      }
      referenced.addAll(unit.getExceptionTypes());
    }
    return referenced;
  }

  @Test
  void everyPackageOfTheLibraryIsNullMarked() {
    Set<String> marked = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class)) {
        marked.add(type.getPackageName());
      }
    }
    assertThat(marked).containsAll(LIBRARY);
  }

  @Test
  void guideListsThePackages() throws IOException {
    String guide = Files.readString(Path.of("../docs/guide/library.md"));
    assertThat(
            Pattern.compile("^\\|[^|]*\\|([^|]*)\\|", Pattern.MULTILINE)
                .matcher(guide)
                .results()
                .flatMap(row -> Pattern.compile("`([a-z.]+)`").matcher(row.group(1)).results())
                .map(name -> "org.dtbind." + name.group(1).replace("org.dtbind.", "")))
        .containsExactlyInAnyOrderElementsOf(LIBRARY);
  }
}
