package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.ContextCarrier;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole stack traces of failures, down to the test: each method of the program once, in the order of the calls, and
 * nothing of the runtime but what the program calls.
 */
@Tag("jdk")
@Timeout(60)
class FailureTracesTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final RuntimeException SHARED = new IllegalStateException("shared");

    private final CompletableFuture<Object> gate = new CompletableFuture<>();

    /** The methods of the program, and those of Weft that it calls, innermost first, down to the test. */
    private static List<String> trace(Throwable failure) {
        List<String> methods = new ArrayList<>();
        for (StackTraceElement element : failure.getStackTrace()) {
            boolean own = element.getClassName().startsWith(FailureTracesTest.class.getName());
            if (own && element.getMethodName().startsWith("test")) {
                return methods;
            }
            if (own) {
                assertTrue(element.getLineNumber() > 0, () -> "without a line: " + element);
            }
            if (!element.getMethodName().startsWith("lambda$")
                    && !(own && element.getMethodName().startsWith("failureOf"))
                    && !isOfJdkOrJUnit(element)) {
                methods.add(own ? element.getMethodName() : element.getClassName() + "." + element.getMethodName());
            }
        }
        return methods;
    }

    private static boolean isOfJdkOrJUnit(StackTraceElement element) {
        return element.getClassName().startsWith("java.")
                || element.getClassName().startsWith("jdk.")
                || element.getClassName().startsWith("org.junit.");
    }

    private static void assertTrace(Throwable failure, String... methods) {
        assertEquals(List.of(methods), trace(failure), () -> Arrays.toString(failure.getStackTrace()));
    }

    private static IllegalStateException failureOf(Supplier<Coroutine<Integer>> main) {
        return assertThrows(IllegalStateException.class, () -> Weft.run(main.get()));
    }

    private Throwable failureOfHot(Supplier<CompletableFuture<Integer>> main) {
        CompletableFuture<Integer> future = main.get();
        gate.complete(null);
        return assertThrows(ExecutionException.class, future::get).getCause();
    }

    // ---- hot methods

    @Async
    private CompletableFuture<Integer> a(boolean suspends) {
        if (suspends) {
            await(gate);
        }
        throw new IllegalStateException("a", new RuntimeException("cause"));
    }

    @Async
    private CompletableFuture<Integer> b(boolean suspends) {
        int x = await(a(suspends));
        return CompletableFuture.completedFuture(x + 1);
    }

    private CompletableFuture<Integer> called(boolean suspends) {
        return b(suspends);
    }

    @Async
    private CompletableFuture<Integer> c(boolean suspends) {
        CompletableFuture<Integer> later = called(suspends);
        int x = await(later);
        return CompletableFuture.completedFuture(x + 1);
    }

    @Async
    private CompletableFuture<Integer> cleansUp(boolean suspends) {
        try {
            int x = await(b(suspends));
            return CompletableFuture.completedFuture(x);
        } finally {
            await(CompletableFuture.completedFuture(1));
        }
    }

    @Async
    private CompletableFuture<Integer> down(int n, boolean suspends) {
        int x = n == 0 ? await(a(suspends)) : await(down(n - 1, suspends));
        return CompletableFuture.completedFuture(x + 1);
    }

    @Test
    void testHotAndReady() {
        assertTrace(failureOfHot(() -> a(false)), "a");
        assertTrace(failureOfHot(() -> b(false)), "a", "b");
        assertTrace(failureOfHot(() -> c(false)), "a", "b", "called", "c");
        assertTrace(failureOfHot(() -> cleansUp(false)), "a", "b", "cleansUp");
        assertTrace(failureOfHot(() -> down(3, false)), "a", "down", "down", "down", "down");
    }

    @Test
    void testHotAndSuspended() {
        assertTrace(failureOfHot(() -> a(true)), "a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void testHotChainThatWasSuspended(int depth) {
        List<String> expected = new ArrayList<>(List.of("a"));
        for (int i = 0; i <= depth; i++) {
            expected.add("down");
        }
        assertTrace(failureOfHot(() -> down(depth, true)), expected.toArray(new String[0]));
    }

    @Test
    void testHotThatCleansUp() {
        assertTrace(failureOfHot(() -> cleansUp(true)), "a", "b", "cleansUp");
    }

    @Test
    void testHotFarDown() {
        Throwable failure = failureOfHot(() -> down(300, false));
        assertEquals(301, trace(failure).stream().filter("down"::equals).count());
    }

    @Test
    void testTheCauseIsTreatedAsTheFailureIs() {
        Throwable failure = failureOfHot(() -> c(true));
        assertTrace(failure, "a", "b", "c");
        assertTrace(failure.getCause(), "a", "b", "c");
    }

    // ---- cold methods that await hot ones

    @Async
    private Coroutine<Integer> cold(boolean suspends) {
        return result(await(b(suspends)));
    }

    @Async
    private Coroutine<Integer> outer(Supplier<Coroutine<Integer>> inner, boolean suspends) {
        if (suspends) {
            await(yieldNow());
        }
        int x = await(inner.get());
        return result(x);
    }

    @Test
    void testColdThatAwaitsHot() {
        gate.completeAsync(() -> null, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
        String run = "dev.weft.Weft.run";
        for (boolean suspends : new boolean[] {false, true}) {
            assertTrace(failureOf(() -> cold(suspends)), "a", "b", "cold", run);
            for (boolean outer : new boolean[] {false, true}) {
                assertTrace(failureOf(() -> outer(() -> cold(suspends), outer)), "a", "b", "cold", "outer", run);
            }
        }
    }

    // ---- what passes tasks without methods of their own

    @Async
    private Coroutine<Integer> bad() {
        await(yieldNow());
        throw new IllegalStateException("bad");
    }

    @Async
    private Coroutine<Integer> asks() {
        int x = await(bad());
        return result(x);
    }

    @Async
    private Coroutine<Integer> shielded() {
        var task = start(bad());
        int x = await(shield(shield(task)));
        return result(x);
    }

    @Async
    private Coroutine<Integer> limited() throws TimeoutException {
        var task = start(bad());
        int x = await(withTimeout(LONG, shield(task)));
        return result(x);
    }

    @Async
    private Coroutine<Integer> gathers() {
        var task = start(asks());
        return result(await(gather(shield(task))).get(0));
    }

    @Async
    private Coroutine<Integer> viaFuture(boolean late) {
        var future = start(asks()).toCompletableFuture();
        if (late) {
            await(sleep(Duration.ofMillis(1)));
        }
        int x = await(future);
        return result(x);
    }

    @Async
    private Coroutine<Integer> blocks() {
        int x = await(blocking(this::work));
        return result(x);
    }

    private int work() {
        throw new IllegalStateException("work");
    }

    @Async
    private Coroutine<Integer> grouped() {
        int x = await(TaskGroup.run(group -> {
            group.start(asks());
            return outer(() -> result(1), true);
        }));
        return result(x);
    }

    @Test
    void testTheCallerFollows() {
        String run = "dev.weft.Weft.run";
        assertTrace(failureOf(this::shielded), "bad", "shielded", run);
        assertTrace(failureOf(this::gathers), "bad", "asks", "dev.weft.Weft.gather", "gathers", run);
        assertTrace(failureOf(() -> viaFuture(false)), "bad", "asks", "viaFuture", run);
        assertTrace(failureOf(() -> viaFuture(true)), "bad", "asks", "viaFuture", run);
        assertTrace(failureOf(this::grouped), "bad", "asks", "dev.weft.TaskGroup.run", "grouped", run);
        assertTrace(failureOf(this::blocks), "work", "blocks");
    }

    @Test
    void testTheCallerFollowsThroughALimit() {
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> Weft.run(limited()));
        List<String> methods = new ArrayList<>(trace(failure));
        methods.remove("dev.weft.Weft.withTimeout");
        assertEquals(List.of("bad", "limited", "dev.weft.Weft.run"), methods);
    }

    // ---- one object, again and again

    @Async
    private Coroutine<Integer> throwsShared(boolean suspends) {
        if (suspends) {
            await(yieldNow());
        }
        throw SHARED;
    }

    @Async
    private CompletableFuture<Integer> hotThrowsShared(boolean suspends) {
        if (suspends) {
            await(CompletableFuture.runAsync(() -> {}));
        }
        throw SHARED;
    }

    @Async
    private Coroutine<Void> manyTimes(int times) throws TimeoutException {
        for (int i = 0; i < times; i++) {
            boolean suspends = i % 2 == 0;
            try {
                await(outer(() -> throwsShared(suspends), suspends));
            } catch (IllegalStateException shared) {
                assertSame(SHARED, shared);
            }
            try {
                await(hotThrowsShared(suspends));
            } catch (IllegalStateException shared) {
                assertSame(SHARED, shared);
            }
            try {
                await(start(throwsShared(suspends)));
            } catch (IllegalStateException shared) {
                assertSame(SHARED, shared);
            }
            try {
                await(gather(throwsShared(suspends), throwsShared(suspends), bad()));
            } catch (IllegalStateException shared) {
                assertSame(SHARED, shared);
            }
            try {
                await(withTimeout(LONG, throwsShared(suspends)));
            } catch (IllegalStateException shared) {
                assertSame(SHARED, shared);
            }
            try {
                await(TaskGroup.run(group -> {
                    group.start(throwsShared(true));
                    return sleep(LONG);
                }));
            } catch (IllegalStateException shared) {
                assertSame(SHARED, shared);
            }
        }
        return result(null);
    }

    @Test
    void testAnObjectThatPassesAgainIsLeftAsItIs() throws Exception {
        run(manyTimes(1));
        List<StackTraceElement> once = List.of(SHARED.getStackTrace());
        Throwable[] suppressed = SHARED.getSuppressed();
        run(manyTimes(1000));
        assertEquals(once, List.of(SHARED.getStackTrace()));
        assertEquals(List.of(suppressed), List.of(SHARED.getSuppressed()));
    }

    /** What the shared object cannot take along is reported. */
    private static void run(Coroutine<Void> main) {
        try (EventLoop loop = EventLoop.create()) {
            loop.onUncaught((subject, failure) -> assertEquals("bad", failure.getMessage(), failure::toString));
            loop.runUntilComplete(main);
        }
    }

    // ---- which methods are the runtime's

    /** A name that looks as a generated one does. */
    private static final class Frame {
        @Async
        Coroutine<Integer> resume() {
            await(yieldNow());
            throw plain();
        }

        private static IllegalStateException plain() {
            return resume("in Frame");
        }

        private static IllegalStateException resume(String message) {
            return new IllegalStateException(message);
        }
    }

    @Test
    void testAUsersClassThatIsCalledFrame() {
        assertTrace(
                failureOf(() -> outer(() -> new Frame().resume(), true)),
                "resume",
                "plain",
                "resume",
                "outer",
                "dev.weft.Weft.run");
    }

    @Test
    void testUnderACarrier() {
        ContextCarrier.install(() -> () -> () -> {});
        try {
            assertTrace(failureOf(this::asks), "bad", "asks", "dev.weft.Weft.run");
            assertTrace(failureOf(this::bad), "bad", "dev.weft.Weft.run");
        } finally {
            ContextCarrier.install(null);
        }
    }

    @Async
    private Coroutine<Integer> wraps() {
        try {
            return result(await(bad()));
        } catch (IllegalStateException bad) {
            throw new IllegalStateException("wrapped", bad);
        }
    }

    @Async
    private Coroutine<Void> startsAndWaits() {
        start(wraps());
        await(sleep(Duration.ofMillis(5)));
        return result(null);
    }

    @Test
    void testWhatIsReportedShowsNothingOfTheRuntimeInItsCauses() {
        List<Throwable> reported = new ArrayList<>();
        try (EventLoop loop = EventLoop.create()) {
            loop.onUncaught((subject, failure) -> reported.add(failure));
            loop.runUntilComplete(startsAndWaits());
        }
        assertEquals(1, reported.size(), reported::toString);
        assertEquals("wraps", trace(reported.get(0)).get(0));
        assertEquals(List.of("bad", "wraps"), trace(reported.get(0).getCause()).subList(0, 2));
        for (Throwable shown : List.of(reported.get(0), reported.get(0).getCause())) {
            assertEquals(
                    List.of(),
                    trace(shown).stream()
                            .filter(e -> e.contains("internal") || e.contains(".abi.") || e.endsWith("$weft"))
                            .toList());
        }
    }

    // ---- exceptions with methods of their own

    private static final class Hostile extends IllegalStateException {
        private static final long serialVersionUID = 1;
        private final transient Supplier<StackTraceElement[]> trace;

        Hostile(Supplier<StackTraceElement[]> trace) {
            this.trace = trace;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return trace.get();
        }

        @Override
        public void setStackTrace(StackTraceElement[] stackTrace) {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new UnsupportedOperationException();
        }
    }

    @Async
    private Coroutine<Integer> throwsIt(RuntimeException failure, boolean suspends) {
        if (suspends) {
            await(yieldNow());
        }
        throw failure;
    }

    @Async
    private CompletableFuture<Integer> hotThrowsIt(RuntimeException failure, boolean suspends) {
        if (suspends) {
            await(gate);
        }
        throw failure;
    }

    @Async
    private Coroutine<Integer> awaitsHot(RuntimeException failure, boolean suspends) {
        int x = await(hotThrowsIt(failure, suspends));
        return result(x);
    }

    @Async
    private Coroutine<Integer> awaitsStage(RuntimeException failure) {
        int x = await(CompletableFuture.<Integer>failedFuture(failure));
        return result(x);
    }

    @Async
    private Coroutine<Integer> gathersIt(RuntimeException failure) {
        return result(await(gather(throwsIt(failure, true), throwsIt(failure, false), bad()))
                .get(0));
    }

    @Test
    void testHostileExceptionsArriveUnharmed() {
        gate.complete(null);
        for (Supplier<StackTraceElement[]> trace : List.<Supplier<StackTraceElement[]>>of(
                () -> null,
                () -> {
                    throw new UnsupportedOperationException();
                },
                () -> {
                    throw new AssertionError();
                },
                () -> new StackTraceElement[] {null},
                () -> new StackTraceElement[0])) {
            Hostile failure = new Hostile(trace);
            for (boolean suspends : new boolean[] {false, true}) {
                assertSame(failure, failureOf(() -> outer(() -> throwsIt(failure, suspends), suspends)));
                assertSame(failure, failureOf(() -> outer(() -> awaitsHot(failure, suspends), suspends)));
                assertSame(failure, failureOfHot(() -> hotThrowsIt(failure, suspends)));
            }
            assertSame(failure, failureOf(() -> outer(() -> awaitsStage(failure), true)));
            try (EventLoop loop = EventLoop.create()) {
                loop.onUncaught((subject, lost) -> assertEquals("bad", lost.getMessage(), lost::toString));
                assertSame(
                        failure,
                        assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(gathersIt(failure))));
            }
        }
    }
}
