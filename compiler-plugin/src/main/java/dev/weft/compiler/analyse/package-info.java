/** Stage 3: control flow, types, liveness, monitors, await sites. Reads bytecode, never writes it. */
@NullMarked
package dev.weft.compiler.analyse;

import org.jspecify.annotations.NullMarked;
