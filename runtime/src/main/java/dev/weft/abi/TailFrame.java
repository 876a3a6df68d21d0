package dev.weft.abi;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the place of a method that has suspended in a tail position, and so is not suspended itself: its frame is
 * dropped, or was never made. Only with the system property {@code dev.weft.debug.tails}, which is for debugging: chains
 * of tail awaits then cost memory for each method.
 */
final class TailFrame extends Frame<Object> {
    static final boolean KEPT = Boolean.getBoolean("dev.weft.debug.tails");

    private static final Set<String> RUNTIME =
            Set.of(TailFrame.class.getName(), Suspension.class.getName(), Unboxed.class.getName());

    private final StackTraceElement place;

    private TailFrame(StackTraceElement place) {
        this.place = place;
    }

    /**
     * Keeps the place of the method that has called {@link Suspension}, if it has suspended.
     *
     * @param given what the await has given
     * @return the same
     */
    static @Nullable Object keep(@Nullable Object given, FrameDriver driver) {
        if (given == SUSPENDED) {
            StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> !RUNTIME.contains(frame.getClassName()))
                            .findFirst())
                    .ifPresent(method -> {
                        TailFrame frame = new TailFrame(method.toStackTraceElement());
                        frame.state = 1;
                        driver.link(frame);
                    });
        }
        return given;
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        return Suspension.resumed(driver);
    }

    @Override
    protected StackTraceElement position() {
        return place;
    }

    @Override
    protected boolean catches() {
        return false;
    }
}
