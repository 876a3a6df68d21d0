package dev.weft.compiler.hierarchy;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The annotation types that mark entry methods: {@code @Entry}, and those that carry it, directly or on an annotation of
 * theirs. A type whose class file cannot be found is none of them. Each is looked up once.
 */
public final class EntryAnnotationTypes {

    private final Function<String, Optional<byte[]>> classFiles;
    private final Map<String, Boolean> known;

    /**
     * @param classFiles finds a class that ASM can read, by internal name
     * @param known the answers so far, by descriptor; if several threads ask, a concurrent map
     */
    public EntryAnnotationTypes(Function<String, Optional<byte[]>> classFiles, Map<String, Boolean> known) {
        this.classFiles = classFiles;
        this.known = known;
    }

    /** Whether methods with that annotation are entry methods. */
    public boolean contains(String descriptor) {
        var answer = known.get(descriptor);
        if (answer == null) {
            answer = MetaAnnotations.of(descriptor, classFiles).contains(RuntimeAbi.ENTRY_DESCRIPTOR);
            known.put(descriptor, answer);
        }
        return answer;
    }
}
