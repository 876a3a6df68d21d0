package dev.weft.tools.observe;

import java.util.ArrayList;
import java.util.List;

/** The JVMs of this user that run event loops. To find out, it attaches to each JVM of this user, and to no other. */
public final class JvmList {

    private JvmList() {}

    public static List<String> lines() throws NotObservable {
        var lines = new ArrayList<String>();
        for (var pid : Attachment.ownPids()) {
            try (var jvm = RunningJvm.attach(pid)) {
                var loops = jvm.loops(0);
                int tasks = loops.stream().mapToInt(LoopState::taskCount).sum();
                lines.add(pid + "  " + loops.size() + (loops.size() == 1 ? " event loop, " : " event loops, ") + tasks
                        + (tasks == 1 ? " task  " : " tasks  ") + PlainText.of(jvm.program()));
            } catch (NotObservable without) {
                // It runs no loop, or must not be looked at.
            }
        }
        if (lines.isEmpty()) {
            throw new NotObservable("no JVM of this user shows event loops");
        }
        return lines;
    }
}
