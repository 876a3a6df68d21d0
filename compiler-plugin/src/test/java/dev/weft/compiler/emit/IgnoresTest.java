package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.abi.Frame;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether a suspended frame says that the handler of a failure ignores it. */
class IgnoresTest {

    private static final String SOURCE = """
            class C {
                @Async static Coroutine<Void> m(Coroutine<?> c) {
                    await(c);
                    try {
                        try {
                            await(c);
                        } catch (NumberFormatException e) {
                            System.out.println(e);
                        } catch (IllegalArgumentException | ArithmeticException e) {
                            await(c);
                        }
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (VirtualMachineError e) {
                    }
                    try {
                        await(c);
                    } catch (CancelledError e) {
                        throw e;
                    } catch (Throwable e) {
                    }
                    return done();
                }
            }
            """;

    @Test
    void theFirstHandlerThatFitsDecides() throws Throwable {
        var frame = new Asked(Program.of(SOURCE));
        assertFalse(frame.ignores(2, new NumberFormatException()));
        assertTrue(frame.ignores(2, new IllegalArgumentException()));
        assertTrue(frame.ignores(2, new ArithmeticException()));
        assertFalse(frame.ignores(2, new IllegalStateException()));
        assertTrue(frame.ignores(2, new StackOverflowError()));
        assertFalse(frame.ignores(2, new Exception()));
    }

    @Test
    void eachPointHasItsOwnHandlers() throws Throwable {
        var frame = new Asked(Program.of(SOURCE));
        assertFalse(frame.ignores(1, new Error()));
        assertFalse(frame.ignores(3, new IllegalArgumentException()));
        assertTrue(frame.ignores(3, new StackOverflowError()));
        assertTrue(frame.ignores(4, new Exception()));
        assertFalse(frame.ignores(4, new CancelledError()));
    }

    @Test
    void whereAllHandlersLookNothingIsWritten() {
        var frame = Weaving.weave("""
                class C {
                    @Async static Coroutine<Void> m(Coroutine<?> c) {
                        try {
                            await(c);
                        } catch (RuntimeException e) {
                            throw new Error(e);
                        } finally {
                            System.out.println();
                        }
                        return done();
                    }
                }
                """).node("C$m$Frame");
        assertTrue(frame.methods.stream().noneMatch(method -> method.name.equals("ignores")));
    }

    /** 1,275 tests if none were left out: those behind the 44th point are. */
    @Test
    void aMethodWithVeryManyHandlers() throws Throwable {
        int depth = 50;
        var types = IntStream.range(0, depth)
                .mapToObj(i -> "class E" + i + " extends Error { }\n")
                .collect(Collectors.joining());
        var open = "try { await(c); ".repeat(depth);
        var close = IntStream.range(0, depth)
                .mapToObj(i -> "} catch (E" + i + " e) { }")
                .collect(Collectors.joining());
        var program = Program.of("class C { @Async static Coroutine<Void> m(Coroutine<?> c) { " + open + close
                + " return done(); } }\n" + types);
        var frame = new Asked(program);
        var outermost = made(program, "E" + (depth - 1));
        var inner = made(program, "E10");
        assertTrue(frame.ignores(1, outermost));
        assertFalse(frame.ignores(1, inner));
        assertTrue(frame.ignores(44, outermost));
        assertTrue(frame.ignores(44, inner));
        assertFalse(frame.ignores(depth, outermost));
    }

    private static Throwable made(Program program, String type) throws Exception {
        var constructor = program.type(type).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Throwable) constructor.newInstance();
    }

    private static final class Asked {
        private final Frame<?> frame;
        private final Method method;

        Asked(Program program) throws Throwable {
            frame = (Frame<?>) program.call("C", "m", new Object[] {null});
            method = program.type("C$m$Frame").getDeclaredMethod("ignores", Throwable.class);
            method.setAccessible(true);
        }

        boolean ignores(int state, Throwable failure) throws Throwable {
            frame.state = state;
            try {
                return (boolean) method.invoke(frame, failure);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
