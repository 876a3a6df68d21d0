package dev.weft.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An event loop has adopted a task. */
@Name("dev.weft.TaskStart")
@Label("Task Start")
@Description("An event loop has taken up a task")
@Category("Weft")
@StackTrace(false)
public final class TaskStart extends Event {
    @Label("Task")
    @Description("The number of its loop, a dot, its number there")
    public @Nullable String task;

    @Label("Name")
    public @Nullable String name;
}
