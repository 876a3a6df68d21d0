/**
 * Four mistakes of programs that talk over a network, each with a correct twin, written against {@link dev.weft.net.Net} as any
 * program. All pass first in, first out.
 */
@NullMarked
package dev.weft.test.netbugs;

import org.jspecify.annotations.NullMarked;
