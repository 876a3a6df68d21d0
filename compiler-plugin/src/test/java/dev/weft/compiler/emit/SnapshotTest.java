package dev.weft.compiler.emit;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Snapshot;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** All that is generated for a handful of methods, instruction by instruction. */
class SnapshotTest {

    @Test
    void cold() throws IOException {
        check("cold", """
                class C {
                    @Async static Coroutine<String> m(Coroutine<String> c, String kept) {
                        String s = await(c);
                        return result(kept.concat(s));
                    }
                }
                """);
    }

    @Test
    void hot() throws IOException {
        check("hot", """
                class C {
                    String field;
                    @Async CompletableFuture<String> m(CompletionStage<String> c) {
                        return CompletableFuture.completedFuture(field.concat(await(c)));
                    }
                }
                """);
    }

    @Test
    void entry() throws IOException {
        check("entry", """
                class C {
                    String field;
                    @Entry void m(String[] args, long times) throws Exception {
                        if (times > 0) {
                            field = args[0].concat(await(result(field)));
                        }
                    }
                }
                """);
    }

    @Test
    void loopWithOperandStack() throws IOException {
        check("loop-with-operand-stack", """
                class C {
                    @Async static Coroutine<Long> m(Iterator<Coroutine<Integer>> all, long[] sums) {
                        while (all.hasNext()) {
                            sums[0] += await(all.next());
                        }
                        return result(sums[0]);
                    }
                }
                """);
    }

    @Test
    void ignoredFailures() throws IOException {
        check("ignored-failures", """
                class C {
                    @Async static Coroutine<String> m(Coroutine<String> c) {
                        try {
                            return result(await(c));
                        } catch (NumberFormatException e) {
                            return result(e.getMessage());
                        } catch (IllegalArgumentException | IllegalStateException e) {
                            return result(null);
                        }
                    }
                }
                """);
    }

    @Test
    void tryFinally() throws IOException {
        check("try-finally", """
                class C {
                    @Async static Coroutine<Void> m(Coroutine<String> c, Coroutine<Void> last) {
                        try {
                            await(c);
                        } finally {
                            await(last);
                        }
                        return done();
                    }
                }
                """);
    }

    @Test
    void stream() throws IOException {
        check("stream", """
                class C {
                    @Async static AsyncStream<String> m(Coroutine<String> c, AsyncStream<String> others) {
                        try {
                            emit(await(c));
                            emitAll(others);
                        } finally {
                            emit("last");
                        }
                        return end();
                    }
                }
                """);
    }

    @Test
    void loopOverStream() throws IOException {
        check("loop-over-stream", """
                class C {
                    @Async static Coroutine<String> m(AsyncStream<String> all, long most) {
                        for (String one : await(all)) {
                            if (one.length() > most) {
                                return result(one);
                            }
                        }
                        return result(null);
                    }
                }
                """);
    }

    @Test
    void interfaceDefault() throws IOException {
        check("interface-default", """
                interface C {
                    Coroutine<String> other();
                    @Async default Coroutine<String> m() {
                        return result("<".concat(await(other())));
                    }
                }
                """);
    }

    @Test
    void tail() throws IOException {
        check("tail", """
                class C {
                    @Async static Coroutine<String> m(Coroutine<String> c) {
                        return c;
                    }
                }
                """);
    }

    @Test
    void creation() throws IOException {
        check("creation", """
                class C {
                    @Async static Coroutine<Object> m(Coroutine<String> c) {
                        return result(new StringBuilder(await(c)));
                    }
                }
                """);
    }

    @Test
    void fusedCall() throws IOException {
        check("fused-call", """
                class C {
                    @Async static Coroutine<String> m(long l) {
                        return result(await(callee(l)));
                    }
                    @Async private static Coroutine<String> callee(long l) {
                        await(yieldNow());
                        return result(Long.toString(l));
                    }
                }
                """);
    }

    @Test
    void unboxedResult() throws IOException {
        check("unboxed-result", """
                class C {
                    @Async static Coroutine<Long> m(int x) {
                        return x == 0 ? made(x) : result(await(m(x - 1)) + 1);
                    }
                    @Async private static Coroutine<Long> made(int x) {
                        return result(Long.getLong("x"));
                    }
                }
                """);
    }

    /** Calls of other classes, by a weaver that enters them directly. */
    @Test
    void directCall() throws IOException {
        checkDirect("direct-call", """
                class C {
                    D next;
                    @Async Coroutine<Integer> m(int x) {
                        return x == 0 ? next.m(x, 1L) : result(await(D.made(x)) + 1);
                    }
                }
                class D {
                    @Async Coroutine<Integer> m(int x, long y) { return result(x); }
                    @Async static Coroutine<Integer> made(int x) { return result(x); }
                }
                """);
    }

    private static void check(String name, String source) throws IOException {
        Snapshot.matches(SnapshotTest.class, name, text(Weaving.weave(source, "--release", "17")));
    }

    private static void checkDirect(String name, String source) throws IOException {
        var woven = Weaving.weaveDirectly(Javac.compile(source, "--release", "17"));
        Snapshot.matches(SnapshotTest.class, name, text(woven));
    }

    /** What belongs to the method m: its stub, the entries, the dispatcher, the frame class. */
    private static String text(Classes woven) {
        var text = new StringBuilder();
        for (var method : woven.node("C").methods) {
            if (method.name.equals("m") || method.name.startsWith("m$")) {
                text.append(Disassembly.of(method)).append('\n');
            }
        }
        var frame = woven.node("C$m$Frame");
        text.append(frame.name).append(" extends ").append(frame.superName).append('\n');
        frame.fields.forEach(field -> text.append("  ")
                .append(field.desc)
                .append(' ')
                .append(field.name)
                .append('\n'));
        frame.methods.forEach(method -> text.append('\n').append(Disassembly.of(method)));
        return text.toString();
    }
}
