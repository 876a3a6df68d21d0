package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random rows of operators, beside the same on lists. */
class RandomPipelinesTest extends StreamFixture {
    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    /** A row of operators: on a stream, and on the list of its items. */
    private static final class Row {
        private AsyncStream<Integer> stream;
        private List<Integer> list;
        private final StringBuilder text = new StringBuilder();

        Row(AsyncStream<Integer> stream, List<Integer> list) {
            this.stream = stream;
            this.list = list;
        }

        void add(Random random) {
            int n = random.nextInt(5);
            int operator = random.nextInt(9);
            text.append(' ').append(operator).append('/').append(n);
            List<Integer> before = list;
            list = new ArrayList<>();
            switch (operator) {
                case 0 -> {
                    stream = stream.map(i -> i * 3 + n);
                    before.forEach(i -> list.add(i * 3 + n));
                }
                case 1 -> {
                    stream = stream.filter(i -> i % 4 != n);
                    before.stream().filter(i -> i % 4 != n).forEach(list::add);
                }
                case 2 -> {
                    stream = stream.limit(n);
                    before.stream().limit(n).forEach(list::add);
                }
                case 3 -> {
                    stream = stream.skip(n);
                    before.stream().skip(n).forEach(list::add);
                }
                case 4 -> {
                    stream = stream.takeWhile(i -> i % 7 != n);
                    before.stream().takeWhile(i -> i % 7 != n).forEach(list::add);
                }
                case 5 -> {
                    stream = stream.dropWhile(i -> i % 7 != n);
                    before.stream().dropWhile(i -> i % 7 != n).forEach(list::add);
                }
                case 6 -> {
                    stream = stream.scan(n, Integer::sum);
                    list.add(n);
                    for (int i = 0; i < before.size(); i++) {
                        list.add(list.get(i) + before.get(i));
                    }
                }
                case 7 -> {
                    stream = stream.window(n + 1)
                            .map(w -> w.stream().mapToInt(i -> i).sum());
                    for (int i = 0; i < before.size(); i += n + 1) {
                        List<Integer> window = before.subList(i, Math.min(i + n + 1, before.size()));
                        list.add(window.stream().mapToInt(w -> w).sum());
                    }
                }
                default -> {
                    stream = stream.flatMap(i -> AsyncStream.of(i, i + n).skip(i % 2 == 0 ? 1 : 0));
                    before.forEach(i -> list.addAll(i % 2 == 0 ? List.of(i + n) : List.of(i, i + n)));
                }
            }
        }
    }

    private Row row(int seed, ItemSource<Integer> source) {
        Random random = new Random(seed);
        Row row = new Row(source, upTo(10));
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            row.add(random);
        }
        return row;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areAsOnLists(int seed) {
        Row all = row(seed, slowToClose(10).yielding());
        assertEquals(all.list, run(all.stream.toList()), all.text.toString());
        closedOnce(all);

        Row byHand = row(seed, slowToClose(10));
        List<Integer> items = new ArrayList<>();
        AsyncCursor<Integer> cursor = byHand.stream.open();
        while (run(cursor.next())) {
            items.add(cursor.current());
        }
        assertEquals(byHand.list, items, byHand.text.toString());
        closedOnce(byHand);

        Row inner = row(seed, slowToClose(10).yielding());
        assertEquals(
                inner.list, run(AsyncStream.of(1).flatMap(one -> inner.stream).toList()), inner.text.toString());
        closedOnce(inner);

        Row stopped = row(seed, slowToClose(10));
        int some = stopped.list.size() / 2;
        AsyncCursor<Integer> half = AsyncStream.defer(() -> stopped.stream).open();
        for (int i = 0; i < some; i++) {
            assertEquals(true, run(half.next()));
            assertEquals(stopped.list.get(i), half.current(), stopped.text.toString());
        }
        run(half.closeAsync());
        closedOnce(stopped);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areClosedOnceWheneverTheirConsumerIsCancelled(int seed) {
        for (int turns = 0; turns < 24; turns += 1 + seed % 3) {
            Row row = row(seed, slowToClose(10).yielding());
            Coroutine<?> consumer = seed % 2 == 0
                    ? row.stream.forEachAsync(item -> Weft.yieldNow())
                    : AsyncStream.zip(row.stream, AsyncStream.of(1, 2, 3), Integer::sum)
                            .count();
            Task<?> task = loop.start(consumer);
            runTurns(turns);
            task.cancel();
            run(Weft.waitAll(List.of(task)));
            cleansUpOnce(row); // it may be cut off
            events.clear();
        }
    }

    private void closedOnce(Row row) {
        assertEquals(
                cleansUpOnce(row),
                (int) events.stream().filter("closed"::equals).count(),
                row.text.toString());
        events.clear();
    }

    /** One that has not begun has nothing to clean up. */
    private int cleansUpOnce(Row row) {
        int expected = events.contains("asks 1") ? 1 : 0;
        assertEquals(expected, events.stream().filter("closing"::equals).count(), row.text.toString());
        return expected;
    }
}
