package dev.weft;

import dev.weft.management.EventLoopMXBean;
import dev.weft.management.LoopInfo;
import java.util.Map;

/** A loop as others manage it. */
final class LoopBean implements EventLoopMXBean {
    private final EventLoop loop;

    LoopBean(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public int getId() {
        return loop.id;
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
        return loop.vitals.steps();
    }

    @Override
    public long getLagMicros() {
        return new Inspection(loop).lag() / 1_000;
    }

    @Override
    public long getLongestCallbackMicros() {
        return loop.vitals.longest() / 1_000;
    }

    @Override
    public boolean isTimed() {
        return loop.vitals.isTimed();
    }

    @Override
    public void setTimed(boolean timed) {
        loop.vitals.setTimed(timed);
    }

    @Override
    public Map<String, Integer> getTasksByStatus() {
        return new Inspection(loop).byStatus();
    }

    @Override
    public LoopInfo snapshot(int maxTasks) {
        return new Inspection(loop).look(maxTasks);
    }
}
