// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report of tests in the XML that Ant's JUnit task introduced and build servers read. */
public record JUnit(String suite, List<Test> tests) {

  /**
   * One test.
   *
   * @param name of the test
   * @param failure why it failed
   * @param group what failed tests have in common
   * @param skipped why it was skipped
   * @param text about a test that passed
   */
  public record Test(
      String name, Optional<String> failure, String group, Optional<String> skipped, String text) {}

  public JUnit {
    tests = List.copyOf(tests);
  }

  /** {@return the document} */
  public String text() {
    List<Xml> cases = new ArrayList<>();
    tests.forEach(test -> cases.add(element(test)));
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", suite);
    attributes.put("tests", String.valueOf(tests.size()));
    attributes.put("failures", count(tests.stream().filter(t -> t.failure().isPresent()).count()));
    attributes.put("errors", "0");
    attributes.put("skipped", count(tests.stream().filter(t -> t.skipped().isPresent()).count()));
    Xml root = Xml.element("testsuites", List.of(new Xml.Element("testsuite", attributes, cases)));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Xml.text(root);
  }

  private static String count(long number) {
    return String.valueOf(number);
  }

  private Xml element(Test test) {
    List<Xml> content = new ArrayList<>();
    test.failure()
        .ifPresent(
            why ->
                content.add(
                    Xml.element("failure", why).with("message", why).with("type", test.group())));
    test.skipped().ifPresent(why -> content.add(Xml.element("skipped").with("message", why)));
    if (content.isEmpty()) {
      content.add(Xml.element("system-out", test.text()));
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("classname", suite);
    attributes.put("name", test.name());
    return new Xml.Element("testcase", attributes, content);
  }
}
