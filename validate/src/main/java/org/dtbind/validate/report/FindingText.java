// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import static org.dtbind.validate.report.BindingCode.PROPERTY;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.diag.Message;
import org.dtbind.validate.Finding;

/** Formats findings as sentences about the violation and the requirement of the schema. */
final class FindingText {

  private static final int MOST_VALUES = 12;

  private FindingText() {}

  static BindingCode code(Finding finding) {
    if (FindingKey.isUndocumented(finding)) {
      return BindingCode.COMPATIBLE_UNKNOWN;
    }
    if (finding.steps().contains("$nodename")) {
      return BindingCode.BINDING_NODE_NAME;
    }
    if (finding.isUnfinished()) {
      return BindingCode.BINDING_UNFINISHED;
    }
    return switch (finding.keyword().orElse("")) {
      case "required", "dependentRequired" -> BindingCode.BINDING_REQUIRES;
      case "", "additionalProperties", "unevaluatedProperties", "maxProperties", "propertyNames" ->
          BindingCode.BINDING_FORBIDS;
      case "minItems", "maxItems", "additionalItems", "unevaluatedItems", "minProperties" ->
          BindingCode.BINDING_LENGTH;
      case "type", "typeSize" -> BindingCode.BINDING_TYPE;
      case "oneOf", "anyOf" -> BindingCode.BINDING_ALTERNATIVES;
      default -> BindingCode.BINDING_VALUE;
    };
  }

  /** Returns the sentence about the violation. */
  static Message message(Finding finding) {
    Optional<String> property = property(finding);
    return switch (code(finding)) {
      case BINDING_UNFINISHED ->
          finding
              .referrer()
              .map(
                  document ->
                      Message.of(
                          "not validated: {document} refers to {reference}, which does not exist",
                          document,
                          finding.wanted()))
              .orElseGet(() -> Message.of("not validated: {violation}", finding.message()));
      case COMPATIBLE_UNKNOWN ->
          Message.of(
              "no binding describes the compatible string '{compatible}'",
              FindingKey.names(finding).get(0));
      case BINDING_NODE_NAME ->
          Message.of(
              "the node name {found} is not allowed: it {requirement}",
              finding.value(),
              wanted(finding));
      case BINDING_ALTERNATIVES -> alternatives(finding, property);
      default -> property.isEmpty() ? ofNode(finding) : ofProperty(finding, property.get());
    };
  }

  private static Message ofNode(Finding finding) {
    return switch (code(finding)) {
      case BINDING_FORBIDS ->
          finding.keyword().isEmpty()
              ? Message.of("the binding does not allow the node here")
              : Message.of("the node: {requirement}", wanted(finding));
      case BINDING_TYPE ->
          Message.of("the node {requirement}, but is {found}", wanted(finding), finding.shown());
      default -> Message.of("the node {requirement}", wanted(finding));
    };
  }

  private static Message ofProperty(Finding finding, String property) {
    String index = index(finding);
    return switch (code(finding)) {
      case BINDING_FORBIDS ->
          finding.keyword().isEmpty()
              ? Message.of(
                  "the binding does not allow '{" + PROPERTY + "}'{index} here", property, index)
              : Message.of(
                  "'{" + PROPERTY + "}'{index}: {requirement}", property, index, wanted(finding));
      case BINDING_REQUIRES ->
          Message.of("'{" + PROPERTY + "}'{index} {requirement}", property, index, wanted(finding));
      case BINDING_TYPE ->
          isUndescribed(finding)
              ? Message.of(
                  "no binding describes the property '{" + PROPERTY + "}'{index}", property, index)
              : differs(finding, property, index);
      default ->
          isOfNode(finding)
              ? Message.of("the node {requirement}", wanted(finding))
              : differs(finding, property, index);
    };
  }

  private static Message differs(Finding finding, String property, String index) {
    return Message.of(
        "'{" + PROPERTY + "}'{index} {requirement}, but is {found}",
        property,
        index,
        wanted(finding),
        finding.shown());
  }

  /**
   * Returns whether {@code dt-core.yaml} of dt-schema reports that no other document describes the
   * property.
   */
  static boolean isUndescribed(Finding finding) {
    return finding.schema().endsWith("/dt-core.yaml")
        && finding.wanted() instanceof List<?> types
        && types.contains("object");
  }

  /**
   * Returns the members of which a node must have at least one; empty if the finding has another
   * cause.
   */
  static List<String> oneOf(Finding finding) {
    List<Finding> context = finding.context();
    boolean allRequire =
        !context.isEmpty()
            && context.stream().allMatch(one -> code(one) == BindingCode.BINDING_REQUIRES);
    return allRequire
        ? context.stream().flatMap(one -> FindingKey.names(one).stream()).distinct().toList()
        : List.of();
  }

  private static Message alternatives(Finding finding, Optional<String> property) {
    List<String> members = oneOf(finding);
    if (!members.isEmpty()) {
      return Message.of(
          "the binding requires one of these, but all are missing: {names}",
          "'" + String.join("', '", members) + "'");
    }
    return isOfNode(finding) || property.isEmpty()
        ? Message.of("the node matches none of the alternatives in the binding")
        : finding.context().isEmpty()
            ? Message.of(
                "'{"
                    + PROPERTY
                    + "}'{index} is {found}, which matches several alternatives in the binding"
                    + " instead of one",
                property.get(),
                index(finding),
                finding.shown())
            : Message.of(
                "'{"
                    + PROPERTY
                    + "}'{index} is {found}, which matches none of the alternatives in the"
                    + " binding",
                property.get(),
                index(finding),
                finding.shown());
  }

  private static boolean isOfNode(Finding finding) {
    return finding.steps().isEmpty() || finding.isNode();
  }

  /** Returns the property of a finding; empty if the finding is about the node. */
  private static Optional<String> property(Finding finding) {
    return finding.steps().stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .reduce((above, name) -> name);
  }

  /** Returns the indices of an entry of a property, such as {@code [0]}; empty without an entry. */
  private static String index(Finding finding) {
    return indices(finding).stream().map(step -> "[" + step + "]").collect(Collectors.joining());
  }

  /** Returns the indices of an entry of a property; empty without an entry. */
  static List<Object> indices(Finding finding) {
    return finding.steps().stream().filter(Integer.class::isInstance).toList();
  }

  /**
   * Returns the requirement of the schema, as a verb phrase. It is an argument of messages as it
   * is, because the values of arguments in JSON do not change (docs/reference/json.md).
   */
  static String wanted(Finding finding) {
    Object wanted = finding.wanted();
    return switch (finding.keyword().orElse("")) {
      case "required", "dependentRequired" ->
          "must have " + String.join(", ", FindingKey.names(finding));
      case "" -> "must not be present";
      case "additionalProperties", "unevaluatedProperties" ->
          "must not have " + String.join(", ", FindingKey.names(finding));
      case "const" -> "must be " + value(wanted);
      case "enum" -> "must be one of " + values(wanted);
      case "minimum" -> "must be at least " + value(wanted);
      case "maximum" -> "must be at most " + value(wanted);
      case "exclusiveMinimum" -> "must be more than " + value(wanted);
      case "exclusiveMaximum" -> "must be less than " + value(wanted);
      case "multipleOf" -> "must be a multiple of " + value(wanted);
      case "pattern" -> "must match the pattern " + value(wanted);
      case "minItems" -> "must have at least " + entries(wanted);
      case "maxItems" -> "must have at most " + entries(wanted);
      case "type" -> "must be of type " + values(wanted);
      case "typeSize" -> "must have %s-bit cells".formatted(value(wanted));
      case "uniqueItems" -> "must not have duplicate entries";
      case "contains" -> "must contain " + value(wanted);
      case "not" -> "must not match a condition that the binding excludes";
      case "oneOf" -> "must match exactly one of several alternatives";
      case "anyOf" -> "must match one of several alternatives";
      default -> "must satisfy '%s' in the binding".formatted(finding.keyword().orElse(""));
    };
  }

  private static String entries(Object wanted) {
    String number = value(wanted);
    return number.equals("1") ? "1 entry" : number + " entries";
  }

  private static String value(Object wanted) {
    if (wanted instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .limit(MOST_VALUES)
          .map(entry -> entry.getKey() + " " + value(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
    return wanted instanceof List<?> ? "[" + values(wanted) + "]" : wanted.toString();
  }

  private static String values(Object wanted) {
    if (!(wanted instanceof List<?> list)) {
      return value(wanted);
    }
    String shown =
        list.stream().limit(MOST_VALUES).map(FindingText::value).collect(Collectors.joining(", "));
    return list.size() > MOST_VALUES ? "%s … (%d values)".formatted(shown, list.size()) : shown;
  }
}
