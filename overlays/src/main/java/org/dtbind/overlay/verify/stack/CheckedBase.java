// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.stack;

import java.util.Map;
import java.util.Set;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.overlay.claims.Conflict;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.claims.TreeIndex;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.report.FindingKey;

/**
 * A base and its own problems, which are not reported again for each overlay on it.
 *
 * @param repeats the lines that a property lists twice
 * @param names lines by name
 * @param violations the violations of binding documents
 */
public record CheckedBase(
    TreeIndex index,
    Set<Conflict.Key> conflicts,
    Set<LineClaims.Listed> repeats,
    Map<String, Set<LineRef>> names,
    Set<FindingKey> checks,
    Set<FindingKey> violations) {

  /** Returns a base whose other problems are not needed. */
  public static CheckedBase of(DeviceTree base, Set<FindingKey> violations) {
    return new CheckedBase(new TreeIndex(base), Set.of(), Set.of(), Map.of(), Set.of(), violations);
  }

  public DeviceTree tree() {
    return index.tree();
  }
}
