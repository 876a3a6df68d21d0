package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** WEFT001. */
class AwaitOutsideAsyncTest {

    @Test
    void inPlainMethods() {
        var findings = Findings.asCommented("""
                class C {
                    static int a(Coroutine<Integer> c) {
                        return await(c); // WEFT001: await in method 'a', which is not @Async
                    }
                    Coroutine<Integer> b(CompletableFuture<Integer> f) {
                        int x = 1;
                        x += await(f); // WEFT001: await in method 'b', which is not @Async
                        x += await(f); // WEFT001: await in method 'b', which is not @Async
                        return result(x);
                    }
                    @Async Coroutine<Integer> good(Coroutine<Integer> c) {
                        return result(await(c));
                    }
                }
                """);
        String ofPlain = "annotate it with @Async and let it return one of"
                + " [Coroutine, CompletableFuture, CompletionStage, AsyncStream]";
        String ofCoroutine = "annotate it with @Async";
        assertEquals(
                List.of(ofPlain, ofCoroutine, ofCoroutine),
                findings.stream().map(finding -> finding.remedy()).toList());
        assertEquals(
                List.of("a", "b", "b"),
                findings.stream().map(finding -> finding.method()).toList());
        assertEquals("C", findings.get(0).className());
        assertEquals("C.java", findings.get(0).file());
    }

    @Test
    void whatAspectJMovedIsAsyncWhereItsTypeSaysSo() {
        var findings = Findings.asCommented("""
                class C {
                    static final Coroutine<Integer> a_aroundBody0(C self, Coroutine<Integer> c) {
                        return result(await(c));
                    }
                    static final CompletableFuture<Integer> b_aroundBody12(C self, Coroutine<Integer> c) {
                        return CompletableFuture.completedFuture(await(c));
                    }
                    static final Coroutine<?> b_aroundBody13$advice(C self, Coroutine<Integer> c) {
                        return result(await(c)); // the advice itself
                    }
                    static final void main_aroundBody2(Coroutine<Integer> c) {
                        await(c); // WEFT001: await in 'main_aroundBody2', which an around advice of AspectJ surrounds
                    }
                }
                """);
        assertEquals(
                "advise an async method instead: move the awaits there, and call it",
                findings.get(0).remedy());
    }

    @Test
    void whereTheAsyncOfAnotherLibraryWasImported() {
        var other = "package org.other; @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)"
                + " public @interface Async {}";
        var classes = Javac.compile(
                List.of(other, """
                package p;
                class C {
                    @org.other.Async Coroutine<Integer> a(Coroutine<Integer> c) {
                        return result(await(c) + await(c));
                    }
                    @org.other.Async Coroutine<Integer> b() { return result(1); }
                    @org.other.Async CompletableFuture<Integer> c() { return CompletableFuture.completedFuture(1); }
                    @org.other.Async void d() {}
                    @org.other.Async @dev.weft.Async Coroutine<Integer> e(Coroutine<Integer> c) { return result(await(c)); }
                }
                """, "package p; interface I { @org.other.Async Coroutine<Integer> f(); }"));
        var what = "its @Async is org.other.Async, not dev.weft.Async";
        var findings = Findings.of(classes);
        assertEquals(
                List.of(
                        "await in method 'a': " + what,
                        "await in method 'a': " + what,
                        "method 'b' returns a Coroutine: " + what,
                        "method 'f' returns a Coroutine: " + what),
                findings.stream().map(finding -> finding.message()).toList());
        assertEquals(
                Set.of("import dev.weft.Async instead, and let it return one of"
                        + " [Coroutine, CompletableFuture, CompletionStage, AsyncStream]"),
                findings.stream().map(finding -> finding.remedy()).collect(Collectors.toSet()));
    }

    @Test
    void inMethodsWithoutAResult() {
        var findings = Findings.asCommented("""
                class C {
                    static void main(String[] args) {
                        await(yieldNow()); // WEFT001: await in method 'main', which is neither @Async nor @Entry
                    }
                    @Entry static void good(String[] args) {
                        await(yieldNow());
                        Runnable r = () -> {
                            await(yieldNow()); // WEFT001: await in a lambda that returns void
                        };
                    }
                }
                """);
        assertEquals(
                "annotate it with @Entry if ordinary code calls it, as main or a test; if async code does, annotate it with"
                        + " @Async and let it return one of [Coroutine, CompletableFuture, CompletionStage, AsyncStream]",
                findings.get(0).remedy());
    }

    @Test
    void inLambdas() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> m(Coroutine<Integer> c) {
                        Supplier<Integer> s = () -> await(c); // WEFT001: await in a lambda that returns java.lang.Integer
                        Runnable r = () -> {
                            await(c); // WEFT001: await in a lambda that returns void
                        };
                        AsyncCallable<Integer> good = () -> result(await(c));
                        return result(await(c));
                    }
                }
                """);
    }

    @Test
    void inConstructorsAndInitialisers() {
        var findings = Findings.asCommented("""
                class C {
                    static final Coroutine<Integer> ONE = result(1);
                    static int s = await(ONE); // WEFT001: await in a static initialiser
                    int f = await(ONE); // WEFT001: await in a constructor
                    C() {
                        super();
                        f = await(ONE); // WEFT001: await in a constructor
                    }
                }
                """);
        var initialiser =
                findings.stream().filter(finding -> finding.line() == 3).findFirst();
        assertEquals("move it to an @Async method", initialiser.orElseThrow().remedy());
    }

    @Test
    void asAMethodReference() {
        var findings = Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> m(List<Coroutine<Integer>> all) {
                        Function<Coroutine<Integer>, Integer> f = Weft::await; // WEFT001: 'await' cannot be used as a method reference
                        return result(await(all.get(0)));
                    }
                }
                """);
        assertEquals(
                "write a lambda that calls await and returns a Coroutine, CompletableFuture or CompletionStage",
                findings.get(0).remedy());
    }

    @Test
    void inEveryOtherKindOfClass() {
        Findings.asCommented("""
                interface C {
                    default int d(Coroutine<Integer> c) {
                        return await(c); // WEFT001: await in method 'd', which is not @Async
                    }
                    enum E {
                        A {
                            int e(Coroutine<Integer> c) {
                                return await(c); // WEFT001: await in method 'e', which is not @Async
                            }
                        }
                    }
                    record R(Coroutine<Integer> c) {
                        public R {
                            await(c); // WEFT001: await in a constructor
                        }
                    }
                }
                """);
    }

    @Test
    void emitsAndLoopsOverStreams() {
        var findings = Findings.asCommented("""
                class C {
                    AsyncStream<Integer> emits(AsyncStream<Integer> s) {
                        emit(1); // WEFT001: emit in method 'emits', which is not @Async
                        emitAll(s); // WEFT001: emitAll in method 'emits', which is not @Async
                        await(yieldNow()); // WEFT001: await in method 'emits', which is not @Async
                        return end();
                    }
                    int loops(AsyncStream<Integer> s) {
                        int sum = 0;
                        for (int x : await(s)) { // WEFT001: await in method 'loops', which is not @Async
                            sum += x;
                        }
                        Runnable r = () -> {
                            for (int x : await(s)) { // WEFT001: await in a lambda that returns void
                                System.out.println(x);
                            }
                        };
                        return sum;
                    }
                }
                """);
        assertEquals("annotate it with @Async", findings.get(0).remedy());
        assertEquals("annotate it with @Async", findings.get(1).remedy());
        assertEquals("annotate it with @Async", findings.get(2).remedy());
    }

    @Test
    void streamsWhereTheAsyncOfAnotherLibraryWasImported() {
        Findings.asCommented("""
                class C {
                    @org.other.Async AsyncStream<Integer> a() {
                        emit(1); // WEFT001: emit in method 'a': its @Async is org.other.Async, not dev.weft.Async
                        return end();
                    }
                    @org.other.Async AsyncStream<Integer> b() {
                        return end(); // WEFT001: method 'b' returns an AsyncStream: its @Async is org.other.Async, not dev.weft.Async
                    }
                    @org.other.Async void c() {
                        emit(1); // WEFT012: emit in method 'c', which returns void
                    }
                }
                """, List.of("org.other.Async"));
    }

    @Test
    void otherAnnotationsSayNothing() {
        Findings.asCommented("""
                class C {
                    @interface Async2 {}
                    @Deprecated @Async2 int m(Coroutine<Integer> c) {
                        return await(c); // WEFT001: await in method 'm', which is not @Async
                    }
                }
                """);
    }

    @Test
    void aMethodOfTheUserNamedAwaitIsNone() {
        Findings.asCommented("""
                class C {
                    static int await(int i) { return i; }
                    int m() { return await(1); }
                    IntUnaryOperator f = C::await;
                }
                """);
    }
}
