package dev.weft.it.harness;

import java.util.function.BiFunction;

/**
 * One way to run all targets.
 *
 * @param name for messages
 * @param loader has the woven classes
 * @param run runs one target of that loader with one script
 * @param isHot whether its methods return futures: cancelling one completes it at once, whatever its method then does
 */
public record Form(String name, ClassLoader loader, BiFunction<Target, Script, Outcome> run, boolean isHot) {
    /** The targets as the build wove them. */
    public static Form cold() {
        return new Form("cold", Form.class.getClassLoader(), ColdRun::of, false);
    }

    /** The same from another loader. */
    public static Form cold(String name, ClassLoader woven) {
        return new Form(name, woven, ColdRun::of, false);
    }

    public static Form hotOnLoop(ClassLoader woven) {
        return new Form("hot, on a loop", woven, HotRun::onLoop, true);
    }

    public static Form hotWithoutLoop(ClassLoader woven) {
        return new Form("hot, without a loop", woven, HotRun::withoutLoop, true);
    }
}
