package dev.weft.internal.produce;

import dev.weft.AsyncStream.Overflow;
import dev.weft.abi.StreamFrame;
import dev.weft.internal.task.TaskImpl;
import java.util.List;
import java.util.stream.Collectors;

/** The items of several streams as they come. A task for each source holds one item until that is taken. */
final class Merged<T> extends TaskStream<T> {
    private final List<StreamFrame<?>> sources;

    Merged(List<StreamFrame<?>> sources) {
        super(new Items(0, Overflow.SUSPEND), sources, null);
        this.sources = sources;
    }

    @Override
    void begin(Children starter) {
        for (StreamFrame<?> source : sources) {
            starter.run(new Pump(this, source), "merge: " + source.streamName());
        }
    }

    /** What the others hold came before the failure. */
    @Override
    void childFailed(TaskImpl<?> child) {
        exchange.letAllIn();
        super.childFailed(child);
    }

    @Override
    String operation() {
        return "merge";
    }

    @Override
    public String streamName() {
        return sources.stream().map(StreamFrame::streamName).collect(Collectors.joining(", ", "merge of ", ""));
    }
}
