/** What tests of several modules share; it knows none of their classes. */
@NullMarked
package org.dtbind.testing;

import org.jspecify.annotations.NullMarked;
