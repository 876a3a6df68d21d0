/**
 * Coroutines, tasks and the event loop: the API that asynchronous code is written with.
 *
 * <p>A method that is annotated {@link dev.weft.Async @Async} reads from top to bottom and waits in the middle, by
 * {@code await}. While it waits it holds no thread. The weaver turns such methods into state machines after the
 * compiler has run, so the code has to be woven: by the Maven plugin, inside of javac, from the command line or as
 * classes load. Code that was not woven throws a {@link dev.weft.NotWovenError} at its first {@code await}.
 *
 * <p>Three things make up a program:
 *
 * <ul>
 *   <li>A {@link dev.weft.Coroutine} is a computation that has not begun. To call an async method makes one, and runs
 *       nothing. It is for single use.
 *   <li>A {@link dev.weft.Task} runs a coroutine, concurrently with other tasks. To await a coroutine makes no task: it
 *       runs inside the task that awaits.
 *   <li>An {@link dev.weft.EventLoop} runs tasks, one step at a time, on one thread. A step goes from one await that
 *       suspends to the next. So two tasks of a loop never run at the same moment, and what they share needs no lock as
 *       long as no {@code await} lies between reading and writing.
 * </ul>
 *
 * <p>The static methods are in {@link dev.weft.Weft}, which is meant for a static import; the examples below have it.
 *
 * <h2>Write an async method</h2>
 *
 * <pre>{@code
 * @Async
 * static Coroutine<Integer> price(String item) throws IOException {
 *     await(sleep(Duration.ofMillis(20))); // the thread does something else meanwhile
 *     if (item.isEmpty()) {
 *         throw new IOException("nothing to buy");
 *     }
 *     return result(item.length());
 * }
 * }</pre>
 *
 * <p>It returns its value by {@link dev.weft.Weft#result result}, or {@link dev.weft.Weft#done done} if it has none. To
 * return another coroutine awaits that in tail position: a recursion of that form takes no more memory the deeper it
 * is. {@code await} may stand in each expression and statement, in all parts of a {@code try} too, but not while a
 * monitor or a lock of a thread is held. A lambda that returns a coroutine may await; it needs no annotation.
 *
 * <table class="striped">
 * <caption>What an async method may return</caption>
 * <thead><tr><th scope="col">type</th><th scope="col">what a call does</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">{@link dev.weft.Coroutine}</th><td>nothing; it runs when it is awaited or started</td></tr>
 * <tr><th scope="row">{@link java.util.concurrent.CompletableFuture}, {@link java.util.concurrent.CompletionStage}</th>
 * <td>it is <em>hot</em>: it runs on the caller's thread up to its first real suspension; no loop is needed, see
 * {@link dev.weft.Async}</td></tr>
 * <tr><th scope="row">{@link dev.weft.AsyncStream}</th><td>nothing; it runs when items are asked for</td></tr>
 * <tr><th scope="row">{@code void}, with {@link dev.weft.Entry @Entry}</th><td>it runs to its end, on a loop of its
 * own</td></tr>
 * </tbody>
 * </table>
 *
 * <table class="striped">
 * <caption>What can be awaited</caption>
 * <thead><tr><th scope="col">source</th><th scope="col">await</th><th scope="col">if the task is cancelled
 * meanwhile</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">{@link dev.weft.Coroutine}</th><td>runs it in this task</td><td>it is what gets the
 * {@link dev.weft.CancelledError}</td></tr>
 * <tr><th scope="row">{@link dev.weft.Task}</th><td>waits for its end, any number of times</td><td>the task goes
 * on</td></tr>
 * <tr><th scope="row">{@link java.util.concurrent.CompletionStage}</th><td>waits for it</td><td>the stage is
 * cancelled</td></tr>
 * <tr><th scope="row">{@link dev.weft.Awaiter}</th><td>waits for what calls back, or for a source of your own</td>
 * <td>the awaiter is told</td></tr>
 * <tr><th scope="row">{@link dev.weft.AsyncStream}</th><td>as the expression of an enhanced {@code for}: one item a
 * round</td><td>what the stream waits for is cancelled, then the stream is closed</td></tr>
 * </tbody>
 * </table>
 *
 * <h2>Run it</h2>
 *
 * <p>{@link dev.weft.Entry @Entry} is the way in from ordinary code. A call makes a loop, runs the body, cancels what
 * is left over, and closes the loop:
 *
 * <pre>{@code
 * @Entry
 * public static void main(String[] args) throws IOException {
 *     System.out.println(await(price("tea")));
 * }
 * }</pre>
 *
 * <p>{@link dev.weft.Weft#run(dev.weft.AsyncCallable) run} does the same with a coroutine that gives a result:
 *
 * <pre>{@code
 * int price = Weft.run(() -> price("tea"));
 * }</pre>
 *
 * <p>A loop of your own runs as often as you like. Tasks that are not done wait for the next run:
 *
 * <pre>{@code
 * try (var loop = EventLoop.create()) {
 *     Task<Integer> tea = loop.start(priceOrNothing("tea"));
 *     int milk = loop.runUntilComplete(priceOrNothing("milk"));
 *     int both = loop.runUntilComplete(tea) + milk;
 *     …
 * }
 * }</pre>
 *
 * <h2>Do things at the same time</h2>
 *
 * <p>{@link dev.weft.Weft#gather(java.util.Collection, int, dev.weft.AsyncFunction) gather} runs several and waits for
 * all; a failure cancels the others:
 *
 * <pre>{@code
 * var prices = await(gather(items, 10, item -> price(item))); // at most ten at once
 * }</pre>
 *
 * <p>{@link dev.weft.Weft#start(dev.weft.Coroutine) start} makes a task, which goes on by itself:
 *
 * <pre>{@code
 * Task<Integer> tea = start(price("tea")); // runs from now on, beside this method
 * int milk = await(price("milk"));
 * return result(await(tea) + milk);
 * }</pre>
 *
 * <p>If the second line fails here, the first task goes on alone, and its failure is reported as uncaught if nobody
 * awaits it. A {@link dev.weft.TaskGroup} leaves no task behind, however its block ends:
 *
 * <pre>{@code
 * try (var group = TaskGroup.open()) {
 *     var a = group.start(price("tea"));
 *     var b = group.start(price("milk"));
 *     await(group.join());
 *     return result(a.resultNow() + b.resultNow());
 * } // whatever has happened, no child runs any more
 * }</pre>
 *
 * <p>{@link dev.weft.Weft} has a table of these waits. Locks, queues and the like for tasks are in
 * {@link dev.weft.sync}.
 *
 * <h2>Cancel</h2>
 *
 * <p>{@link dev.weft.Task#cancel(String) cancel} is a request. The task's current {@code await}, or the next one that
 * suspends, throws a {@link dev.weft.CancelledError}, once. {@code finally} blocks run, and may await:
 *
 * <pre>{@code
 * try {
 *     while (true) {
 *         await(sleep(Duration.ofSeconds(1)));
 *         journal.note("tick");
 *     }
 * } finally {
 *     await(journal.flush()); // after a cancellation, too
 * }
 * }</pre>
 *
 * <p>Who awaits a task that was cancelled gets a {@link java.util.concurrent.CancellationException}: its own
 * cancellation is an error, that of others an exception.
 *
 * <pre>{@code
 * ticking.cancel("enough"); // asks; it ends when its clean-up has
 * try {
 *     await(ticking);
 * } catch (CancellationException ended) {
 *     journal.note("ended: " + ended.getMessage());
 * }
 * }</pre>
 *
 * <p>{@link dev.weft.Weft#shield shield} keeps a cancellation away from what is awaited,
 * {@link dev.weft.Weft#uncancellable(dev.weft.Coroutine) uncancellable} holds it back until a clean-up has ended.
 *
 * <h2>Limit the time</h2>
 *
 * <p>No method takes a time limit, since one fits around each:
 *
 * <pre>{@code
 * try {
 *     return result(await(withTimeout(limit, price(item))));
 * } catch (TimeoutException late) {
 *     return result(-1); // price() was cancelled, and has ended
 * }
 * }</pre>
 *
 * <p>{@link dev.weft.Weft#withTimeLimit withTimeLimit} is one that its body can move. Limits go by the clock of the
 * loop, which is virtual in tests.
 *
 * <h2>Failures</h2>
 *
 * <p>{@code await} throws the exception that ended what it waited for: the same object, checked or not, without a
 * wrapper. The trace of an exception has the methods that awaited.
 *
 * <pre>{@code
 * try {
 *     return result(await(price(item)));
 * } catch (IOException e) {
 *     return result(0);
 * }
 * }</pre>
 *
 * <p>A failure of a task that nobody has awaited or asked for is not lost: it goes to
 * {@link dev.weft.EventLoop#onUncaught onUncaught}, or is logged to the {@link java.lang.System.Logger}
 * {@code dev.weft}.
 *
 * <h2>Contexts</h2>
 *
 * <p>A {@link dev.weft.ContextLocal} is bound for a coroutine, what that awaits, and the tasks that it starts. A
 * thread-local would be shared by all tasks of a loop.
 *
 * <pre>{@code
 * @Async
 * static Coroutine<String> greet() {
 *     await(sleep(Duration.ofMillis(1)));
 *     return result("hello " + USER.get());
 * }
 * }</pre>
 *
 * <pre>{@code
 * var greetings = await(gather(USER.where("ann", greet()), USER.where("bob", greet())));
 * }</pre>
 *
 * <p>A {@link dev.weft.ContextCarrier} lets thread-locals of other libraries follow tasks.
 *
 * <h2>Threads</h2>
 *
 * <p>Code that blocks stops all tasks of its loop. It belongs on another thread:
 *
 * <pre>{@code
 * return result(await(blocking(() -> Files.readString(file)))); // on another thread
 * }</pre>
 *
 * <p>What calls back on a thread of its own is awaited by an {@link dev.weft.Awaiter}; the task goes on on its loop's
 * thread:
 *
 * <pre>{@code
 * return result(await(Awaiter.of(done -> client.ask(question, done::succeed, done::fail))));
 * }</pre>
 *
 * <table class="striped">
 * <caption>Which thread may call what</caption>
 * <thead><tr><th scope="col">thread</th><th scope="col">may call</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">any</th><td>what makes a {@link dev.weft.Coroutine} or {@link dev.weft.AsyncStream}; all of
 * {@link dev.weft.Task}; {@link dev.weft.EventLoop#start(dev.weft.Coroutine) start},
 * {@link dev.weft.EventLoop#execute execute}, {@link dev.weft.EventLoop#schedule schedule},
 * {@link dev.weft.EventLoop#stop stop} of a loop; all of {@link dev.weft.sync}</td></tr>
 * <tr><th scope="row">one that runs a loop</th><td>{@link dev.weft.Weft#start(dev.weft.Coroutine) Weft.start}; a
 * {@link dev.weft.TaskGroup} or {@link dev.weft.TimeLimit} of that loop</td></tr>
 * <tr><th scope="row">one that runs no loop</th><td>{@link dev.weft.Weft#run(dev.weft.Coroutine) Weft.run},
 * {@link dev.weft.EventLoop#runUntilComplete runUntilComplete}, {@link dev.weft.EventLoop#runForever runForever},
 * {@link dev.weft.EventLoop#close close}; {@link dev.weft.Task#get() Task.get}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>What happens before what is said by {@link dev.weft.EventLoop}, {@link dev.weft.Task} and
 * {@link dev.weft.Awaiter}.
 *
 * <h2>Streams</h2>
 *
 * <p>Where one result is not enough, a method emits items. Each is made when somebody asks for it:
 *
 * <pre>{@code
 * @Async
 * static AsyncStream<Integer> countdown(int from) {
 *     for (int i = from; i > 0; i--) {
 *         await(sleep(Duration.ofSeconds(1)));
 *         emit(i);
 *     }
 *     return end();
 * }
 *
 * @Async
 * static Coroutine<Integer> firstBelow(int limit) {
 *     for (var number : await(countdown(10))) {
 *         if (number < limit) {
 *             return result(number); // closes the stream
 *         }
 *     }
 *     return result(0);
 * }
 * }</pre>
 *
 * <p>{@link dev.weft.AsyncStream} has the operators, and the ways from and to {@link java.util.concurrent.Flow}.
 *
 * <h2>What not to do</h2>
 *
 * <table class="striped">
 * <caption>Mistakes</caption>
 * <thead><tr><th scope="col">mistake</th><th scope="col">what happens</th><th scope="col">instead</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">to drop a coroutine: {@code price("tea");}</th><td>it never runs; the weaver warns (WEFT006)</td>
 * <td>{@code await} or {@code start} it</td></tr>
 * <tr><th scope="row">to await a coroutine twice</th><td>{@link java.lang.IllegalStateException}</td><td>{@code start}
 * it, and await the task</td></tr>
 * <tr><th scope="row">{@code Thread.sleep}, {@code Future.get}, blocking I/O in a task</th><td>the loop stands still;
 * the weaver warns of what it knows (WEFT007), the watchdog of what takes over a second</td><td>{@code sleep},
 * {@code await}, {@code blocking}</td></tr>
 * <tr><th scope="row">to catch {@link java.lang.Throwable} or {@link dev.weft.CancelledError} and go on</th><td>the
 * task cannot be cancelled; the weaver warns (WEFT008)</td><td>catch {@link java.lang.Exception}, or throw the error
 * again</td></tr>
 * <tr><th scope="row">to await in {@code synchronized}</th><td>the build fails (WEFT003)</td>
 * <td>{@link dev.weft.sync.AsyncLock}</td></tr>
 * <tr><th scope="row">{@code Weft.run} in a task</th><td>{@link java.lang.IllegalStateException}</td><td>{@code
 * await}</td></tr>
 * </tbody>
 * </table>
 *
 * @since 0.1
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
