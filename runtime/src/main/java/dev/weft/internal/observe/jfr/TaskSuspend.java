package dev.weft.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A task waits, or lets other tasks run. */
@Name("dev.weft.TaskSuspend")
@Label("Task Suspend")
@Description("A task waits, or lets others run")
@Category("Weft")
@StackTrace(false)
@Enabled(false)
public final class TaskSuspend extends Event {
    @Label("Task")
    @Description("The number of its loop, a dot, its number there")
    public @Nullable String task;

    @Label("Name")
    public @Nullable String name;

    @Label("At")
    @Description("The await: class, method, file, line")
    public @Nullable String at;
}
