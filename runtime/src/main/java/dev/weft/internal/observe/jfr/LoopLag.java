package dev.weft.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** How long a callback waited for its turn on an event loop. */
@Name("dev.weft.LoopLag")
@Label("Loop Lag")
@Description("How long a callback waited for its turn on an event loop")
@Category("Weft")
@StackTrace(false)
@Period("1 s")
public final class LoopLag extends Event {
    @Label("Lag")
    @Timespan(Timespan.NANOSECONDS)
    public long lag;

    @Label("Loop")
    public int loop;
}
