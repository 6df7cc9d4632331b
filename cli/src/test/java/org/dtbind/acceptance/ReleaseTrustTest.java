// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests signatures, checksums, the SBOM and the Java version of a release. */
@Tag("acceptance")
class ReleaseTrustTest {

  @TempDir private Path work;

  /** Returns a bash command that can call the functions of {@code packaging/sign.bash}. */
  private static Program withSigning(String command, String... arguments) {
    return Checkout.bash(". \"$root/packaging/sign.bash\" && " + command, arguments);
  }

  /** Security review 14. */
  @Test
  void changedReleaseFailsVerification() throws IOException {
    makeKey("key");
    makeKey("other");
    Path release = Files.createDirectory(work.resolve("signed"));
    Path jar = Files.writeString(release.resolve("dtbind.jar"), "one\n");
    writeChecksums(release);
    Files.writeString(work.resolve("dtbind.signers"), sign(release, "key"));
    verify(release).succeeded();

    Files.writeString(jar, "two\n");
    assertNotVerified(release, "a changed file");
    writeChecksums(release);
    assertNotVerified(release, "changed sums");
    sign(release, "other");
    assertNotVerified(release, "another key");
  }

  private void makeKey(String name) throws IOException {
    Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", name)
        .in(work)
        .run()
        .succeeded();
  }

  private static void writeChecksums(Path release) throws IOException {
    Files.writeString(
        release.resolve("SHA256SUMS"), Program.of("sha256sum", "dtbind.jar").in(release).output());
  }

  /** Signs a release, and returns the allowed-signers line that users keep. */
  private String sign(Path release, String key) throws IOException {
    return withSigning("sign \"$1\" releases@dtbind", release.toString())
        .with("DTBIND_SIGNING_KEY", work.resolve(key).toString())
        .output();
  }

  /** Runs the command from docs/guide/install.md. */
  private static Finished verify(Path release) throws IOException {
    return Program.bash(
            """
            ssh-keygen -Y verify -f ../dtbind.signers -I releases@dtbind -n dtbind-release \\
                -s SHA256SUMS.sig < SHA256SUMS && sha256sum --ignore-missing -c SHA256SUMS
            """)
        .in(release)
        .run();
  }

  private static void assertNotVerified(Path release, String why) throws IOException {
    Finished finished = verify(release);
    assertThat(finished.status()).as("%s: %s", why, finished).isNotZero();
  }

  @Test
  void outdatedJavaIsReported() throws IOException {
    Path bin = Files.createDirectory(work.resolve("apt"));
    Path apt =
        Files.writeString(
            bin.resolve("apt-cache"), "#!/bin/sh\necho \"  Candidate: 17.0.18+8-1~deb12u1\"\n");
    assertThat(apt.toFile().setExecutable(true)).isTrue();
    Path old = makeJavaHome("17.0.15+6-Debian-1deb12u1");
    assertThat(javaAge(old, bin))
        .startsWith("the Java in " + old + " is 17.0.15+6, but 17.0.18+8 is available");
    assertThat(javaAge(makeJavaHome("17.0.18+8-Debian-1deb12u1"), bin)).isEmpty();
  }

  private Path makeJavaHome(String version) throws IOException {
    Path home = Files.createTempDirectory(work, "jdk");
    Files.writeString(home.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static String javaAge(Path java, Path bin) throws IOException {
    return withSigning("PATH=$2:$PATH && java_age \"$1\"", java.toString(), bin.toString())
        .output();
  }

  @Test
  void sbomListsTheBundledJava() throws IOException {
    Path list =
        Files.writeString(
            work.resolve("bom.json"),
            """
            {
              "bomFormat" : "CycloneDX",
              "components" : [
                {
                  "name" : "jna"
                }
              ]
            }
            """);
    for (String arch : new String[] {"arm64", "amd64"}) {
      withSigning("add_java \"$@\"", list.toString(), "openjdk-17", "17.0.18+8-1~deb12u1")
          .and(arch, "dtbind_1-1_%s.deb".formatted(arch))
          .run()
          .succeeded();
    }
    String java = "openjdk-17=pkg:deb/debian/openjdk-17@17.0.18%2B8-1~deb12u1?arch=";
    assertThat(
            Program.of("jq", "-r", ".components[] | .name + \"=\" + (.purl // \"\")")
                .and(list.toString())
                .output())
        .isEqualTo(java + "amd64\n" + java + "arm64\njna=\n");
  }

  /** The repository contains a jar that does not match its checksum. */
  @Test
  void mavenRefusesAWrongChecksum() throws Exception {
    Path repository = work.resolve("repository");
    Path component = Files.createDirectories(repository.resolve("a/b/1"));
    Files.writeString(component.resolve("b-1.jar"), "not a jar\n");
    Files.writeString(component.resolve("b-1.jar.sha1"), "0".repeat(40));
    String pom =
        "<project><modelVersion>4.0.0</modelVersion>"
            + "<groupId>a</groupId><artifactId>b</artifactId><version>1</version></project>";
    Files.writeString(component.resolve("b-1.pom"), pom);
    Files.writeString(component.resolve("b-1.pom.sha1"), sha1(pom));
    Path project = Files.createDirectory(work.resolve("project"));
    Files.writeString(project.resolve("pom.xml"), PROJECT.formatted(repository));
    Program maven =
        Checkout.bash(". \"$root/.ci/toolchain.bash\" && maven dependency:build-classpath");
    Finished finished = maven.with("me", "maven").in(project).run();
    // The plugin needs the usual local repository, so remove the test artifact from there.
    Program.bash("rm -rf \"${HOME:-/nonexistent}/.m2/repository/a/b\"").run().succeeded();
    assertThat(finished.status()).as(finished.toString()).isNotZero();
    assertThat(finished.both()).containsPattern("[Cc]hecksum");
  }

  private static final String PROJECT =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>x</groupId>
        <artifactId>x</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
        <repositories>
          <repository><id>r</id><url>file://%s</url></repository>
        </repositories>
        <dependencies>
          <dependency><groupId>a</groupId><artifactId>b</artifactId><version>1</version></dependency>
        </dependencies>
      </project>
      """;

  private static String sha1(String text) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
