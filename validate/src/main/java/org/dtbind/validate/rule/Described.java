// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members that a document and those it refers to describe for a node, whatever the values of
 * the node's members are.
 *
 * @param names the names that are described in any case
 * @param patterns the patterns of names that are described in any case
 * @param sometimes the names that are described under a condition, or in one of several
 *     alternatives
 */
public record Described(Set<String> names, List<String> patterns, Set<String> sometimes) {

  /** Copies the collections. */
  public Described {
    names = Set.copyOf(names);
    patterns = List.copyOf(patterns);
    sometimes = Set.copyOf(sometimes);
  }

  static final List<String> CONDITIONS =
      List.of("anyOf", "oneOf", "then", "else", "dependentSchemas");

  /**
   * {@return what a document describes}
   *
   * @param cache has the documents
   * @param id the document's {@code $id} without the final {@code #}
   * @param steps the steps from the node to which the document applies to the described one
   */
  public static Described of(SchemaCache cache, String id, List<Object> steps) {
    Search search = new Search(cache, new ValidationRun());
    try {
      cache.source(id, "").ifPresent(whole -> search.in(whole.part(), id, steps, false));
    } catch (TooMuchWork e) {
      // What was found is described.
    }
    return new Described(search.names, search.patterns, search.sometimes);
  }

  /** {@return whether a member with a name is described in any case} */
  public boolean contains(String name) {
    return names.contains(name) || patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }

  /** {@return whether a pattern of a document matches in a name; false if that is too much work} */
  public static boolean matches(String pattern, String name) {
    try (ValidationRun run = new ValidationRun()) {
      return Regex.of(pattern).isSurelyIn(name, run);
    } catch (IllegalArgumentException | TooMuchWork e) {
      return false;
    }
  }

  private static final class Search {

    private final SchemaCache cache;
    private final ValidationRun run;
    private final Set<String> names = new LinkedHashSet<>();
    private final List<String> patterns = new ArrayList<>();
    private final Set<String> sometimes = new LinkedHashSet<>();
    private final Set<List<Object>> followed = new HashSet<>();

    Search(SchemaCache cache, ValidationRun run) {
      this.cache = cache;
      this.run = run;
    }

    void in(@Nullable Object part, String base, List<Object> steps, boolean isCondition) {
      if (!(part instanceof Map<?, ?> schema)) {
        return;
      }
      run.enter(1);
      if (schema.get("$ref") instanceof String reference
          && followed.add(List.of(base, reference, steps.size(), isCondition))) {
        cache
            .source(base, reference)
            .ifPresent(target -> in(target.part(), target.base(), steps, isCondition));
      }
      if (schema.get("allOf") instanceof List<?> all) {
        all.forEach(each -> in(each, base, steps, isCondition));
      }
      for (String keyword : CONDITIONS) {
        Object value = schema.get(keyword);
        if (value instanceof List<?> list) {
          list.forEach(each -> in(each, base, steps, true));
        } else if (keyword.equals("dependentSchemas") && value instanceof Map<?, ?> map) {
          map.values().forEach(each -> in(each, base, steps, true));
        } else {
          in(value, base, steps, true);
        }
      }
      if (steps.isEmpty()) {
        members(schema, isCondition);
      } else {
        step(schema, base, steps, isCondition);
      }
      run.leave();
    }

    private void members(Map<?, ?> schema, boolean isCondition) {
      map(schema, "properties")
          .forEach(
              (name, value) -> {
                if (!Boolean.FALSE.equals(value)) {
                  (isCondition ? sometimes : names).add(name.toString());
                }
              });
      if (!isCondition) {
        map(schema, "patternProperties").keySet().forEach(name -> patterns.add(name.toString()));
      }
    }

    private void step(Map<?, ?> schema, String base, List<Object> steps, boolean isCondition) {
      String name = steps.get(0).toString();
      List<Object> rest = steps.subList(1, steps.size());
      Object named = map(schema, "properties").get(name);
      in(named, base, rest, isCondition);
      boolean[] isNamed = {named != null};
      map(schema, "patternProperties")
          .forEach(
              (pattern, value) -> {
                if (cache.regex(pattern.toString()).isSurelyIn(name, run)) {
                  isNamed[0] = true;
                  in(value, base, rest, isCondition);
                }
              });
      if (!isNamed[0]) {
        in(schema.get("additionalProperties"), base, rest, isCondition);
      }
    }

    private static Map<?, ?> map(Map<?, ?> schema, String keyword) {
      return schema.get(keyword) instanceof Map<?, ?> map ? map : Map.of();
    }
  }
}
