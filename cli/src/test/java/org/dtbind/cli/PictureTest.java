// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.dtbind.cli.session.Version;
import org.dtbind.cli.tree.Figures;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioController.ChipKind;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.picture.XmlDocuments;
import org.dtbind.testing.Golden;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Compares drawings and pages with golden files, and checks that they refer to no other files. */
class PictureTest {

  private static final Path GOLDEN = Path.of("src/test/resources/picture");
  private static final String BOARD = GOLDEN.resolve("board.dts").toString();
  private static final String STACKS = "../overlays/src/test/resources/verify";

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "door.html, explain door",
    "controller.html, explain &gpio",
    "hog.html, explain wifi-hog"
  })
  void pageMatchesTheGoldenFile(String file, String command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.addAll(List.of("--tree", BOARD));
    List<String> page = new ArrayList<>(words);
    page.addAll(List.of("--html", "-"));
    Run run = Run.of(page.toArray(String[]::new));
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertSelfContained(run.out());
    Golden.check(GOLDEN.resolve(file), withoutVersion(run.out()));

    Path out = directory.resolve(file);
    Run table = Run.of(words.toArray(String[]::new));
    words.addAll(List.of("--html", out.toString()));
    Run written = Run.of(words.toArray(String[]::new));
    assertThat(written.out()).isEqualTo(table.out());
    assertThat(withoutVersion(Files.readString(out))).isEqualTo(withoutVersion(run.out()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "door.svg, explain --tree samples/door/door.dts --html door.html door",
    "controller.svg, explain --tree samples/door/door.dts --html bank.html /gpio-sim/bank"
  })
  void drawingsInTheGuideAreCurrent(String file, String command) throws Exception {
    String text = Files.readString(Path.of("../docs/guide/see.md"));
    assertThat(text).contains("dtbind " + command).contains("](pictures/" + file);
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      words.add(word.startsWith("samples/") ? "../" + word : word.endsWith(".html") ? "-" : word);
    }
    Run run = Run.of(words.toArray(String[]::new));
    assertThat(run.status()).as(run.toString()).isZero();
    Path picture = Path.of("../docs/guide/pictures").resolve(file);
    Golden.check(picture, alone(run.out()).replace("../samples/", "samples/"));
  }

  /** Returns the drawing in a page as an SVG file, with the style of the page. */
  private static String alone(String page) {
    String style = page.substring(page.indexOf("<style>"), page.indexOf("</style>") + 8);
    String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
    return svg.replaceFirst("</title>", Matcher.quoteReplacement("</title>\n" + style)) + "\n";
  }

  /** Java would write the numbers with the digits of the language. */
  @Test
  void drawingsAreTheSameInEveryLanguage() throws Exception {
    String[] words = {"explain", "--html", "-", "--tree", "../samples/door/door.dts", "door"};
    Map<String, String> persian =
        Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=fa -Duser.country=IR");
    assertThat(withoutVersion(Run.ended(Run.process(directory, persian, words)).out()))
        .isEqualTo(withoutVersion(Run.of(words).out()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "check-errors.html, two-owners-of-a-line/broken, 2",
    "check-sound.html, two-owners-of-a-line/sound, 0",
    "check-not-merged.html, missing-label/broken, 2"
  })
  void checkReportMatchesTheGoldenFile(String file, String stack, int status) throws Exception {
    Path page = directory.resolve(file);
    Run run = check(STACKS + "/" + stack + "/overlay.dtso", page);
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    String text = Files.readString(page);
    assertSelfContained(text);
    Golden.check(GOLDEN.resolve(file), withoutVersion(text));
  }

  @Test
  void reportShowsSourceLinesOfUnreadableOverlay() throws Exception {
    Path overlay = directory.resolve("o.dtso");
    Files.writeString(overlay, "/dts-v1/;\n/plugin/;\n&gpio2 { <b>bold</b> };\n");
    Path page = directory.resolve("page.html");
    Run run = check(overlay.toString(), page);
    assertThat(run.status()).isEqualTo(2);
    Document document = XmlDocuments.parsed(Files.readString(page));
    assertThat(document.getElementsByTagName("p").item(0).getTextContent())
        .startsWith("The stack cannot be read: ");
    assertThat(document.getElementsByTagName("pre").item(0).getTextContent())
        .contains("&gpio2 { <b>bold</b> };");
  }

  @Test
  void unwritablePageIsAFailure() {
    Run run = check(STACKS + "/two-owners-of-a-line/sound/overlay.dtso", directory.resolve("no/p"));
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("/no/");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"explain door --html - --dmesg log", "explain door -o out", "show door -o out"})
  void conflictingOptionsAreRefused(String command) {
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.addAll(List.of("--tree", BOARD));
    Run run = Run.of(words.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void chipWithMaximumLineCountIsDrawnQuickly() throws Exception {
    Path tree = directory.resolve("large.dts");
    Files.writeString(
        tree,
        "/dts-v1/;\n/ { gpio { compatible = \"a,b\"; gpio-controller; #gpio-cells = <2>;"
            + " ngpios = <0x7fffffff>; gpio-reserved-ranges = <5 1000 1005 0x7fffffff 0x7ffffff0 1>; }; };\n");
    Run run = Run.of("explain", "--html", "-", "--tree", tree.toString(), "/gpio");
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(XmlDocuments.parsed(run.out()).getDocumentElement().getTextContent())
        .contains("5–2147483646")
        .contains("2147483647 lines");
  }

  @Test
  @Timeout(60)
  void chipWithManyReservedRangesIsDrawnQuicklyAndInPart() throws Exception {
    Path tree = directory.resolve("ranges.dts");
    String ranges = IntStream.range(0, 100_000).mapToObj(at -> 2 * at + " 1").collect(joining(" "));
    Files.writeString(
        tree,
        "/dts-v1/;\n/ { gpio { gpio-controller; #gpio-cells = <2>; ngpios = <200000>;"
            + " gpio-line-names = \"first\"; gpio-reserved-ranges = <"
            + ranges
            + ">; }; };\n");
    Run run = Run.of("explain", "--html", "-", "--tree", tree.toString(), "/gpio");
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out()).contains("more lines than are drawn here", ">4095<");
    assertThat(run.out()).doesNotContain(">4096<");
  }

  @Test
  @Timeout(60)
  void manyChipsAreDrawnQuickly() {
    List<TreeLine> lines = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      GpioController controller =
          new GpioController(
              new NodePath("/gpio" + i),
              ChipKind.CONTROLLER,
              Optional.empty(),
              OptionalInt.empty(),
              OptionalInt.of(1),
              List.of("a"),
              List.of());
      lines.add(new TreeLine(controller, Optional.of(0), "a", List.of()));
    }
    List<GpioController> controllers = lines.stream().map(TreeLine::controller).toList();
    Set<NodePath> nodes = controllers.stream().map(GpioController::node).collect(toSet());
    assertThat(Figures.controllers(new GpioTree(controllers, lines), nodes).chips())
        .hasSize(100_000);
  }

  @Test
  void chipWithExactlyTheMaximumOfLinesIsComplete() throws Exception {
    Path tree = directory.resolve("full.dts");
    String names =
        IntStream.range(0, 4096).mapToObj(line -> "\"l" + line + "\"").collect(joining(", "));
    Files.writeString(
        tree,
        "/dts-v1/;\n/ { gpio { gpio-controller; #gpio-cells = <2>; ngpios = <4096>;"
            + " gpio-line-names = "
            + names
            + "; }; };\n");
    Run run = Run.of("explain", "--html", "-", "--tree", tree.toString(), "/gpio");
    assertThat(run.out()).contains(">4095<").doesNotContain("more lines than");
  }

  @Test
  void linesThatAreNotDrawnAreNotCalledFree() throws Exception {
    Path base = directory.resolve("base.dts");
    String names =
        IntStream.range(0, 4200).mapToObj(line -> "\"l" + line + "\"").collect(joining(", "));
    Files.writeString(
        base,
        "/dts-v1/;\n/ { g: gpio { compatible = \"a,b\"; gpio-controller; #gpio-cells = <2>;"
            + " ngpios = <5000>; gpio-line-names = "
            + names
            + "; }; };\n");
    Path overlay = directory.resolve("o.dtso");
    Files.writeString(
        overlay,
        "/dts-v1/;\n/plugin/;\n&{/} { led { compatible = \"gpio-leds\"; a { gpios = <&g 7 0>; }; }; };\n");
    Path page = directory.resolve("page.html");
    Run.of(
        "check",
        "--together",
        "--base",
        base.toString(),
        "--html",
        page.toString(),
        overlay.toString());
    assertThat(Files.readString(page)).contains("8–4095", "more lines than are drawn here");
  }

  private static Run check(String overlay, Path page) {
    return Run.of(
        "check", "--together", "--base", STACKS + "/base.dts", "--html", page.toString(), overlay);
  }

  private static String withoutVersion(String text) {
    return text.replaceAll(
            "(<footer>Made by )[^<]* on [^<]* with: [^<]*",
            "$1dtbind VERSION on DATE with: COMMAND")
        .replace(Version.ofThisBuild().line(), "dtbind VERSION");
  }

  /**
   * Checks that a page is well-formed, and has no script, event handler, reference or foreign
   * style.
   */
  private static void assertSelfContained(String text) throws Exception {
    Set<String> allowed =
        Set.of(
            "xmlns",
            "class",
            "role",
            "aria-label",
            "width",
            "height",
            "viewBox",
            "x",
            "y",
            "rx",
            "cx",
            "cy",
            "r",
            "d",
            "text-anchor",
            "stroke-dasharray",
            "lang",
            "charset",
            "name",
            "content",
            "http-equiv",
            "scope",
            "tabindex",
            "id",
            "href");
    XmlDocuments.walk(
        XmlDocuments.parsed(text).getDocumentElement(),
        (Element element) -> {
          assertThat(element.getTagName()).isNotIn("script", "link", "img", "iframe", "object");
          for (int i = 0; i < element.getAttributes().getLength(); i++) {
            assertThat(element.getAttributes().item(i).getNodeName()).isIn(allowed);
          }
          assertThat(element.getAttribute("href")).matches("|#[a-z0-9.-]+");
        });
    assertThat(text).doesNotContain("url(", "@import");
    if (text.contains("<html")) {
      assertThat(text).contains("default-src &#39;none&#39;; style-src &#39;sha256-");
    }
  }

  @Test
  void drawingTextRepeatsTheMeaningOfItsColours() throws IOException {
    String text = Files.readString(GOLDEN.resolve("controller.html"));
    assertThat(text).contains("requested by 2: ").contains("hog /gpio@1000/wifi-hog");
    assertThat(text).contains("prefers-color-scheme:dark").contains("forced-colors:active");
  }
}
