package dev.weft.tools.observe;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Connects to the MBean server of a local JVM: attaches to the JVM and makes it start its local management agent. */
final class Attachment {

    private Attachment() {}

    /** Returns the JVMs that can be found without touching them, except this one. */
    static Stream<Long> pids() throws NotObservable {
        requireAttach();
        return VirtualMachine.list().stream()
                .map(VirtualMachineDescriptor::id)
                .filter(id -> id.chars().allMatch(Character::isDigit))
                .map(Long::valueOf)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .sorted();
    }

    /**
     * Returns the JVMs of the user that runs this command. As an administrator one could attach to all, and would read
     * what strangers send; so those must be named.
     */
    static List<Long> ownPids() throws NotObservable {
        var own = ProcessHandle.current().info().user();
        return pids().filter(pid -> ProcessHandle.of(pid)
                        .map(process -> process.info().user())
                        .filter(own::equals)
                        .isPresent())
                .toList();
    }

    @SuppressWarnings("BanJNDI") // the address is an rmi stub from a process of the same user, not a name to look up
    static JMXConnector connect(long pid) throws NotObservable {
        requireAttach();
        requireJvm(pid);
        OpenTypes.only();
        try {
            var jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                return JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()));
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new NotObservable("process " + pid + " does not let itself be attached to: " + e.getMessage(), e);
        } catch (IOException | SecurityException e) {
            throw new NotObservable("no connection to process " + pid + ": " + e.getMessage(), e);
        }
    }

    private static void requireAttach() throws NotObservable {
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            throw new NotObservable("this Java has no module jdk.attach; run the command with a JDK");
        }
    }

    /** A process that is not a JVM must not be attached to: it would be sent a signal that ends it. */
    private static void requireJvm(long pid) throws NotObservable {
        if (pid == ProcessHandle.current().pid()) {
            throw new NotObservable("process " + pid + " is this command");
        }
        var process = ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .orElseThrow(() -> new NotObservable("there is no process " + pid));
        if (pids().anyMatch(known -> known == pid)) {
            return;
        }
        var owner = process.info().user();
        if (owner.isPresent() && !owner.equals(ProcessHandle.current().info().user())) {
            throw new NotObservable("process " + pid + " belongs to " + owner.get() + "; run the command as that user");
        }
        if (!isJava(process.info().command())) {
            throw new NotObservable("process " + pid + " is no Java virtual machine");
        }
    }

    private static boolean isJava(Optional<String> command) {
        return command.filter(path -> path.matches(".*\\bjavaw?(\\.exe)?")).isPresent();
    }
}
