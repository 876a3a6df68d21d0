package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Findings;
import org.junit.jupiter.api.Test;

/** WEFT002. */
class UnsupportedReturnTypeTest {

    @Test
    void whateverIsNotOneOfTheThree() {
        var findings = Findings.asCommented("""
                class C {
                    static class Mine<T> extends CompletableFuture<T> {}
                    @Async void a() {
                        System.out.println(); // WEFT002: @Async method 'a' returns void
                    }
                    @Async long b(Coroutine<Long> c) {
                        return await(c); // WEFT002: @Async method 'b' returns long
                    }
                    @Async Object c() {
                        return done(); // WEFT002: @Async method 'c' returns java.lang.Object
                    }
                    @Async Coroutine<?>[] d() {
                        return null; // WEFT002: @Async method 'd' returns dev.weft.Coroutine[]
                    }
                    @Async Mine<Integer> e() {
                        return new Mine<>(); // WEFT002: @Async method 'e' returns C$Mine
                    }
                    @Async Future<Integer> f() {
                        return new Mine<>(); // WEFT002: @Async method 'f' returns java.util.concurrent.Future
                    }
                    @Async Task<Integer> g() {
                        return null; // WEFT002: @Async method 'g' returns dev.weft.Task
                    }
                }
                """);
        assertEquals(
                "return one of [Coroutine, CompletableFuture, CompletionStage, AsyncStream] itself, not a subclass: for int a"
                        + " Coroutine<Integer>, by return result(x); for void a Coroutine<Void>, by return done()",
                findings.get(0).remedy());
    }

    @Test
    void entryMethods() {
        var findings = Findings.asCommented("""
                class C {
                    @Entry @interface Program {}
                    @Entry int a() {
                        return 1; // WEFT002: @Entry method 'a' returns int
                    }
                    @Program Coroutine<Void> b() {
                        return done(); // WEFT002: @Program method 'b' returns dev.weft.Coroutine
                    }
                    @Entry @Async Coroutine<Void> c() {
                        return done(); // WEFT002: method 'c' is both @Async and @Entry
                    }
                    @Program @Async void d() {
                        System.out.println(); // WEFT002: method 'd' is both @Async and @Program
                    }
                    @Entry void good() {}
                }
                """);
        assertEquals(4, findings.size());
    }

    @Test
    void theThreeAreFine() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> a() { return result(1); }
                    @Async CompletableFuture<Integer> b() { return CompletableFuture.completedFuture(1); }
                    @Async CompletionStage<Integer> c() { return CompletableFuture.completedStage(1); }
                }
                """);
    }

    @Test
    void subclassesOfStreams() {
        var findings = Findings.asCommented("""
                class C {
                    @Async dev.weft.abi.StreamFrame<Integer> frame() {
                        return null; // WEFT002: @Async method 'frame' returns dev.weft.abi.StreamFrame
                    }
                    @Async AsyncStream<Integer> good() { return end(); }
                    @Entry AsyncStream<Integer> entry() {
                        emit(1); // WEFT002: @Entry method 'entry' returns dev.weft.AsyncStream
                        return end();
                    }
                }
                """);
        assertEquals(2, findings.size());
    }
}
