package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

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
    void eachPathAdds() {
        assertEquals(
                List.of("{1, 2, 3}"),
                live("(Coroutine<?> c, boolean b, int a, int d) { await(c); if (b) { use(a); } else { use(d); } }"));
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
    void whatAHandlerReadsIsLiveBeforeItsRange() {
        assertEquals(
                List.of("{1}"),
                live(
                        "(Coroutine<?> c, int a) { await(c); try { use(1); a = 5; } catch (RuntimeException e) { use(a); } }"));
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

    /** Stores are asked for what is behind them, which may be the label of the next block. */
    @Test
    void beforeTheFirstInstructionOfABlock() {
        var node = method("(Coroutine<?> c, int a) { while (a > 0) { a--; } }");
        var flow = ControlFlow.of(node);
        var first = flow.blocks().stream()
                .map(block -> node.instructions.get(block.start()))
                .toList();
        assertEquals(
                List.of("{1}", "{1}", "{}", "{}"), // the last one is the label behind the return
                new Liveness(flow)
                        .before(first, node.instructions::indexOf).stream()
                                .map(Object::toString)
                                .toList());
    }

    private static List<String> live(String method) {
        var node = method(method);
        var calls = AwaitCalls.in(node);
        return new Liveness(ControlFlow.of(node))
                .before(calls, node.instructions::indexOf).stream()
                        .map(Object::toString)
                        .toList();
    }

    private static MethodNode method(String method) {
        return Javac.compile("class C { static void use(int i) {} static void m" + method + " }")
                .method("C", "m", "");
    }
}
