package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;

class Unawaited {
    @Async
    Coroutine<Integer> query(Object on) {
        return Weft.result(on.hashCode());
    }

    @Async
    Coroutine<Integer> closed(AutoCloseable connection) throws Exception {
        try (connection) {
            return query(connection); // WEFT011
        }
    }

    @Async
    Coroutine<Integer> closedLater() {
        try (var group = TaskGroup.open()) {
            return query(group); // WEFT011
        }
    }

    @Async
    Coroutine<Integer> caught() {
        try {
            return query("a");
        } catch (IllegalStateException e) {
            return query("b");
        }
    }

    @Async
    CompletableFuture<Integer> hot(CompletableFuture<Integer> future) {
        try {
            return future.thenApply(i -> i + 1); // WEFT011
        } finally {
            System.out.println();
        }
    }

    @Async
    CompletableFuture<Integer> hotWithCatch(CompletableFuture<Integer> future) {
        try {
            return future.thenApply(i -> i + 1);
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Async
    Coroutine<Integer> awaited(AutoCloseable connection) throws Exception {
        try (connection) {
            return Weft.result(Weft.await(query(connection)));
        } finally {
            Weft.await(Weft.yieldNow());
        }
    }

    @Async
    @Allow("WEFT011")
    Coroutine<Integer> allowed() {
        try {
            return query("a");
        } finally {
            System.out.println();
        }
    }

    AsyncCallable<Integer> lambda() {
        return () -> {
            try {
                return query("a"); // WEFT011
            } catch (IllegalStateException e) {
                return query("b");
            }
        };
    }

    AsyncCallable<Integer> lambdaThatAwaits() {
        return () -> {
            try {
                return Weft.result(Weft.await(query("a")));
            } catch (IllegalStateException e) {
                return query("b");
            }
        };
    }

    Coroutine<Integer> notAsync() {
        try {
            return query("a"); // WEFT011
        } catch (IllegalStateException e) {
            return query("b");
        }
    }
}
