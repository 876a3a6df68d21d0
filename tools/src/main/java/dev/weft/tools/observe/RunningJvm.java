package dev.weft.tools.observe;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;

/** A JVM that runs event loops, seen through its MBeans. */
public final class RunningJvm implements AutoCloseable {

    /**
     * How long to wait for the first loop: the watchdog registers a loop when it looks for the first time, after a
     * second.
     */
    private static final int REGISTRATION_MILLIS = 2_500;

    private static final int LOOK_MILLIS = 100;
    private static final String WATCHDOG = "weft-watchdog";

    private final long pid;
    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private RunningJvm(long pid, JMXConnector connector) throws IOException {
        this.pid = pid;
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /** Attaches to a JVM of this machine. */
    public static RunningJvm attach(long pid) throws NotObservable {
        try {
            return new RunningJvm(pid, Attachment.connect(pid));
        } catch (IOException e) {
            throw lost(pid, e);
        }
    }

    /** Returns the loops that run, each with at most {@code maxTasks} of its tasks, the oldest ones. */
    public List<LoopState> loops(int maxTasks) throws NotObservable {
        try {
            var loops = new ArrayList<LoopState>();
            for (var name : names()) {
                try {
                    loops.add(loop(name, maxTasks));
                } catch (InstanceNotFoundException ended) {
                    // Its run has ended since the names were asked for.
                }
            }
            if (loops.isEmpty()) {
                throw new NotObservable(whyNone());
            }
            loops.sort(Comparator.comparingInt(LoopState::id));
            return loops;
        } catch (IOException e) {
            throw lost(pid, e);
        } catch (JMException e) {
            throw new NotObservable("process " + pid + " shows its event loops in another way: " + e.getMessage(), e);
        }
    }

    /** Returns the names of the loops. Waits for loops that began to run just now. */
    private Set<ObjectName> names() throws IOException, JMException {
        var pattern = new ObjectName("dev.weft:type=EventLoop,*");
        var names = server.queryNames(pattern, null);
        for (int waited = 0; names.isEmpty() && waited < REGISTRATION_MILLIS && isWatched(); waited += LOOK_MILLIS) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            names = server.queryNames(pattern, null);
        }
        return names;
    }

    /** Whether a loop runs, or ran a moment ago. */
    private boolean isWatched() throws IOException {
        var threads = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .anyMatch(thread -> thread.getThreadName().equals(WATCHDOG));
    }

    private String whyNone() throws IOException {
        var process = "process " + pid;
        var properties = runtime().getSystemProperties();
        if ("false".equals(properties.get("dev.weft.jmx"))) {
            return process + " does not show its event loops: it was started with -Ddev.weft.jmx=false";
        }
        if ("0".equals(properties.get("dev.weft.watchdog.millis"))) {
            return process + " does not show its event loops: it was started with -Ddev.weft.watchdog.millis=0";
        }
        return isWatched()
                ? process + " runs no event loop for longer than a second just now"
                : process + " runs no event loop of Weft";
    }

    private RuntimeMXBean runtime() throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.RUNTIME_MXBEAN_NAME, RuntimeMXBean.class);
    }

    /** Returns the main class or the jar that it runs; an empty text if it does not say. */
    String program() throws NotObservable {
        try {
            return ProgramName.of(runtime().getSystemProperties().getOrDefault("sun.java.command", ""));
        } catch (IOException e) {
            throw lost(pid, e);
        }
    }

    private LoopState loop(ObjectName name, int maxTasks) throws IOException, JMException {
        var seen = (CompositeData)
                server.invoke(name, "snapshot", new Object[] {maxTasks}, new String[] {int.class.getName()});
        return LoopDataReader.read(
                seen,
                (String) server.getAttribute(name, "ThreadName"),
                (Long) server.getAttribute(name, "Steps"),
                (Long) server.getAttribute(name, "LongestCallbackMicros"));
    }

    private static NotObservable lost(long pid, IOException e) {
        return new NotObservable("lost the connection to process " + pid + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The answer is there already; the other side may have ended.
        }
    }
}
