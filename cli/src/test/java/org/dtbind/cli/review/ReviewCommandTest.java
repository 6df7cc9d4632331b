// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.cli.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind review} in small repositories. */
class ReviewCommandTest {

  @TempDir private Path top;
  @TempDir private Path temporary;
  private Repository repository;

  @BeforeEach
  void create() throws IOException {
    repository = Repository.create(top, temporary);
  }

  @Test
  void aDifferenceIsToldOnceWithAllBoardsThatHaveIt() throws IOException {
    repository.replace("boards/chip.dtsi", "\"disabled\"", "\"okay\"");
    assertThat(repository.review(0).out().replaceFirst("^[0-9a-f]{12}", "HASH"))
        .isEqualTo(
            """
            HASH..the work tree: 1 file in 3 boards: 2 changed, 1 the same

            2 boards: boards/one.dts, boards/three.dts
             devices of Linux
            +platform device 2000.serial (/soc/serial@2000)
             /soc/serial@2000
            -	status = "disabled";  // boards/chip.dtsi:24.4-24
            +	status = "okay";  // boards/chip.dtsi:24.4-20

            0 new errors, 0 new warnings, 0 gone
            """);
  }

  @Test
  void aNodeThatIsNotEnabledIsMarked() throws IOException {
    repository.replace("boards/chip.dtsi", "0x2000 0x100>", "0x2000 0x200>");
    assertThat(repository.review(0).out())
        .contains("3 boards: ", " /soc/serial@2000  (enabled in 1 of 3)\n");
  }

  @Test
  void linesThatBecomeUsedAreListed() throws IOException {
    repository.write(
        "boards/one.dts",
        Repository.board(
            "one",
            "/ {\n\tkey {\n\t\tcompatible = \"acme,key\";\n\t\tgpios = <&gpio 3 0>;\n\t};\n};\n"));
    assertThat(repository.review(0).out())
        .contains("+platform device key (/key)", "+line 3 of /soc/gpio@1000 in 'gpios' (/key)");
  }

  @Test
  void commentsLabelsAndOrderChangeNoTree() throws IOException {
    repository
        .replace("boards/chip.dtsi", "/ {", "/* a comment */\n/ {")
        .commit("comment")
        .replace("boards/chip.dtsi", "gpio: gpio@1000", "lines: gpio@1000")
        .commit("label")
        .replace(
            "boards/one.dts",
            "\tmodel = \"one\";\n\tcompatible = \"acme,one\";",
            "\tcompatible = \"acme,one\";\n\tmodel = \"one\";")
        .commit("order");
    assertThat(repository.review(0, "HEAD~2..HEAD~1").out())
        .contains(
            "3 boards: 3 the same", "-label gpio: /soc/gpio@1000\n+label lines: /soc/gpio@1000");
    assertThat(repository.review(0, "HEAD~3..HEAD", "--same=tree").out())
        .contains("1 with another order or other phandles, 2 the same");
    repository.review(5, "HEAD~1..HEAD", "--same");
    repository.review(0, "HEAD~3..HEAD~2", "--same");
  }

  @Test
  void boardsThatAreNewOrDeletedOrRenamedOrBrokenAreNamed() throws IOException {
    repository.write("boards/new.dts", Repository.board("new", ""));
    Files.delete(top.resolve("boards/two.dts"));
    Files.move(top.resolve("boards/three.dts"), top.resolve("boards/drei.dts"));
    repository.write("boards/one.dts", Repository.board("one", "&nothing { };\n"));
    Run run = repository.review(2);
    assertThat(run.out())
        .contains(
            "5 files in 4 boards: 1 the same, 1 new, 1 deleted, 1 broken\n",
            "new: boards/new.dts\n",
            "deleted: boards/two.dts\n",
            "broken: boards/one.dts\n");
    assertThat(run.err()).contains("boards/one.dts:8.1-9: ERROR (node_not_found)");
    repository.commit("broken");
    repository.write("boards/one.dts", Repository.board("one", ""));
    assertThat(repository.review(0).out()).contains("repaired: boards/one.dts\n");
    Files.delete(top.resolve("boards/drei.dts"));
    repository.write(
        "more/drei.dts", Repository.board("DREI", "").replace("chip.dtsi", "../boards/chip.dtsi"));
    assertThat(repository.review(0).out()).contains("more/drei.dts (was boards/drei.dts)");
  }

  @Test
  void newFindingsAreDiagnosticsAndFormerOnesAreGone() throws IOException {
    String taken =
        "/ {\n\ta {\n\t\tcompatible = \"acme,a\";\n\t\tgpios = <&gpio 3 0>;\n\t};\n"
            + "\tb {\n\t\tcompatible = \"acme,b\";\n\t\tgpios = <&gpio 3 0>;\n\t};\n};\n";
    repository.write("boards/one.dts", Repository.board("one", taken)).commit("taken");
    Run run = repository.review(2, "HEAD~1..HEAD");
    assertThat(run.err()).contains("ERROR (line_taken): /b:gpios: line 3 of /soc/gpio@1000");
    assertThat(run.out()).contains("1 new error, 0 new warnings, 0 gone");
    assertThat(repository.review(0, "HEAD~1..HEAD", "-W", "no-line_taken").err()).isEmpty();
    assertThat(repository.review(0, "HEAD..HEAD~1").out())
        .contains(
            "findings that are gone:\n boards/one.dts:", "0 new errors, 0 new warnings, 1 gone");
    assertThat(repository.review(2, "HEAD~1..HEAD", "--format", "json").out())
        .contains("\"code\" : \"line_taken\"", "\"sameness\" : \"changed\"", "\"kind\" : \"line\"");
  }

  @Test
  void eachStateIsCheckedAgainstItsOwnBindings() throws IOException {
    String binding =
        """
        %%YAML 1.2
        ---
        $id: http://devicetree.org/schemas/serial/acme,uart.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: A
        maintainers:
          - a <a@example.org>
        properties:
          compatible:
            const: acme,uart
          reg:
            maxItems: 1
        required:
          - compatible
        %sadditionalProperties: false
        """;
    String name = "Documentation/devicetree/bindings/serial/acme,uart.yaml";
    repository.write(name, binding.formatted("")).commit("binding");
    repository
        .write(name, binding.formatted("  - clocks\n"))
        .write(
            "boards/two.dts",
            Repository.board("two", "\n&uart {\n\tstatus = \"okay\";\n\tx;\n};\n"));
    assertThat(repository.review(0).err())
        .contains("(binding_requires): /soc/serial@2000: 'clocks' is missing", "'x'");
    assertThat(repository.review(0, "--no-bindings").err()).isEmpty();
  }

  @Test
  void overlaysThatNoLongerApplyAreReported() throws IOException {
    repository
        .write(
            "boards/Makefile",
            "two-door-dtbs := two.dtb \\\n\tdoor.dtbo\ndtb-$(CONFIG_A) += two-door.dtb\n")
        .write(
            "boards/door.dtso",
            "/dts-v1/;\n/plugin/;\n\n&uart {\n\tdoor {\n\t\tcompatible = \"acme,door\";\n\t};\n};\n")
        .commit("overlay");
    repository
        .replace("boards/chip.dtsi", "uart:", "serial:")
        .replace("boards/two.dts", "&uart", "&serial");
    Run run = repository.review(2);
    assertThat(run.out())
        .contains(
            "no longer applies: boards/two-door: boards/door.dtso:4.1-6: ERROR (unresolved_label)");
  }

  @Test
  void eachCommitOfASeriesHasARow() throws IOException {
    repository
        .replace("include/dt-bindings/chip.h", "8", "16")
        .commit("more lines")
        .replace("boards/chip.dtsi", "ngpios", "// why\n\t\t\tngpios")
        .commit("why");
    repository.write("boards/one.dts", Repository.board("eins", ""));
    assertThat(
            repository
                .review(0, "--each", "HEAD~2")
                .out()
                .replaceAll("(?m)^[0-9a-f]{12}", "HASH        "))
        .isEqualTo(
            """
            COMMIT        BOARDS  CHANGED  REORDERED  BROKEN  ERRORS  WARNINGS  GONE  SUBJECT
            HASH          3       3        0          0       0       0         0     more lines
            HASH          3       0        0          0       0       0         0     why
                          1       1        0          0       0       0         0     the work tree
            """);
    assertThat(repository.review(0, "--each", "--format", "json", "HEAD~1..HEAD").out())
        .contains("\"schema\" : \"dtbind.review-each/1\"", "\"subject\" : \"why\"");
  }

  @Test
  void pathsSelectBoardsAndWhatTheyInclude() throws IOException {
    repository
        .write("boards/other.dts", Repository.board("other", "").replace("chip.dtsi", "other.dtsi"))
        .write("boards/other.dtsi", "/ { };\n")
        .commit("other")
        .write("boards/other.dtsi", "/ { a; };\n")
        .replace("include/dt-bindings/chip.h", "8", "9");
    assertThat(repository.review(0).out()).contains("2 files in 4 boards");
    assertThat(repository.review(0, "HEAD", "boards/other.dtsi").out())
        .contains("1 file in 1 board:");
    assertThat(repository.review(0, "include/dt-bindings").out()).contains("1 file in 3 boards:");
    assertThat(repository.in(top.resolve("boards"), 0, "HEAD", "one.dts").out())
        .contains("1 file in 1 board:");
    repository.review(3, "HEAD", temporary.toString());
  }

  @Test
  void pagesAndMarkdownHaveTheSameContent() throws IOException {
    repository.replace("include/dt-bindings/chip.h", "8", "16");
    assertThat(repository.review(0, "--markdown").out())
        .contains(
            "**", "    3 boards: boards/one.dts", "    -\tngpios = <8>;", "    +\tngpios = <16>;");
    Path page = temporary.resolve("page.html");
    repository.review(0, "--html", page.toString());
    assertThat(page).content().contains("<h2>3 boards</h2>", "ngpios = &lt;16&gt;;");
    repository.review(64, "--markdown", "--format", "json");
    repository.review(64, "--each", "--html", "x");
  }

  @Test
  void filesThatGitDoesNotKnowYetBelongToTheWorkTree() throws IOException {
    repository.write(".gitignore", "ignored.dts\n").commit("ignore");
    repository
        .write("boards/new.dts", Repository.board("new", ""))
        .write("ignored.dts", "/dts-v1/;\n/ { };\n");
    assertThat(repository.review(0).out()).contains("1 board: 1 new\n", "new: boards/new.dts");
    // The content decides, not the time of the file.
    repository.commit("new").write("boards/one.dts", Repository.board("one", ""));
    assertThat(repository.review(0).out()).contains("0 files in 0 boards\n");
  }

  @Test
  void aWordThatIsNoCommitIsExplained() throws IOException {
    assertThat(repository.review(3, "nothing").err())
        .contains("git does not find the commit 'nothing'");
    assertThat(repository.review(3, "--", "--output=x").err()).contains("git does not find");
    assertThat(repository.in(temporary, 3).err()).contains("git finds no work tree");
    assertThat(top.resolve("x")).doesNotExist();
    assertThat(repository.review(0, "HEAD...HEAD").out()).contains("0 boards");
  }
}
