package dev.weft.compiler.scan;

/** What a class file has to do with Weft, judged by the names that it uses. */
public enum WeftUsage {
    /** Nothing. */
    NONE,
    /** Methods of it may be annotated. If one of those annotations carries {@code @Entry}, the class needs weaving. */
    ANNOTATED,
    /** It declares or calls a method that returns a coroutine: rules apply to it, and there is nothing to weave. */
    COROUTINE,
    /** It may need weaving, or was woven. */
    WEFT
}
