// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dtbind.view.View.Described;

/**
 * A member of a view: name, type and meaning for JSON and the reference, and the rows that it adds
 * to a table.
 */
record ViewMember<T>(
    String name,
    String type,
    String meaning,
    Function<? super T, ReportValue> value,
    Optional<View<?>> part,
    Function<? super T, Stream<List<String>>> rows) {

  /** {@return the member for the reference, followed by the members of its object} */
  Stream<Described> described() {
    String below = name + (type.startsWith("array") ? "[]." : ".");
    return Stream.concat(
        Stream.of(new Described(name, type, meaning)),
        part.stream()
            .flatMap(view -> view.described().stream())
            .map(
                described ->
                    new Described(
                        below + described.path(), described.type(), described.meaning())));
  }
}
