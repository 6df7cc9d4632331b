// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.source.Shown;

/**
 * A test report in the XML format of Ant's JUnit task, which CI servers read.
 *
 * @param about further attributes of the suite, such as {@code timestamp}
 * @param properties the properties of the system under test
 */
public record JUnit(
    String suite, Map<String, String> about, Map<String, String> properties, List<Test> tests) {

  /**
   * A test.
   *
   * @param group the type of the failure, which failed tests may share
   * @param known why the failure is known: it does not count; empty if it is new
   * @param text the output of a test that passed
   */
  public record Test(
      String name,
      Optional<String> failure,
      String group,
      Optional<String> known,
      Optional<String> skipped,
      String text) {

    /** {@return this test with the reason why its failure is known} */
    public Test known(Optional<String> why) {
      return new Test(name, failure, group, why, skipped, text);
    }

    /** {@return the reason for a failure that counts} */
    private Optional<String> counted() {
      return known.isPresent() ? Optional.empty() : failure;
    }

    /** {@return why the test does not count} */
    private Optional<String> uncounted() {
      return known.or(() -> skipped);
    }
  }

  public JUnit {
    about = Map.copyOf(about);
    properties = Map.copyOf(properties);
    tests = List.copyOf(tests);
  }

  public String text() {
    List<Xml> cases = new ArrayList<>();
    if (!properties.isEmpty()) {
      List<Xml> all = new ArrayList<>();
      new TreeMap<>(properties)
          .forEach(
              (name, value) ->
                  all.add(Xml.element("property").with("name", name).with("value", value)));
      cases.add(new Xml.Element("properties", Map.of(), all));
    }
    tests.forEach(test -> cases.add(element(test)));
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", suite);
    attributes.put("tests", String.valueOf(tests.size()));
    attributes.put("failures", count(tests.stream().filter(t -> t.counted().isPresent()).count()));
    attributes.put("errors", "0");
    attributes.put("skipped", count(tests.stream().filter(t -> t.uncounted().isPresent()).count()));
    attributes.putAll(new TreeMap<>(about));
    Xml root = Xml.element("testsuites", List.of(new Xml.Element("testsuite", attributes, cases)));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Xml.text(root);
  }

  private static String count(long number) {
    return String.valueOf(number);
  }

  private Xml element(Test test) {
    List<Xml> content = new ArrayList<>();
    test.counted()
        .ifPresent(
            why ->
                content.add(
                    Xml.element("failure", why).with("message", why).with("type", test.group())));
    test.uncounted().ifPresent(why -> content.add(Xml.element("skipped").with("message", why)));
    if (content.isEmpty()) {
      content.add(Xml.element("system-out", test.text()));
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("classname", suite);
    attributes.put("name", Shown.escaped(test.name()));
    return new Xml.Element("testcase", attributes, content);
  }
}
