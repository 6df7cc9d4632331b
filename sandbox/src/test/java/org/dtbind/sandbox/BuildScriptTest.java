// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the scripts that build kernels and root file systems share. */
@EnabledOnOs(OS.LINUX)
class BuildScriptTest {

  /** Instead of apt, functions that succeed without installing anything. */
  private static final String INSTALLED =
      """
      me=test output=/nowhere
      apt-get() { :; }
      apt-cache() { [ "$2" != unknown ]; }
      env() { echo "$*"; }
      id() { echo 0; }
      missing() { :; }
      . ./build-common.sh
      variables() { set | grep '^[a-z][a-z_]*='; }
      before=$(variables)
      install_packages "flex unknown" || exit
      [ "$(variables | grep -v '^before=')" = "$before" ] || { variables; exit 1; }
      """;

  /** Another build has the lock for two seconds, and its directory says what it builds. */
  @Test
  void waitingBuildSaysForWhatItWaitsAndHowLong(@TempDir Path directory)
      throws IOException, InterruptedException {
    String script =
        """
        me=test output=$1/made
        missing() { :; }
        . ./build-common.sh
        mkdir "$1/.dtbind-build.um-small.Ab12"
        (flock 8 && sleep 2) 8<"$1" &
        sleep 0.5
        one_at_a_time
        flock -n 9 && echo locked
        """;
    Process waiting =
        new ProcessBuilder("bash", "-c", script, "test", directory.toString())
            .directory(Path.of("src/main/resources/org/dtbind/sandbox").toFile())
            .redirectErrorStream(true)
            .start();
    waiting.getOutputStream().close();
    String output = new String(waiting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(waiting.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("test: waiting for another build (um-small), 0s\nlocked\n");
  }

  @Test
  void installingPackagesKeepsTheVariablesOfTheScript() throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder("bash", "-c", INSTALLED)
            .directory(Path.of("src/main/resources/org/dtbind/sandbox").toFile())
            .redirectErrorStream(true)
            .start();
    script.getOutputStream().close();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).as(output).isZero();
    assertThat(output).contains("installing the missing packages: flex unknown");
  }
}
