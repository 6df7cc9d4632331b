/** Compares two trees, node by node. */
@NullMarked
package org.dtbind.overlay.compare;

import org.jspecify.annotations.NullMarked;
