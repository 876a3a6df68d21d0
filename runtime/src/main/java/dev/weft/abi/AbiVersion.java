package dev.weft.abi;

/**
 * Which woven code this runtime can run. The weaver reads both numbers from the class file of the runtime that it finds on
 * the class path. What a version is made of stands in {@code docs/internals/woven-abi.md}.
 *
 * @since 0.1
 */
public final class AbiVersion {
    /** The version of the woven ABI. Code that was woven for another one does not run. */
    public static final int VERSION = 2;

    /** How often names were added since this version began. Woven code may need those of its weaver. */
    public static final int ADDITIONS = 1;

    private AbiVersion() {}
}
