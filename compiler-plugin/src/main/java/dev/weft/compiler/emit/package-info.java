/** Stage 6: writes what the plan says: stub, entries, dispatcher, frame class. */
@NullMarked
package dev.weft.compiler.emit;

import org.jspecify.annotations.NullMarked;
