package dev.weft.compiler.check;

import static dev.weft.compiler.check.BlockingMethod.always;
import static dev.weft.compiler.check.BlockingMethod.waiting;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    private static final String ALL = "*";
    private static final String CONSTRUCTOR = "<init>";

    /** The first entry that fits counts, so subtypes with a remedy of their own stand before their supertypes. */
    private static final List<BlockingMethod> KNOWN = List.of(
            always("java/lang/Thread", Set.of("sleep"), SLEEP),
            always("java/util/concurrent/TimeUnit", Set.of("sleep"), SLEEP),
            waiting("java/lang/Thread", Set.of("join"), OTHER_THREAD),
            waiting(RuntimeAbi.OBJECT, Set.of("wait"), USE_SYNC),
            waiting(RuntimeAbi.TASK, Set.of("get"), AWAIT_IT),
            waiting(RuntimeAbi.FUTURE, Set.of("get", "join"), AWAIT_IT),
            waiting("java/util/concurrent/ForkJoinTask", Set.of("join"), OTHER_THREAD),
            waiting("java/util/concurrent/Future", Set.of("get"), OTHER_THREAD),
            waiting("java/util/concurrent/CountDownLatch", Set.of("await"), USE_SYNC),
            waiting("java/util/concurrent/CyclicBarrier", Set.of("await"), USE_SYNC),
            always(
                    "java/util/concurrent/locks/Condition",
                    Set.of("await", "awaitNanos", "awaitUntil", "awaitUninterruptibly"),
                    USE_SYNC),
            always("java/util/concurrent/Semaphore", Set.of("acquire", "acquireUninterruptibly"), USE_SYNC),
            always(
                    "java/util/concurrent/BlockingQueue",
                    Set.of("put", "take", "putFirst", "putLast", "takeFirst", "takeLast", "transfer"),
                    USE_SYNC),
            always(
                    "java/util/concurrent/ExecutorService",
                    Set.of("invokeAll", "invokeAny", "awaitTermination", "close"),
                    OTHER_THREAD),
            waiting("java/lang/Process", Set.of("waitFor"), "await its onExit() instead"),
            always("java/net/http/HttpClient", Set.of("send"), "await sendAsync(...) instead"),
            always(RuntimeAbi.WEFT, Set.of("run"), AWAIT_COROUTINE),
            always(RuntimeAbi.EVENT_LOOP, Set.of("runUntilComplete"), AWAIT_COROUTINE));

    /** By the name of the method: most calls have a name that is not listed. */
    private final Map<String, List<BlockingMethod>> byName = new HashMap<>();

    private final ClassHierarchy hierarchy;
    private final EntryCalls entries;

    /**
     * @param further methods that the user has added, as {@code com.acme.Client#call}
     */
    BlockingMethods(List<String> further, ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
        entries = new EntryCalls(hierarchy);
        KNOWN.forEach(this::add);
        BlockingIo.METHODS.forEach(this::add);
        for (var method : further) {
            int sharp = method.indexOf('#');
            var owner = method.substring(0, sharp).replace('.', '/');
            add(always(owner, Set.of(method.substring(sharp + 1)), OTHER_THREAD));
        }
    }

    private void add(BlockingMethod method) {
        method.names()
                .forEach(name ->
                        byName.computeIfAbsent(name, none -> new ArrayList<>()).add(method));
    }

    /**
     * Returns what to do instead of the call, if it blocks.
     *
     * @param inEntry whether it stands in an entry method itself
     */
    Optional<String> remedyFor(MethodInsnNode call, boolean inEntry) {
        var known = remedyFor(call, call.name, inEntry);
        if (known != null || call.name.equals(CONSTRUCTOR)) {
            return Optional.ofNullable(known);
        }
        var ofAll = remedyFor(call, ALL, inEntry);
        return ofAll == null && entries.isOne(call) ? Optional.of(AWAIT_BODY) : Optional.ofNullable(ofAll);
    }

    private @Nullable String remedyFor(MethodInsnNode call, String name, boolean inEntry) {
        var listed = byName.get(name);
        if (listed != null) {
            for (var method : listed) {
                if (method.fits(call, inEntry, hierarchy)) {
                    return method.remedy();
                }
            }
        }
        return null;
    }
}
