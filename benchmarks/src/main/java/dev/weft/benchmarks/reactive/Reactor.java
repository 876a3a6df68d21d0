package dev.weft.benchmarks.reactive;

import dev.weft.benchmarks.Values;
import reactor.core.publisher.Flux;

/** The same with Reactor. */
public final class Reactor {
    private Reactor() {}

    /** A generator: it is asked for each item. */
    public static Flux<Integer> items(int times) {
        return Flux.generate(() -> 0, (i, sink) -> {
            if (i == times) {
                sink.complete();
            } else {
                sink.next(Values.of(i));
            }
            return i + 1;
        });
    }

    public static int sum(Flux<Integer> items) {
        int[] sum = new int[1];
        items.subscribe(item -> sum[0] += item, failure -> {
            throw new IllegalStateException(failure);
        });
        return sum[0];
    }
}
