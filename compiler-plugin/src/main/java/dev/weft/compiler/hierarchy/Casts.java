package dev.weft.compiler.hierarchy;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.Set;
import org.objectweb.asm.Type;

/**
 * Which casts may succeed, as a Java compiler judges them (JLS 5.5.1), without type arguments. Where a class or one of its
 * supertypes cannot be found, any may.
 */
public final class Casts {

    /** What an array is besides an array. */
    private static final Set<String> OF_ARRAYS =
            Set.of(RuntimeAbi.OBJECT, "java/lang/Cloneable", "java/io/Serializable");

    private final ClassHierarchy hierarchy;

    public Casts(ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /**
     * Whether a value of one type, other than null, may be one of the other.
     *
     * @param from internal name of a class, or descriptor of an array
     * @param to likewise
     */
    public boolean maySucceed(String from, String to) {
        if (from.startsWith("[") && to.startsWith("[")) {
            return areElementsRelated(Type.getType(from.substring(1)), Type.getType(to.substring(1)));
        } else if (from.startsWith("[")) {
            return OF_ARRAYS.contains(to);
        } else if (to.startsWith("[")) {
            return OF_ARRAYS.contains(from);
        }
        return hierarchy.mayBeSubtype(from, to) || hierarchy.mayBeSubtype(to, from) || haveSubtypeInCommon(from, to);
    }

    private boolean areElementsRelated(Type from, Type to) {
        if (from.getSort() < Type.ARRAY || to.getSort() < Type.ARRAY) {
            return from.equals(to);
        }
        return maySucceed(from.getInternalName(), to.getInternalName());
    }

    /** Some class may extend or implement both, unless both are classes or one of them is final. */
    private boolean haveSubtypeInCommon(String one, String other) {
        return (hierarchy.isInterface(one) || hierarchy.isInterface(other))
                && !hierarchy.isFinal(one)
                && !hierarchy.isFinal(other);
    }
}
