package dev.weft.benchmarks.reactive;

import dev.weft.benchmarks.Values;
import io.reactivex.rxjava3.core.Flowable;

/** The same with RxJava. */
public final class RxJava {
    private RxJava() {}

    /** A generator: it is asked for each item. */
    public static Flowable<Integer> items(int times) {
        return Flowable.generate(() -> new int[1], (i, emitter) -> {
            if (i[0] == times) {
                emitter.onComplete();
            } else {
                emitter.onNext(Values.of(i[0]++));
            }
        });
    }

    public static int sum(Flowable<Integer> items) {
        int[] sum = new int[1];
        items.blockingForEach(item -> sum[0] += item);
        return sum[0];
    }
}
