// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.dtbind.validate.rule.Budget;
import org.dtbind.validate.rule.Regex;
import org.dtbind.validate.rule.TooMuchWork;
import org.dtbind.validate.rule.ValidationRun;

/**
 * The types of properties according to all schemas. Safe for use by several threads; results of
 * searches are cached.
 */
public final class PropertyTypes {

  /** A pattern for names of child nodes. It does not identify properties. */
  private static final String ANY_NAME = "^[a-z][a-z0-9\\-]*$";

  /** A type for all names that match a pattern. */
  private record Matching(Regex regex, PropertyType type) {}

  private final Map<String, List<PropertyType>> named;
  private final Map<String, PropertyType> patterns;
  private final List<Matching> matching;
  private final Budget budget;
  private final Map<String, Set<String>> asked;
  private final Map<String, Optional<PropertyType.Dimensions>> askedSizes;

  PropertyTypes(Map<String, List<PropertyType>> named, Map<String, PropertyType> patterns) {
    this.named = Map.copyOf(named);
    this.patterns = new LinkedHashMap<>(patterns);
    this.matching = new ArrayList<>();
    patterns.forEach((text, type) -> matching.add(new Matching(Regex.of(text), type)));
    this.budget = new Budget();
    this.asked = new ConcurrentHashMap<>();
    this.askedSizes = new ConcurrentHashMap<>();
  }

  private PropertyTypes(PropertyTypes all, Budget budget) {
    this.named = all.named;
    this.patterns = all.patterns;
    this.matching = all.matching;
    this.budget = budget;
    this.asked = all.asked;
    this.askedSizes = all.askedSizes;
  }

  /** {@return these types for one tree: what another tree took to search does not count} */
  public PropertyTypes forTree() {
    return new PropertyTypes(this, new Budget());
  }

  Map<String, List<PropertyType>> named() {
    return named;
  }

  /**
   * {@return whether types are missing because it took too much work to find the patterns that
   * match the names}
   */
  public boolean isUnfinished() {
    return budget.isSpent();
  }

  /** {@return the names that have a type, without patterns} */
  public Set<String> names() {
    return named.keySet();
  }

  Map<String, PropertyType> patterns() {
    return patterns;
  }

  /** Returns the types in prepared documents. */
  static PropertyTypes of(Iterable<Map<String, Object>> documents) {
    Map<String, List<TypeSearch.MergedType>> found = new TypeSearch().in(documents);
    found.remove(ANY_NAME);
    found.values().forEach(all -> all.removeIf(one -> "node".equals(one.type)));
    found.values().removeIf(List::isEmpty);
    Map<String, List<PropertyType>> named = new LinkedHashMap<>();
    Map<String, PropertyType> patterns = new LinkedHashMap<>();
    found.forEach(
        (name, all) -> {
          if (!all.get(0).isPattern) {
            named.put(name, all.stream().map(PropertyTypes::type).toList());
          } else if (all.get(0).type != null && SchemaShape.regex(name).isEmpty()) {
            // A reference may lead to a part that is no schema, and that was not checked.
            patterns.put(name, type(all.get(0)));
          }
        });
    return new PropertyTypes(named, patterns);
  }

  private static PropertyType type(TypeSearch.MergedType found) {
    return new PropertyType(Optional.ofNullable(found.type), Optional.ofNullable(found.size));
  }

  /** {@return the types that a property may have, in a fixed order} */
  public Set<String> of(String property) {
    return known(asked, property, this::search, Set.of());
  }

  /**
   * {@return the dimensions that the matrix of a property may have; absent if no schema specifies
   * them}
   */
  public Optional<PropertyType.Dimensions> size(String property) {
    return known(askedSizes, property, this::searchSize, Optional.empty());
  }

  /** Keeps the result of a search unless it took too much work. */
  private <T> T known(
      Map<String, T> cache,
      String property,
      BiFunction<String, ValidationRun, T> search,
      T otherwise) {
    T known = cache.get(property);
    if (known != null) {
      return known;
    }
    try (ValidationRun run = new ValidationRun(budget)) {
      known = search.apply(property, run);
    } catch (TooMuchWork e) {
      return otherwise; // isUnfinished() says so.
    }
    cache.put(property, known);
    return known;
  }

  private Set<String> search(String property, ValidationRun run) {
    Set<String> types = new LinkedHashSet<>();
    named.getOrDefault(property, List.of()).forEach(type -> type.name().ifPresent(types::add));
    if (types.isEmpty()) {
      for (Matching match : matching) {
        if (match.regex().isSurelyIn(property, run)) {
          match.type().name().ifPresent(types::add);
        }
      }
    }
    return types;
  }

  private Optional<PropertyType.Dimensions> searchSize(String property, ValidationRun run) {
    for (PropertyType type : named.getOrDefault(property, List.of())) {
      if (type.size().isPresent()) {
        return type.size();
      }
    }
    for (Matching match : matching) {
      if (match.type().size().isPresent() && match.regex().isSurelyIn(property, run)) {
        return match.type().size();
      }
    }
    return Optional.empty();
  }
}
