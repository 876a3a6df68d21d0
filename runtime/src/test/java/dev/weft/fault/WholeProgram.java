package dev.weft.fault;

import dev.weft.ContextLocal;
import dev.weft.EventLoop;
import dev.weft.Script;
import dev.weft.Weft;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Uses the runtime in every way that leaves something at a thread or at the JVM. Loaded with the runtime. */
public final class WholeProgram implements Callable<Object> {
    private static final ContextLocal<Object> LOCAL = ContextLocal.create("local");

    /** For the reflective call. */
    public WholeProgram() {}

    @Override
    public Object call() {
        Object run = Weft.run(LOCAL.where(
                "bound",
                Script.of("main")
                        .await(Weft.sleep(Duration.ofMillis(1)))
                        .await(v -> Weft.blocking(() -> "blocking"))
                        .await(v -> Weft.gather(Weft.result(1), Weft.result(2)))));
        EventLoop own = EventLoop.current();
        own.start(Script.of("left over").await(new CompletableFuture<>()));
        own.close();
        LOCAL.bindHere("on the thread");
        CompletableFuture<Object> gate = new CompletableFuture<>();
        AsyncLock lock = new AsyncLock();
        Permit held = lock.tryAcquire();
        CompletableFuture<Object> hot = Script.of("hot")
                .await(gate)
                .await(v -> lock.acquire())
                .await(v -> Weft.sleep(Duration.ofMillis(1)))
                .hot();
        gate.complete(1);
        held.close();
        hot.join();
        CompletableFuture<Object> cancelled =
                Script.of("hot").await(Weft.sleep(Duration.ofDays(1))).hot();
        cancelled.cancel(true);
        EventLoop.unload();
        return String.valueOf(run);
    }
}
