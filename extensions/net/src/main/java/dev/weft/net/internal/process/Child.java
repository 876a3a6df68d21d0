package dev.weft.net.internal.process;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.uncancellable;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.net.ByteSink;
import dev.weft.net.ByteSource;
import dev.weft.net.internal.duplex.Fate;
import dev.weft.net.internal.loop.Background;
import dev.weft.net.internal.loop.LoopCalls;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A child of this JVM: its process, its streams, and its end. Owned by the loop's thread. */
public final class Child {
    private final Fate fate;
    private final Process process;
    private final String name;
    private final ChildInput stdin;
    private final ChildOutput stdout;
    private final ChildOutput stderr;

    /** Completed by a thread of the JDK. */
    private final CompletableFuture<Integer> exit;

    private Child(EventLoop loop, Process process, ProcessBuilder what) {
        this.process = process;
        exit = process.onExit().thenApply(Process::exitValue);
        name = "process " + process.pid() + " (" + what.command().get(0) + ")";
        fate = new Fate(loop, this);
        boolean in = isPipe(what.redirectInput());
        boolean out = isPipe(what.redirectOutput());
        boolean err = isPipe(what.redirectError()) && !what.redirectErrorStream();
        stdin = new ChildInput(loop, "stdin of " + name, in ? process.getOutputStream() : null, this::hasExited);
        stdout = new ChildOutput(loop, "stdout of " + name, out ? process.getInputStream() : null);
        stderr = new ChildOutput(loop, "stderr of " + name, err ? process.getErrorStream() : null);
    }

    private static boolean isPipe(Redirect to) {
        return to.type() == Redirect.Type.PIPE;
    }

    /**
     * Starts a process on another thread, since the system may have to wait for a disk. A cancellation waits for that: so there is
     * no process that nobody knows.
     *
     * @param loop the running loop
     * @param what what to start
     */
    @Async
    public static Coroutine<Child> start(EventLoop loop, ProcessBuilder what) throws IOException {
        ProcessBuilder copy = copyOf(what);
        return result(await(uncancellable(Background.call(() -> launch(loop, copy), Child::kill))));
    }

    /** The caller may change its own while the process is started. */
    private static ProcessBuilder copyOf(ProcessBuilder what) {
        ProcessBuilder copy = new ProcessBuilder(List.copyOf(what.command()));
        copy.directory(what.directory());
        copy.environment().clear();
        copy.environment().putAll(what.environment());
        copy.redirectInput(what.redirectInput());
        copy.redirectOutput(what.redirectOutput());
        copy.redirectError(what.redirectError());
        copy.redirectErrorStream(what.redirectErrorStream());
        return copy;
    }

    private static Child launch(EventLoop loop, ProcessBuilder what) throws IOException {
        Process process = what.start();
        try {
            Child child = new Child(loop, process, what);
            child.stdout.startPump();
            child.stderr.startPump();
            var unused = child.exit.thenRun(() -> LoopCalls.run(loop, child.stdin::childEnded));
            return child;
        } catch (Throwable failure) {
            var unused = process.toHandle().destroyForcibly();
            throw failure;
        }
    }

    /** Returns the fate of the child. */
    public Fate fate() {
        return fate;
    }

    /** See {@link dev.weft.net.Subprocess#stdin}. */
    public ByteSink stdin() {
        return stdin;
    }

    /** See {@link dev.weft.net.Subprocess#stdout}. */
    public ByteSource stdout() {
        return stdout;
    }

    /** See {@link dev.weft.net.Subprocess#stderr}. */
    public ByteSource stderr() {
        return stderr;
    }

    /** See {@link dev.weft.net.Subprocess#process}. */
    public Process process() {
        return new ProcessView(process);
    }

    /** Returns whether it has ended. Any thread. */
    public boolean hasExited() {
        return exit.isDone();
    }

    /** See {@link dev.weft.net.Subprocess#exit}. */
    @Async
    public Coroutine<Integer> exit() {
        fate.requireHere();
        return result(await(exit.minimalCompletionStage()));
    }

    /** Looks at the processes of the system. Any thread. */
    ProcessTree tree() {
        return ProcessTree.of(process.toHandle());
    }

    /** Takes no more calls of its streams, whose pipes stay open while it ends. */
    void closeStreams() {
        stdin.shut();
        stdout.drain();
        stderr.drain();
    }

    /** Lets go of the pipes as soon as that is possible. */
    void closePipes() {
        stdin.closePipe();
        stdout.closePipe();
        stderr.closePipe();
    }

    /** Ends the streams although somebody else keeps the pipes open. It has ended. */
    void endStreamsWhenQuiet() {
        stdout.endWhenQuiet();
        stderr.endWhenQuiet();
    }

    /** Ends it and its descendants at once, and lets go of the pipes. Any thread. */
    public void kill() {
        tree().kill();
        closeStreams();
        closePipes();
    }

    @Override
    public String toString() {
        return name;
    }
}
