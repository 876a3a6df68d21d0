package dev.weft.net.internal.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who receives which signals of this JVM, which has one handler for each. The first receiver of a signal takes the handler's
 * place, the last one gives it back. Guarded by the class.
 */
public final class SignalTable {
    private static final Map<String, Shared> BY_NAME = new HashMap<>();

    private SignalTable() {}

    /** A signal with a handler of ours. */
    private static final class Shared {
        final Set<Consumer<String>> receivers = new LinkedHashSet<>();
        final Object old;

        Shared(Object old) {
            this.old = old;
        }
    }

    /**
     * Adds a receiver of signals: of all of them, or of none if it throws.
     *
     * @param names the names, without {@code SIG}
     * @param receiver receives the names of signals that come, on threads of the JDK
     * @throws IllegalArgumentException if there is no such signal, or the JVM keeps it to itself
     * @throws IllegalStateException if the JDK's module is missing
     */
    public static synchronized void add(Set<String> names, Consumer<String> receiver) {
        SunSignals signals = SunSignals.find();
        List<String> added = new ArrayList<>();
        try {
            for (String name : names) {
                Shared shared = BY_NAME.get(name);
                if (shared == null) {
                    shared = new Shared(signals.set(name, SignalTable::came));
                    BY_NAME.put(name, shared);
                }
                shared.receivers.add(receiver);
                added.add(name);
            }
        } catch (Throwable failure) {
            remove(added, receiver);
            throw failure;
        }
    }

    /** Removes a receiver of signals. Does nothing for those that it does not receive. */
    public static synchronized void remove(Iterable<String> names, Consumer<String> receiver) {
        for (String name : names) {
            Shared shared = BY_NAME.get(name);
            if (shared != null && shared.receivers.remove(receiver) && shared.receivers.isEmpty()) {
                BY_NAME.remove(name);
                SunSignals.find().restore(name, shared.old);
            }
        }
    }

    /** A signal has come. On a thread of the JDK. */
    private static void came(String name) {
        List<Consumer<String>> receivers;
        synchronized (SignalTable.class) {
            Shared shared = BY_NAME.get(name);
            receivers = shared == null ? List.of() : List.copyOf(shared.receivers);
        }
        for (Consumer<String> receiver : receivers) {
            receiver.accept(name);
        }
    }
}
