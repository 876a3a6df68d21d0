package dev.weft;

import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A publisher that notes what it is asked for, and signals when the test says so. Unless told otherwise it gives the
 * subscription inside of {@code subscribe}.
 */
class ManualPublisher implements Flow.Publisher<Integer>, Flow.Subscription {
    private final List<String> events;
    private boolean late;
    private Flow.@Nullable Subscriber<? super Integer> subscriber;

    ManualPublisher(List<String> events) {
        this.events = events;
    }

    /** Lets the test give the subscription. */
    final ManualPublisher late() {
        late = true;
        return this;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> given) {
        events.add("subscribe");
        subscriber = given;
        if (!late) {
            given.onSubscribe(this);
        }
    }

    final Flow.Subscriber<? super Integer> subscriber() {
        if (subscriber == null) {
            throw new AssertionError("nobody has subscribed");
        }
        return subscriber;
    }

    final void give(int... items) {
        for (int item : items) {
            subscriber().onNext(item);
        }
    }

    @Override
    public void request(long n) {
        events.add("request " + n);
    }

    @Override
    public void cancel() {
        events.add("cancel");
    }
}
