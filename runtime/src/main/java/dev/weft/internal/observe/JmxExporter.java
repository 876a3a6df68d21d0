package dev.weft.internal.observe;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Registers loops with JMX. A loop is registered when it has been running for at least one second, at two looks or
 * more, and JMX is used in this JVM. So a program without JMX never loads the management classes, and a loop that does
 * not run is not kept.
 *
 * <p>Invariant: each loop of {@code since} was running at the last look; {@code names} has those loops of {@code since}
 * that are registered. Owned by the watchdog's thread.
 */
final class JmxExporter {
    static final String SWITCH = "dev.weft.jmx";

    private static final long AFTER_NANOS = 1_000_000_000;

    private final Map<LoopMetrics, Long> since = new HashMap<>();
    private final Map<LoopMetrics, Object> names = new HashMap<>();
    private @Nullable Boolean wanted;

    /** Updates the registered loops. The argument is the set of loops that are running now. */
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
            if (began != null && now - began >= AFTER_NANOS && !names.containsKey(loop) && isWanted() && isUsed()) {
                show(loop);
            }
        }
    }

    private boolean isWanted() {
        Boolean known = wanted;
        if (known == null) {
            known = !"false".equals(System.getProperty(SWITCH)) && StepHooks.isThere("java.management");
            wanted = known;
        }
        return known;
    }

    /**
     * Returns whether an MBean server exists. It exists once a management agent has started in this JVM, or code has
     * asked for the platform's server. Creating one loads hundreds of classes; a program without management should not
     * pay for that.
     */
    private static boolean isUsed() {
        return !MBeanServerFactory.findMBeanServer(null).isEmpty();
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
