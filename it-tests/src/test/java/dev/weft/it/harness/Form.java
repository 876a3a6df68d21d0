package dev.weft.it.harness;

import java.util.List;
import java.util.function.BiFunction;

/**
 * One way to run all targets.
 *
 * @param name for messages
 * @param loader has the woven classes
 * @param run runs one target of that loader with one script
 * @param isHot whether its methods return futures: cancelling one completes it at once, whatever its method then does
 * @param isEntry whether its methods are entry methods, which return when they have ended
 * @param derived whether its methods were cold in the source
 */
public record Form(
        String name,
        ClassLoader loader,
        BiFunction<Target, Script, Outcome> run,
        boolean isHot,
        boolean isEntry,
        boolean derived) {
    /** Whether this form of a target exists. */
    boolean accepts(Target unwoven) {
        if (isEntry || unwoven.isEntry()) {
            return isEntry && unwoven.isEntry();
        }
        return isHot ? !unwoven.isCold() || derived && !unwoven.isColdOnly() : unwoven.isCold();
    }

    /** The cold targets as the build wove them. */
    public static Form cold() {
        return cold("cold", Form.class.getClassLoader());
    }

    /** The same from another loader. */
    public static Form cold(String name, ClassLoader woven) {
        return new Form(name, woven, ColdRun::of, false, false, false);
    }

    /** The entry targets as the build wove them. */
    public static Form entries() {
        return entries("entries", Form.class.getClassLoader());
    }

    /** The same from another loader. */
    public static Form entries(String name, ClassLoader woven) {
        return new Form(name, woven, EntryRun::of, false, true, false);
    }

    /** The hot targets as the build wove them. */
    public static List<Form> hot() {
        return hot("", Form.class.getClassLoader(), false);
    }

    /** The hot forms of cold targets. */
    public static List<Form> madeHot(ClassLoader woven) {
        return hot("made ", woven, true);
    }

    private static List<Form> hot(String prefix, ClassLoader woven, boolean derived) {
        return List.of(
                new Form(prefix + "hot, on a loop", woven, HotRun::onLoop, true, false, derived),
                new Form(prefix + "hot, without a loop", woven, HotRun::withoutLoop, true, false, derived));
    }
}
