package dev.weft.fault;

import dev.weft.EventLoop;
import dev.weft.Script;
import java.util.concurrent.CompletableFuture;

/** Uses the runtime for the first time at the end of a stack, and prints whether it works afterwards. */
final class EarlyStackEnd {
    private static int shallow;

    private EarlyStackEnd() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            EventLoop.preload();
        }
        Thread thread = new Thread(null, EarlyStackEnd::deep, "short stack", 256 * 1024);
        thread.start();
        thread.join();
        System.out.print(works());
    }

    private static String works() {
        try {
            CompletableFuture<Object> gate = new CompletableFuture<>();
            CompletableFuture<Object> call = Script.of("hot").await(gate).hot();
            gate.complete("works");
            return (String) call.getNow("waits for ever");
        } catch (Throwable broken) {
            return "broken: " + broken;
        }
    }

    /** Every level on the way back tries it, as a recursion does that catches what it gets. */
    @SuppressWarnings("InfiniteRecursion")
    private static void deep() {
        try {
            deep();
        } catch (StackOverflowError end) {
            shallow = 0;
        }
        if (shallow++ < 60) {
            try {
                works();
            } catch (Throwable ignored) {
                shallow++;
            }
        }
    }
}
