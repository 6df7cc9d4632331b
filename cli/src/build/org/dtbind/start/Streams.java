// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ends of streams as java has them, without the lambdas that it carries them out with. */
public final class Streams {

  private Streams() {}

  /** As {@link Stream#anyMatch}. */
  public static boolean anyMatch(Stream<Object> stream, Predicate<Object> so) {
    First first = new First();
    stream.filter(so).limit(1).forEachOrdered(first);
    return first.found;
  }

  /** As {@link Stream#noneMatch}. */
  public static boolean noneMatch(Stream<Object> stream, Predicate<Object> so) {
    return !anyMatch(stream, so);
  }

  /** As {@link Stream#allMatch}. */
  public static boolean allMatch(Stream<Object> stream, Predicate<Object> so) {
    return !anyMatch(stream, new Not(so));
  }

  /** As {@link IntStream#anyMatch}. */
  public static boolean anyMatch(IntStream stream, IntPredicate so) {
    First first = new First();
    stream.filter(so).limit(1).forEachOrdered(first);
    return first.found;
  }

  /** As {@link IntStream#noneMatch}. */
  public static boolean noneMatch(IntStream stream, IntPredicate so) {
    return !anyMatch(stream, so);
  }

  /** As {@link IntStream#allMatch}. */
  public static boolean allMatch(IntStream stream, IntPredicate so) {
    return !anyMatch(stream, new NotOfNumber(so));
  }

  /** As {@link Stream#findFirst}. */
  public static Optional<Object> findFirst(Stream<Object> stream) {
    First first = new First();
    stream.limit(1).forEachOrdered(first);
    return first.found ? Optional.of(first.value) : Optional.empty();
  }

  /** As {@link Stream#toList}. */
  public static List<Object> toList(Stream<Object> stream) {
    All all = new All();
    stream.forEachOrdered(all);
    return all.contains(null) ? Collections.unmodifiableList(all) : List.of(all.toArray());
  }

  private static final class All extends ArrayList<Object> implements Consumer<Object> {

    private static final long serialVersionUID = 1L;

    @Override
    public void accept(Object each) {
      add(each);
    }
  }

  private static final class First implements Consumer<Object>, IntConsumer {

    boolean found;
    Object value;

    @Override
    public void accept(Object first) {
      found = true;
      value = first;
    }

    @Override
    public void accept(int first) {
      found = true;
    }
  }

  private static final class Not implements Predicate<Object> {

    private final Predicate<Object> so;

    Not(Predicate<Object> so) {
      this.so = so;
    }

    @Override
    public boolean test(Object value) {
      return !so.test(value);
    }
  }

  private static final class NotOfNumber implements IntPredicate {

    private final IntPredicate so;

    NotOfNumber(IntPredicate so) {
      this.so = so;
    }

    @Override
    public boolean test(int value) {
      return !so.test(value);
    }
  }
}
