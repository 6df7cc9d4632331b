// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.dtbind.source.Bytes;

/**
 * The version of this build.
 *
 * @param version the version in the POM
 * @param commit the output of {@code git describe} at build time; empty if the build did not set it
 */
public record Version(String version, String commit) {

  /** Reads the version from the resource that the build generates. */
  public static Version ofThisBuild() {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(Bytes.ofResource(Version.class, "version.properties").utf8()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(properties.getProperty("version", ""), properties.getProperty("commit", ""));
  }

  /** Returns a line such as {@code dtbind 0.1.0 (3f2a9c1)}. */
  public String line() {
    String line = "dtbind ".concat(version);
    return commit.isEmpty() ? line : String.join("", line, " (", commit, ")");
  }

  /**
   * Returns a version for dtc and its companions, such as {@code DTC 1.8.1-dtbind-0.1.0-3f2a9c1}.
   */
  public String asDtc() {
    return "DTC 1.8.1-" + line().replace(' ', '-').replaceAll("[()]", "");
  }
}
