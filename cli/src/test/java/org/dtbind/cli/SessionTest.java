// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.cli.session.CacheDirectory;
import org.dtbind.cli.session.Environment;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

  private enum Sample implements Code {
    SYNTAX;

    @Override
    public String id() {
      return "syntax_error";
    }

    @Override
    public String meaning() {
      return "for tests";
    }
  }

  private static final Origin PLACE =
      Origin.Source.of(new SourceFile("a.dts", Bytes.latin1("/ { x }\n")), 4, 5);

  private static final Diagnosed<String> PROBLEMS =
      Diagnosed.failed(
          List.of(
              Diagnostic.error(Sample.SYNTAX, PLACE, Message.of("no semicolon")),
              Diagnostic.warning(Sample.SYNTAX, PLACE, Message.of("odd name"))));

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String report(Map<String, String> environment, String... options) {
    err.reset();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Session session = new Session(InputStream.nullInputStream(), stream, stream, environment);
    new DtbindCommand(session).line().parseArgs(options);
    assertThat(session.diagnostics().show(PROBLEMS)).isTrue();
    assertThat(session.finish(2)).isEqualTo(2);
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void diagnosticsIncludeTheSourceLineByDefault() {
    assertThat(report(Map.of()))
        .startsWith(
            "a.dts:1.5-6: ERROR (syntax_error): no semicolon\n  1 | / { x }\n    |     ^\n");
  }

  @Test
  void quietShowsErrorsOnly() {
    assertThat(report(Map.of(), "-q"))
        .startsWith("a.dts:1.5-6: ERROR (syntax_error): no semicolon\n")
        .doesNotContain("odd name");
  }

  @Test
  void jsonAndSarifAreOneDocumentEach() {
    assertThat(report(Map.of(), "--diagnostics", "json"))
        .startsWith("{\n  \"schema\" : \"dtbind.diagnostics/1\",")
        .contains("\"message\" : \"no semicolon\"", "\"message\" : \"odd name\"")
        .endsWith("\n}\n");
    assertThat(report(Map.of(), "--diagnostics", "sarif", "-q"))
        .contains("\"version\" : \"2.1.0\"", "\"text\" : \"no semicolon\"")
        .doesNotContain("odd name");
  }

  @Test
  void diagnosticsFileReplacesStandardError(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("log");
    assertThat(report(Map.of(), "--diagnostics-file", file.toString())).isEmpty();
    assertThat(file).content().contains("ERROR (syntax_error): no semicolon\n  1 | / { x }\n");
    assertThat(report(Map.of(), "--diagnostics-file", file.toString(), "--diagnostics", "json"))
        .isEmpty();
    assertThat(file).content().startsWith("{");
    assertThat(
            report(Map.of(), "-q", "--diagnostics-file", file.toString(), "--diagnostics", "sarif"))
        .isEmpty();
    assertThat(file).content().contains("no semicolon", "odd name");
  }

  @Test
  void coloursAreUsedOnTerminalsUnlessDisabled() {
    Map<String, String> terminal = Map.of("DTBIND_TTY", "12", "TERM", "xterm");
    String red = "a.dts:1.5-6: \u001b[1;31mERROR\u001b[0m (";
    assertThat(report(terminal)).startsWith(red);
    assertThat(report(terminal, "--color", "never")).doesNotContain("\u001b");
    assertThat(report(Map.of("DTBIND_TTY", "12", "TERM", "xterm", "NO_COLOR", "1")))
        .doesNotContain("\u001b");
    assertThat(report(Map.of("DTBIND_TTY", "1", "TERM", "xterm"))).doesNotContain("\u001b");
    assertThat(report(Map.of(), "--color", "always")).startsWith(red);
  }

  @Test
  void tablesAreWrappedOnlyOnTerminals(@TempDir Path directory) throws Exception {
    Path tree = directory.resolve("board.dts");
    Files.writeString(
        tree,
        "/dts-v1/;\n/ { a-controller-of-a-long-name { compatible = \"a,b\"; gpio-controller;"
            + " #gpio-cells = <2>; ngpios = <2>; gpio-line-names ="
            + " \"a-line-of-a-name-that-is-as-long\", \"b\"; }; };\n");
    String[] lines = {"lines", "--tree", tree.toString()};
    Map<String, String> terminal = Map.of("DTBIND_TTY", "12", "COLUMNS", "50");
    String piped = Run.with(Map.of("COLUMNS", "80"), lines).out();
    assertThat(piped).contains("a-line-of-a-name-that-is-as-long").contains("CONSUMER");
    assertThat(Run.with(terminal, lines).out())
        .isEqualTo(
            """
            NAME              CHIP            OFFSET  ACTIVE
            a-line-of-a-      /a-controller-  0       high
            name-that-is-as-  of-a-long-name
            long
            b                 /a-controller-  1       high
                              of-a-long-name
            """);
    Map<String, String> colored = Map.of("DTBIND_TTY", "1", "TERM", "xterm");
    assertThat(Run.with(colored, lines).out()).startsWith("\u001b[1mNAME\u001b[0m");
    assertThat(Run.with(Map.of("DTBIND_TTY", "1"), lines).out()).isEqualTo(piped);
    assertThat(Run.with(Map.of("DTBIND_TTY", "1", "COLUMNS", "wide"), lines).out())
        .isEqualTo(piped);
    String[] json = {"lines", "--format", "json", "--tree", tree.toString()};
    assertThat(Run.with(terminal, json).out()).contains("\"a-line-of-a-name-that-is-as-long\"");
  }

  @Test
  void emptyVariableCountsAsUnset() {
    Environment environment = new Environment(Map.of("A", "", "B", "b"));
    assertThat(environment.variable("A")).isEmpty();
    assertThat(environment.variable("B")).contains("b");
  }

  @Test
  void cacheDirectoryFollowsXdgThenHomeThenPrivateDirectory(@TempDir Path directory)
      throws Exception {
    String home = directory + "/home";
    assertThat(
            CacheDirectory.of(
                new Environment(Map.of("HOME", home, "XDG_CACHE_HOME", directory + "/xdg"))))
        .isEqualTo(directory.resolve("xdg/dtbind"))
        .isDirectory();
    assertThat(CacheDirectory.of(new Environment(Map.of("HOME", home))))
        .isEqualTo(directory.resolve("home/.cache/dtbind"))
        .isDirectory();
    Path own = CacheDirectory.of(new Environment(Map.of("HOME", "/dev/null")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    assertThat(own.getFileName().toString()).matches("dtbind-\\d+");
    try (Stream<Path> content = Files.list(own)) {
      if (content.findAny().isEmpty()) {
        Files.delete(own);
      }
    }
  }

  /** Security review 12. */
  @ParameterizedTest
  @ValueSource(strings = {"xdg", "xdg/dtbind", "xdg/dtbind/um-6.1-0/um-6.1", "xdg/dtbind/given-1"})
  void worldWritableCacheIsRefused(String place, @TempDir Path directory) throws Exception {
    Path kernel = directory.resolve("xdg/dtbind/um-6.1-0/um-6.1");
    Files.createDirectories(kernel.getParent());
    Files.createFile(kernel);
    Files.createFile(directory.resolve("xdg/dtbind/given-1"));
    Environment environment = new Environment(Map.of("XDG_CACHE_HOME", directory + "/xdg"));
    assertThat(CacheDirectory.of(environment)).isEqualTo(directory.resolve("xdg/dtbind"));
    Files.setAttribute(directory.resolve(place), "unix:mode", 0777);
    assertThatThrownBy(() -> CacheDirectory.of(environment))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not used, because everyone can write to ")
        .hasMessageContaining("from which dtbind runs programs")
        .hasMessageContaining("/" + place + "; set XDG_CACHE_HOME")
        .hasMessageContaining("set XDG_CACHE_HOME to a directory that only you can write to");
  }

  /** Security review 12: root runs dtbind with the home of another user. */
  @Test
  void cacheInHomeOfAnotherUserIsRefused(@TempDir Path directory) throws Exception {
    Path home = Files.createDirectory(directory.resolve("home"));
    boolean root = Files.getAttribute(home, "unix:uid").equals(0);
    if (root) {
      Files.setAttribute(home, "unix:uid", 65534);
    } else {
      Files.setAttribute(home, "unix:mode", 0777);
    }
    assertThatThrownBy(() -> CacheDirectory.of(new Environment(Map.of("HOME", home.toString()))))
        .hasMessageContaining(root ? "home belongs to uid 65534" : "everyone can write to ");
    assertThat(home).isEmptyDirectory();
  }

  /**
   * Security review 12: JNA unpacks and loads its library when dtbind is run with {@code java
   * -jar}.
   */
  @Test
  void jnaDoesNotUnpackIntoWorldWritableDirectory(@TempDir Path directory) throws Exception {
    Path cache = Files.createDirectory(directory.resolve("cache"));
    Files.setAttribute(cache, "unix:mode", 0777);
    List<String> line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Djava.io.tmpdir=" + directory,
            "-Xlog:library=info",
            "-cp",
            System.getProperty("java.class.path"),
            "org.dtbind.cli.Main",
            "lines");
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(cache).as(output).isEmptyDirectory();
    assertThat(output).doesNotContain("cannot load JNA");
  }
}
