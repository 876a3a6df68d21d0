package dev.weft.compiler.agent;

import dev.weft.compiler.hierarchy.ClassSource;
import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * Exchanges the frame classes of a class that is exchanged while it is loaded: their tables say at which line each await
 * is and whether a handler is around it. The JVM allows that as long as fields and methods stay, which is what keeps a
 * suspended task valid: what it has saved is what the new code reads.
 *
 * <p>Called while the JVM transforms the class; it then calls no transformer for the frame classes.
 */
record ExchangeFrames(Instrumentation jvm, AwaitCounts awaits) {

    /** Exchanges all or none. Returns why it could not, as words that end a sentence. */
    Optional<String> exchange(Map<String, byte[]> frames, ClassLoader loader, ClassSource files) throws IOException {
        var exchanged = new ArrayList<ClassDefinition>();
        for (var frame : frames.entrySet()) {
            var name = frame.getKey().replace('/', '.');
            try {
                var loaded = Class.forName(name, false, loader);
                if (!awaits.areSame(loaded, frame.getValue(), files)) {
                    return Optional.of("one of its async methods has another number of awaits");
                }
                exchanged.add(new ClassDefinition(loaded, MethodsAsLoaded.in(frame.getValue(), loaded)));
            } catch (ClassNotFoundException e) {
                return Optional.of("an async method or lambda is new (" + name + ")");
            }
        }
        try {
            jvm.redefineClasses(exchanged.toArray(ClassDefinition[]::new));
            return Optional.empty();
        } catch (UnsupportedOperationException e) {
            return Optional.of("what its async methods keep across awaits has changed");
        } catch (ClassNotFoundException | UnmodifiableClassException e) {
            return Optional.of("its frames cannot be exchanged (" + e + ")");
        }
    }
}
