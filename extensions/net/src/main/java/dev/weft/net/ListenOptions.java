package dev.weft.net;

/**
 * How to listen. Immutable, so any thread may use it; each method with an argument returns a changed copy.
 *
 * @since 0.1
 */
public final class ListenOptions {
    private static final ListenOptions DEFAULTS = new ListenOptions(128, 100_000, false, false);

    private final int backlog;
    private final int maxConnections;
    private final boolean reusePort;
    private final boolean replaceSocketFile;

    private ListenOptions(int backlog, int maxConnections, boolean reusePort, boolean replaceSocketFile) {
        this.backlog = positive(backlog, "backlog");
        this.maxConnections = positive(maxConnections, "maxConnections");
        this.reusePort = reusePort;
        this.replaceSocketFile = replaceSocketFile;
    }

    private static int positive(int value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, and is " + value);
        }
        return value;
    }

    /** {@return the defaults: a backlog of 128, at most 100,000 connections, no shared port, no replaced file} */
    public static ListenOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Changes how many connections may wait to be accepted.
     *
     * @param n the number, positive; the system may have a lower limit
     * @return the changed copy
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public ListenOptions backlog(int n) {
        return new ListenOptions(n, maxConnections, reusePort, replaceSocketFile);
    }

    /**
     * Changes how many connections {@link Listener#serve} handles at the same time. Further ones wait in the backlog.
     *
     * @param n the number, positive
     * @return the changed copy
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public ListenOptions maxConnections(int n) {
        return new ListenOptions(backlog, n, reusePort, replaceSocketFile);
    }

    /**
     * Changes whether several listeners may listen on the same port, and share its connections.
     *
     * @param on whether they may
     * @return the changed copy
     */
    public ListenOptions reusePort(boolean on) {
        return new ListenOptions(backlog, maxConnections, on, replaceSocketFile);
    }

    /**
     * Changes whether the file of a Unix socket is replaced if there is one and nobody listens on it. The file of a listener
     * that is alive is never replaced.
     *
     * @param on whether it is replaced
     * @return the changed copy
     */
    public ListenOptions replaceSocketFile(boolean on) {
        return new ListenOptions(backlog, maxConnections, reusePort, on);
    }

    /** {@return how many connections may wait to be accepted} */
    public int backlog() {
        return backlog;
    }

    /** {@return how many connections are handled at the same time} */
    public int maxConnections() {
        return maxConnections;
    }

    /** {@return whether several listeners may share the port} */
    public boolean reusePort() {
        return reusePort;
    }

    /** {@return whether the file of a Unix socket on which nobody listens is replaced} */
    public boolean replaceSocketFile() {
        return replaceSocketFile;
    }
}
