package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Weft;
import dev.weft.abi.Frame;
import dev.weft.compiler.testkit.Program;
import java.time.Duration;
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
    void aCoroutineIsNamedAfterItsMethod() throws Throwable {
        var program = Program.of(
                "package p; public class R1 { @Async static Coroutine<Void> fail() { await(yieldNow()); return done(); } }");
        assertEquals("R1.fail, not started", program.call("p.R1", "fail").toString());
        assertEquals("sleep for PT1S", Weft.sleep(Duration.ofSeconds(1)).toString());
    }

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
