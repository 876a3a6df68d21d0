package dev.weft;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** Checks a structure against its specification. Scenarios come from a fixed seed. */
public final class Interleavings {
    private Interleavings() {}

    /** Runs a few operations under all interleavings (Lincheck, model checking), and under many real ones. */
    public static void check(Class<?> structure, Class<?> specification) {
        new ModelCheckingOptions()
                .iterations(4)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(specification)
                .check(structure);
        stress(structure, specification);
    }

    /** Runs a few operations under many real interleavings. */
    public static void stress(Class<?> structure, Class<?> specification) {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(specification)
                .check(structure);
    }
}
