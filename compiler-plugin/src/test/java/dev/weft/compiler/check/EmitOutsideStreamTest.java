package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Findings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT012. */
class EmitOutsideStreamTest {

    @Test
    void inMethodsThatReturnSomethingElse() {
        var findings = Findings.asCommented("""
                class C {
                    static AsyncStream<Integer> other() { return AsyncStream.of(1); }
                    @Async Coroutine<Void> cold() {
                        emit(1); // WEFT012: emit in method 'cold', which returns dev.weft.Coroutine
                        return done();
                    }
                    @Async CompletableFuture<Integer> hot() {
                        emitAll(other()); // WEFT012: emitAll in method 'hot', which returns java.util.concurrent.CompletableFuture
                        return CompletableFuture.completedFuture(1);
                    }
                    @Entry void main() {
                        emit(1); // WEFT012: emit in method 'main', which returns void
                    }
                    int plain() {
                        emit(1); // WEFT012: emit in method 'plain', which returns int
                        return 1;
                    }
                    @Async AsyncStream<Integer> good() {
                        emit(1);
                        emitAll(other());
                        return end();
                    }
                }
                """);
        assertEquals(
                List.of("let it be an @Async method that returns AsyncStream, and ends with return end()"),
                findings.stream().map(finding -> finding.remedy()).distinct().toList());
    }

    @Test
    void inLambdas() {
        var findings = Findings.asCommented("""
                class C {
                    @Async AsyncStream<Integer> m(List<Integer> all, AsyncStream<Integer> s) {
                        all.forEach(x -> emit(x)); // WEFT012: emit in a lambda that returns void
                        AsyncCallable<Void> call = () -> {
                            emit(1); // WEFT012: emit in a lambda that returns dev.weft.Coroutine
                            return done();
                        };
                        Supplier<AsyncStream<Integer>> good = () -> {
                            emit(1);
                            return end();
                        };
                        return s.flatMap(x -> {
                            emit(x);
                            return end();
                        });
                    }
                }
                """);
        assertEquals(
                List.of(
                        "let the lambda return AsyncStream; or write a for statement in place of the lambda, and emit in it"),
                findings.stream().map(finding -> finding.remedy()).distinct().toList());
    }

    @Test
    void inConstructorsAndInitialisersAlsoBeforeTheCallOfSuper() {
        var findings = Findings.asCommented("""
                class C extends ArrayList<Object> {
                    static int one(int i) { return i; }
                    static { emit(1); } // WEFT012: emit in a static initialiser
                    C(boolean b) {
                        super(switch (b ? 1 : 2) {
                            case 1 -> { emit(1); yield 1; } // WEFT012: emit in a constructor
                            default -> 2;
                        });
                        emit(2); // WEFT012: emit in a constructor
                    }
                }
                """);
        assertEquals(
                List.of("emit in an @Async method that returns AsyncStream"),
                findings.stream().map(finding -> finding.remedy()).distinct().toList());
    }

    @Test
    void asAMethodReference() {
        var findings = Findings.asCommented("""
                class C {
                    @Async AsyncStream<Integer> m(List<Integer> all, List<AsyncStream<Integer>> streams) {
                        all.forEach(Weft::emit); // WEFT012: 'emit' cannot be used as a method reference
                        streams.forEach(Weft::emitAll); // WEFT012: 'emitAll' cannot be used as a method reference
                        return end();
                    }
                }
                """);
        assertEquals(
                List.of("write a for statement, and emit in it; or a lambda that returns AsyncStream"),
                findings.stream().map(finding -> finding.remedy()).distinct().toList());
    }

    @Test
    void aMethodOfTheUserNamedEmitIsNone() {
        Findings.asCommented("""
                class C {
                    static void emit(int i) {}
                    void m(List<Integer> all) { emit(1); all.forEach(C::emit); }
                }
                """);
    }
}
