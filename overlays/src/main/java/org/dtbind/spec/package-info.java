/** The declaration {@code bindings.yaml}: from text to records that keep their place. */
@NullMarked
package org.dtbind.spec;

import org.jspecify.annotations.NullMarked;
