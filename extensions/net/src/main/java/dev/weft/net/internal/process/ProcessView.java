package dev.weft.net.internal.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process without its pipes, which the pumps have. The JDK's own {@link Process#destroy} closes the pipes too: output would be
 * lost, and the caller would wait for a feeder that is stuck. Here it sends the signal, and nothing else.
 */
final class ProcessView extends Process {
    private final Process process;

    ProcessView(Process process) {
        this.process = process;
    }

    @Override
    public OutputStream getOutputStream() {
        throw new IllegalStateException("write to stdin() of the Subprocess");
    }

    @Override
    public InputStream getInputStream() {
        throw new IllegalStateException("read from stdout() of the Subprocess");
    }

    @Override
    public InputStream getErrorStream() {
        throw new IllegalStateException("read from stderr() of the Subprocess");
    }

    @Override
    public void destroy() {
        var unused = process.toHandle().destroy();
    }

    @Override
    public Process destroyForcibly() {
        var unused = process.toHandle().destroyForcibly();
        return this;
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        return process.waitFor(timeout, unit);
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    @Override
    public int exitValue() {
        return process.exitValue();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public boolean supportsNormalTermination() {
        return process.supportsNormalTermination();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public ProcessHandle toHandle() {
        return process.toHandle();
    }

    @Override
    public ProcessHandle.Info info() {
        return process.info();
    }

    @Override
    public Stream<ProcessHandle> children() {
        return process.children();
    }

    @Override
    public Stream<ProcessHandle> descendants() {
        return process.descendants();
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
