/**
 * Networks, processes and files for tasks: streams of bytes that are read and written without holding a thread.
 *
 * <p>Two promises hold for all of them. A read that was cancelled has consumed nothing. A write that was cancelled has torn
 * nothing: it has sent nothing, or what is left of it is sent in the background. So every wait may be given a time limit by
 * {@link dev.weft.Weft#withTimeout}; no method here takes one.
 *
 * <p>A stream belongs to the loop that was running when it was made. On other threads its methods throw
 * {@link java.lang.IllegalStateException}; only {@code abort} may be called from anywhere.
 */
@NullMarked
package dev.weft.net;

import org.jspecify.annotations.NullMarked;
