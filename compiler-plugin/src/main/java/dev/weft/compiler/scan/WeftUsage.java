package dev.weft.compiler.scan;

/** What a class file has to do with Weft, from a look at the names it uses. */
public enum WeftUsage {
    /** Nothing. */
    NONE,
    /** It declares or calls a method that returns a coroutine: rules may have something to say, weaving has not. */
    COROUTINE,
    /** It may need weaving, or was woven. */
    WEFT
}
