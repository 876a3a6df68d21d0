package dev.weft.internal.observe;

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
final class JmxExporter {
    static final String SWITCH = "dev.weft.jmx";

    private static final long AFTER_NANOS = 1_000_000_000;

    private final Map<LoopMetrics, Long> since = new HashMap<>();
    private final Map<LoopMetrics, Object> names = new HashMap<>();
    private @Nullable Boolean wanted;

    /** Takes note of the loops that are running now. */
    void look(Set<LoopMetrics> running, long now) {
        if (!since.isEmpty()) {
            Iterator<LoopMetrics> known = since.keySet().iterator();
            while (known.hasNext()) {
                LoopMetrics loop = known.next();
                if (!running.contains(loop)) {
                    known.remove();
                    hide(loop);
                }
            }
        }
        for (LoopMetrics loop : running) {
            Long began = since.putIfAbsent(loop, now);
            if (began != null
                    && now - began >= AFTER_NANOS
                    && !names.containsKey(loop)
                    && isWanted()
                    && JmxRegistry.isUsed()) {
                show(loop);
            }
        }
    }

    private boolean isWanted() {
        Boolean known = wanted;
        if (known == null) {
            known = !"false".equals(System.getProperty(SWITCH)) && JmxRegistry.isThere();
            wanted = known;
        }
        return known;
    }

    private void show(LoopMetrics loop) {
        Object name = JmxRegistry.register(loop.loop().id(), new LoopBean(loop));
        if (name == null) {
            wanted = false;
        } else {
            names.put(loop, name);
        }
    }

    private void hide(LoopMetrics loop) {
        Object name = names.remove(loop);
        if (name != null) {
            JmxRegistry.unregister(name);
        }
    }
}
