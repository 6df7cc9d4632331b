// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the Ansible collection without a board: documentation, ansible-lint, unit tests, and the
 * ansible-test sanity checks that need no download.
 */
@Tag("acceptance")
class AnsibleCollectionTest {

  /** Python of Debian, for which the packages are installed, even if PATH has another one. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final Path SANITY =
      Path.of("/usr/lib/python3/dist-packages/ansible_test/_util/controller/sanity");

  /**
   * The sanity tests that work offline. These need pip, which would download packages: ansible-doc,
   * import, pep8, pylint, runtime-metadata, validate-modules and yamllint. The tests below replace
   * all of them except import and pylint. pslint and changelog have no files to check.
   */
  private static final List<String> OFFLINE =
      List.of(
          "action-plugin-docs",
          "compile",
          "empty-init",
          "future-import-boilerplate",
          "ignores",
          "line-endings",
          "metaclass-boilerplate",
          "no-assert",
          "no-basestring",
          "no-dict-iteritems",
          "no-dict-iterkeys",
          "no-dict-itervalues",
          "no-get-exception",
          "no-illegal-filenames",
          "no-main-display",
          "no-smart-quotes",
          "no-unicode-literals",
          "replace-urlopen",
          "shebang",
          "symlinks",
          "use-argspec-type-path",
          "use-compat-six");

  @TempDir private static Path work;

  @BeforeAll
  static void copy() throws IOException {
    Files.createDirectories(collection().getParent());
    Files.createDirectory(work.resolve("home"));
    Program.of("cp", "-R", "--", Checkout.ROOT.resolve("ansible").toString())
        .and(collection().toString())
        .output();
    Program.of("find", collection().toString(), "-name", "__pycache__", "-prune")
        .and("-exec", "rm", "-r", "{}", "+")
        .output();
  }

  private static Path collection() {
    return work.resolve("ansible_collections/dtbind/dtbind");
  }

  /**
   * Returns a program that runs in the copy of the collection, with its own Ansible directories.
   */
  private static Program program(String... command) {
    return Program.of(command)
        .in(collection())
        .with("ANSIBLE_COLLECTIONS_PATH", work.toString())
        .with("ANSIBLE_HOME", work.resolve("home").toString())
        .with("HOME", work.resolve("home").toString())
        .with("LC_ALL", "C.UTF-8")
        .with("PYTHONDONTWRITEBYTECODE", "1");
  }

  @Test
  void sanityTestsThatNeedNoDownloadPass() throws IOException {
    program("git", "init", "-q", ".").output();
    program("git", "add", "-A").output();
    String version =
        program(PYTHON, "-c", "import sys; print('%d.%d' % sys.version_info[:2])").output().strip();
    List<String> options = new ArrayList<>();
    List<String> available = program("ansible-test", "sanity", "--list-tests").run().lines();
    OFFLINE.stream()
        .filter(available::contains)
        .forEach(test -> options.addAll(List.of("--test", test)));
    assertThat(options).hasSizeGreaterThan(20);
    program("ansible-test", "sanity", "--python", version, "--color", "no")
        .and(options.toArray(String[]::new))
        .output();
  }

  /** Ignores the check for GPLv3: the modules have the licence of the project. */
  @Test
  void modulesAreValid() throws IOException {
    Path validate = SANITY.resolve("validate-modules");
    Finished finished =
        program(PYTHON, validate.resolve("validate.py").toString())
            .and("--collection", "ansible_collections/dtbind/dtbind")
            .and("--collection-version", "0.1.0", "--format", "json")
            .and(sources("modules").toArray(String[]::new))
            .with("PYTHONPATH", validate + ":" + work)
            .run();
    assumeFalse(
        finished.err().contains("No module named 'antsibull_docs_parser'"),
        "antsibull: it is not installed");
    // Ignore the exit status, which depends on the licence check, too.
    assertThat(finished.out()).as(finished.toString()).isNotBlank();
    Path answer = Files.writeString(work.resolve("valid"), finished.out());
    String found =
        """
        import json, sys
        for path, said in json.load(open(sys.argv[1])).items():
            for error in said["errors"]:
                if error["code"] != "missing-gplv3-license":
                    print(path, error["code"], error["msg"])
        """;
    assertThat(program(PYTHON, "-c", found, answer.toString()).output()).isEmpty();
  }

  /** Returns the Python files in a directory of plugins, relative to the collection. */
  private static List<String> sources(String directory) throws IOException {
    try (Stream<Path> files = Files.list(collection().resolve("plugins").resolve(directory))) {
      return files
          .map(file -> collection().relativize(file).toString())
          .filter(file -> file.endsWith(".py"))
          .sorted()
          .toList();
    }
  }

  /** The script of ansible-test always exits with status 0, so check its output. */
  @Test
  void runtimeMetadataIsValid() throws IOException {
    String check = "set -o pipefail; echo meta/runtime.yml | \"$0\" \"$1\"";
    Path metadata = SANITY.resolve("code-smell/runtime-metadata.py");
    Finished found = program("bash", "-c", check, PYTHON, metadata.toString()).run().succeeded();
    assertThat(found.both()).isEmpty();
    String rules = "{extends: default, rules: {line-length: disable, document-start: disable}}";
    program("yamllint", "--strict", "-d", rules, "galaxy.yml").output();
  }

  @Test
  void pythonAndYamlStyleIsClean() throws IOException {
    program("pycodestyle", "--max-line-length", "160", "--ignore", "E402,W503,W504,E741")
        .and(collection().resolve("plugins").toString())
        .output();
    program("yamllint", "-d")
        .and("{extends: default, rules: {line-length: {max: 160}, document-start: disable}}")
        .and(collection().toString())
        .output();
  }

  /** Managed hosts may have Python 3.6. */
  @Test
  void pythonFilesParseAsPython36() throws IOException {
    List<String> files = new ArrayList<>(sources("modules"));
    files.addAll(sources("module_utils"));
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    String parse =
        """
        import ast, sys
        for path in sys.argv[1:]:
            ast.parse(open(path).read(), path, feature_version=(3, 6))
        """;
    program(PYTHON, "-c", parse).and(files.toArray(String[]::new)).output();
  }

  @Test
  void ansibleLintReportsNothing() throws IOException {
    Finished finished = program("ansible-lint", "--offline", "-q", "--nocolor", ".").run();
    assertThat(finished.succeeded().both()).doesNotContain("violation");
  }

  @Test
  void moduleDocumentationRenders() throws IOException {
    List<String> modules =
        Stream.of("declaration", "info", "target", "tree", "verified")
            .map(name -> "dtbind.dtbind." + name)
            .toList();
    Finished pages =
        program("ansible-doc", "-t", "module").and(modules.toArray(String[]::new)).run();
    assertThat(pages.succeeded().err())
        .doesNotContainIgnoringCase("error")
        .doesNotContainIgnoringCase("warning");
    for (String heading : List.of("EXAMPLES:", "RETURN VALUES:")) {
      // Newer versions print headings in bold.
      assertThat(pages.out().replaceAll("\u001b\\[[0-9;]*m", "").lines())
          .filteredOn(heading::equals)
          .hasSameSizeAs(modules);
    }
  }

  @Test
  void roleDocumentationRenders() throws IOException {
    assertThat(program("ansible-doc", "-t", "role", "dtbind.dtbind.target").output())
        .contains("target_method");
  }

  @Test
  void playbooksPassSyntaxCheck() throws IOException {
    List<String> playbooks;
    try (Stream<Path> files = Files.list(Checkout.ROOT.resolve(".ci/ansible"))) {
      playbooks = files.map(Path::toString).filter(file -> file.endsWith(".yml")).toList();
    }
    assertThat(playbooks).isNotEmpty();
    program("ansible-playbook", "--syntax-check", "-i", "localhost,")
        .and(playbooks.toArray(String[]::new))
        .output();
  }

  @Test
  void unitTestsPass() throws IOException {
    python("CollectionTest");
  }

  @Test
  void roleInstallsOnlyPackagesThatOthersCannotChange() throws IOException {
    python("RoleTest");
  }

  private static void python(String tests) throws IOException {
    program(PYTHON, Checkout.ROOT.resolve(".ci/ansible/test_collection.py").toString(), tests)
        .with("PYTHONPATH", work.toString())
        .output();
  }
}
