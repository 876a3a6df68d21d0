package dev.weft;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The loops that others can see over JMX: those that have been running for a second or more, at two looks or more. So a
 * program that ends before that never loads what management needs, and a loop that nobody runs is not kept.
 *
 * <p>Invariant: each loop of {@code since} was running at the last look; {@code names} are those of them that are
 * registered. Owned by the thread that looks.
 */
final class Visible {
    static final String SWITCH = "dev.weft.jmx";

    private static final long AFTER_NANOS = 1_000_000_000;

    private final Map<LoopCore, Long> since = new HashMap<>();
    private final Map<LoopCore, Object> names = new HashMap<>();
    private @Nullable Boolean wanted;

    /** Takes note of the loops that are running now. */
    void look(Set<LoopCore> running, long now) {
        if (!since.isEmpty()) {
            since.keySet().removeIf(loop -> !running.contains(loop) && hide(loop));
        }
        for (LoopCore loop : running) {
            Long began = since.putIfAbsent(loop, now);
            if (began != null && now - began >= AFTER_NANOS && !names.containsKey(loop) && isWanted()) {
                show(loop);
            }
        }
    }

    private boolean isWanted() {
        Boolean known = wanted;
        if (known == null) {
            known = !"false".equals(System.getProperty(SWITCH)) && Management.isThere();
            wanted = known;
        }
        return known;
    }

    private void show(LoopCore loop) {
        Object name = Management.register(loop.id, loop.bean());
        if (name == null) {
            wanted = false;
        } else {
            names.put(loop, name);
        }
    }

    private boolean hide(LoopCore loop) {
        Object name = names.remove(loop);
        if (name != null) {
            Management.unregister(name);
        }
        return true;
    }
}
