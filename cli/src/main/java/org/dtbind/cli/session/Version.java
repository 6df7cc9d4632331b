// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.dtbind.source.Bytes;

/**
 * Which build of the program this is.
 *
 * @param version as in the POM
 * @param commit what {@code git describe} said when it was built; empty if the build was not told
 */
public record Version(String version, String commit) {

  /** {@return this build's, from the resource that the build fills in} */
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

  /** {@return one line, such as {@code dtbind 0.1.0 (3f2a9c1)}} */
  public String line() {
    return "dtbind " + version + (commit.isEmpty() ? "" : " (" + commit + ")");
  }

  /** {@return what dtc and its companions say, such as {@code DTC 1.8.1-dtbind-0.1.0-3f2a9c1}} */
  public String asDtc() {
    return "DTC 1.8.1-" + line().replace(' ', '-').replaceAll("[()]", "");
  }
}
