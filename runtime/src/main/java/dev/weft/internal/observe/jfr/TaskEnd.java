package dev.weft.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A task has ended. */
@Name("dev.weft.TaskEnd")
@Label("Task End")
@Description("A task has ended")
@Category("Weft")
@StackTrace(false)
public final class TaskEnd extends Event {
    @Label("Task")
    @Description("The number of its loop, a dot, its number there")
    public @Nullable String task;

    @Label("Name")
    public @Nullable String name;

    @Label("Status")
    public @Nullable String status;

    @Label("Failure")
    @Description("The class of what a failed task threw")
    public @Nullable String failure;
}
