// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class PopulationsTest {

  private static String text(TreeBuilder tree, String path) {
    return Populations.of(tree.build(), new NodePath(path)).text();
  }

  private static TreeBuilder soc() {
    return TreeBuilder.tree().strings("/soc", "compatible", "simple-bus").cells("/soc", "ranges");
  }

  @Test
  void aChildOfTheRootWithCompatibleBecomesADevice() {
    assertThat(text(TreeBuilder.tree().strings("/door", "compatible", "a,b"), "/door"))
        .isEqualTo("becomes platform device door");
  }

  @Test
  void aChildOfASimpleBusBecomesADevice() {
    assertThat(text(soc().strings("/soc/door", "compatible", "a,b"), "/soc/door"))
        .isEqualTo("becomes platform device soc:door");
  }

  @Test
  void withoutCompatibleThereIsNoDevice() {
    assertThat(text(TreeBuilder.tree().cells("/door", "x"), "/door"))
        .isEqualTo("/door has no \"compatible\" property");
  }

  @Test
  void aDisabledNodeOrBusGivesNoDevice() {
    TreeBuilder tree =
        soc().strings("/soc/door", "compatible", "a,b").strings("/soc", "status", "disabled");
    assertThat(text(tree, "/soc/door")).isEqualTo("/soc has status \"disabled\"");
    TreeBuilder own =
        soc().strings("/soc/door", "compatible", "a,b").strings("/soc/door", "status", "reserved");
    assertThat(text(own, "/soc/door")).isEqualTo("/soc/door has status \"reserved\"");
  }

  @Test
  void belowAPlainNodeThereIsNoDevice() {
    assertThat(text(TreeBuilder.tree().strings("/notbus/win", "compatible", "a,b"), "/notbus/win"))
        .isEqualTo("it lies below /notbus, which is no bus: Linux does not look below it");
  }

  @Test
  void belowADriversNodeTheDriverDecides() {
    TreeBuilder tree =
        soc()
            .strings("/soc/spi", "compatible", "vendor,spi-2", "vendor,spi")
            .strings("/soc/spi/flash@0", "compatible", "jedec,spi-nor");
    assertThat(text(tree, "/soc/spi/flash@0"))
        .isEqualTo("depends on the driver of /soc/spi (compatible \"vendor,spi-2\")");
  }

  @Test
  void aHogBecomesNoDevice() {
    TreeBuilder tree =
        TreeBuilder.tree().strings("/gpio", "compatible", "x").cells("/gpio/led", "gpio-hog");
    assertThat(text(tree, "/gpio/led"))
        .isEqualTo("/gpio/led is a gpio-hog: its controller takes a line for itself");
  }

  @Test
  void primecellsAreOnTheAmbaBus() {
    TreeBuilder tree = TreeBuilder.tree().strings("/uart", "compatible", "x", "arm,primecell");
    assertThat(text(tree, "/uart")).isEqualTo("becomes amba device uart");
  }

  @Test
  void operatingPointsAreSkipped() {
    TreeBuilder tree = TreeBuilder.tree().strings("/opp", "compatible", "operating-points-v2");
    assertThat(text(tree, "/opp"))
        .isEqualTo("/opp is \"operating-points-v2\", which Linux makes no device of");
  }

  @Test
  void firmwareReservedMemoryAndChosenHaveTheirOwnRules() {
    TreeBuilder tree =
        TreeBuilder.tree()
            .strings("/firmware/scm", "compatible", "qcom,scm")
            .strings("/reserved-memory/log", "compatible", "ramoops")
            .strings("/reserved-memory/pool", "compatible", "shared-dma-pool")
            .strings("/chosen/fb", "compatible", "simple-framebuffer")
            .strings("/chosen/other", "compatible", "x");
    assertThat(text(tree, "/firmware/scm")).isEqualTo("becomes platform device firmware:scm");
    assertThat(text(tree, "/reserved-memory/log"))
        .isEqualTo("becomes platform device reserved-memory:log");
    assertThat(text(tree, "/reserved-memory/pool")).contains("a few listed compatibles only");
    assertThat(text(tree, "/chosen/fb")).isEqualTo("becomes platform device chosen:fb");
    assertThat(text(tree, "/chosen/other")).contains("a few listed compatibles only");
  }

  @Test
  void theSecondNodeOfANameBecomesNoDevice() {
    TreeBuilder tree =
        TreeBuilder.tree()
            .strings("/a/x@1000", "compatible", "p")
            .cells("/a/x@1000", "reg", 0x1000, 4)
            .strings("/b/x@1000", "compatible", "p")
            .cells("/b/x@1000", "reg", 0x1000, 4)
            .strings("/a", "compatible", "simple-bus")
            .cells("/a", "ranges")
            .strings("/b", "compatible", "simple-bus")
            .cells("/b", "ranges");
    assertThat(Populations.of(tree.build()).get(new NodePath("/b/x@1000")))
        .isEqualTo(
            new Population.None(Population.Reason.NAME_TAKEN, new NodePath("/a/x@1000"), "1000.x"));
  }
}
