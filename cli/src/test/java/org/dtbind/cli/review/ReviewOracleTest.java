// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes random commits, and compares what {@code dtbind review} says of each board with the blobs
 * and sorted trees that cpp and dtc make of all boards of both states.
 */
@Tag("oracle")
class ReviewOracleTest {

  private static final int COMMITS = 60;
  private static final Pattern BOARD =
      Pattern.compile(
          "\"board\" : \"([^\"]*)\",\\s*\"renamedFrom\" : [^,]*,\\s*\"sameness\" : \"(\\w+)\"");

  /** What the programs make of a board: the blob as text, and the sorted tree. */
  private record Built(String blob, String tree) {}

  @TempDir private Path top;
  @TempDir private Path temporary;
  private final Random random = new Random(20_261_201);

  @Test
  void eachBoardIsJudgedAsByDtc() throws IOException {
    Repository repository = Repository.create(top, temporary);
    repository
        .write("boards/chip.dtsi", Files.readString(top.resolve("boards/chip.dtsi")) + USERS)
        .commit("users");
    Map<String, Optional<Built>> before = built();
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < COMMITS; i++) {
      change();
      repository.commit("change " + i);
      Map<String, Optional<Built>> after = built();
      String json =
          repository.review(status(before, after), "HEAD~1..HEAD", "--format", "json").out();
      Map<String, String> found = new HashMap<>();
      Matcher board = BOARD.matcher(json);
      while (board.find()) {
        found.put(board.group(1), board.group(2));
      }
      for (String name : new TreeSet<>(after.keySet())) {
        String expected =
            before.containsKey(name)
                ? expected(
                    before.getOrDefault(name, Optional.empty()),
                    after.getOrDefault(name, Optional.empty()))
                : after.getOrDefault(name, Optional.empty()).isPresent() ? "new" : "broken";
        // A board that is not listed is made of the same files.
        assertThat(found.getOrDefault(name, "same_blob")).as(i + " " + name).isEqualTo(expected);
        seen.merge(found.getOrDefault(name, "not listed"), 1, Integer::sum);
      }
      before = after;
    }
    assertThat(seen.keySet()).contains("changed", "same_blob", "same_tree", "not listed", "new");
  }

  /** References to nodes, whose phandles depend on the order. */
  private static final String USERS =
      """

      / {
      	first: first {
      		compatible = "acme,first";
      		gpios = <&gpio 1 0>;
      	};

      	second: second {
      		compatible = "acme,second";
      		uart = <&uart>;
      		lines = <&gpio 2 0>, <&first>;
      	};
      };
      """;

  private static int status(
      Map<String, Optional<Built>> before, Map<String, Optional<Built>> after) {
    boolean broken =
        after.entrySet().stream()
            .anyMatch(
                one ->
                    one.getValue().isEmpty()
                        && !Optional.ofNullable(before.get(one.getKey()))
                            .filter(Optional::isEmpty)
                            .isPresent());
    return broken ? 2 : 0;
  }

  private static String expected(Optional<Built> before, Optional<Built> after) {
    if (after.isEmpty()) {
      return before.isPresent() ? "broken" : "still_broken";
    }
    if (before.isEmpty()) {
      return "repaired";
    }
    return before.get().blob().equals(after.get().blob())
        ? "same_blob"
        : before.get().tree().equals(after.get().tree()) ? "same_tree" : "changed";
  }

  private Map<String, Optional<Built>> built() throws IOException {
    Map<String, Optional<Built>> built = new TreeMap<>();
    for (Path board : files(".dts")) {
      String name = top.relativize(board).toString();
      String text =
          Program.of(
                  "cpp",
                  "-nostdinc",
                  "-undef",
                  "-x",
                  "assembler-with-cpp",
                  "-P",
                  "-I",
                  "include",
                  name)
              .in(top)
              .run()
              .out();
      Path source = temporary.resolve("source.dts");
      Files.writeString(source, text);
      Optional<String> blob = blob(source);
      // Phandles that do not depend on the order
      StringBuilder fixed = new StringBuilder(text);
      for (String label : List.of("gpio", "uart", "first", "second")) {
        if (text.contains(label + ": ")) {
          fixed.append("&%s { phandle = <%d>; };\n".formatted(label, 100 + label.hashCode() % 50));
        }
      }
      Files.writeString(source, fixed.toString());
      Optional<String> tree = dtc(source, "-O", "dts", "-s");
      built.put(name, blob.map(bytes -> new Built(bytes, tree.orElse(bytes))));
    }
    return built;
  }

  private Optional<String> blob(Path source) throws IOException {
    Path blob = temporary.resolve("blob");
    Optional<String> made = dtc(source, "-O", "dtb", "-o", blob.toString());
    return made.isPresent() ? Optional.of(Bytes.wrap(Files.readAllBytes(blob)).latin1()) : made;
  }

  private static Optional<String> dtc(Path source, String... options) throws IOException {
    Program.Finished run =
        Program.of("dtc", "-q", "-I", "dts").and(options).and(source.toString()).run();
    return run.status() == 0 ? Optional.of(run.out()) : Optional.empty();
  }

  private List<Path> files(String extension) throws IOException {
    try (Stream<Path> files = Files.list(top.resolve("boards"))) {
      return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
    }
  }

  /** Changes a source, an included file or a header. */
  private void change() throws IOException {
    List<Path> all = new ArrayList<>(files(".dts"));
    all.addAll(files(".dtsi"));
    Path file = all.get(random.nextInt(all.size()));
    String text = Files.readString(file);
    switch (random.nextInt(10)) {
      case 0 -> Files.writeString(file, text + "\n/* comment " + random.nextInt() + " */\n");
      case 1 -> Files.writeString(file, text.replace("\t", "  \t"));
      case 2 -> Files.writeString(file, swapped(text));
      case 3 ->
          Files.writeString(
              file, text.replaceFirst("0x100>", "0x%x>".formatted(256 + random.nextInt(9))));
      case 4 ->
          Files.writeString(
              file,
              text.replaceFirst(
                  "\"(okay|disabled)\"", random.nextBoolean() ? "\"okay\"" : "\"disabled\""));
      case 5 ->
          Files.writeString(
              top.resolve("include/dt-bindings/chip.h"),
              "#define LINES %d\n#define OTHER %d\n"
                  .formatted(8 + random.nextInt(2), random.nextInt(9)));
      case 6 -> split(file, text);
      case 7 ->
          Files.writeString(
              top.resolve("boards/new%d.dts".formatted(random.nextInt(1000))),
              Repository.board("new", ""));
      case 8 ->
          Files.writeString(file, text + "\n&first {\n\tx%d;\n};\n".formatted(random.nextInt(3)));
      default -> Files.writeString(file, text.replace("first:", "first: also:"));
    }
  }

  /** Swaps two properties. */
  private static String swapped(String text) {
    return text.replaceFirst("(?m)^(\\t+\\w[^\\n{}]*;\\n)(\\t+\\w[^\\n{}]*;\\n)", "$2$1");
  }

  /** Moves the end of a source to a file that it includes. */
  private void split(Path file, String text) throws IOException {
    int at = text.lastIndexOf("\n&");
    if (at > 0) {
      String name = "part%d.dtsi".formatted(random.nextInt(1000));
      Files.writeString(top.resolve("boards").resolve(name), text.substring(at));
      Files.writeString(file, text.substring(0, at) + "\n#include \"" + name + "\"\n");
    }
  }
}
