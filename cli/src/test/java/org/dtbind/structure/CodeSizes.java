// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Sizes of the code that is written by hand. Names are relative to {@code org.dtbind}. */
@SuppressWarnings("VoidUsed") // TreeScanner has a parameter that this visitor does not use
final class CodeSizes {

  private CodeSizes() {}

  /**
   * Returns the number of lines of each method of all modules' main code, from brace to brace, as
   * {@code package.Class#method}.
   */
  static Map<String, Integer> ofMethods() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path module : modules.sorted().toList()) {
        Path root = module.resolve("src/main/java/org/dtbind");
        if (!module.endsWith("testing") && Files.isDirectory(root)) {
          try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return methods(sources);
  }

  private static String relativeName(Path source) {
    String path = source.toString().replace('\\', '/');
    String inside = path.substring(path.indexOf("/org/dtbind/") + "/org/dtbind/".length());
    return inside.substring(0, inside.length() - ".java".length()).replace('/', '.');
  }

  private static Map<String, Integer> methods(List<Path> sources) throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    Map<String, Integer> methods = new TreeMap<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Methods(unit, positions, methods), null);
      }
    }
    return methods;
  }

  /** Counts the lines of each method body; of overloaded methods, the longest counts. */
  private static final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Map<String, Integer> found;
    private final String file;

    private Methods(
        CompilationUnitTree unit, SourcePositions positions, Map<String, Integer> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
      this.file = relativeName(Path.of(unit.getSourceFile().getName()));
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long from = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long to = lines.getLineNumber(positions.getEndPosition(unit, method));
        found.merge(file + "#" + method.getName(), (int) (to - from + 1), Math::max);
      }
      return super.visitMethod(method, nothing);
    }
  }

  /**
   * Returns the dependency cycles: sets of classes that depend on each other, directly or
   * indirectly. A nested class counts as its outermost class.
   */
  static List<Set<String>> cycles(JavaClasses classes) {
    Map<String, Set<String>> needs = new TreeMap<>();
    for (JavaClass type : classes) {
      Set<String> needed = needs.computeIfAbsent(outermost(type), name -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith("org.dtbind")) {
          needed.add(outermost(target));
        }
      }
    }
    Cycles cycles = new Cycles(needs);
    needs.keySet().forEach(cycles::visit);
    return cycles.found;
  }

  private static String outermost(JavaClass type) {
    String name = type.getName().replaceFirst("^org\\.dtbind\\.", "");
    int inside = name.indexOf('$');
    return inside < 0 ? name : name.substring(0, inside);
  }

  /** Finds strongly connected components by Tarjan's algorithm. */
  private static final class Cycles {

    private final Map<String, Set<String>> needs;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Set<String>> found = new ArrayList<>();

    private Cycles(Map<String, Set<String>> needs) {
      this.needs = needs;
    }

    /** Returns the lowest number of a class that can be reached from this class. */
    private int visit(String name) {
      Integer known = numbers.get(name);
      if (known != null) {
        return open.contains(name) ? known : Integer.MAX_VALUE;
      }
      int number = numbers.size();
      int lowest = number;
      numbers.put(name, number);
      open.push(name);
      for (String next : needs.getOrDefault(name, Set.of())) {
        lowest = Math.min(lowest, visit(next));
      }
      if (lowest == number) {
        Set<String> cycle = new TreeSet<>();
        while (cycle.isEmpty() || !cycle.contains(name)) {
          cycle.add(open.pop());
        }
        found.add(cycle);
      }
      return lowest;
    }
  }
}
