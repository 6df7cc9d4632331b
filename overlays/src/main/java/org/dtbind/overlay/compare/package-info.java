/** Two trees, node by node: what is other in one than in the other. */
@NullMarked
package org.dtbind.overlay.compare;

import org.jspecify.annotations.NullMarked;
