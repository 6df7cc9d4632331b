// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.List;
import org.dtbind.cli.session.Version;
import org.dtbind.picture.Figure;
import org.dtbind.picture.Page;
import org.dtbind.picture.Page.Picture;
import org.dtbind.picture.Page.Rows;
import org.dtbind.picture.Page.Section;

/** The output of {@code dtbind explain} as an HTML page with a drawing and a table. */
final class ExplainPage {

  private ExplainPage() {}

  static Page of(String wanted, ExplainReport report, Figure figure) {
    return new Page(
        wanted,
        "The devicetree node, Linux device, driver, device node and GPIO lines behind this name.",
        List.of(
            new Section("The chain", List.of(new Picture(figure))),
            new Section(
                "The chain as a table",
                List.of(new Rows(List.of("Link", "Name", "Details"), report.rows())))),
        Version.ofThisBuild().line());
  }
}
