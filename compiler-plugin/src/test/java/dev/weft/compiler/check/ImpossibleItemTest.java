package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Findings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT014. */
class ImpossibleItemTest {

    @Test
    void numbersOfAnotherType() {
        var findings = Findings.asCommented("""
                class C {
                    @Async AsyncStream<Long> longs(int i) {
                        emit(1L);
                        emit((long) i);
                        emit(1); // WEFT014: emit of java.lang.Integer in method 'longs', whose items are java.lang.Long
                        if (i > 0) {
                            emit('x'); // WEFT014: emit of java.lang.Character in method 'longs', whose items are java.lang.Long
                        }
                        return end();
                    }
                    @Async static AsyncStream<? extends Double> doubles() {
                        emit(1f); // WEFT014: emit of java.lang.Float in method 'doubles', whose items are java.lang.Double
                        return end();
                    }
                }
                """);
        assertEquals(
                List.of("write a number of the item's type, as emit(1L) where items are Long"),
                findings.stream().map(finding -> finding.remedy()).distinct().toList());
    }

    @Test
    void otherClasses() {
        var findings = Findings.asCommented("""
                class C<T> {
                    record Row(int i) {}
                    static class Base {}
                    static class Derived extends Base {}
                    class Inner {}
                    enum Color { RED, GREEN { } }
                    @Async AsyncStream<String> strings() {
                        emit(true); // WEFT014: emit of java.lang.Boolean in method 'strings', whose items are java.lang.String
                        emit(new Row(1)); // WEFT014: emit of C$Row in method 'strings', whose items are java.lang.String
                        emit(new StringBuilder("x")); // WEFT014: emit of java.lang.StringBuilder in method 'strings', whose items are java.lang.String
                        return end();
                    }
                    @Async AsyncStream<Derived> derived(Base b) {
                        emit(b);
                        emit(new Derived());
                        emit(new ArrayList<Integer>()); // WEFT014: emit of java.util.ArrayList in method 'derived', whose items are C$Derived
                        return end();
                    }
                    @Async AsyncStream<C<String>.Inner> inner(C<String>.Inner i) {
                        emit(i);
                        emit(this); // WEFT014: emit of C in method 'inner', whose items are C$Inner
                        return end();
                    }
                    @Async AsyncStream<Map.Entry<String, List<Integer>>> entries() {
                        emit("x"); // WEFT014: emit of java.lang.String in method 'entries', whose items are java.util.Map$Entry
                        emit(Color.RED);
                        return end();
                    }
                    @Async AsyncStream<Row> rows(Runnable r) {
                        emit(r); // WEFT014: emit of java.lang.Runnable in method 'rows', whose items are C$Row
                        return end();
                    }
                }
                """);
        assertEquals(
                List.of("emit an item, or let the method return a stream of what it emits"),
                findings.stream().map(finding -> finding.remedy()).distinct().toList());
    }

    @Test
    void arrays() {
        Findings.asCommented("""
                class C {
                    @Async AsyncStream<int[]> ints(Object o, Cloneable c) {
                        emit(new int[1]);
                        emit(o);
                        emit(c);
                        emit(new long[1]); // WEFT014: emit of long[] in method 'ints', whose items are int[]
                        emit(new Integer[1]); // WEFT014: emit of java.lang.Integer[] in method 'ints', whose items are int[]
                        emit(1); // WEFT014: emit of java.lang.Integer in method 'ints', whose items are int[]
                        return end();
                    }
                    @Async AsyncStream<List<String>[][]> lists() {
                        emit(new ArrayList[1][1]);
                        emit(new String[1][1]); // WEFT014: emit of java.lang.String[][] in method 'lists', whose items are java.util.List[][]
                        return end();
                    }
                    @Async AsyncStream<List<String>> list() {
                        emit(new String[1]); // WEFT014: emit of java.lang.String[] in method 'list', whose items are java.util.List
                        return end();
                    }
                }
                """);
    }

    @Test
    void whatCannotBeProved() {
        Findings.asCommented("""
                class C {
                    interface Shape {}
                    static class Base {}
                    @Async AsyncStream<Number> supertype() { emit(1); emit(1L); emit((Object) "x".length()); return end(); }
                    @Async AsyncStream<Long> nothing() { emit(null); return end(); }
                    @Async AsyncStream<?> any() { emit(1); return end(); }
                    @Async AsyncStream<? super Long> above() { emit(1); return end(); }
                    @Async @SuppressWarnings("rawtypes") AsyncStream raw() { emit(1); return end(); }
                    @Async <T extends Number> AsyncStream<T> variable() { emit("x"); return end(); }
                    @Async <T> AsyncStream<T[]> variables() { emit("x"); return end(); }
                    @Async AsyncStream<Shape> mayImplement(Base b, Comparable<?> c) { emit(b); emit(c); return end(); }
                    @Async AsyncStream<Base> mayBeOne(Shape s) { emit(s); return end(); }
                    @Async AsyncStream<Long> either(boolean b) { emit(b ? (Object) 1L : "x"); return end(); }
                    @Async AsyncStream<Long> fromAList(List<?> all) { emit(all.get(0)); return end(); }
                    @Async AsyncStream<Long> other(AsyncStream<Long> s) { emitAll(s); return end(); }
                    Supplier<AsyncStream<Long>> lambda() { return () -> { emit(1); return end(); }; }
                }
                """);
    }

    @Test
    void aTypeThatCannotBeFound() {
        Findings.asCommented("""
                class C {
                    @Async AsyncStream<dev.weft.compiler.testkit.Given> unknown() { emit(1); emit("x"); return end(); }
                }
                """);
    }
}
