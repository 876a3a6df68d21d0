package dev.weft.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A step of a task, or a callback, kept its event loop busy. */
@Name("dev.weft.LongCallback")
@Label("Long Callback")
@Description("A step of a task, or a callback, kept its event loop busy")
@Category("Weft")
@StackTrace(false)
@Threshold("20 ms")
public final class LongCallback extends Event {
    @Label("Callback")
    public @Nullable String callback;

    @Label("Loop")
    public int loop;
}
