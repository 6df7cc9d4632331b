// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.dtbind.check.Check;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.source.Origin;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class BaselineTest {

  private static Baseline baseline(String text) {
    return Baseline.read(text).orElseThrow();
  }

  private static FindingKey check(String property, Object count) {
    return FindingKey.of(
        Diagnostic.error(
                Check.REG_FORMAT,
                new Origin.Unknown("b.dtb"),
                Message.of("the {count} children do not fit", count))
            .about(Subject.of(new NodePath("/soc"), property)));
  }

  /** A property may begin with the character that begins a remark. */
  @Test
  void textIsReadAsItWasWritten() {
    Baseline written = new Baseline();
    written.add("b.dtb", check("#gpio-cells", 1));
    written.add("a b.dtb", check("reg", 1));
    written.add("b.dtb", new FindingKey("", "syntax", "", ""));
    String text =
        """
        reg_format\ta b.dtb\t/soc\treg
        reg_format\tb.dtb\t/soc\t#gpio-cells
        syntax\tb.dtb
        """;
    assertThat(written.text()).isEqualTo(text);
    assertThat(baseline(text).text()).isEqualTo(text);
    assertThat(baseline(text).contains("b.dtb", check("#gpio-cells", 2))).isTrue();
    assertThat(baseline(text).contains("b.dtb", check("reg", 1))).isFalse();
  }

  @Test
  void remarksAreKeptAndDoNotMatter() {
    Baseline known =
        baseline(
            "# all\n\nreg_format\tb.dtb\t/soc\treg  # why #7\nx\tc\t# later\ny\td\t/n\t # z\nz\te # f\n");
    assertThat(known.remark("b.dtb", check("reg", 1))).contains("why #7");
    Baseline found = new Baseline();
    found.add("b.dtb", check("reg", 1));
    assertThat(found.completedFrom(known, entry -> entry.file().equals("b.dtb")).text())
        .isEqualTo(
            "reg_format\tb.dtb\t/soc\treg\t# why #7\nx\tc\t# later\ny\td\t/n\t# z\nz\te\t# f\n");
    assertThat(known.without(found, entry -> true))
        .containsExactly(
            new Baseline.Entry("x", "c", "", ""),
            new Baseline.Entry("y", "d", "/n", ""),
            new Baseline.Entry("z", "e", "", ""));
  }

  @Test
  void missingMembersOfOneNodeAreDifferentFindings() {
    FindingKey first = new FindingKey("/n", "http://x/y.yaml#", "", "required reg");
    FindingKey second = new FindingKey("/n", "http://x/y.yaml#", "", "required clocks");
    Baseline known = new Baseline();
    known.add("b", first);
    assertThat(known.contains("b", first)).isTrue();
    assertThat(known.contains("b", second)).isFalse();
  }

  /** Editors and hooks remove white space at the end of a line. */
  @Test
  void entriesHaveNoTrailingWhiteSpaceAndMayHaveSome() {
    Baseline known = new Baseline();
    known.add("b", new FindingKey("/n", "no_device", "", ""));
    known.add("b", new FindingKey("", "hex-case", "", ""));
    assertThat(known.text()).isEqualTo("hex-case\tb\nno_device\tb\t/n\n");
    assertThat(baseline("hex-case\tb\t\t\nno_device\tb\t/n\t \n").text()).isEqualTo(known.text());
  }

  @Test
  void otherTextIsNoBaseline() {
    assertThat(Baseline.wrongLine("# x\na\tb\tc\td\nTAP version 13\n")).isEqualTo(3);
    assertThat(Baseline.wrongLine("a\tb\tc\td\te\n")).isEqualTo(1);
    assertThat(Baseline.read("/dts-v1/;\n")).isEmpty();
    assertThat(Baseline.read("")).isPresent();
  }
}
