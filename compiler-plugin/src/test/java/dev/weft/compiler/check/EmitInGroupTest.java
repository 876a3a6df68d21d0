package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT016. */
class EmitInGroupTest {

    @Test
    void everyWayToKeepAGroupOpen() {
        var findings = Findings.asCommented("""
                class C {
                    static Coroutine<Integer> child(int i) { return result(i); }
                    static AsyncStream<Integer> other() { return AsyncStream.of(1); }
                    @Async AsyncStream<Integer> resource() {
                        try (var group = TaskGroup.open()) {
                            var task = group.start(child(1));
                            emit(await(task)); // WEFT016: emit while the task group 'group' is open
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> inALoop() {
                        try (var group = TaskGroup.openSupervisor()) {
                            for (int i = 0; i < 3; i++) {
                                if (i == 1) { emitAll(other()); } // WEFT016: emitAll while the task group 'group' is open
                            }
                            await(group.join());
                            for (var x : await(other())) {
                                emit(x); // WEFT016: emit while the task group 'group' is open
                            }
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> byHand() {
                        TaskGroup g = TaskGroup.open();
                        AutoCloseable c = g;
                        try {
                            emit(1); // WEFT016: emit while the task group 'g' is open
                        } catch (IllegalStateException e) {
                            emit(2); // WEFT016: emit while the task group 'g' is open
                        } finally {
                            await(g.closeAsync());
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> returned() {
                        try (var group = TaskGroup.open()) {
                            group.start(child(1));
                            return other(); // WEFT016: the stream that is returned inside a try or a loop over a stream is emitted there while the task group 'group' is open
                        }
                    }
                    @Async AsyncStream<Integer> inner() {
                        try (var outer = TaskGroup.open()) {
                            try (var group = TaskGroup.open()) {
                                emit(1); // WEFT016: emit while the task group 'group' is open
                            }
                            emit(2); // WEFT016: emit while the task group 'outer' is open
                        }
                        emit(3);
                        return end();
                    }
                    Supplier<AsyncStream<Integer>> lambda() {
                        return () -> {
                            var group = TaskGroup.open();
                            try {
                                emit(1); // WEFT016: emit while the task group 'group' is open
                                return end();
                            } finally {
                                await(group.closeAsync());
                            }
                        };
                    }
                }
                """);
        assertEquals(
                List.of("write AsyncStream.produce(capacity, sink -> ...), and send to the sink inside the group"),
                findings.stream().map(Finding::remedy).distinct().toList());
    }

    @Test
    void aGroupThatIsClosedOrOfAnother() {
        Findings.asCommented("""
                class C {
                    TaskGroup field;
                    static Coroutine<Integer> child(int i) { return result(i); }
                    @Async Coroutine<List<Integer>> page() {
                        try (var group = TaskGroup.open()) {
                            return result(List.of(await(group.start(child(1)))));
                        }
                    }
                    @Async AsyncStream<Integer> closedBefore() {
                        emit(0);
                        int first;
                        try (var group = TaskGroup.open()) {
                            first = await(group.start(child(1)));
                        } catch (IllegalStateException e) {
                            emit(-1);
                            first = 0;
                        } finally {
                            emit(-2);
                        }
                        emit(first);
                        for (var x : await(page())) { emit(x); }
                        return end();
                    }
                    @Async AsyncStream<Integer> asAutoCloseable() throws Exception {
                        var g = TaskGroup.open();
                        try (AutoCloseable c = g) { System.out.println(); }
                        emit(1);
                        return end();
                    }
                    @Async AsyncStream<Integer> inOneOfTwoVariables(boolean b) throws Exception {
                        var g = TaskGroup.open();
                        AutoCloseable c = null, d = null;
                        if (b) { c = g; } else { d = g; }
                        if (b) {
                            c.close();
                            emit(1);
                        } else {
                            d.close();
                            emit(2);
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> inEveryRound() {
                        for (int i = 0; i < 3; i++) {
                            emit(i);
                            try (var group = TaskGroup.open()) { group.start(child(i)); }
                            emit(i);
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> onOneWay(boolean b) {
                        TaskGroup group = null;
                        try {
                            if (b) { group = TaskGroup.open(); }
                            if (!b) { emit(1); }
                        } finally {
                            if (group != null) { await(group.closeAsync()); }
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> ofTheCaller(TaskGroup group) {
                        group.start(child(1));
                        emit(1);
                        return end();
                    }
                    @Async Coroutine<Void> noEmit() {
                        try (var group = TaskGroup.open()) {
                            for (var x : await(ofTheCaller(group))) { group.start(child(x)); }
                        }
                        return done();
                    }
                }
                """);
    }

    @Test
    void withoutTables() {
        var finding = Findings.of(Javac.compile("""
                class C {
                    @Async AsyncStream<Integer> m() {
                        try (var group = TaskGroup.open()) { emit(1); }
                        return end();
                    }
                }
                """, "-g:none")).get(0);
        assertEquals("emit while a task group is open", finding.message());
    }
}
