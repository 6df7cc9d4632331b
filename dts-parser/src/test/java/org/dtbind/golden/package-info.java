/** Files that say what is expected. */
@NullMarked
package org.dtbind.golden;

import org.jspecify.annotations.NullMarked;
