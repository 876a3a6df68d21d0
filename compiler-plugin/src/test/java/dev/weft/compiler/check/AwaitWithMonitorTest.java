package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Javac;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** WEFT003. */
class AwaitWithMonitorTest {

    @Test
    void theMonitorIsNamedAsInTheSource() {
        var findings = Findings.asCommented("""
                class C {
                    final Object field = new Object();
                    static final Object shared = new Object();
                    Object key() { return field; }
                    @Async Coroutine<Void> m(Object parameter, Coroutine<Void> c, Object[] array) {
                        synchronized (field) {
                            await(c); // WEFT003: await while holding the monitor of 'field'
                        }
                        synchronized (shared) {
                            await(c); // WEFT003: await while holding the monitor of 'shared'
                        }
                        synchronized (this) {
                            await(c); // WEFT003: await while holding the monitor of 'this'
                        }
                        synchronized (C.class) {
                            await(c); // WEFT003: await while holding the monitor of 'C.class'
                        }
                        synchronized (parameter) {
                            await(c); // WEFT003: await while holding the monitor of 'parameter'
                        }
                        synchronized (key()) {
                            await(c); // WEFT003: await while holding the monitor of 'key()'
                        }
                        synchronized (array[0]) {
                            await(c); // WEFT003: await while holding the monitor of an object
                        }
                        return done();
                    }
                }
                """);
        assertEquals(
                "leave the synchronized block before the await, or use dev.weft.sync.AsyncLock",
                findings.get(0).remedy());
    }

    @Test
    void theInnermostCounts() {
        Findings.asCommented("""
                class C {
                    @Async static Coroutine<Void> m(Object outer, Object inner, Coroutine<Void> c) {
                        synchronized (outer) {
                            synchronized (inner) {
                                await(c); // WEFT003: await while holding the monitor of 'inner'
                            }
                            await(c); // WEFT003: await while holding the monitor of 'outer'
                        }
                        await(c);
                        return done();
                    }
                }
                """);
    }

    @Test
    void ofVariablesThatShareASlotTheOneInScopeIsNamed() {
        Findings.asCommented("""
                class C {
                    @Async static Coroutine<Void> m(Coroutine<Void> c) {
                        {
                            Object first = new Object();
                            synchronized (first) {
                                await(c); // WEFT003: await while holding the monitor of 'first'
                            }
                        }
                        {
                            Object second = new Object();
                            synchronized (second) {
                                await(c); // WEFT003: await while holding the monitor of 'second'
                            }
                        }
                        return done();
                    }
                }
                """);
    }

    @Test
    void inLambdasAndInHandlersInside() {
        Findings.asCommented("""
                class C {
                    AsyncCallable<Integer> m(Object lock, Coroutine<Integer> c) {
                        return () -> {
                            synchronized (lock) {
                                try {
                                    System.out.println();
                                } catch (RuntimeException e) {
                                    await(c); // WEFT003: await while holding the monitor of 'lock'
                                }
                            }
                            return result(await(c));
                        };
                    }
                }
                """);
    }

    @Test
    void aHandlerOutsideFindsTheMonitorReleased() {
        Findings.asCommented("""
                class C {
                    @Async static Coroutine<String> m(Object lock, boolean b, Coroutine<String> c) {
                        String s = "";
                        try {
                            synchronized (lock) {
                                s += b ? lock.toString() : "never";
                                if (s.isEmpty()) { return result(s); }
                            }
                        } catch (IllegalStateException e) {
                            s += await(c);
                        } finally {
                            s += await(c);
                        }
                        return result(s);
                    }
                }
                """);
    }

    @Test
    void aMonitorThatIsEnteredInEachRoundOfALoopIsHeldBehindIt() {
        var classes = Handwritten.asyncClassWith("m", "(Ldev/weft/Awaitable;I)Ldev/weft/Coroutine;", code -> {
            var loop = new Label();
            var end = new Label();
            code.visitLabel(loop);
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitJumpInsn(Opcodes.IFEQ, end);
            code.visitIincInsn(1, -1);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITORENTER);
            code.visitJumpInsn(Opcodes.GOTO, loop);
            code.visitLabel(end);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITOREXIT);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            Handwritten.await(code);
            Handwritten.returnResult(code);
        });
        assertEquals(
                "await while holding the monitor of 'a local variable'",
                Findings.of(classes).get(0).message());
    }

    @Test
    void withoutDebugInformationAVariableHasNoName() {
        var classes = Javac.compile("""
                class C {
                    @Async static Coroutine<Void> m(Object lock, Coroutine<Void> c) {
                        synchronized (lock) { await(c); }
                        return done();
                    }
                }
                """, "-g:none");
        var finding = Findings.of(classes).get(0);
        assertEquals("await while holding the monitor of 'a local variable'", finding.message());
        assertEquals(0, finding.line());
        assertEquals("C", finding.file());
    }

    @Test
    void emitsAndLoopsOverStreams() {
        var findings = Findings.asCommented("""
                class C {
                    @Async AsyncStream<Integer> m(Object lock, AsyncStream<Integer> s) {
                        synchronized (lock) {
                            emit(1); // WEFT003: emit while holding the monitor of 'lock'
                            emitAll(s); // WEFT003: emitAll while holding the monitor of 'lock'
                        }
                        emit(2);
                        return end();
                    }
                    @Async AsyncStream<Integer> returned(Object lock, AsyncStream<Integer> s) {
                        synchronized (lock) {
                            try {
                                return s; // WEFT003: the stream that is returned inside a try or a loop over a stream is emitted there while holding the monitor of 'lock'
                            } finally {
                                System.out.println();
                            }
                        }
                    }
                }
                """);
        assertEquals(
                "leave the synchronized block before the emit: the consumer runs there",
                findings.get(0).remedy());
    }

    @Test
    void aLoopOverAStreamAwaitsInItsHead() {
        var findings = Findings.of(Javac.compile("""
                class C {
                    @Async Coroutine<Void> m(Object lock, AsyncStream<Integer> s) {
                        synchronized (lock) {
                            for (var x : await(s)) {
                                System.out.println(x);
                            }
                        }
                        for (var x : await(s)) {
                            synchronized (lock) { System.out.println(x); }
                        }
                        return done();
                    }
                }
                """));
        assertEquals(
                Set.of("4 await while holding the monitor of 'lock'"),
                findings.stream().map(one -> one.line() + " " + one.message()).collect(Collectors.toSet()));
    }
}
