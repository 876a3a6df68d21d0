package dev.weft.test.internal.world;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.StreamProbe;
import dev.weft.test.internal.report.VirtualDuration;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a test expects of a stream. */
final class ProbeImpl<T> implements StreamProbe<T> {
    private final ProbedStream stream;
    private final SimImpl sim;

    ProbeImpl(ProbedStream stream, SimImpl sim) {
        this.stream = stream;
        this.sim = sim;
    }

    @Override
    @Async
    public Coroutine<Void> next(@Nullable T expected) {
        Answer answer = await(stream.answer());
        if (!answer.isItem(expected)) {
            int number = stream.items() + (answer.kind() == Answer.Kind.ITEM ? 0 : 1);
            throw failed(
                    "item " + number + " of " + stream.name() + ": expected " + Answer.shown(expected),
                    answer,
                    answer.text() + (answer.looksLike(expected) ? classes(expected, answer.value()) : ""));
        }
        return done();
    }

    private static String classes(@Nullable Object expected, @Nullable Object came) {
        return " (" + className(expected) + " and " + className(came) + ")";
    }

    private static String className(@Nullable Object of) {
        return of == null ? "null" : of.getClass().getName();
    }

    @Override
    public Coroutine<Void> nothingFor(Duration time) {
        return nothing(sim.advance(time), time);
    }

    @Async
    private Coroutine<Void> nothing(Coroutine<Void> passes, Duration time) {
        long from = sim.nanoTime();
        Optional<Answer> early = await(stream.answerBefore(passes, sim.later(SimImpl.nanos(time))));
        if (early.isPresent()) {
            Answer answer = early.get();
            String when =
                    answer.at() <= from ? "before that " : "after " + VirtualDuration.of(answer.at() - from) + " ";
            throw failed(
                    stream.name() + ": expected nothing for " + VirtualDuration.of(SimImpl.nanos(time)),
                    answer,
                    when + answer.text());
        }
        return done();
    }

    @Override
    @Async
    public Coroutine<Void> end() {
        Answer answer = await(stream.answer());
        if (answer.kind() != Answer.Kind.END) {
            throw failed(stream.name() + ": expected its end", answer, answer.text());
        }
        return done();
    }

    @Override
    public Coroutine<Void> failure(Class<? extends Throwable> type) {
        return fails(Objects.requireNonNull(type));
    }

    @Async
    private Coroutine<Void> fails(Class<? extends Throwable> type) {
        Answer answer = await(stream.answer());
        if (!type.isInstance(answer.failure())) {
            throw failed(stream.name() + ": expected a failure, " + type.getName(), answer, answer.text());
        }
        return done();
    }

    private AssertionError failed(String expected, Answer answer, String came) {
        return new RunFailure(RunFailure.Kind.UNEXPECTED, stream.name(), expected + ", but " + came, answer.failure());
    }

    @Override
    public String toString() {
        return stream.toString();
    }
}
