package dev.weft.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One fault in each operation of the runtime, at each place of its own classes in turn: memory ends, or the stack ends at
 * some depth. The task fails with that, or the await throws it, or the caller gets it; nobody waits for ever, and nothing
 * is lost. The normal build takes every fourth place, {@code -Dweft.fault.stride=1} takes all.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class FaultsTest {
    private static final int STRIDE = Integer.getInteger("weft.fault.stride", 4);

    /**
     * The first methods of the runtime that a future of the JDK calls. If the stack ends exactly there, the future drops
     * the error before the runtime could do anything.
     */
    private static final Set<String> DROPPED_BY_JDK =
            Set.of("internal/task/HotFuture.accept", "internal/task/StageWait.accept");

    /** Read by the instrumented copy of the runtime. */
    @BeforeAll
    static void checkTheStackEverywhere() {
        System.setProperty("dev.weft.stack.reserve", "always");
    }

    @AfterAll
    static void restore() {
        System.clearProperty("dev.weft.stack.reserve");
    }

    static IntStream scenarios() {
        return IntStream.range(0, FaultRun.ALL.size());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void memoryEnds(int scenario) throws ReflectiveOperationException {
        faults(scenario, Faults.Kind.MEMORY);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theStackEnds(int scenario) throws ReflectiveOperationException {
        faults(scenario, Faults.Kind.STACK_DEPTH);
    }

    @SuppressWarnings("unchecked")
    private static void faults(int scenario, Faults.Kind kind) throws ReflectiveOperationException {
        Object loaded = new InstrumentedRuntime()
                .loadClass(FaultRun.class.getName())
                .getConstructor(Integer.class)
                .newInstance(scenario);
        BiFunction<String, Long, String> run = (BiFunction<String, Long, String>) loaded;
        for (int i = 0; i < 2; i++) { // all classes are loaded and initialised
            assertEquals(null, run.apply(kind.name(), 0L), "without a fault");
        }
        long places = loaded.getClass().getField("passed").getLong(loaded);
        Map<String, Integer> wrong = new TreeMap<>();
        for (long k = 1L + scenario % STRIDE; k <= places; k += STRIDE) {
            String problem = run.apply(kind.name(), k);
            if (problem != null && !(kind == Faults.Kind.STACK_DEPTH && DROPPED_BY_JDK.contains(Faults.failedAt()))) {
                wrong.merge(Faults.failedAt() + ": " + problem, 1, Integer::sum);
            }
        }
        assertEquals(null, run.apply(kind.name(), 0L), "without a fault, in the end");
        assertEquals(Map.of(), wrong, kind + " in " + places + " places");
    }
}
