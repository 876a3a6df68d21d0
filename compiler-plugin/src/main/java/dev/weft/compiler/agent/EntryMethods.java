package dev.weft.compiler.agent;

import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.hierarchy.ClassSource;
import dev.weft.compiler.hierarchy.EntryAnnotationTypes;
import dev.weft.compiler.scan.ClassScanner;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether a class that names nothing of Weft has entry methods: by annotations that carry {@code @Entry}.
 *
 * <p>Most classes with annotations have none, so what is known of annotation types is kept, for each class loader as
 * long as that exists. Any thread may ask.
 */
final class EntryMethods {

    private final Map<ClassLoader, Map<String, Boolean>> known = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Looks at the annotations of a class's methods.
     *
     * @param types finds the types of the annotations
     */
    boolean areIn(byte[] bytes, ClassLoader loader, ClassSource types) {
        var ofLoader = known.computeIfAbsent(loader, none -> new ConcurrentHashMap<>());
        var annotations = new EntryAnnotationTypes(new ClassHierarchy(List.of(types))::readable, ofLoader);
        try {
            return ClassScanner.hasEntry(bytes, annotations::contains);
        } catch (RuntimeException | LinkageError e) {
            return false; // the class names nothing of Weft: it is not for the agent to say what is wrong
        }
    }
}
