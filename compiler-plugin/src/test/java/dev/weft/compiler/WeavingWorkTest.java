package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Weaving;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The work of weaving grows as what it writes. Work is counted by what it allocates: that is the same on each machine,
 * however busy.
 */
class WeavingWorkTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Bytes that the weaver may allocate for each byte of the class that it writes. It is 100 to 250, but for sizes at which
     * the first cuts into segments do not fit.
     */
    private static final int MOST_FOR_EACH_BYTE = 700;

    enum Shape {
        LOOP {
            @Override
            String source(int size) {
                return "while (v0 < 10) { " + each(size, "if (c) { v%2$d += await(a); }") + "}";
            }
        },
        STORED {
            @Override
            String source(int size) {
                return "while (v0 < 10) { " + each(size, "var t%1$d = start(get()); v%2$d += await(t%1$d);") + "}";
            }
        },
        SWITCH {
            @Override
            String source(int size) {
                return "while (v0 < 10) { switch (v0) { " + each(size, "case %1$d: v0 += await(a); break;")
                        + "default: v0++; } }";
            }
        };

        abstract String source(int size);
    }

    @ParameterizedTest
    @EnumSource
    void growsAsWhatIsWritten(Shape shape) {
        var small = compile(shape, 100);
        Weaving.weave(small); // classes are loaded
        for (int size : new int[] {100, 200, 400}) {
            var compiled = compile(shape, size);
            long before = allocated();
            var woven = Weaving.weave(compiled);
            long allocated = allocated() - before;
            long written = woven.bytes("C").length;
            assertTrue(
                    allocated < MOST_FOR_EACH_BYTE * written,
                    () -> allocated + " bytes allocated for " + written + " of " + shape + " " + size);
        }
    }

    private static Classes compile(Shape shape, int size) {
        var variables = each(50, "int v%1$d = %1$d;");
        return Javac.compile("class C { static Coroutine<Integer> get() { return result(1); }\n"
                + "@Async static Coroutine<Integer> m(boolean c, Awaitable<Integer> a) {\n" + variables
                + shape.source(size) + "\nreturn result(v0); } }");
    }

    private static String each(int count, String statement) {
        return IntStream.range(0, count)
                .mapToObj(i -> statement.formatted(i, i % 50))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
