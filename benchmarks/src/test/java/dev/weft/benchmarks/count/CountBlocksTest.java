package dev.weft.benchmarks.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class CountBlocksTest {
    /** Loaded by its name, by the loader that counts. */
    public static final class Counted {
        private Counted() {}

        /** {@code iload, iconst, iadd, ireturn}. */
        public static int addOne(int x) {
            return x + 1;
        }

        /** Two to begin with, three for each look at the condition, six for each round, two at the end. */
        public static int loop(int times) {
            int sum = 0;
            while (times > 0) {
                sum += times;
                times--;
            }
            return sum;
        }

        /** Objects without their constructors are on the stack where blocks begin: stack maps name their places. */
        public static int choose(int x) {
            var list = new ArrayList<Integer>(x > 1 ? new ArrayList<>(x) : new ArrayList<>());
            try {
                list.add(x);
                return list.get(x);
            } catch (IndexOutOfBoundsException e) {
                return -1;
            }
        }
    }

    private static long executed(String method, int argument, int result) throws ReflectiveOperationException {
        var counted = new CountingLoader().loadClass(Counted.class.getName()).getMethod(method, int.class);
        long before = Executed.bytecodes;
        assertEquals(result, counted.invoke(null, argument));
        return Executed.bytecodes - before;
    }

    @Test
    void countsStraightCode() throws ReflectiveOperationException {
        assertEquals(4, executed("addOne", 1, 2));
    }

    @Test
    void countsEachRoundOfALoop() throws ReflectiveOperationException {
        long none = executed("loop", 0, 0);
        assertEquals(6, none);
        long each = executed("loop", 1, 1) - none;
        assertEquals(8, each);
        assertEquals(none + 100 * each, executed("loop", 100, 5_050));
    }

    @Test
    void stackMapsStayRight() throws ReflectiveOperationException {
        executed("choose", 0, 0);
        executed("choose", 5, -1);
    }
}
