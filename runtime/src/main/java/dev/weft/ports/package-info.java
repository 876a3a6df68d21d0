/** The event loop's view of the outside world, replaceable in tests. */
@NullMarked
package dev.weft.ports;

import org.jspecify.annotations.NullMarked;
