// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.aggregator.live.AggregatorStep.MakeDirectory;
import org.dtbind.aggregator.live.AggregatorStep.RemoveDirectory;
import org.dtbind.aggregator.live.AggregatorStep.Write;
import org.dtbind.kernel.Sysfs;
import org.dtbind.source.Bytes;

/**
 * The steps that create and delete an aggregator, in order (Linux,
 * Documentation/admin-guide/gpio/gpio-aggregator.rst).
 */
public final class AggregatorSteps {

  private AggregatorSteps() {}

  /**
   * {@return the steps that create an aggregator through configfs: a directory for it and one for
   * each line, then a write to {@code live}}
   *
   * @param lines the lines, in the aggregator's order
   */
  public static List<AggregatorStep> makeInConfigfs(String name, List<SourceLine> lines) {
    List<AggregatorStep> steps = new ArrayList<>();
    String directory = directory(name);
    steps.add(new MakeDirectory(directory));
    for (int i = 0; i < lines.size(); i++) {
      SourceLine line = lines.get(i);
      String own = line(name, i);
      steps.add(new MakeDirectory(own));
      // A line may have no key if it belonged to an incomplete aggregator, which is being restored.
      if (!line.key().isEmpty()) {
        steps.add(new Write(own + "/key", line.key()));
      }
      if (line.offset().isPresent()) {
        steps.add(new Write(own + "/offset", Integer.toString(line.offset().getAsInt())));
      }
      Bytes called = KernelText.trimmed(line.name());
      if (!called.isEmpty()) {
        steps.add(new Write(own + "/name", called));
      }
    }
    steps.add(new Write(directory + "/live", "1"));
    return steps;
  }

  /**
   * {@return the steps that delete an aggregator through configfs: a write to {@code live}, then
   * the removal of its directories}
   */
  public static List<AggregatorStep> deleteFromConfigfs(String name, int lines) {
    List<AggregatorStep> steps = new ArrayList<>();
    steps.add(new Write(directory(name) + "/live", "0"));
    for (int i = lines - 1; i >= 0; i--) {
      steps.add(new RemoveDirectory(line(name, i)));
    }
    steps.add(new RemoveDirectory(directory(name)));
    return steps;
  }

  /**
   * {@return the step that creates an aggregator through {@code new_device}}
   *
   * @param text the complete text to write
   */
  public static List<AggregatorStep> makeBySysfs(Bytes text) {
    return List.of(new Write(BackEnd.DRIVER + "/new_device", text));
  }

  /** {@return the step that deletes an aggregator through {@code delete_device}} */
  public static List<AggregatorStep> deleteBySysfs(String device) {
    return List.of(new Write(BackEnd.DRIVER + "/delete_device", device));
  }

  /**
   * {@return the steps that release an aggregator's device from its driver and bind it again, which
   * creates another chip of the same lines}
   */
  public static List<AggregatorStep> bindAgain(String device) {
    return List.of(new Write(BackEnd.DRIVER + "/unbind", device), bind(device));
  }

  /** {@return the step that binds an aggregator's device to its driver} */
  public static AggregatorStep bind(String device) {
    return new Write(BackEnd.DRIVER + "/bind", device);
  }

  /** {@return the absolute path of the directory of an aggregator in configfs} */
  public static String directory(String name) {
    return BackEnd.GROUPS + "/" + name;
  }

  /**
   * {@return whether the attribute {@code live} of an aggregator in configfs is 1: its device
   * exists}
   *
   * @param sysfs the sysfs and configfs of the system
   */
  public static boolean isLive(Sysfs sysfs, String name) {
    return sysfs.text(directory(name) + "/live").filter("1"::equals).isPresent();
  }

  private static String line(String name, int number) {
    return directory(name) + "/line" + number;
  }
}
