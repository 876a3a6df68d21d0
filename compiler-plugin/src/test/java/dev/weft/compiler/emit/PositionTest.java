package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.abi.Frame;
import dev.weft.compiler.testkit.Program;
import org.junit.jupiter.api.Test;

/** Where a suspended frame says it is. */
class PositionTest {

    private static final String SOURCE = """
            package p;
            class C {
                @Async static Coroutine<Void> m() {
                    await(yieldNow());
                    await(yieldNow());
                    return done();
                }
            }
            """;

    @Test
    void classMethodFileAndLineOfTheAwait() throws Throwable {
        var program = Program.of(SOURCE);
        assertEquals("p.C.m(C.java:4)", position(program, 1));
        assertEquals("p.C.m(C.java:5)", position(program, 2));
    }

    @Test
    void withoutDebugInformationOnlyTheMethod() throws Throwable {
        assertEquals("p.C.m(Unknown Source)", position(Program.of(SOURCE, "-g:none"), 1));
    }

    private static String position(Program program, int state) throws Throwable {
        var frame = (Frame<?>) program.call("p.C", "m");
        frame.state = state;
        var position = program.type("p.C$m$Frame").getDeclaredMethod("position");
        position.setAccessible(true);
        return position.invoke(frame).toString();
    }
}
