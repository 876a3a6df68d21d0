package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.it.frontends.FrontEnd;
import dev.weft.it.frontends.SourceText;
import dev.weft.it.harness.Weaving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** A failure whose handler does not look at it passes suspended methods, and its trace stays as the JVM made it. */
@Tag("jdk")
@Timeout(60)
class IgnoredFailuresTest {

    /** Counts who looks at its trace or changes it. */
    private static class Watched extends IllegalStateException {
        private static final long serialVersionUID = 1;
        int looks;

        @Override
        public StackTraceElement[] getStackTrace() {
            looks++;
            return super.getStackTrace();
        }

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            looks++;
            super.setStackTrace(trace);
        }

        /** The methods that are suspended; it was not made in one. */
        List<String> awaiting() {
            return Arrays.stream(super.getStackTrace())
                    .filter(e -> e.getClassName().equals(IgnoredFailuresTest.class.getName()))
                    .map(StackTraceElement::getMethodName)
                    .filter(method -> method.startsWith("awaits") || method.startsWith("handles"))
                    .toList();
        }
    }

    private static final class Other extends Watched {
        private static final long serialVersionUID = 1;
    }

    private static final String DROPPED = "dropped";

    private static Coroutine<String> awaits(Watched failure) {
        return awaits(failure, 3);
    }

    @Async
    private static Coroutine<String> awaits(Watched failure, int depth) {
        if (depth > 0) {
            return result(await(awaits(failure, depth - 1)) + "never");
        }
        await(yieldNow());
        throw failure;
    }

    // ---- handlers

    @Async
    private static Coroutine<String> handlesWithoutALook(Watched failure) {
        try {
            return result(await(awaits(failure)));
        } catch (Watched e) {
            return result(DROPPED);
        }
    }

    @Test
    void theTraceIsLeftAsItIs() {
        Watched failure = new Watched();
        assertEquals(DROPPED, Weft.run(handlesWithoutALook(failure)));
        assertEquals(0, failure.looks);
        assertEquals(List.of(), failure.awaiting());
    }

    @Async
    private static Coroutine<Watched> handlesWithALook(Watched failure) {
        try {
            await(awaits(failure));
            return result(null);
        } catch (Watched e) {
            return result(e);
        }
    }

    @Test
    void whoLooksSeesAll() {
        Watched failure = new Watched();
        assertSame(failure, Weft.run(handlesWithALook(failure)));
        assertTrue(failure.looks > 0);
        assertEquals(List.of("awaits", "awaits", "awaits", "handlesWithALook"), failure.awaiting());
    }

    @Async
    private static Coroutine<Watched> handlesInOrder(Watched failure) {
        try {
            try {
                await(awaits(failure));
            } catch (Other e) {
                return result(null);
            } catch (IllegalArgumentException e) {
                return result(new Watched());
            }
            return result(new Watched());
        } catch (IllegalStateException e) {
            return result((Watched) e);
        }
    }

    @Test
    void theFirstHandlerThatFitsDecides() {
        Other ignored = new Other();
        assertNull(Weft.run(handlesInOrder(ignored)));
        assertEquals(0, ignored.looks);
        Watched failure = new Watched();
        assertSame(failure, Weft.run(handlesInOrder(failure)));
        assertEquals("handlesInOrder", failure.awaiting().get(3));
    }

    @Async
    private static Coroutine<String> awaitsOther(Watched failure) {
        try {
            return result(await(awaits(failure)));
        } catch (Other e) {
            return result(DROPPED);
        }
    }

    @Async
    private static Coroutine<Watched> handlesBehindAnother(Watched failure) {
        try {
            await(awaitsOther(failure));
            return result(null);
        } catch (Watched e) {
            return result(e);
        }
    }

    @Test
    void aMethodBetweenThatHandlesSomethingElse() {
        Watched failure = new Watched();
        assertSame(failure, Weft.run(handlesBehindAnother(failure)));
        assertEquals(
                List.of("awaitsOther", "handlesBehindAnother"),
                failure.awaiting().subList(3, 5));
        Other ignored = new Other();
        assertNull(Weft.run(handlesBehindAnother(ignored)));
        assertEquals(0, ignored.looks);
    }

    @Async
    private static Coroutine<String> awaitsWithCleanUp(Watched failure, List<Throwable> seen) {
        try {
            return result(await(awaits(failure)));
        } finally {
            seen.add(failure);
        }
    }

    @Async
    private static Coroutine<String> handlesBehindCleanUp(Watched failure, List<Throwable> seen) {
        try {
            return result(await(awaitsWithCleanUp(failure, seen)));
        } catch (Watched e) {
            return result(DROPPED);
        }
    }

    @Test
    void cleanUpRunsAndItsMethodIsAdded() {
        Watched failure = new Watched();
        List<Throwable> seen = new ArrayList<>();
        assertEquals(DROPPED, Weft.run(handlesBehindCleanUp(failure, seen)));
        assertEquals(List.of(failure), seen);
        assertEquals(
                List.of("awaitsWithCleanUp", "handlesBehindCleanUp"),
                failure.awaiting().subList(3, 5));
    }

    @Async
    private static Coroutine<Integer> handlesInALoop(List<Watched> failures) {
        int dropped = 0;
        for (Watched failure : failures) {
            try {
                await(awaits(failure));
            } catch (Watched e) {
                dropped++;
            }
        }
        return result(dropped);
    }

    @Test
    void eachOfALoop() {
        List<Watched> failures = List.of(new Watched(), new Other(), new Watched());
        assertEquals(3, Weft.run(handlesInALoop(failures)));
        assertEquals(
                List.of(0, 0, 0),
                failures.stream().map(failure -> failure.looks).toList());
    }

    // ---- streams

    @Async
    private static AsyncStream<String> failingStream(Watched failure) {
        Weft.emit("item");
        Weft.emit(await(awaits(failure)));
        return Weft.end();
    }

    @Async
    private static Coroutine<Throwable> handlesThatOfAStream(Watched failure) {
        AsyncCursor<String> cursor = failingStream(failure).open();
        await(cursor.next());
        try {
            await(cursor.next());
        } catch (Watched e) {
            try {
                await(cursor.next());
            } catch (IllegalStateException hasFailed) {
                return result(hasFailed.getCause());
            }
        }
        return result(null);
    }

    /** The stream keeps it, and shows it to whoever asks again. */
    @Test
    void thatOfAStreamIsComplete() {
        Watched failure = new Watched();
        assertSame(failure, Weft.run(handlesThatOfAStream(failure)));
        assertEquals("handlesThatOfAStream", failure.awaiting().get(3));
    }

    @Async
    private static AsyncStream<String> handlesInAStream(Watched failure) {
        String item;
        try {
            item = await(awaits(failure));
        } catch (Watched e) {
            item = DROPPED;
        }
        Weft.emit(item);
        return Weft.end();
    }

    @Test
    void aStreamMayIgnoreFailures() {
        Watched failure = new Watched();
        assertEquals(List.of(DROPPED), Weft.run(handlesInAStream(failure).toList()));
        assertEquals(0, failure.looks);
    }

    // ---- compilers

    private static final SourceText SOURCE = new SourceText("C", """
            import static dev.weft.Weft.*;
            import dev.weft.*;

            class C {
                @Async static Coroutine<Void> ignores(Coroutine<?> c) {
                    try { await(c); } catch (IllegalStateException | IllegalArgumentException e) { }
                    return done();
                }
                @Async static Coroutine<Void> looks(Coroutine<?> c) {
                    try { await(c); } catch (RuntimeException e) { throw e; } finally { System.out.println(); }
                    return done();
                }
            }
            """);

    @ParameterizedTest
    @EnumSource
    void whatCompilersMakeOfAnUnusedVariable(FrontEnd compiler) {
        var woven = Weaving.weave(
                compiler.compile(List.of(SOURCE), Weaving.runtime(), "-g", "--release", "17"), Weaving.runtime());
        assertTrue(tells(woven.byName().get("C$ignores$Frame")));
        assertFalse(tells(woven.byName().get("C$looks$Frame")));
    }

    private static boolean tells(byte[] frame) {
        var node = new ClassNode(Opcodes.ASM9);
        new ClassReader(frame).accept(node, 0);
        return node.methods.stream().anyMatch(method -> method.name.equals("ignores"));
    }
}
