// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.syntax;

import java.util.List;
import org.dtbind.source.Span;

/**
 * The content of a node's braces.
 *
 * @param members in the order of the source
 * @param span from the opening brace to the semicolon
 */
public record NodeBody(List<Member> members, Span span) {

  public NodeBody {
    members = List.copyOf(members);
  }
}
