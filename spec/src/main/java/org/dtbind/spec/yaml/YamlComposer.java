// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Builds a tree from the events of a YAML parser. Each instance reads one file once. */
record YamlComposer(
    Iterator<Event> events, YamlReader.Places places, Origins origins, List<Diagnostic> problems) {

  /** Ends the reading at once, because the time that the parser takes is quadratic in the depth. */
  private static final class TooDeep extends Exception {
    TooDeep() {
      super("too deep", null, false, false);
    }
  }

  /**
   * Returns the root of the first document. Returns nothing if there is no document or if it is
   * nested too deeply.
   */
  Optional<YamlNode> only() {
    try {
      return root();
    } catch (TooDeep e) {
      return Optional.empty();
    }
  }

  private Optional<YamlNode> root() throws TooDeep {
    Optional<YamlNode> root = Optional.empty();
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentEnd -> {}
        case DocumentStart -> {
          documents++;
          if (documents == 2) {
            fail(
                YamlCode.YAML_SECOND_DOCUMENT,
                span(event),
                Message.of("a second document starts here"),
                "put everything into one document");
          }
        }
        default -> {
          YamlNode node = node(event, 0);
          root = root.isPresent() ? root : Optional.of(node);
        }
      }
    }
    if (root.isEmpty() || root.get() instanceof YamlNode.Scalar text && text.isNothing()) {
      fail(
          YamlCode.YAML_EMPTY,
          new Span(0, 0),
          Message.of("the file has no content"),
          "start the file with 'apiVersion: dtbind/v1'");
      return Optional.empty();
    }
    return root;
  }

  private YamlNode node(Event event, int depth) throws TooDeep {
    Span span = span(event);
    if (event instanceof AliasEvent alias) {
      fail(
          YamlCode.YAML_ALIAS,
          span,
          Message.of("aliases such as *{alias} are not allowed", alias.getAlias()),
          "copy the text here; if '*%1$s' is itself text, put it in quotes: \"*%1$s\""
              .formatted(alias.getAlias()));
      return new YamlNode.Broken(span);
    }
    boolean anchored = anchor(event, span);
    if (event instanceof ScalarEvent scalar) {
      tag(scalar.getTag(), span);
      return anchored && scalar.getValue().isEmpty()
          ? new YamlNode.Broken(span)
          : new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), span);
    }
    if (event instanceof CollectionStartEvent start) {
      tag(start.getTag(), span);
    }
    if (depth == YamlReader.MAX_DEPTH) {
      fail(
          YamlCode.YAML_TOO_DEEP,
          span,
          Message.of(
              "lists and mappings are nested more than {limit} levels deep", YamlReader.MAX_DEPTH));
      throw new TooDeep();
    }
    return event.getEventId() == Event.ID.SequenceStart
        ? sequence(span, depth)
        : mapping(span, depth);
  }

  private YamlNode sequence(Span start, int depth) throws TooDeep {
    List<YamlNode> items = new ArrayList<>();
    while (true) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.SequenceEnd) {
        Span end = items.isEmpty() ? span(event) : items.get(items.size() - 1).span();
        return new YamlNode.Sequence(items, start.to(end));
      }
      items.add(node(event, depth + 1));
    }
  }

  private YamlNode mapping(Span start, int depth) throws TooDeep {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    Span end = start;
    while (true) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.MappingEnd) {
        end = entries.isEmpty() ? span(event) : end;
        return new YamlNode.Mapping(List.copyOf(entries.values()), start.to(end));
      }
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(events.next(), depth + 1);
      end = value.span();
      if (key instanceof YamlNode.Scalar text) {
        entry(entries, text, value);
      } else if (!(key instanceof YamlNode.Broken)) {
        fail(
            YamlCode.YAML_COMPLEX_KEY,
            key.span(),
            Message.of("{found} cannot be a key", key.kind()));
      }
    }
  }

  private void entry(Map<String, YamlNode.Entry> entries, YamlNode.Scalar key, YamlNode value) {
    if (key.plain() && key.text().equals("<<")) {
      fail(
          YamlCode.YAML_MERGE_KEY,
          key.span(),
          Message.of("merge keys are not allowed"),
          "copy the keys into this mapping");
      return;
    }
    YamlNode.Entry first = entries.putIfAbsent(key.text(), new YamlNode.Entry(key, value));
    if (first != null) {
      problems.add(
          Diagnostic.error(
                  YamlCode.YAML_DUPLICATE_KEY,
                  origins,
                  key.span(),
                  Message.of("the key '{key}' appears twice", key.text()))
              .note("first used at", origins.of(first.key().span())));
    }
  }

  private boolean anchor(Event event, Span span) {
    if (!(event instanceof NodeEvent node) || node.getAnchor().isEmpty()) {
      return false;
    }
    String name = node.getAnchor().get().getValue();
    fail(
        YamlCode.YAML_ANCHOR,
        span,
        Message.of("anchors such as &{anchor} are not allowed", name),
        "to refer to a label, put it in quotes: \"&" + name + "\"");
    return true;
  }

  private void tag(Optional<String> tag, Span span) {
    tag.ifPresent(
        text ->
            fail(
                YamlCode.YAML_TAG,
                span,
                Message.of("the tag '{tag}' is not allowed", text),
                "remove the tag, because dtbind reads all values as text"));
  }

  private Span span(Event event) {
    int start = event.getStartMark().map(m -> places.of(m.getIndex())).orElse(0);
    int end = event.getEndMark().map(m -> places.of(m.getIndex())).orElse(start);
    return new Span(start, Math.max(start, end));
  }

  private void fail(YamlCode code, Span span, Message message) {
    problems.add(Diagnostic.error(code, origins, span, message));
  }

  private void fail(YamlCode code, Span span, Message message, String help) {
    problems.add(Diagnostic.error(code, origins, span, message).help(help));
  }
}
