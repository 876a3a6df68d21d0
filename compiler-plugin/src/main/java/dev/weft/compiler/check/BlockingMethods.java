package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The methods that are known to block the thread that calls them, and what to do instead. A method of a type is also a
 * method of its subtypes. A call of an entry method blocks, too. {@code docs/reference/findings.md} shows the list to users.
 */
final class BlockingMethods {

    private static final String AWAIT_IT = "await it instead";
    private static final String AWAIT_COROUTINE = "await the coroutine instead: a loop runs already";
    private static final String AWAIT_BODY =
            "a loop runs already: let an @Async method have the body of the @Entry method, and await that one";
    private static final String SLEEP = "write await(sleep(duration))";
    private static final String USE_SYNC =
            "use what dev.weft.sync has for it; where other threads take part: await(blocking(() -> ...))";
    private static final String OTHER_THREAD = "run it on another thread: await(blocking(() -> ...))";

    /**
     * A method that waits takes no parameters, or a time limit. Other methods of the name do not wait, such as one with
     * an index.
     */
    private static final Set<String> WAITING =
            Set.of("()", "(J)", "(JI)", "(JLjava/util/concurrent/TimeUnit;)", "(Ljava/time/Duration;)");

    private static final String ALL = "*";

    /** The first entry that fits counts, so subtypes with a remedy of their own stand before their supertypes. */
    private static final List<Entry> KNOWN = List.of(
            new Entry("java/lang/Thread", Set.of("sleep"), false, SLEEP),
            new Entry("java/util/concurrent/TimeUnit", Set.of("sleep"), false, SLEEP),
            new Entry("java/lang/Thread", Set.of("join"), true, OTHER_THREAD),
            new Entry(RuntimeAbi.OBJECT, Set.of("wait"), true, USE_SYNC),
            new Entry(RuntimeAbi.TASK, Set.of("get"), true, AWAIT_IT),
            new Entry(RuntimeAbi.FUTURE, Set.of("get", "join"), true, AWAIT_IT),
            new Entry("java/util/concurrent/ForkJoinTask", Set.of("join"), true, OTHER_THREAD),
            new Entry("java/util/concurrent/Future", Set.of("get"), true, OTHER_THREAD),
            new Entry("java/util/concurrent/CountDownLatch", Set.of("await"), true, USE_SYNC),
            new Entry("java/util/concurrent/CyclicBarrier", Set.of("await"), true, USE_SYNC),
            new Entry(
                    "java/util/concurrent/locks/Condition",
                    Set.of("await", "awaitNanos", "awaitUntil", "awaitUninterruptibly"),
                    false,
                    USE_SYNC),
            new Entry("java/util/concurrent/Semaphore", Set.of("acquire", "acquireUninterruptibly"), false, USE_SYNC),
            new Entry(
                    "java/util/concurrent/BlockingQueue",
                    Set.of("put", "take", "putFirst", "putLast", "takeFirst", "takeLast", "transfer"),
                    false,
                    USE_SYNC),
            new Entry(
                    "java/util/concurrent/ExecutorService",
                    Set.of("invokeAll", "invokeAny", "awaitTermination", "close"),
                    false,
                    OTHER_THREAD),
            new Entry("java/lang/Process", Set.of("waitFor"), true, "await its onExit() instead"),
            new Entry("java/net/http/HttpClient", Set.of("send"), false, "await sendAsync(...) instead"),
            new Entry(RuntimeAbi.WEFT, Set.of("run"), false, AWAIT_COROUTINE),
            new Entry(RuntimeAbi.EVENT_LOOP, Set.of("runUntilComplete"), false, AWAIT_COROUTINE));

    private record Entry(String owner, Set<String> names, boolean onlyWaiting, String remedy) {

        boolean fits(MethodInsnNode call, ClassHierarchy hierarchy) {
            return (!onlyWaiting || WAITING.contains(call.desc.substring(0, call.desc.indexOf(')') + 1)))
                    && hierarchy.isSubtype(call.owner, owner);
        }
    }

    /** By the name of the method: most calls have a name that is not listed. */
    private final Map<String, List<Entry>> byName = new HashMap<>();

    private final ClassHierarchy hierarchy;
    private final EntryCalls entries;

    /**
     * @param further methods that the user has added, as {@code com.acme.Client#call}
     */
    BlockingMethods(List<String> further, ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
        entries = new EntryCalls(hierarchy);
        KNOWN.forEach(this::add);
        for (var method : further) {
            int sharp = method.indexOf('#');
            var owner = method.substring(0, sharp).replace('.', '/');
            add(new Entry(owner, Set.of(method.substring(sharp + 1)), false, OTHER_THREAD));
        }
    }

    private void add(Entry entry) {
        entry.names()
                .forEach(name ->
                        byName.computeIfAbsent(name, none -> new ArrayList<>()).add(entry));
    }

    /** Returns what to do instead of the call, if it blocks. */
    Optional<String> remedyFor(MethodInsnNode call) {
        return remedyFor(call, call.name)
                .or(() -> remedyFor(call, ALL))
                .or(() -> entries.isOne(call) ? Optional.of(AWAIT_BODY) : Optional.empty());
    }

    private Optional<String> remedyFor(MethodInsnNode call, String name) {
        for (var entry : byName.getOrDefault(name, List.of())) {
            if (entry.fits(call, hierarchy)) {
                return Optional.of(entry.remedy());
            }
        }
        return Optional.empty();
    }
}
