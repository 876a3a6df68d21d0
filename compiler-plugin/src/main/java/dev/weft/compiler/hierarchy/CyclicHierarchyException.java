package dev.weft.compiler.hierarchy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Thrown if classes extend one another in a circle: their class files are of different moments. */
public final class CyclicHierarchyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param cycle internal names; each extends or implements the next, and the last one the first */
    CyclicHierarchyException(List<String> cycle) {
        super(IntStream.range(0, cycle.size())
                .mapToObj(i -> cycle.get(i) + " extends " + cycle.get((i + 1) % cycle.size()))
                .collect(Collectors.joining(", "))
                .replace('/', '.'));
    }
}
