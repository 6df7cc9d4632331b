/** The packages of a release, installed and used on bare systems. */
@NullMarked
package org.dtbind.acceptance.packages;

import org.jspecify.annotations.NullMarked;
