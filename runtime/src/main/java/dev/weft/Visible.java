package dev.weft;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The loops that others can see over JMX: those that have been running for a second or more, at two looks or more, from
 * when somebody uses JMX in this JVM. So a program that nobody looks at never loads what management needs, and a loop that
 * nobody runs is not kept.
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
            Iterator<LoopCore> known = since.keySet().iterator();
            while (known.hasNext()) {
                LoopCore loop = known.next();
                if (!running.contains(loop)) {
                    known.remove();
                    hide(loop);
                }
            }
        }
        for (LoopCore loop : running) {
            Long began = since.putIfAbsent(loop, now);
            if (began != null
                    && now - began >= AFTER_NANOS
                    && !names.containsKey(loop)
                    && isWanted()
                    && Management.isUsed()) {
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

    private void hide(LoopCore loop) {
        Object name = names.remove(loop);
        if (name != null) {
            Management.unregister(name);
        }
    }
}
