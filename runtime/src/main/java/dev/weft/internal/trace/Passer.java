package dev.weft.internal.trace;

/** Something that failures pass, under the number of another object that they have passed before in its place. */
public interface Passer {
    /** Returns the number that marks carry for it. */
    int passerNumber();

    /**
     * Returns the number that marks carry for an object. Two may have the same, by chance: then methods are added that need
     * not be.
     */
    static int numberOf(Object passed) {
        return passed instanceof Passer passer ? passer.passerNumber() : Math.max(1, System.identityHashCode(passed));
    }
}
