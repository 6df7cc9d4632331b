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
