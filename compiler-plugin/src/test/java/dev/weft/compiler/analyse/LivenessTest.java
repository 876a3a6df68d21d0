package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which variables are live at each await; slots are those that javac gives: the parameters first. */
class LivenessTest {

    @Test
    void whatIsReadLaterIsLive() {
        assertEquals(
                List.of("{1, 2}", "{2}"),
                live("(Coroutine<?> c, int a, int b) { await(c); use(a); await(c = null); use(b); }"));
    }

    @Test
    void whatIsWrittenFirstIsDead() {
        assertEquals(List.of("{}"), live("(Coroutine<?> c, int a) { await(c); a = 1; use(a); }"));
        assertEquals(List.of("{1}"), live("(Coroutine<?> c, int a) { await(c); a++; }"));
    }

    @Test
    void onePathIsEnough() {
        assertEquals(List.of("{1, 2}"), live("(Coroutine<?> c, boolean b, int a) { await(c); if (b) { use(a); } }"));
    }

    @Test
    void aLoopKeepsAliveWhatItsNextRoundReads() {
        assertEquals(
                List.of("{0, 1, 2}"),
                live("(Coroutine<?> c, int a) { for (int i = 0; i < 3; i++) { use(a); await(c); } }"));
    }

    @Test
    void whatAHandlerReadsIsLiveThroughoutItsRange() {
        assertEquals(
                List.of("{1}", "{}"),
                live(
                        "(Coroutine<?> c, int a) { try { await(c); a = 5; } catch (RuntimeException e) { use(a); await(yieldNow()); } }"));
    }

    @Test
    void whatAHandlerReadsIsNotLiveBehindTheRange() {
        assertEquals(
                List.of("{}"),
                live(
                        "(Coroutine<?> c, int a) { try { use(1); } catch (RuntimeException e) { use(a); return; } await(c); }"));
    }

    @Test
    void finallyReadsOnEveryPath() {
        assertEquals(List.of("{1}"), live("(Coroutine<?> c, int a) { try { await(c); } finally { use(a); } }"));
    }

    @Test
    void severalAwaitsInOneBlock() {
        assertEquals(
                List.of("{0, 1, 2, 3}", "{0, 2, 3}", "{3}"),
                live(
                        "(Coroutine<?> c, int a, int b, int d) { await(c); use(a); await(c); use(b); await(c); use(d); }"));
    }

    private static List<String> live(String method) {
        var node = Javac.compile("class C { static void use(int i) {} static void m" + method + " }")
                .method("C", "m", "");
        var calls = AwaitCalls.in(node);
        return new Liveness(ControlFlow.of(node))
                .before(calls, node.instructions::indexOf).stream()
                        .map(Object::toString)
                        .toList();
    }
}
