package dev.weft.it.bytecode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.objectweb.asm.tree.MethodNode;

/** Which methods become async, and before which of their instructions something is awaited. */
interface AwaitPlan {
    /** More would only make methods too large for a class file. */
    int MOST_AWAITS = 250;

    /** Whether this method is made async; all its places are given by {@link #places}. */
    default boolean takes(MethodNode method) {
        return true;
    }

    /** Indices of instructions, ascending. */
    List<Integer> places(MethodNode method);

    /** The same seed gives each method of a class the same awaits, whatever happens to the others. */
    static AwaitPlan random(long seed, String className, double density) {
        return method -> {
            var random = new Random(
                    31 * (31 * seed + className.hashCode()) + key(method).hashCode());
            var places = new ArrayList<>(Boundaries.of(method));
            places.removeIf(place -> random.nextDouble() >= density);
            if (places.size() > MOST_AWAITS) {
                Collections.shuffle(places, random);
                places.subList(MOST_AWAITS, places.size()).clear();
                Collections.sort(places);
            }
            return places;
        };
    }

    /** This method alone, with awaits at these places. */
    static AwaitPlan only(String key, List<Integer> places) {
        return new AwaitPlan() {
            @Override
            public boolean takes(MethodNode method) {
                return key(method).equals(key);
            }

            @Override
            public List<Integer> places(MethodNode method) {
                return places;
            }
        };
    }

    static String key(MethodNode method) {
        return method.name + method.desc;
    }
}
