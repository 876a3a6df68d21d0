package dev.weft.it.harness;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.it.Probe;
import java.util.concurrent.CompletionStage;

/** Runs a twin: an ordinary call. */
final class TwinRun {
    private TwinRun() {}

    static Outcome of(Target twin, Script script, boolean hot) {
        var endings = new Endings(script, hot);
        var probe = new Probe(new BlockingDirector(endings));
        Twin.forget();
        String ending;
        try {
            ending = Outcome.returned(valueOf(twin.call(probe)));
        } catch (CancelledError e) {
            ending = Outcome.cancelled(e.getMessage());
        } catch (Throwable t) {
            ending = Outcome.threw(t, endings);
        }
        return new Outcome(ending, probe.effects(), probe.steps(), 0);
    }

    /** What a target returns is a coroutine or a stage that is over, or nothing. */
    private static Object valueOf(Object returned) {
        if (returned == null) {
            return null; // of an entry
        }
        return returned instanceof Coroutine<?> c ? Twin.await(c) : Twin.await((CompletionStage<?>) returned);
    }
}
