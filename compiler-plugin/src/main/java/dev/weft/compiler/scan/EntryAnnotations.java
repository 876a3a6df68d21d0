package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;

/** Tells which annotations mark entry methods: {@code @Entry}, and those that carry it. */
@FunctionalInterface
public interface EntryAnnotations {

    /** Knows {@code @Entry} only. */
    EntryAnnotations ITSELF = RuntimeAbi.ENTRY_DESCRIPTOR::equals;

    /** Whether an annotation, by the descriptor of its type, marks entry methods. */
    boolean contains(String descriptor);
}
