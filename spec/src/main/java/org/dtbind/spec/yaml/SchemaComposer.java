// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.source.Limit;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Builds maps, lists and scalars from the events of a YAML parser. Each instance reads one
 * document.
 *
 * <p>It stops at the first event that is nested too deeply, because the time that the parser takes
 * is quadratic in the depth.
 */
final class SchemaComposer {

  /** Ends the reading of a document; the message says why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * The part with an anchor.
   *
   * @param parts the number of keys and values in it
   * @param height the number of levels of maps and lists in it; 0 for a scalar
   */
  private record Anchored(Object part, long parts, int height) {}

  private final Iterator<Event> events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private long parts;
  private long aliased;

  /** The deepest level, from the document, of what was read in the collection being read. */
  private int deepest;

  SchemaComposer(Iterator<Event> events) {
    this.events = events;
  }

  /** Returns the only document of the file, or an empty string if there is none. */
  Object document() throws Refused {
    Object document = "";
    boolean seen = false;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        case DocumentStart -> {
          if (seen) {
            throw new Refused("it has a second document");
          }
          seen = true;
        }
        default -> document = part(event, 0);
      }
    }
    return document;
  }

  private Object part(Event event, int depth) throws Refused {
    if (event instanceof AliasEvent alias) {
      return alias(alias, depth);
    }
    if (++parts > Limit.BINDING_PARTS.most()) {
      throw new Refused("it has too many keys and values");
    }
    if (event instanceof ScalarEvent scalar) {
      return anchored(scalar, new Anchored(SchemaScalar.value(scalar), 1, 0));
    }
    checkDepth(depth + 1);
    long before = parts;
    int around = deepest;
    deepest = depth + 1;
    Object collection = event.getEventId() == Event.ID.SequenceStart ? list(depth) : map(depth);
    int height = deepest - depth;
    deepest = Math.max(around, deepest);
    return anchored((NodeEvent) event, new Anchored(collection, parts - before, height));
  }

  private static void checkDepth(int levels) throws Refused {
    if (levels > Limit.BINDING_DEPTH.most()) {
      throw new Refused(
          "it is nested more than %d levels deep".formatted(Limit.BINDING_DEPTH.most()));
    }
  }

  private Object anchored(NodeEvent event, Anchored anchored) {
    event.getAnchor().ifPresent(name -> anchors.put(name.getValue(), anchored));
    return anchored.part();
  }

  private Object alias(AliasEvent alias, int depth) throws Refused {
    Anchored anchored = anchors.get(alias.getAlias().getValue());
    if (anchored == null) {
      throw new Refused("the anchor of *%s is not defined before it".formatted(alias.getAlias()));
    }
    checkDepth(depth + anchored.height());
    deepest = Math.max(deepest, depth + anchored.height());
    parts += anchored.parts();
    aliased += anchored.parts();
    if (aliased > Limit.BINDING_ALIASED.most()) {
      throw new Refused("its aliases repeat too many values");
    }
    return anchored.part();
  }

  private List<Object> list(int depth) throws Refused {
    List<Object> list = new ArrayList<>();
    while (true) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.SequenceEnd) {
        return list;
      }
      list.add(part(event, depth + 1));
    }
  }

  private Map<String, Object> map(int depth) throws Refused {
    Map<String, Object> map = new LinkedHashMap<>();
    while (true) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.MappingEnd) {
        return map;
      }
      if (!(event instanceof ScalarEvent key)) {
        throw new Refused("a key is not a scalar");
      }
      if (map.putIfAbsent(key.getValue(), part(events.next(), depth + 1)) != null) {
        throw new Refused("the key '%s' appears twice".formatted(key.getValue()));
      }
    }
  }
}
