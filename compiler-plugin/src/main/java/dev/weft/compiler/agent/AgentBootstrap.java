package dev.weft.compiler.agent;

import dev.weft.compiler.WeaverSettings;
import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;

/**
 * Reads the settings and installs the transformer. This part of the agent runs in a class loader of its own.
 *
 * @since 0.1
 */
public final class AgentBootstrap implements BiConsumer<String, Instrumentation> {

    private static final int WRONG_USE = 2;

    /** Called by {@link Agent}. */
    public AgentBootstrap() {}

    /**
     * The transformer does not take part in retransformation: a class that others retransform has been woven before.
     * Wrong settings end the JVM, as the failure of an agent does, but without a dump of its state.
     */
    @Override
    public void accept(String settings, Instrumentation instrumentation) {
        try {
            instrumentation.addTransformer(new WeaveOnLoad(parse(settings), System.err, instrumentation), false);
        } catch (IllegalArgumentException e) {
            System.err.println("weft: -javaagent: " + e.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private static WeaverSettings parse(String text) {
        var settings = WeaverSettings.parse(text);
        if (settings.directCalls()) {
            throw new IllegalArgumentException("the setting 'direct-calls' is for weaving a module before it runs;"
                    + " the agent weaves each class by itself");
        }
        return settings;
    }
}
