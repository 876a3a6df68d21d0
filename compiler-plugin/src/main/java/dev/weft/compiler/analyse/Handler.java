package dev.weft.compiler.analyse;

import org.jspecify.annotations.Nullable;

/**
 * A handler that may catch what an await throws.
 *
 * @param type the internal name of what it catches, null for all
 * @param ignores whether it never looks at what it has caught
 */
public record Handler(@Nullable String type, boolean ignores) {}
