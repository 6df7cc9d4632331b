// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dtbind.diag.Message;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.spec.yaml.YamlNode;

/** The keys of one mapping in a declaration. */
final class Fields {

  private final Reading reading;
  private final YamlNode.Mapping mapping;
  private final List<String> known;
  private final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();

  private Fields(Reading reading, YamlNode.Mapping mapping, List<String> known) {
    this.reading = reading;
    this.mapping = mapping;
    this.known = known;
    mapping.entries().forEach(entry -> entries.put(entry.key().text(), entry));
  }

  /**
   * Returns the keys that a record describes, in its order, after those that it does not contain:
   * all components except for places, and the components of {@link DeclaredAccess}.
   */
  static List<String> keys(Class<? extends Record> type, String... more) {
    List<String> keys = new ArrayList<>(List.of(more));
    for (RecordComponent component : type.getRecordComponents()) {
      // Reading the annotation @Key would make commands start more slowly: Java has to generate
      // classes for that.
      if (component.getType() == DeclaredAccess.class) {
        keys.addAll(keys(DeclaredAccess.class));
      } else if (component.getType() != Span.class && component.getType() != Origins.class) {
        keys.add(component.getName());
      }
    }
    return List.copyOf(keys);
  }

  /**
   * Returns the keys of a node and reports each unknown key. Returns nothing, and reports an error,
   * if the node is not a mapping.
   */
  static Optional<Fields> of(Reading reading, YamlNode node, String what, List<String> known) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      reading.wrongKind(node, what, "a mapping");
      return Optional.empty();
    }
    Fields fields = new Fields(reading, mapping, known);
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (!known.contains(key)) {
        Message message = Message.of("'{key}' is not a valid key for {entry}", key, what);
        reading.unknownKey(entry.key().span(), message, key, known, fields.head());
      }
    }
    return Optional.of(fields);
  }

  /** Returns the position of the first key, or that of an empty mapping. */
  Span head() {
    return mapping.entries().isEmpty() ? mapping.span() : mapping.entries().get(0).key().span();
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Returns the position of a key, or {@link #head()} if the key is missing. */
  Span keySpan(String key) {
    YamlNode.Entry entry = entries.get(key);
    return entry == null ? head() : entry.key().span();
  }

  Optional<YamlNode> node(String key) {
    if (!known.contains(key)) {
      throw new IllegalArgumentException("no key of " + known + ": " + key);
    }
    return Optional.ofNullable(entries.get(key)).map(YamlNode.Entry::value);
  }

  /** Reports an error for each missing key. */
  void require(String what, String... keys) {
    for (String key : keys) {
      if (!has(key)) {
        reading
            .problems()
            .fail(
                SpecCode.MISSING_KEY,
                head(),
                Message.of("{entry} needs the key '{key}'", what, key));
      }
    }
  }

  Optional<Located<String>> text(String key) {
    return node(key).flatMap(node -> reading.text(node, key));
  }

  Optional<Located<String>> text(String key, String pattern, String meaning) {
    return text(key, text -> text.matches(pattern), meaning);
  }

  Optional<Located<String>> text(String key, Predicate<String> is, String meaning) {
    return node(key).flatMap(node -> reading.text(node, key, is, meaning));
  }

  Optional<Located<Long>> number(String key, long least, long most) {
    return node(key).flatMap(node -> reading.number(node, key, least, most));
  }

  <T> Optional<Located<T>> choice(
      String key, List<T> values, Function<T, String> name, String category) {
    return node(key).flatMap(node -> reading.choice(node, key, values, name, category));
  }

  <T> List<T> list(String key, Function<YamlNode, Optional<T>> item) {
    return node(key).map(node -> reading.list(node, key, item)).orElse(List.of());
  }

  /** Reads a list of scalars; the function also takes the key. */
  <T> List<T> scalars(String key, BiFunction<YamlNode, String, Optional<T>> item) {
    return node(key).map(node -> reading.scalars(node, key, item)).orElse(List.of());
  }

  Optional<Located<SafeState>> safeState() {
    return choice(
        "safeState", List.of(SafeState.values()), SafeState::text, "a valid state for a line");
  }

  /** Reads the keys that devices, aggregators and IOMMU groups have in common. */
  DeclaredAccess access() {
    String account = "a valid user or group name";
    return new DeclaredAccess(
        text("owner", Access.ACCOUNT, account),
        text("group", Access.ACCOUNT, account),
        text("mode", Access.OCTAL, "a valid mode (three or four octal digits, such as \"0660\")"),
        text(
            "link",
            Access.FILE,
            "a valid link name (use a single name such as \"door\" for /dev/gpio/door)"),
        text(
            "selinux",
            Access.CONTEXT,
            "a valid SELinux label (such as system_u:object_r:gpio_device_t:s0)"),
        node("persist").flatMap(node -> reading.truth(node, "persist")));
  }
}
