package dev.weft.it.frontends;

/** Blocks over task groups whose children fail, or that are cancelled. Each method returns what it saw. */
final class GroupBlocks {

    private GroupBlocks() {}

    static final SourceText SOURCE = new SourceText("sample.GroupBlocks", """
            package sample;

            import static dev.weft.Weft.*;

            import dev.weft.*;
            import dev.weft.sync.*;
            import java.io.IOException;
            import java.time.Duration;
            import java.util.concurrent.CancellationException;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.TimeoutException;

            public class GroupBlocks {
                static final Duration SECOND = Duration.ofSeconds(1);
                static final Duration LONG = Duration.ofHours(1);

                @Async static Coroutine<Integer> fails(String message) throws IOException {
                    await(sleep(SECOND));
                    throw new IOException(message);
                }

                @Async static Coroutine<Integer> failsInCleanUp(String message) throws IOException {
                    try {
                        await(sleep(LONG));
                    } catch (CancelledError e) {
                        throw new IOException(message);
                    }
                    return result(0);
                }

                static String show(Throwable t) {
                    StringBuilder text = new StringBuilder(t.getClass().getSimpleName()).append('(').append(t.getMessage());
                    for (Throwable s : t.getSuppressed()) {
                        text.append(" suppressing ").append(show(s));
                    }
                    return text.append(')').toString();
                }

                // ---- the failure of a child

                /** takes the failure itself behind the block, not inside: IOException(x) */
                @Async public static Coroutine<String> catchBehindTheBlock() {
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"), "child");
                        try {
                            await(sleep(LONG));
                        } catch (CancelledError e) {
                            throw e;
                        } catch (Throwable e) {
                            return result("inside " + show(e));
                        }
                        return result("not interrupted");
                    } catch (IOException e) {
                        return result(show(e));
                    }
                }

                /** IOException(x) */
                @Async public static Coroutine<String> aQueueWhoseTakerHasDied() {
                    AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"), "taker");
                        for (int i = 0; ; i++) {
                            await(queue.put(i));
                        }
                    } catch (IOException e) {
                        return result(show(e));
                    }
                }

                /** saw child failed because of x; IOException(x) */
                @Async public static Coroutine<String> theBodyHasCaughtTheInterruption() {
                    String saw = "";
                    try {
                        try (TaskGroup group = TaskGroup.open()) {
                            group.start(fails("x"), "child");
                            try {
                                await(sleep(LONG));
                            } catch (CancelledError e) {
                                saw = "saw " + e.getMessage() + " because of " + e.getCause().getMessage();
                            }
                        }
                    } catch (IOException e) {
                        return result(saw + "; " + show(e));
                    }
                    return result(saw);
                }

                /** IllegalStateException(own suppressing IOException(x)) */
                @Async public static Coroutine<String> anExceptionOfItsOwn() throws IOException {
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"), "child");
                        try {
                            await(sleep(LONG));
                        } finally {
                            throwOwn();
                        }
                    } catch (IllegalStateException e) {
                        return result(show(e));
                    }
                    return result("no exception");
                }

                static void throwOwn() {
                    throw new IllegalStateException("own");
                }

                /** IOException(x) */
                @Async public static Coroutine<String> joined() {
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"));
                        group.start(sleep(LONG));
                        await(group.join());
                    } catch (IOException e) {
                        return result(show(e));
                    }
                    return result("no exception");
                }

                /** join IOException(x), then IOException(x) */
                @Async public static Coroutine<String> aJoinThatIsCaught() {
                    String saw = "";
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"));
                        try {
                            await(group.join());
                        } catch (Exception e) {
                            saw = "join " + show(e);
                        }
                    } catch (IOException e) {
                        return result(saw + ", then " + show(e));
                    }
                    return result(saw);
                }

                /** IOException(x suppressing IOException(y)) */
                @Async public static Coroutine<String> aSecondFailure() {
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"));
                        group.start(failsInCleanUp("y"));
                        await(sleep(LONG));
                    } catch (IOException e) {
                        return result(show(e));
                    }
                    return result("no exception");
                }

                /** IOException(x) */
                @Async public static Coroutine<String> aFinallyThatCloses() {
                    try {
                        TaskGroup group = TaskGroup.open();
                        try {
                            group.start(fails("x"));
                            await(sleep(LONG));
                        } finally {
                            group.close();
                        }
                    } catch (IOException e) {
                        return result(show(e));
                    }
                    return result("no exception");
                }

                /** IOException(x) */
                @Async public static Coroutine<String> twoGroupsInOneStatement() {
                    try (TaskGroup outer = TaskGroup.open(); TaskGroup inner = TaskGroup.open()) {
                        outer.start(fails("x"));
                        inner.start(sleep(LONG));
                        await(sleep(LONG));
                    } catch (IOException e) {
                        return result(show(e));
                    }
                    return result("no exception");
                }

                /** inner IOException(x), outer went on */
                @Async public static Coroutine<String> anInnerGroupFails() {
                    String saw = "";
                    try (TaskGroup outer = TaskGroup.open()) {
                        outer.start(sleep(SECOND.multipliedBy(3)));
                        try (TaskGroup inner = TaskGroup.open()) {
                            inner.start(fails("x"));
                            await(sleep(LONG));
                        } catch (IOException e) {
                            saw = "inner " + show(e);
                        }
                        await(outer.join());
                        return result(saw + ", outer went on");
                    }
                }

                /** helper saw CancelledError, IOException(x) */
                @Async public static Coroutine<String> aHelperThatIsHandedTheGroup() {
                    StringBuilder saw = new StringBuilder();
                    try (TaskGroup group = TaskGroup.open()) {
                        await(helper(group, saw));
                    } catch (IOException e) {
                        return result(saw + ", " + show(e));
                    }
                    return result("no exception");
                }

                @Async static Coroutine<Void> helper(TaskGroup group, StringBuilder saw) throws IOException {
                    group.start(fails("x"));
                    try {
                        await(sleep(LONG));
                    } catch (Throwable e) {
                        saw.append("helper saw ").append(e.getClass().getSimpleName());
                        throw e;
                    }
                    return done();
                }

                /** IOException(x) */
                @Async public static Coroutine<String> aGroupInAWrapper() {
                    try (Wrapper wrapper = new Wrapper()) {
                        wrapper.group.start(fails("x"));
                        await(sleep(LONG));
                    } catch (IOException e) {
                        return result(show(e));
                    }
                    return result("no exception");
                }

                static class Wrapper implements AsyncCloseable {
                    final TaskGroup group = TaskGroup.open();

                    @Override @Async public Coroutine<Void> closeAsync() {
                        await(group.closeAsync());
                        return done();
                    }
                }

                /** limit: IOException(x) */
                @Async public static Coroutine<String> underALimit() throws Exception {
                    try {
                        return result(await(withTimeout(SECOND.multipliedBy(5), catchBehindTheBlockOfALimit())));
                    } catch (TimeoutException e) {
                        return result("timed out");
                    }
                }

                @Async static Coroutine<String> catchBehindTheBlockOfALimit() throws Exception {
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"));
                        await(withTimeout(SECOND.multipliedBy(3), sleep(LONG)));
                    } catch (IOException e) {
                        return result("limit: " + show(e));
                    }
                    return result("no exception");
                }

                /** IOException(x), the lock is free */
                @Async public static Coroutine<String> withAPermit() {
                    AsyncLock lock = new AsyncLock();
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"));
                        try (Permit held = await(lock.acquire())) {
                            await(sleep(LONG));
                        }
                    } catch (IOException e) {
                        return result(show(e) + ", the lock is " + (lock.isLocked() ? "held" : "free"));
                    }
                    return result("no exception");
                }

                /** FAILED IOException(x) */
                @Async public static Coroutine<String> aGroupThatIsNotClosed() throws Exception {
                    Task<String> task = start(notClosed());
                    await(waitAll(java.util.Arrays.asList(task)));
                    return result(task.status() + " " + show(task.exceptionNow()));
                }

                @Async @Allow("WEFT015") static Coroutine<String> notClosed() throws IOException {
                    TaskGroup group = TaskGroup.open();
                    group.start(fails("x"));
                    await(sleep(LONG));
                    return result("no exception");
                }

                /** hot IOException(x), the caller went on */
                @Async public static Coroutine<String> aHotOwner() {
                    CompletableFuture<String> call = hot();
                    await(sleep(SECOND.multipliedBy(2)));
                    return result(await(call) + ", the caller went on");
                }

                @Async static CompletableFuture<String> hot() {
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"));
                        await(sleep(LONG));
                    } catch (IOException e) {
                        return CompletableFuture.completedFuture("hot " + show(e));
                    }
                    return CompletableFuture.completedFuture("no exception");
                }

                /** IOException(x), then CancelledError(outside) */
                @Async public static Coroutine<String> theOwnerIsCancelledMeanwhile() {
                    Task<?> me = Task.current();
                    EventLoop.running().schedule(SECOND.plusMillis(500), () -> me.cancel("outside"));
                    String saw = "";
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(fails("x"));
                        group.start(slowCleanUp());
                        await(sleep(LONG));
                    } catch (IOException e) {
                        saw = show(e);
                    }
                    try {
                        await(sleep(LONG));
                    } catch (CancelledError e) {
                        saw += ", then " + show(e);
                    }
                    return result(saw);
                }

                @Async static Coroutine<Void> slowCleanUp() {
                    try {
                        await(sleep(LONG));
                    } finally {
                        await(sleep(SECOND));
                    }
                    return done();
                }

                // ---- cancel

                /** went on with 0 1 */
                @Async public static Coroutine<String> aGroupThatIsCancelledByAChild() {
                    int i = 0;
                    int j = 1;
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(cancels(group));
                        await(sleep(LONG));
                        i = 9;
                    }
                    return result("went on with " + i + " " + j);
                }

                @Async static Coroutine<Void> cancels(TaskGroup group) {
                    await(sleep(SECOND));
                    group.cancel();
                    group.cancel();
                    return done();
                }

                /** went on */
                @Async public static Coroutine<String> aFinallyOfAGroupThatIsCancelled() {
                    TaskGroup group = TaskGroup.open();
                    try {
                        group.start(cancels(group));
                        await(sleep(LONG));
                    } finally {
                        group.close();
                    }
                    return result("went on");
                }

                /** closed once, went on true */
                @Async public static Coroutine<String> aFinallyThatDoesMore() {
                    StringBuilder saw = new StringBuilder();
                    boolean goesOn = false;
                    try {
                        TaskGroup group = TaskGroup.open();
                        try {
                            group.start(cancels(group));
                            await(sleep(LONG));
                        } finally {
                            group.close();
                            saw.append("closed once, ");
                        }
                        goesOn = true;
                    } catch (CancellationException e) {
                        goesOn = true; // where the compiler's code has no place to go on
                    }
                    return result(saw + "went on " + goesOn);
                }

                /** went on 3 */
                @Async public static Coroutine<String> inALoop() {
                    int rounds = 0;
                    while (rounds < 3) {
                        rounds++;
                        try (TaskGroup group = TaskGroup.open()) {
                            group.cancel();
                            group.start(sleep(LONG));
                            await(sleep(LONG));
                        }
                    }
                    return result("went on " + rounds);
                }

                /** CancellationException(the task group was cancelled) */
                @Async public static Coroutine<String> aBlockThatOnlyReturns() {
                    try {
                        return result(await(onlyReturns()));
                    } catch (CancellationException e) {
                        return result(show(e));
                    }
                }

                @Async static Coroutine<String> onlyReturns() {
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(cancels(group));
                        await(sleep(LONG));
                        return result("not interrupted");
                    }
                }

                /** joined */
                @Async public static Coroutine<String> aJoinOfAGroupThatIsCancelled() {
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(cancels(group));
                        group.start(sleep(LONG));
                        await(group.join());
                        return result("joined");
                    }
                }

                /** IOException(y) */
                @Async public static Coroutine<String> aFailureAfterTheCancel() {
                    try (TaskGroup group = TaskGroup.open()) {
                        group.start(failsInCleanUp("y"));
                        group.start(cancels(group));
                        await(sleep(LONG));
                    } catch (IOException e) {
                        return result(show(e));
                    }
                    return result("no exception");
                }
            }
            """);
}
