package dev.weft.net.internal.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process and the descendants that it had when this was made. */
final class ProcessTree {
    private final List<ProcessHandle> all = new ArrayList<>();

    private ProcessTree() {}

    /** Looks at all processes of the system, which takes some milliseconds. Any thread. */
    static ProcessTree of(ProcessHandle root) {
        ProcessTree tree = new ProcessTree();
        tree.all.add(root);
        if (root.isAlive()) { // the number of another one may be in use again
            root.descendants().forEach(tree.all::add);
        }
        return tree;
    }

    /** Asks each of them to end. */
    void terminate() {
        for (ProcessHandle each : all) {
            var unused = each.destroy();
        }
    }

    /** Ends each of them. */
    void kill() {
        for (ProcessHandle each : all) {
            var unused = each.destroyForcibly();
        }
    }

    /** Returns whether none of them runs. */
    boolean isGone() {
        for (ProcessHandle each : all) {
            if (each.isAlive() && !isZombie(each)) {
                return false;
            }
        }
        return true;
    }

    /** An orphan has ended, but if its new parent does not ask for that, the system keeps its entry; in containers, for ever. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
            String fields = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return fields.startsWith(") Z", fields.lastIndexOf(')')); // behind the name, which may have anything
        } catch (IOException unknown) {
            return false;
        }
    }
}
