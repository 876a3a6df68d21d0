package dev.weft.it.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.StepRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program in a JVM of its own, stopped when this object is made, and driven through JDI as an IDE does. */
final class Debuggee implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(30);

    private final Process process;
    private final VirtualMachine vm;
    private final Queue<Event> pending = new ArrayDeque<>();

    /** Starts the program and runs it until its main class is there. */
    Debuggee(String mainClass, List<Path> classPath) throws Exception {
        var connector = socketListen();
        var arguments = connector.defaultArguments();
        arguments.get("localAddress").setValue("127.0.0.1");
        arguments.get("port").setValue("0");
        arguments.get("timeout").setValue(String.valueOf(PATIENCE));
        String address = connector.startListening(arguments);
        try {
            process = start(mainClass, classPath, address.substring(address.lastIndexOf(':') + 1));
            vm = connector.accept(arguments);
        } finally {
            connector.stopListening(arguments);
        }
        var prepared = vm.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter(mainClass);
        prepared.enable();
        while (!(next() instanceof ClassPrepareEvent)) {
            continue;
        }
    }

    private static ListeningConnector socketListen() {
        return Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(c -> c.name().equals("com.sun.jdi.SocketListen"))
                .findFirst()
                .orElseThrow();
    }

    private static Process start(String mainClass, List<Path> classPath, String port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=127.0.0.1:" + port,
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        mainClass)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    ReferenceType type(String name) {
        return vm.classesByName(name).get(0);
    }

    /** Replaces the code of a class that is loaded. */
    void redefine(String name, byte[] classFile) {
        vm.redefineClasses(Map.of(type(name), classFile));
    }

    /** A breakpoint as IDEs set it: at every place of the class where the line begins. */
    void breakpoint(ReferenceType type, int line) throws AbsentInformationException {
        type.locationsOfLine(line).forEach(this::breakpoint);
    }

    void breakpoint(Location place) {
        vm.eventRequestManager().createBreakpointRequest(place).enable();
    }

    void clearBreakpoints() {
        vm.eventRequestManager().deleteAllBreakpoints();
    }

    /** Goes on to the next breakpoint; null if the program ends before. */
    LocatableEvent goOn() throws InterruptedException {
        while (true) {
            var event = next();
            if (event instanceof LocatableEvent stop) {
                return stop;
            }
            if (event == null || event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                return null;
            }
        }
    }

    /** One step of a depth from where the program stopped, and past classes of these name patterns; null if it ends. */
    LocatableEvent step(LocatableEvent from, int depth, String... excluded) throws InterruptedException {
        var request = vm.eventRequestManager().createStepRequest(from.thread(), StepRequest.STEP_LINE, depth);
        for (var pattern : excluded) {
            request.addClassExclusionFilter(pattern);
        }
        request.addCountFilter(1);
        request.enable();
        try {
            return goOn();
        } finally {
            if (process.isAlive()) {
                delete(request);
            }
        }
    }

    private void delete(StepRequest request) {
        try {
            vm.eventRequestManager().deleteEventRequest(request);
        } catch (VMDisconnectedException e) {
            // it ended: nothing is left to delete
        }
    }

    /** Resumes the program unless events of the last stop are left. */
    private Event next() throws InterruptedException {
        if (pending.isEmpty()) {
            try {
                vm.resume();
            } catch (VMDisconnectedException e) {
                return null;
            }
            var events = vm.eventQueue().remove(PATIENCE);
            if (events == null) {
                throw new AssertionError("the program neither stops nor ends");
            }
            pending.addAll(events);
        }
        return pending.poll();
    }

    /** What the program gave to {@code System.exit}. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the program does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
