package example;

import dev.weft.Awaiter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.swing.SwingUtilities;

/** What a stage gives, for a method that stays on the event thread, whichever thread completes the stage. */
record OnEventThread<T>(CompletableFuture<T> source) implements Awaiter<T> {

    static <T> OnEventThread<T> onEventThread(CompletionStage<T> stage) {
        return new OnEventThread<>(stage.toCompletableFuture());
    }

    @Override
    public boolean isReady() {
        return source.isDone();
    }

    @Override
    public T result() throws Throwable {
        try {
            return source.join();
        } catch (CompletionException wrapped) {
            throw wrapped.getCause();
        }
    }

    @Override
    public void onReady(Runnable wake) {
        source.whenComplete((value, failure) -> SwingUtilities.invokeLater(wake));
    }

    @Override
    public void onCancelled() {
        source.cancel(true);
    }
}
