package dev.weft.internal.observe;

import dev.weft.internal.loop.LoopEngine;
import dev.weft.management.EventLoopMXBean;
import dev.weft.management.LoopInfo;
import java.util.Map;

/** The management bean of a loop. */
final class LoopBean implements EventLoopMXBean {
    private final LoopMetrics metrics;
    private final LoopEngine loop;

    LoopBean(LoopMetrics metrics) {
        this.metrics = metrics;
        this.loop = metrics.loop();
    }

    @Override
    public int getId() {
        return loop.id();
    }

    @Override
    public String getThreadName() {
        Thread thread = loop.runner();
        return thread == null ? "" : thread.getName();
    }

    @Override
    @SuppressWarnings("deprecation") // what replaces getId is not there before JDK 19
    public long getThreadId() {
        Thread thread = loop.runner();
        return thread == null ? 0 : thread.getId();
    }

    @Override
    public long getSteps() {
        return metrics.steps();
    }

    @Override
    public long getLagMicros() {
        return new LoopInspector(loop).lag() / 1_000;
    }

    @Override
    public long getLongestCallbackMicros() {
        return metrics.longest() / 1_000;
    }

    @Override
    public boolean isTimed() {
        return metrics.isTimed();
    }

    @Override
    public void setTimed(boolean timed) {
        metrics.setTimed(timed);
    }

    @Override
    public Map<String, Integer> getTasksByStatus() {
        return new LoopInspector(loop).byStatus();
    }

    @Override
    public LoopInfo snapshot(int maxTasks) {
        return new LoopInspector(loop).look(maxTasks);
    }
}
