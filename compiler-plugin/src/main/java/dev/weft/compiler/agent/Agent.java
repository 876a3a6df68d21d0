package dev.weft.compiler.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The class that {@code -javaagent:} starts before the program.
 *
 * <p>It loads the rest of the agent with a class loader of its own. So the weaver's classes are not shared with the
 * program, and {@code java.lang}, which must be open to the agent, is open to no other code.
 *
 * @since 0.1
 */
public final class Agent {

    private Agent() {}

    /**
     * Called by the JVM.
     *
     * @param settings the text behind {@code =}, for {@link dev.weft.compiler.WeaverSettings}; null if there is nothing
     * @throws ReflectiveOperationException never, unless the jar is incomplete
     */
    @SuppressWarnings("unchecked") // the class is our own, loaded a second time
    public static void premain(@Nullable String settings, Instrumentation instrumentation)
            throws ReflectiveOperationException, IOException, URISyntaxException {
        var jar = Agent.class.getProtectionDomain().getCodeSource().getLocation();
        var loader = new URLClassLoader(
                "weft-agent", new URL[] {new File(jar.toURI()).toURI().toURL()}, ClassLoader.getPlatformClassLoader());
        var javaLang = Map.of("java.lang", Set.of(loader.getUnnamedModule()));
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), Map.of(), javaLang, Set.of(), Map.of());
        var start = loader.loadClass("dev.weft.compiler.agent.AgentBootstrap");
        ((BiConsumer<String, Instrumentation>) start.getDeclaredConstructor().newInstance())
                .accept(settings == null ? "" : settings, instrumentation);
    }
}
