package dev.weft.abi;

import org.jspecify.annotations.Nullable;

/**
 * Results that are numbers and travel as numbers: from a hot entry to the method that has called it. For generated code;
 * nothing here is meant to be called by hand. All methods are called on the thread that runs the task.
 *
 * <p>Such an entry can have something else to say: that it has suspended, or that its result is an object that was made
 * elsewhere, or null. Then it leaves that with the task, and returns one certain number. So a result that is another number
 * costs no memory access. If the result is that very number, nothing lies with the task.
 *
 * <p>A caller that takes the number out of its box at once says so by {@link #WANTED} in the depth that it hands on. It
 * cannot tell one box from another. So the entry takes the number out of an object that exists, too.
 *
 * @since 0.1
 */
public final class Unboxed {
    /** The number that stands for something else, where the result is an {@code int}. */
    public static final int OTHER_INT = 0x93B1_F00D;

    /** The same, where it is a {@code long}. */
    public static final long OTHER_LONG = 0x93B1_F00D_5EED_C0DEL;

    /** The same, where it is a {@code double}. */
    public static final double OTHER_DOUBLE = -0x1.3B1F00D5EEDC0p-911;

    /** The bit of a depth that says that the caller takes the number out of its box at once. */
    public static final int WANTED = 1 << 30;

    private Unboxed() {}

    /**
     * Leaves an object with the task.
     *
     * @param given the result as an object, or {@link Frame#SUSPENDED}
     * @param driver the task
     * @return {@link #OTHER_INT}
     */
    public static int handI(@Nullable Object given, FrameDriver driver) {
        driver.hand(given);
        return OTHER_INT;
    }

    /**
     * Returns the number in a box if the caller wants it; else it leaves the object with the task.
     *
     * @param given the result as an object, or {@link Frame#SUSPENDED}
     * @param driver the task
     * @param depth the depth of the method that has this result
     * @return the number, or {@link #OTHER_INT}
     */
    public static int handI(@Nullable Object given, FrameDriver driver, int depth) {
        return (depth & WANTED) != 0 && given instanceof Integer number ? number : handI(given, driver);
    }

    /**
     * Leaves an object with the task, as {@link #handI} does.
     *
     * @param given the result as an object, or {@link Frame#SUSPENDED}
     * @param driver the task
     * @return {@link #OTHER_LONG}
     */
    public static long handJ(@Nullable Object given, FrameDriver driver) {
        driver.hand(given);
        return OTHER_LONG;
    }

    /**
     * Returns the number in a box if the caller wants it; else it leaves the object with the task.
     *
     * @param given the result as an object, or {@link Frame#SUSPENDED}
     * @param driver the task
     * @param depth the depth of the method that has this result
     * @return the number, or {@link #OTHER_LONG}
     */
    public static long handJ(@Nullable Object given, FrameDriver driver, int depth) {
        return (depth & WANTED) != 0 && given instanceof Long number ? number : handJ(given, driver);
    }

    /**
     * Leaves an object with the task, as {@link #handI} does.
     *
     * @param given the result as an object, or {@link Frame#SUSPENDED}
     * @param driver the task
     * @return {@link #OTHER_DOUBLE}
     */
    public static double handD(@Nullable Object given, FrameDriver driver) {
        driver.hand(given);
        return OTHER_DOUBLE;
    }

    /**
     * Returns the number in a box if the caller wants it; else it leaves the object with the task.
     *
     * @param given the result as an object, or {@link Frame#SUSPENDED}
     * @param driver the task
     * @param depth the depth of the method that has this result
     * @return the number, or {@link #OTHER_DOUBLE}
     */
    public static double handD(@Nullable Object given, FrameDriver driver, int depth) {
        return (depth & WANTED) != 0 && given instanceof Double number ? number : handD(given, driver);
    }

    /**
     * Makes an object of what an entry has returned.
     *
     * @param given the number that the entry has returned
     * @param driver the task
     * @return the result, or {@link Frame#SUSPENDED}
     */
    public static @Nullable Object boxed(int given, FrameDriver driver) {
        return given == OTHER_INT && driver.hasHanded() ? driver.handed() : (Object) given;
    }

    /**
     * Makes an object of what an entry has returned, as {@link #boxed(int, FrameDriver)} does.
     *
     * @param given the number that the entry has returned
     * @param driver the task
     * @return the result, or {@link Frame#SUSPENDED}
     */
    public static @Nullable Object boxed(long given, FrameDriver driver) {
        return given == OTHER_LONG && driver.hasHanded() ? driver.handed() : (Object) given;
    }

    /**
     * Makes an object of what an entry has returned, as {@link #boxed(int, FrameDriver)} does.
     *
     * @param given the number that the entry has returned
     * @param driver the task
     * @return the result, or {@link Frame#SUSPENDED}
     */
    public static @Nullable Object boxed(double given, FrameDriver driver) {
        return given == OTHER_DOUBLE && driver.hasHanded() ? driver.handed() : (Object) given;
    }

    /**
     * {@return what a method has given that was called in tail position}
     *
     * @param given the same
     * @param driver the task
     */
    public static @Nullable Object tailed(@Nullable Object given, FrameDriver driver) {
        return TailFrame.KEPT ? TailFrame.keep(given, driver) : given;
    }

    /**
     * {@return what a method has given that was called in tail position}
     *
     * @param given the same
     * @param driver the task
     */
    public static int tailed(int given, FrameDriver driver) {
        keep(driver);
        return given;
    }

    /**
     * {@return what a method has given that was called in tail position}
     *
     * @param given the same
     * @param driver the task
     */
    public static long tailed(long given, FrameDriver driver) {
        keep(driver);
        return given;
    }

    /**
     * {@return what a method has given that was called in tail position}
     *
     * @param given the same
     * @param driver the task
     */
    public static double tailed(double given, FrameDriver driver) {
        keep(driver);
        return given;
    }

    private static void keep(FrameDriver driver) {
        if (TailFrame.KEPT && driver.hasHandedSuspension()) {
            TailFrame.keep(Frame.SUSPENDED, driver);
        }
    }
}
